// The buttons that take a material into one's collection and out of it, on any page that has them.
// Their words stand in the page, once.
import { shelf } from "./keep.js";
import { MOST_ITEMS } from "./shapes.js";
import { saying } from "./words.js";

const place = document.querySelector(".collect-said");
const said = place.dataset;
const say = saying(place);
const kept = shelf("collection");
const buttons = [...document.querySelectorAll("[data-collect]")];

const show = ({ value }) => {
  document.querySelectorAll(".collecting").forEach((link) => {
    link.hidden = !value.length;
  });
  buttons.forEach((button) => named(button, value));
};
const named = (button, value) => {
  const there = value.includes(button.dataset.collect);
  button.textContent = there ? said.takeOut : said.takeIn;
  if (button.dataset.title) {
    button.setAttribute("aria-label", `${button.textContent}: ${button.dataset.title}`);
  }
};
buttons.forEach((button) => button.addEventListener("click", () => {
  const id = button.dataset.collect;
  const before = kept.read().value;
  const there = before.includes(id);
  if (!there && before.length >= MOST_ITEMS) {
    say(said.many);
    return;
  }
  const { state, value } = kept.update((ids) => {
    const others = ids.filter((each) => each !== id);
    return there ? others : [...others, id];
  });
  show({ value });
  say([there ? said.out : said.in, state === "kept" ? "" : said[state]].filter(Boolean).join(" "));
}));
kept.watch(show);
addEventListener("pageshow", () => show(kept.read()));
show(kept.read());
buttons.forEach((button) => {
  button.hidden = false;
});
