// The buttons that take a material into one's collection and out of it, on any page that has them:
// a record's own says what it will do, a card's says whether the material is in. Their words
// stand in the page, once.
import { shelf } from "./keep.js";
import { MOST_ITEMS } from "./shapes.js";
import { filled, saying } from "./words.js";

const place = document.querySelector(".collect-said");
const said = place.dataset;
const say = saying(place);
const kept = shelf("collection");

const show = ({ value }) => {
  document.querySelectorAll(".collecting").forEach((link) => {
    link.hidden = !value.length;
  });
  document.querySelectorAll("[data-collect]").forEach((button) => {
    const there = value.includes(button.dataset.collect);
    if (button.ariaPressed === null) {
      button.textContent = there ? said.takeOut : said.takeIn;
    } else {
      button.ariaPressed = String(there);
    }
    button.hidden = false;
  });
};

// Gives each card that names its material a button; a list that comes later tells that it is there.
const dress = () => {
  document.querySelectorAll(".card[data-id]:not(:has([data-collect]))").forEach((card) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "tool card-collect";
    button.dataset.collect = card.dataset.id;
    button.textContent = said.card;
    const title = card.querySelector(".card-title").firstChild.textContent.trim();
    button.ariaLabel = filled(said.cardNamed, { title });
    button.ariaPressed = "false";
    card.append(button);
  });
  show(kept.read());
};

document.addEventListener("click", ({ target, detail }) => {
  const id = target.closest("[data-collect]")?.dataset.collect;
  if (!id || detail > 1) {
    return; // the second press of a double click takes nothing back
  }
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
});
kept.watch(show);
addEventListener("pageshow", dress);
document.addEventListener("listed", dress);
dress();
document.documentElement.classList.add("runs-collect");
