// On the page where one chooses one's path: those that have been begun on this device stand first,
// the latest before others, each with its next step, which is read from the path's own page.
import { shelf } from "./keep.js";
import { next, reached } from "./progress.js";
import { filled } from "./words.js";

const root = document.querySelector(".resume");
const paths = shelf("paths");
const latest = (own) => Object.values(own.done).map((tick) => tick.on).sort().at(-1) ?? "";

const made = (name, about = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), about);
  element.append(...inside);
  return element;
};

// What the page of a path lists to be done, or null when it cannot be read now.
const tasks = async (url) => {
  try {
    const text = await (await fetch(url)).text();
    const page = new DOMParser().parseFromString(text, "text/html");
    return [...page.querySelectorAll(".tasks > li")].map((task) => task.querySelector("h3"));
  } catch {
    return null;
  }
};

const row = async (card, own) => {
  const { href } = card.querySelector(".card-title");
  const title = card.querySelector(".card-title").firstChild.textContent.trim();
  const step = made("p");
  const item = made("li", {}, made("a", { href, className: "resume-title" }, title), step);
  root.querySelector("ul").append(item);
  const listed = await tasks(href);
  if (!listed?.length) {
    return;
  }
  const { done } = reached(own, listed.map(({ id }) => id));
  const id = next(listed.map((each) => each.id), done);
  const count = made("span", { className: "quiet" },
    filled(root.dataset.left, { done: Object.keys(done).length, all: listed.length }));
  const task = listed.find((each) => each.id === id);
  const what = task ? [`${root.dataset.next} `, made("a", { href: `${href}#${id}` }, task.textContent)]
    : [root.dataset.finished];
  step.append(...what, made("br"), count);
};

const show = () => {
  const kept = paths.read().value;
  const begun = [...document.querySelectorAll(".card[data-id]")]
    .map((card) => [card, kept[card.dataset.id.replace(/\.\w+$/, "")]])
    .filter(([, own]) => own && Object.keys(own.done).length)
    .sort(([, one], [, other]) => latest(other).localeCompare(latest(one)));
  root.querySelector("ul").replaceChildren();
  root.hidden = !begun.length;
  begun.forEach(([card, own]) => row(card, own));
};

paths.watch(show);
addEventListener("pageshow", (event) => event.persisted && show());
show();
