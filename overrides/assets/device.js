// The privacy page: what is kept on this device now, saved to a file, brought in, erased.
import { save, taking } from "./files.js";
import { eraseEverything, exported, inventory, isBlocked } from "./keep.js";
import { KEPT } from "./kept.js";
import { saying } from "./words.js";

const tools = document.querySelector(".kept-tools");
const said = tools.dataset;
const say = saying(tools.querySelector(".said"));
const button = (name) => tools.querySelector(`[data-do="${name}"]`);
const rows = [...document.querySelectorAll("table.kept tbody th")];
const titles = new Map(Object.keys(KEPT).map((key, place) => [key, rows[place].textContent]));

const show = () => {
  const there = inventory();
  const named = [...titles].filter(([key]) => there.some((each) => each.key === key && !each.aside));
  const things = named.map(([, title]) => title);
  if (there.some((each) => each.aside || !titles.has(each.key))) {
    things.push(said.aside);
  }
  let words = things.length ? `${said.now} ${things.join("; ")}.` : said.nothing;
  if (isBlocked()) {
    words = said.blocked;
  }
  tools.querySelector(".kept-now").textContent = words;
};

// Where there is nothing, a button says so.
const given = (name, work) =>
  button(name).addEventListener("click", () => (inventory().length ? work() : say(said.nothing)));

given("save", () => {
  save("materiaalipankki.json", "application/json", exported());
  say(said.saved);
});
taking(button("take"), said, (_, words) => {
  say(words);
  show();
});
given("erase", () => {
  if (confirm(said.erase) && eraseEverything()) {
    delete document.documentElement.dataset.theme;
    show();
    say(said.erased);
  }
});
addEventListener("storage", show);
addEventListener("pageshow", show);
show();
tools.hidden = false;
