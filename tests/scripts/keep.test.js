import assert from "node:assert/strict";
import { beforeEach, describe, it } from "node:test";
import { eraseEverything, exported, imported, inventory, isBlocked, shelf } from "./keep.js";
import { KEPT, PREFIX } from "./kept.js";
import { SHAPES } from "./shapes.js";

class Store {
  constructor(most = Infinity) {
    this.items = new Map();
    this.most = most;
  }
  get length() {
    return this.items.size;
  }
  key(place) {
    return [...this.items.keys()][place] ?? null;
  }
  getItem(name) {
    return this.items.get(name) ?? null;
  }
  setItem(name, text) {
    const size = [...this.items].filter(([own]) => own !== name).reduce((sum, [, own]) => sum + own.length, 0);
    if (size + text.length > this.most) {
      throw new DOMException("full", "QuotaExceededError");
    }
    this.items.set(name, text);
  }
  removeItem(name) {
    this.items.delete(name);
  }
}

const device = (make) => Object.defineProperty(globalThis, "localStorage", { configurable: true, get: make });
const DONE = { on: "2026-11-27", title: "Lue" };
const path = (done, more = {}) => ({ seen: ["stages.a.tasks.lue"], done, ...more });
const kept = (value) => JSON.stringify({ version: 1, value });
const file = (parts) => JSON.stringify({ site: PREFIX.slice(0, -1), version: 1, kept: parts });
let store;
beforeEach(() => {
  store = new Store();
  device(() => store);
});
const PATHS = `${PREFIX}paths`;
const add = (id) => shelf("paths").update((here) => ({ ...here, [id]: path({ "stages.a.tasks.lue": DONE }) }));

describe("keeping", () => {
  it("has a shape for each thing that is declared, and no other", () => {
    assert.deepEqual(Object.keys(SHAPES).sort(), Object.keys(KEPT).sort());
    assert.throws(() => shelf("visits"), /nothing is declared/);
  });
  it("gives back what was kept", () => {
    assert.equal(shelf("theme").update(() => "dark").state, "kept");
    assert.deepEqual([shelf("theme").read().state, shelf("theme").read().value], ["kept", "dark"]);
    assert.deepEqual(inventory(), [{ key: "theme", aside: false, size: store.getItem(`${PREFIX}theme`).length }]);
  });
  it("begins every change from what another tab has kept meanwhile", () => {
    const here = shelf("paths");
    here.update((value) => ({ ...value, one: path({}) }));
    add("two");
    here.update((value) => ({ ...value, three: path({}) }));
    assert.deepEqual(Object.keys(here.read().value).sort(), ["one", "three", "two"]);
  });
  it("tells when nothing may be kept, and goes on while the page lasts", () => {
    device(() => {
      throw new DOMException("no", "SecurityError");
    });
    const here = shelf("theme");
    assert.equal(here.update(() => "dark").state, "blocked");
    assert.equal(here.read().value, "dark");
    here.erase();
    assert.deepEqual([isBlocked(), inventory(), here.read().value], [true, [], null]);
  });
  it("takes a missing storage as a blocked one", () => {
    device(() => undefined);
    assert.equal(shelf("theme").update(() => "dark").state, "blocked");
  });
  it("tells when the storage is full, keeps what was there, and keeps the rest when there is room", () => {
    add("one");
    store.most = store.getItem(PATHS).length;
    const here = shelf("paths");
    const two = here.update((value) => ({ ...value, two: path({}) }));
    assert.equal(two.state, "full");
    assert.deepEqual(Object.keys(here.read().value), ["one", "two"]);
    assert.deepEqual(Object.keys(shelf("paths").read().value), ["one"]);
    store.most = Infinity;
    add("three");
    here.update((value) => value);
    assert.deepEqual(Object.keys(shelf("paths").read().value).sort(), ["one", "three", "two"]);
  });
  it("lets a tick be taken back while the storage is full", () => {
    add("one");
    store.most = 0;
    const here = shelf("paths");
    here.update(() => ({}));
    assert.deepEqual(Object.keys(here.read().value), []);
  });
  it("refuses what is larger than its limit", () => {
    const long = "x".repeat(20000);
    const many = Object.fromEntries(Array.from({ length: 11 }, (_, number) => [`p${number}`, long]));
    assert.equal(shelf("notes").update(() => many).state, "large");
    assert.equal(store.length, 0);
  });
  it("gives back both of two long notes that were joined", () => {
    const [one, other] = ["x", "y"].map((sign) => sign.repeat(20000));
    shelf("notes").update(() => ({ path: one }));
    assert.equal(imported(file({ notes: { version: 1, value: { path: other } } })).state, "taken");
    const { state, value } = shelf("notes").read();
    assert.deepEqual([state, value.path], ["kept", `${one}\n\n${other}`]);
  });
  it("leaves alone what a newer page has kept", () => {
    const raw = JSON.stringify({ version: KEPT.paths.version + 1, value: { new: "shape" } });
    store.setItem(PATHS, raw);
    assert.equal(shelf("paths").read().state, "newer");
    assert.equal(add("one").state, "newer");
    assert.equal(store.getItem(PATHS), raw);
  });
  for (const raw of ['{"version":1,"value":{"one":{"se', "", "null", "[]", '"dark"', '{"value":{}}', '{"version":"1","value":{}}']) {
    it(`sets aside what cannot be read: ${raw || "nothing"}`, () => {
      store.setItem(PATHS, raw);
      assert.equal(shelf("paths").read().state, "broken");
      assert.equal(store.getItem(PATHS), raw);
      assert.equal(add("one").state, "kept");
      assert.equal(store.getItem(`${PATHS}.aside.1`), raw);
      assert.ok(exported(["paths"]).includes(JSON.stringify(raw)));
    });
  }
  it("writes nothing over what it cannot set aside", () => {
    store.setItem(PATHS, "broken");
    store.most = 6;
    assert.equal(add("one").state, "full");
    assert.equal(store.getItem(PATHS), "broken");
  });
  it("sets each broken thing aside under a name of its own", () => {
    for (const raw of ["first", "second"]) {
      store.setItem(PATHS, raw);
      add("one");
    }
    assert.deepEqual([1, 2].map((number) => store.getItem(`${PATHS}.aside.${number}`)), ["first", "second"]);
  });
  it("heals a part and keeps the rest", () => {
    store.setItem(PATHS, kept({ one: path({ "stages.a.tasks.lue": DONE, "stages.a.tasks.b": { on: "eilen", title: 1 } }), "<b>": path({}) }));
    const found = shelf("paths").read();
    assert.equal(found.state, "healed");
    assert.deepEqual(Object.keys(found.value), ["one"]);
    assert.deepEqual(Object.keys(found.value.one.done), ["stages.a.tasks.lue"]);
  });
  it("takes no name for one that every object has", () => {
    store.setItem(PATHS, `{"version":1,"value":{"__proto__":{"seen":[],"done":{}},"constructor":${JSON.stringify(path({}))}}}`);
    const { value } = shelf("paths").read();
    assert.deepEqual(Object.keys(value), ["constructor"]);
    assert.equal({}.seen, undefined);
  });
  it("erases everything of the site and nothing of another's", () => {
    store.setItem("other", "theirs");
    store.setItem(`${PREFIX}older-key`, "ours");
    add("one");
    assert.ok(eraseEverything());
    assert.deepEqual([...store.items.keys()], ["other"]);
  });
});

