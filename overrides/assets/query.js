// What a reader's words may mean here: a query and the site's own words -> what to look for.
// Pure, and the same in the browser and in the tests.

const LONG = 4; // letters from which a word may be mistyped
const SHORTEST_PART = 3;
const [EXACT, NAME, BESIDES, SPLIT, PIECE_OF, BEGUN, GUESSED] = [1, 0.95, 0.75, 0.8, 0.5, 0.6, 0.7];
const MOST_ABOUT = 5; // Pagefind's score of a title's word, freed from how rare the word is
const SUBJECT = 1.5; // a page that a word is the subject of, over those that mention it
const FAINT = 0.12; // of the best page's worth: less is no answer
const OTHERS = { ø: "o", æ: "a", ß: "ss", đ: "d", ł: "l" };
const WORDS = /[\p{L}\p{N}]+/gu;

// A word in small letters and figures, without marks: "Äiti" is "aiti".
export const fold = (text) =>
  text.toLowerCase().replace(/[øæßđł]/g, (sign) => OTHERS[sign])
    .normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");

// The rules by which a folded word is cut are those by which the build cut the site's words.
const cutter = (rules) => {
  const made = rules.map(([rule, instead]) => [new RegExp(rule), instead]);
  const known = new Map();
  return (folded) => {
    if (!known.has(folded)) {
      known.set(folded, made.reduce((word, [rule, instead]) =>
        word.replace(rule, instead === "=" ? (found) => found[0] : instead), folded));
    }
    return known.get(folded);
  };
};

// Each word begins with how many letters it shares with the one before, each form with its word.
const unpacked = (words) => {
  const whole = (short, before) => before.slice(0, parseInt(short[0], 36)) + short.slice(1);
  let last = "";
  return words.split("\n").map((line) => {
    const [first, ...forms] = line.split(" ");
    last = whole(first, last);
    return [last, ...forms.map((form) => whole(form, fold(last)))];
  });
};

const keysOf = (words, cutters) =>
  [...new Set(cutters.map((cut) => words.map((word) => cut(word)).join(" ")))];

// What the build tells of a language's words, ready to be asked.
export const open = (told) => {
  const cut = cutter(told.stems);
  const stop = new Set(told.stop.split(" "));
  const shown = new Map(); // stem -> the word that is shown for it
  const stems = new Map(); // what a form is cut to -> the stems it may be of
  const folded = []; // each word and its stem
  const learn = (form, stem) => {
    const there = stems.get(form);
    stems.set(form, there ? [...there, stem] : [stem]);
  };
  const entries = unpacked(told.words);
  for (const [word] of entries) {
    const whole = fold(word);
    const stem = cut(whole);
    shown.set(stem, word);
    folded.push([whole, stem]);
    learn(stem, stem);
  }
  for (const [word, ...forms] of entries) {
    const stem = cut(fold(word));
    forms.forEach((form) => learn(form, stem));
  }
  // Another name, cut by the rules of any language -> the words by which the site knows it.
  const cutters = [cut, ...told.others.map(cutter)];
  const names = new Map();
  for (const [others, name] of told.synonyms) {
    for (const other of others.split("|")) {
      for (const key of keysOf((other.match(WORDS) ?? []).map(fold), cutters)) {
        names.set(key, [...(names.get(key) ?? []), name]);
      }
    }
  }
  const named = (words) => [...new Set(keysOf(words, cutters).flatMap((key) => names.get(key) ?? []))];
  return { cut, stop, shown, stems, folded, named, says: told.says, pages: told.pages };
};

// Tells whether one slip (a letter too many, too few, other, or two in the wrong order) parts two.
export const near = (one, other) => {
  if (Math.abs(one.length - other.length) > 1) {
    return false;
  }
  let start = 0;
  while (start < one.length && one[start] === other[start]) {
    start += 1;
  }
  const [a, b] = [one.slice(start), other.slice(start)];
  return a.slice(1) === b || a === b.slice(1) || a.slice(1) === b.slice(1)
    || (a.length > 1 && a[0] === b[1] && a[1] === b[0] && a.slice(2) === b.slice(2));
};

// The stems that a folded word has here, if it is a form of a word of the site.
const stemsOf = (word, site) => site.stems.get(site.cut(word)) ?? [];

// The words of the site that a mistyped word may be, the likeliest first.
const corrections = (word, site) => {
  const cut = site.cut(word);
  const found = new Map();
  const add = (stem, likely) => found.set(stem, Math.max(likely, found.get(stem) ?? 0));
  for (const [whole, stem] of site.folded) {
    if (near(word, whole)) {
      add(stem, whole[0] === word[0] ? 3 : 2);
    }
  }
  for (const [form, stems] of site.stems) {
    if (form.length >= LONG && cut.length >= LONG && near(cut, form)) {
      // A form's own stem before others that it may be of.
      stems.forEach((stem) => add(stem, (form[0] === cut[0] ? 2.5 : 1) - (stem !== form) / 4));
    }
  }
  return [...found].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([stem]) => stem);
};

