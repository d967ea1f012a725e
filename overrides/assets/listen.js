// Reads a page aloud by a voice of the device itself, a sentence at a time, and marks where it is.
// A voice that the browser would fetch from elsewhere is never used: what is read would go there.

const BLOCKS = "h1, h2, h3, h4, p, li, dt, dd, th, td, caption, legend, figcaption";
const LEFT_OUT = "nav, button, template, .listen, .exit, .exit-note, .to-paper, .on-paper, .for-staff, [hidden]";
const MARK = "said";

// The sentences of an element, each as the range in which it stands.
const sentencesOf = (block, segmenter) => {
  const texts = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
  const pieces = [];
  let whole = "";
  while (texts.nextNode()) {
    const node = texts.currentNode;
    const own = node.parentElement.closest(BLOCKS) === block && !node.parentElement.closest(LEFT_OUT);
    if (own) {
      pieces.push([whole.length, node]);
      whole += node.data;
    }
  }
  const at = (index) => {
    const [start, node] = pieces.findLast(([begins]) => begins <= index);
    return [node, Math.min(index - start, node.length)];
  };
  return [...segmenter.segment(whole)].filter(({ segment }) => /[\p{L}\p{N}]/u.test(segment))
    .map(({ segment, index }) => {
      const bare = segment.trimEnd().length;
      const range = document.createRange();
      range.setStart(...at(index + segment.length - segment.trimStart().length));
      range.setEnd(...at(index + bare - 1));
      range.setEnd(range.endContainer, range.endOffset + 1);
      return { range, words: segment.replaceAll("\u00ad", "").replace(/\s+/g, " ").trim() };
    });
};

const start = (tools) => {
  const language = document.documentElement.lang;
  const [main, stop] = tools.querySelectorAll("button");
  const synthesis = speechSynthesis;
  let voice = null;
  let sentences = [];
  let at = 0;
  let speaking = false;
  let turn = 0; // what was asked before this is not listened to any more

  const mark = (range) => {
    CSS.highlights?.delete(MARK);
    if (range) {
      CSS.highlights?.set(MARK, new Highlight(range));
      range.startContainer.parentElement.scrollIntoView({ block: "nearest" });
    }
  };
  const say = (name) => {
    main.textContent = tools.dataset[name];
    stop.hidden = name === "listen";
  };
  const silence = () => {
    turn += 1;
    synthesis.cancel();
  };
  const end = () => {
    silence();
    mark(null);
    speaking = false;
    sentences = [];
    say("listen");
  };
  const speak = () => {
    if (at >= sentences.length) {
      end();
      main.focus();
      return;
    }
    const { range, words } = sentences[at];
    const now = turn;
    const spoken = new SpeechSynthesisUtterance(words);
    Object.assign(spoken, { voice, lang: voice.lang });
    spoken.onend = () => {
      if (now === turn) {
        at += 1;
        speak();
      }
    };
    spoken.onerror = () => now === turn && end();
    mark(range);
    synthesis.speak(spoken);
  };

  // A pause begins its sentence anew: to stop in the middle of one works on some devices only.
  main.addEventListener("click", () => {
    if (speaking) {
      silence();
    } else if (!sentences.length) {
      const segmenter = new Intl.Segmenter(language, { granularity: "sentence" });
      const blocks = [...tools.parentElement.querySelectorAll(BLOCKS)];
      sentences = blocks.flatMap((block) => sentencesOf(block, segmenter));
      at = 0;
    }
    speaking = !speaking;
    say(speaking ? "pause" : "go");
    if (speaking) {
      speak();
    }
  });
  stop.addEventListener("click", () => {
    end();
    main.focus();
  });
  addEventListener("pagehide", silence);

  const offer = () => {
    voice = synthesis.getVoices().find((each) =>
      each.localService && each.lang.toLowerCase().split(/[-_]/)[0] === language) ?? null;
    tools.hidden = !voice;
  };
  synthesis.addEventListener("voiceschanged", offer);
  offer();
};

if ("speechSynthesis" in window) {
  start(document.querySelector(".listen"));
}
