// An onboarding path: what is next, what is done, one's own tools. Its words stand in the page.
import { shelf } from "./keep.js";
import { NOTHING, day, news, next, reached, ticked } from "./progress.js";
import { mapping } from "./shapes.js";
import { filled, saying } from "./words.js";

const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const one = (selector, from = document) => from.querySelector(selector);

const root = one(".path");
const said = root.dataset;
const record = said.record;
const say = saying(one(".said", root));
const paths = shelf("paths");
const stages = all(".path-stages > li", root).map((row) => {
  const heading = document.getElementById(row.dataset.stage);
  const tasks = all(".tasks > li", heading.closest(".stage")).map((item) => {
    const title = one("h3", item);
    return { id: title.id, title: title.textContent, item };
  });
  return { row, heading, tasks, id: row.dataset.stage, day: Number(row.dataset.day) };
});
const tasks = stages.flatMap((stage) => stage.tasks.map((task) => ({ ...task, stage })));
const ids = tasks.map((task) => task.id);
const taskOf = (id) => tasks.find((task) => task.id === id);
const mine = (value) => value[record] ?? NOTHING;

// --- what is done --------------------------------------------------------------------------

const change = (make) => {
  const { state, value } = paths.update((here) =>
    mapping([...Object.entries(here), [record, make(mine(here))]]));
  show(mine(value));
  return state === "kept" ? "" : said[state];
};

const tick = (task, done) => {
  const own = done && { on: day(new Date()), title: task.title.slice(0, 300) };
  const trouble = change((kept) => ticked(kept, ids, task.id, own));
  const words = filled(done ? said.lastDone : said.undone, { task: task.title });
  say([words, one(".path-all span", root).textContent, trouble].filter(Boolean).join(" "));
};

tasks.forEach((task) => {
  const label = document.createElement("label");
  label.className = "tick";
  task.box = document.createElement("input");
  task.box.type = "checkbox";
  task.box.setAttribute("aria-labelledby", task.id);
  task.box.autocomplete = "off";
  task.box.addEventListener("change", () => tick(task, task.box.checked));
  label.append(task.box);
  task.item.prepend(label);
  task.item.classList.add("has-tick");
});

// --- what is shown -------------------------------------------------------------------------

const showNext = (task) => {
  const done = !task;
  const how = one(".path-how", root);
  how.replaceChildren();
  one(".path-do", root).hidden = done;
  one(".path-finished", root).hidden = !done;
  one("#_next").textContent = done ? said.finished : nextTitle;
  one(".path-where", root).textContent = done ? "" : task.stage.title;
  one(".path-what", root).hidden = done;
  root.classList.toggle("is-finished", done);
  if (done) {
    return;
  }
  const link = one(".path-what a", root);
  link.textContent = task.title;
  link.href = `#${task.id}`;
  one(".path-what .minutes", root).textContent = one(".minutes", task.item)?.textContent ?? "";
  how.append(...all(":scope > :is(p:not(.minutes), ul)", task.item).map((each) => each.cloneNode(true)));
};

const showNews = (kept) => {
  const fresh = news(kept, ids);
  one(".path-news", root).hidden = !fresh.length;
  one(".path-news ul", root).replaceChildren(...fresh.map((id) => {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = `#${id}`;
    link.textContent = taskOf(id).title;
    item.append(link);
    return item;
  }));
  tasks.forEach(({ id, item }) => {
    one(".path-new", item)?.remove();
    if (fresh.includes(id)) {
      const mark = document.createElement("span");
      mark.className = "path-new tag";
      mark.textContent = said.new;
      one("h3", item).after(mark);
    }
  });
};

const show = (kept) => {
  const { done } = reached(kept, ids);
  const count = (some) => some.filter((task) => task.id in done).length;
  tasks.forEach((task) => {
    task.box.checked = task.id in done;
    task.item.classList.toggle("is-done", task.box.checked);
  });
  const progress = (place, bar, some) => {
    place.textContent = filled(said.left, { done: count(some), all: some.length });
    bar.max = some.length;
    bar.value = count(some);
    bar.hidden = false;
  };
  stages.forEach((stage) =>
    progress(one(".path-count", stage.row), one("progress", stage.row), stage.tasks));
  progress(one(".path-all span", root), one(".path-all progress", root), tasks);
  showNext(taskOf(next(ids, done)));
  showNews(kept);
};

const nextTitle = one("#_next").textContent;
stages.forEach((stage) => {
  stage.title = one("a", stage.row).textContent;
});
one(".path-do", root).addEventListener("click", ({ detail }) => {
  if (detail > 1) {
    return; // the second press of a double click is not about the task that came next
  }
  const { done } = reached(mine(paths.read().value), ids);
  const id = next(ids, done);
  if (id) {
    tick(taskOf(id), true);
  }
  if (root.classList.contains("is-finished")) {
    one("#_next").focus();
  }
});
one(".path-news button", root).addEventListener("click", () => {
  say(change((kept) => ({ ...kept, seen: [...new Set([...kept.seen, ...ids])] })));
  one("#_next").focus();
});

// --- the tools, when they are opened --------------------------------------------------------

const showAll = () => {
  const found = paths.read();
  show(mine(found.value));
  return found;
};
let tools = null;
const sayTools = saying(one(".tools-said"));
const withTools = async () => {
  try {
    tools ??= (await import("./path-tools.js"))
      .serve({ all, one, said, record, stages, ids, paths, mine, change, showAll });
    sayTools("");
  } catch {
    sayTools(said.noTools);
  }
  return tools;
};
all(".path-tools > details[hidden]").forEach((part) => {
  part.hidden = false;
  one("summary", part).addEventListener("click", async (event) => {
    if (!tools) {
      event.preventDefault(); // it opens when it works
      part.open = Boolean(await withTools());
    }
  });
  part.addEventListener("toggle", withTools, { once: true });
});
all(".path-print").forEach((button) =>
  button.addEventListener("click", async () => (await withTools())?.printSheet()));

// --- the beginning -------------------------------------------------------------------------

const begin = () => {
  const { state } = showAll();
  if (state !== "kept" && state !== "empty") {
    say(said[state]);
  }
};
paths.watch(showAll);
addEventListener("pageshow", (event) => event.persisted && begin());
begin();
one(".path-all", root).hidden = false;
one(".path-kept", root).hidden = false;
document.documentElement.classList.add("runs-path");