// A compound that the site does not know, as parts that it knows; the fewest and longest.
const parts = (word, site) => {
  for (let last = SHORTEST_PART; last <= word.length - SHORTEST_PART; last += 1) {
    const [head, tail] = [word.slice(0, last), word.slice(last)];
    const rest = stemsOf(tail, site);
    if (rest.length && tail.length > SHORTEST_PART) {
      const first = stemsOf(head, site);
      const before = first.length ? [first] : parts(head, site);
      if (before.length) {
        return [...before, rest];
      }
    }
  }
  return [];
};

// The longest word of the site with which an unknown one ends, or begins.
const piece = (word, site) => {
  for (let length = word.length - 1; length >= LONG; length -= 1) {
    const found = stemsOf(word.slice(-length), site);
    const known = found.length ? found : stemsOf(word.slice(0, length), site);
    if (known.length) {
      return known;
    }
  }
  return [];
};

const wanted = (stems, weight) => stems.map((stem) => ({ stems: [stem], weight }));

const ofName = (name, site, weight) => {
  const stems = (name.match(WORDS) ?? []).flatMap((word) => stemsOf(fold(word), site).slice(0, 1));
  return stems.length ? [{ stems, weight }] : [];
};

// One word of a query -> the ways to look for it: stems that must all be there, and a weight.
const ways = (word, site) => {
  const exact = stemsOf(word, site);
  const names = site.named([word])
    .flatMap((name) => ofName(name, site, exact.length ? BESIDES : NAME));
  if (exact.length || names.length) {
    return { ways: [...wanted(exact, EXACT), ...names] };
  }
  const split = word.length >= 2 * SHORTEST_PART ? parts(word, site) : [];
  if (split.length) {
    return { ways: split.map((stems) => wanted(stems, SPLIT)), split: true };
  }
  const begun = word.length >= SHORTEST_PART
    && site.folded.some(([whole]) => whole.startsWith(word));
  if (begun) {
    return { ways: [{ stems: [word], weight: BEGUN, begun: true }] };
  }
  const guesses = word.length >= LONG ? corrections(word, site).slice(0, 3) : [];
  if (guesses.length) {
    return { ways: wanted(guesses, GUESSED), guessed: site.shown.get(guesses[0]) };
  }
  return { ways: wanted(piece(word, site), PIECE_OF) };
};

// The longest run of words from here that is one name, or one compound of the site in pieces.
const together = (words, from, site) => {
  for (let to = Math.min(words.length, from + 5); to > from + 1; to -= 1) {
    const run = words.slice(from, to);
    const names = site.named(run).flatMap((name) => ofName(name, site, EXACT));
    const joined = to - from < 4 ? stemsOf(run.join(""), site) : [];
    if (names.length || joined.length) {
      return { found: [...names, ...wanted(joined, EXACT)], to, named: names.length > 0 };
    }
  }
  return null;
};

// A query -> its words, each with the ways to look for it, and the query as it may be meant.
export const meant = (query, site) => {
  const said = query.match(WORDS) ?? [];
  const all = said.map(fold);
  const telling = all.filter((word) => !site.stop.has(word));
  const words = telling.length ? telling : all;
  const tokens = [];
  const better = new Map();
  let named = 0; // the words before this one are told by a name
  words.forEach((word, index) => {
    const run = together(words, index, site);
    if (run) {
      tokens.push(run.found);
      named = run.named ? Math.max(named, run.to) : named;
    }
    if (index < named) {
      return;
    }
    const own = ways(word, site);
    if (own.split) {
      own.ways.forEach((each) => tokens.push(each));
    } else {
      tokens.push(own.ways);
    }
    if (own.guessed) {
      better.set(word, own.guessed);
    }
  });
  const suggestion = better.size
    ? said.map((word) => better.get(fold(word)) ?? word).join(" ") : "";
  return { tokens: tokens.filter((each) => each.length), suggestion };
};

const pairs = (word) =>
  new Set([...word.slice(1)].map((sign, index) => word[index] + sign));

// The words of the site that are most like a query that finds nothing, as ways to look for them.
export const nearest = (query, site) => {
  const own = pairs(fold(query));
  const alike = site.folded.map(([whole, stem]) => {
    const other = pairs(whole);
    const both = [...own].filter((pair) => other.has(pair)).length;
    return [stem, (2 * both) / (own.size + other.size || 1)];
  });
  const found = alike.filter(([, likeness]) => likeness > 0.3)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).slice(0, 3);
  return found.length ? [found.map(([stem, weight]) => ({ stems: [stem], weight }))] : [];
};

// How telling a word is that so many of the pages hold: a fifth when all do, nearly one when few.
const rarity = (held, all) => all / (all + 4 * held);

