// One's own collection, or one that came as an address: seen, put in order, printed, downloaded,
// shared. What is in it is looked up in the bank's catalogue. Its words stand in the page.
import { address, kindOf, materials, moved, shared, withAll, without } from "./collection.js";
import { save, saveBlob, taking } from "./files.js";
import { exported, shelf } from "./keep.js";
import { filled, saying } from "./words.js";

const MOST_BYTES = 300_000_000;
const root = document.querySelector(".collection");
const said = root.dataset;
const one = (selector) => root.querySelector(selector);
const say = saying(one(".said"));
const made = (name, values, ...children) => {
  const element = Object.assign(document.createElement(name), values);
  element.append(...children);
  return element;
};
const labels = JSON.parse(said.labels);
const kept = shelf("collection");
let known = new Map();
let theirs = shared(location.hash); // what came as an address, seen in place of one's own
const chosen = new Map(); // whether a file is to be downloaded, by its address

const ids = () => theirs ?? kept.read().value;
const tab = document.title;
// What is seen is called: one's own, or what came as an address, which may be all of one kind.
const called = () => {
  if (!theirs) {
    return { title: said.title, file: said.file };
  }
  const list = labels.lists[kindOf(known, theirs)];
  return list
    ? { title: filled(said.sharedOf, { title: list.title }), file: `${said.file}-${list.file}` }
    : { title: said.sharedTitle, file: said.file };
};
const size = (bytes) => {
  const [number, unit] = bytes < 1_000_000 ? [bytes / 1000, labels.units[0]] : [bytes / 1_000_000, labels.units[1]];
  return `${number.toLocaleString(said.language, { maximumFractionDigits: number < 10 ? 1 : 0 })} ${unit}`;
};
const change = (make) => {
  const { state } = kept.update(make);
  show();
  return state === "kept" ? "" : said[state];
};

// --- what is shown ---------------------------------------------------------------------------

const isChosen = (file) => chosen.get(file.here) ?? file.taken;
const fileRow = (file) => {
  const box = made("input", { type: "checkbox", checked: isChosen(file), autocomplete: "off" });
  box.addEventListener("change", () => chosen.set(file.here, box.checked));
  const type = file.name.split(".").at(-1).toUpperCase();
  return made("li", {}, made("label", { className: "tick" }, box,
    made("span", {}, `${labels.formats[file.format] ?? type} `,
      made("span", { className: "file-facts", textContent: `${type}, ${size(file.bytes)}` }))));
};
const button = (name, title, work, disabled = false) => {
  const found = made("button", { type: "button", className: "tool", disabled, textContent: said[name] });
  found.setAttribute("aria-label", `${said[name]}: ${title}`);
  found.dataset.name = name;
  found.addEventListener("click", work);
  return found;
};
const focus = (id, name) => {
  const row = [...one(".collection-list").children].find((each) => each.dataset.id === id);
  const found = row?.querySelector(`[data-name=${name}]:enabled`) ?? row?.querySelector("button:enabled");
  (found ?? one(".collection-count")).focus();
};
const move = (id, title, by, name) => {
  const trouble = change((here) => moved(here, id, by));
  focus(id, name);
  say([filled(said.moved, { title, place: ids().indexOf(id) + 1, all: ids().length }), trouble]
    .filter(Boolean).join(" "));
};
const leave = (id, title, next) => {
  const trouble = change((here) => without(here, id));
  focus(next, "remove");
  say([filled(said.removed, { title }), trouble].filter(Boolean).join(" "));
};
const row = (id, place, all) => {
  const found = known.get(id);
  const title = found?.title ?? id;
  const item = made("li", {});
  item.dataset.id = id;
  const head = made("h3", {}, found ? made("a", { href: found.here, textContent: title }) : title);
  if (found && found.language !== said.language) {
    head.lang = found.language;
  }
  item.append(head);
  if (!found) {
    item.append(made("p", { textContent: said.gone }));
  } else {
    const kind = [labels.kinds[found.kind], found.state === "withdrawn" ? said.withdrawn : ""];
    item.append(made("p", { className: "quiet", textContent: kind.filter(Boolean).join(". ") }));
    if (found.files.length) {
      item.append(made("ul", { className: "collection-files" }, ...found.files.map(fileRow)));
      item.querySelector("ul").setAttribute("aria-label", `${said.files}: ${title}`);
    }
    item.append(made("div", { className: "collection-paper" },
      made("p", { className: "address", textContent: found.url }),
      made("img", { src: found.qr, alt: "", width: 96, height: 96 })));
  }
  if (!theirs) {
    item.append(made("p", { className: "collection-order" },
      button("up", title, () => move(id, title, -1, "up"), place === 0),
      button("down", title, () => move(id, title, 1, "down"), place === all.length - 1),
      button("remove", title, () => leave(id, title, all[place + 1] ?? all[place - 1]))));
  }
  return item;
};
const show = () => {
  const all = ids();
  one(".collection-list").replaceChildren(...all.map(row));
  let count = said.none;
  if (all.length) {
    count = all.length === 1 ? said.single : filled(said.several, { number: all.length });
  }
  one(".collection-count").textContent = count;
  const { title } = called();
  document.querySelector("h1").textContent = title;
  document.title = tab.replace(said.title, title);
  one(".collection-shared").hidden = !theirs;
  one(".collection-tools").hidden = !all.length;
  one(".collection-move").hidden = Boolean(theirs);
};