describe("files", () => {
  it("brings back all that was saved", () => {
    add("one");
    shelf("theme").update(() => "dark");
    shelf("notes").update(() => ({ one: "Kysyn ajasta." }));
    const before = new Map(store.items);
    const text = exported();
    eraseEverything();
    assert.deepEqual(imported(text), { state: "taken", lost: false, keys: ["theme", "paths", "notes"] });
    assert.deepEqual(store.items, before);
  });
  it("saves the named keys alone", () => {
    add("one");
    shelf("theme").update(() => "dark");
    assert.deepEqual(Object.keys(JSON.parse(exported(["paths", "notes"])).kept), ["paths"]);
  });
  it("joins a file with what is here", () => {
    shelf("theme").update(() => "dark");
    shelf("notes").update(() => ({ one: "Täällä." }));
    shelf("paths").update(() => ({ one: path({ "stages.a.tasks.lue": DONE }, { start: "2026-11-02" }) }));
    const other = path({ "stages.a.tasks.lue": { on: "2026-11-01", title: "Lue" }, "stages.a.tasks.b": DONE }, { start: "2026-10-01" });
    const parts = { theme: { version: 1, value: "light" }, paths: { version: 1, value: { one: other } }, notes: { version: 1, value: { one: "Siellä." } } };
    assert.equal(imported(file(parts)).state, "taken");
    const one = shelf("paths").read().value.one;
    assert.equal(shelf("theme").read().value, "dark");
    assert.equal(shelf("notes").read().value.one, "Täällä.\n\nSiellä.");
    assert.deepEqual([one.start, Object.keys(one.done), one.done["stages.a.tasks.lue"].on], ["2026-11-02", ["stages.a.tasks.lue", "stages.a.tasks.b"], "2026-11-01"]);
  });
  it("keeps nothing of a choice that is none", () => {
    const notes = { version: 1, value: { one: "Oma." } };
    const told = imported(file({ theme: { version: 1, value: "vihreä" }, notes }));
    assert.deepEqual(told, { state: "taken", lost: true, keys: ["notes"] });
    assert.equal(shelf("theme").read().state, "empty");
  });
  const BAD = {
    "": "unreadable",
    '{"site": "materiaalipankki", "version": 1, "kept": {"pa': "unreadable",
    "null": "foreign",
    "[1, 2]": "foreign",
    '{"version": 1, "kept": {}}': "foreign",
    [file([])]: "foreign",
    [file({})]: "foreign",
    [file({ visits: { version: 1, value: {} } })]: "foreign",
    [file({ paths: "x" })]: "foreign",
    [file({ paths: { version: 9, value: {} } })]: "newer",
    '{"site": "materiaalipankki", "version": 2, "kept": {}}': "newer",
    [" ".repeat(1000001)]: "large",
  };
  for (const [text, state] of Object.entries(BAD)) {
    it(`refuses a file and changes nothing (${state}): ${text.slice(0, 60)}`, () => {
      add("one");
      const before = new Map(store.items);
      assert.equal(imported(text).state, state);
      assert.deepEqual(store.items, before);
    });
  }
  it("takes what is sound in a hostile file, and says that the rest was left", () => {
    const hostile = { "<img src=x onerror=alert(1)>": path({}), one: path({ "stages.a.tasks.lue": { on: "2026-11-27", title: "<script>alert(1)</script>" } }), two: 7 };
    const outcome = imported(file({ paths: { version: 1, value: hostile }, visits: {} }));
    assert.deepEqual([outcome.state, outcome.lost], ["taken", true]);
    assert.deepEqual(Object.keys(shelf("paths").read().value), ["one"]);
  });
  it("tells when what the file holds does not fit", () => {
    store.most = 10;
    assert.equal(imported(file({ theme: { version: 1, value: "dark" } })).state, "full");
  });
});