// What Pagefind gives for one word -> page by page from 0 to 1 how much the page is about it,
// without how rare the word is: a rare one is not righter than another name for it.
export const about = (found, all) => {
  const rare = Math.log(1 + (all - found.length + 0.5) / (found.length + 0.5));
  return new Map(found.map(({ id, score }) =>
    [id, Math.min(1, score / rare / MOST_ABOUT) ** SUBJECT]));
};

// What a word's ways found -> pages and how well each fits it, by its best way.
const fitting = (ways, found) => {
  const best = new Map();
  for (const way of ways) {
    for (const [id, fit] of found(way)) {
      best.set(id, Math.max(best.get(id) ?? 0, way.weight * fit));
    }
  }
  return best;
};

// What each way found -> pages by how well they fit, those that hold every word first. One that
// holds a word which most pages have, and no more, is no answer where others are.
export const ranked = (tokens, found, all) => {
  const pages = new Map();
  let whole = 0;
  for (const ways of tokens) {
    const best = fitting(ways, found);
    const sure = Math.max(...ways.map((way) => way.weight));
    const telling = best.size ? sure * rarity(best.size, all) : 0;
    whole += telling;
    for (const [id, fit] of best) {
      const page = pages.get(id) ?? { id, score: 0, held: 0 };
      page.score += fit * telling;
      page.held += telling * Math.sqrt(fit); // what is only mentioned is held less
      pages.set(id, page);
    }
  }
  const answers = [...pages.values()];
  answers.forEach((page) => {
    page.score *= page.held / whole;
  });
  const top = Math.max(...answers.map((page) => page.score));
  return answers.filter((page) => page.score > top * FAINT)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
};

const PIECE = /[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu;
const AROUND = 190; // signs of an excerpt

// How well a word of a text answers each word of a query: by its stem, or as a part of a compound.
const answering = (tokens, site) => {
  const wanted = tokens.map((ways) =>
    new Map(ways.flatMap((way) => way.stems.map((stem) => [stem, way.weight])).reverse()));
  const known = new Map();
  return (word) => {
    const whole = fold(word);
    if (!known.has(whole)) {
      const stems = stemsOf(whole, site);
      known.set(whole, wanted.map((ways) => Math.max(0, ...[...ways].map(([stem, weight]) => {
        const within = stem.length > LONG && whole.includes(stem) ? weight * PIECE_OF : 0;
        return stems.includes(stem) ? weight : within;
      }))));
    }
    return known.get(whole);
  };
};

const ENDED = /[.!?]\s+/g; // between two sentences

// Where the sentence begins that holds a place of a line, or one before it that there is room for.
const sentence = (line, place) => {
  const begins = [0, ...[...line.matchAll(ENDED)].map((end) => end.index + end[0].length)]
    .filter((start) => start <= place);
  const start = begins.find((each) => each >= line.length - AROUND) ?? begins.at(-1);
  const room = line.length - start <= AROUND || place - start < AROUND / 2;
  return room ? start : place - 40;
};

// The sentence of a text that answers most of a query's words, as pieces: [words, is it a match].
// A heading, or a name in a list, is shown where no sentence says as much.
export const excerpt = (text, tokens, site) => {
  const answers = answering(tokens, site);
  let best = null;
  for (const line of text.split("\n")) {
    const hits = [...line.matchAll(PIECE)].filter(([word]) => answers(word).some(Boolean));
    for (const hit of hits) {
      const start = sentence(line, hit.index);
      const near = hits.filter(({ index, 0: word }) =>
        index >= start && index + word.length <= start + AROUND);
      const held = tokens.map((_, at) => Math.max(0, ...near.map(([word]) => answers(word)[at])));
      const worth = held.reduce((sum, each) => sum + each, 0) - (/[.!?]/.test(line) ? 0 : 0.4);
      if (near.length && (!best || worth > best.worth + 0.01)) {
        best = { worth, line, start, near };
      }
    }
  }
  return best ? cutOut(best.line, best.start, best.near) : [];
};

const cutOut = (line, from, hits) => {
  const first = hits[0].index;
  const last = hits.at(-1).index + hits.at(-1)[0].length;
  let start = from;
  if (start > 0 && line[start - 1] !== " ") {
    start = line.indexOf(" ", start) + 1;
    start = start > 0 && start <= first ? start : first;
  }
  let end = Math.max(last, start + AROUND);
  if (end < line.length) {
    const space = line.lastIndexOf(" ", end);
    end = space >= last ? space : last;
  }
  const pieces = [];
  let at = start;
  if (!/(^|[.!?]\s+)$/.test(line.slice(0, start))) {
    pieces.push(["… ", false]);
  }
  for (const hit of hits) {
    if (hit.index + hit[0].length > end) {
      break;
    }
    pieces.push([line.slice(at, hit.index), false], [hit[0], true]);
    at = hit.index + hit[0].length;
  }
  pieces.push([line.slice(at, end), false]);
  if (end < line.length) {
    pieces.push([" …", false]);
  }
  return pieces.filter(([words]) => words);
};
