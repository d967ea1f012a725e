// A form that is filled in on its page, loaded when it is opened. Nothing of it is sent or kept:
// the controls are made when it opens and go when it closes, or when the page is left. Its words
// stand in the page.
import { filled, shown } from "./answers.js";
import { save } from "./files.js";
import { unfolded } from "./sheet.js";
import { saying } from "./words.js";

const all = (selector, from) => [...from.querySelectorAll(selector)];
const one = (selector, from) => from.querySelector(selector);
const made = (name, values) => Object.assign(document.createElement(name), values);

// A pen's line in running text becomes a field under the words that stood at the line.
const writable = (blank) => {
  const label = made("label", { className: "fill-blank" });
  const field = made("input", { type: "text", autocomplete: "off", spellcheck: false });
  field.dataset.slot = "blank";
  const words = made("span", { className: "written" });
  words.setAttribute("aria-hidden", "true");
  label.append(one(".blank-label", blank), " ", field, words);
  blank.replaceWith(label);
};

// Each control is named by the label beside it, and told by the hint.
const joined = (field, number) => {
  const control = one(":scope > [data-slot]", field);
  control.id = `_fill-${number}`;
  one(":scope > label", field).htmlFor = control.id;
};
const hinted = (hint, number) => {
  const field = hint.closest(".fill-field");
  hint.id = `_hint-${number}`;
  (field.tagName === "FIELDSET" ? field : one("[data-slot]", field))
    .setAttribute("aria-describedby", hint.id);
};

// Opens the sheet that stands in the page, in place of the page; `button` has the focus afterwards.
export const open = (button) => {
  if (one(".fill", document)) {
    return;
  }
  const template = document.getElementById("_fill");
  let half = false; // something is written that is not yet elsewhere
  let controls = [];
  const clear = () => controls.forEach((control) => {
    control.value = "";
    control.checked = false;
  });
  const { sheet, show, close } = unfolded(template, () => half, clear);
  const said = sheet.dataset;
  const say = saying(one(".said", sheet));
  all(".blank", sheet).forEach(writable);
  all("div.fill-field, .fill-signed:not(.fill-hand)", sheet).forEach(joined);
  all(".fill-hint", sheet).forEach(hinted);
  controls = all("[data-slot]", sheet);
  const answers = () => controls.map(({ dataset, value, checked }) =>
    ({ slot: dataset.slot, value, checked }));
  const text = () => filled(JSON.parse(template.dataset.text), answers());

  const does = {
    print: () => print(),
    async copy() {
      try {
        await navigator.clipboard.writeText(text());
        half = false;
        say(said.copied);
      } catch {
        say(said.notCopied);
      }
    },
    save() {
      save(said.file, "text/plain", text());
      half = false;
      say(said.saved);
    },
    stop() {
      if (!answers().some(shown) || confirm(said.ask)) {
        close();
        button.focus();
      }
    },
  };
  sheet.addEventListener("input", ({ target }) => {
    half = answers().some(shown);
    const words = shown({ slot: target.dataset.slot, value: target.value, checked: target.checked });
    const place = target.nextElementSibling;
    if (place?.className === "written") {
      place.textContent = words;
    }
    target.parentElement.classList.toggle("is-filled", Boolean(words));
  });
  all("[data-do]", sheet).forEach((each) => each.addEventListener("click", does[each.dataset.do]));
  show();
};