// --- what is done ----------------------------------------------------------------------------

const fetched = async (url) => {
  const answer = await fetch(url);
  if (!answer.ok) {
    throw new Error(`${answer.status}: ${url}`);
  }
  return new Uint8Array(await answer.arrayBuffer());
};
const items = () => ids().filter((id) => known.has(id)).map((id, place) => {
  const found = known.get(id);
  const number = String(place + 1).padStart(2, "0");
  return { ...found, kind: labels.kinds[found.kind] ?? "", files: found.files
    .filter(isChosen)
    .map((file) => ({ ...file, name: `${number}-${found.language}-${file.name}`, label: labels.formats[file.format] ?? file.name })) };
});
const download = async () => {
  const all = items();
  const wanted = all.flatMap(({ files }) => files);
  if (!wanted.length) {
    say(said.noFiles);
    return;
  }
  if (wanted.reduce((sum, { bytes }) => sum + bytes, 0) > MOST_BYTES) {
    say(said.tooMuch);
    return;
  }
  const files = [];
  try {
    const [{ zipped }, { listed }] = await Promise.all([import("./zip.js"), import("./listed.js")]);
    for (const { here, name } of wanted) {
      say(filled(said.fetching, { number: files.length + 1, all: wanted.length }));
      files.push({ name, bytes: await fetched(here) });
    }
    const drawn = await Promise.all(all.map(async (each) =>
      ({ ...each, qr: new TextDecoder().decode(await fetched(each.qr)) })));
    const list = new TextEncoder().encode(listed(called().title, said.language, drawn));
    const parts = zipped([{ name: said.listName, bytes: list }, ...files], new Date());
    saveBlob(`${called().file}.zip`, new Blob(parts, { type: "application/zip" }));
    say(said.downloaded);
  } catch {
    say(filled(said.failed, { name: wanted[files.length]?.name ?? said.listName }));
  }
};
const does = {
  download,
  print: () => print(),
  async share() {
    const url = address(location.href, ids());
    try {
      await navigator.clipboard.writeText(url);
      say(said.copied);
    } catch {
      say(`${said.notCopied} ${url}`);
    }
  },
  save() {
    save(`${said.file}.json`, "application/json", exported(["collection"]));
    say(said.saved);
  },
  erase() {
    if (confirm(said.erase)) {
      kept.erase();
      show();
      say(said.erased);
      one(".collection-count").focus();
    }
  },
  add() {
    const given = theirs;
    theirs = null;
    history.replaceState(null, "", location.pathname);
    const trouble = change((here) => withAll(here, given));
    const left = given.some((id) => !ids().includes(id)) ? said.many : "";
    say([said.added, left, trouble].filter(Boolean).join(" "));
    one(".collection-count").focus();
  },
  own() {
    theirs = null;
    history.replaceState(null, "", location.pathname);
    show();
    one(".collection-count").focus();
  },
};
root.querySelectorAll("[data-do]").forEach((each) =>
  each.dataset.do in does && each.addEventListener("click", does[each.dataset.do]));
taking(one("[data-do=take]"), said, (_, words) => {
  show();
  say(words);
});
addEventListener("hashchange", () => {
  const given = shared(location.hash);
  if (given || !location.hash) { // going back leads to one's own; a place on the page to neither
    theirs = given;
    show();
  }
});

// --- the beginning -----------------------------------------------------------------------------

const begin = async () => {
  try {
    const answer = await fetch(said.catalogue);
    known = materials(await answer.json(), said.base, said.root);
  } catch {
    say(said.noCatalogue);
    return;
  }
  kept.watch(show);
  show();
  root.classList.add("is-ready");
  const { state } = kept.read();
  if (state !== "kept" && state !== "empty") {
    say(said[state]);
  }
};
root.hidden = false;
begin();
document.documentElement.classList.add("runs-collection-page");
