// The one way in which the site keeps anything on the reader's device: in localStorage, by the
// keys that are declared, each value with its version. What cannot be read is set aside before
// anything is written over it; what a newer page has kept is left alone; what cannot be kept
// lasts as long as the page, and whoever asked is told.
//
// States: "kept", "empty", "healed" (part of it could not be read), "broken" (none of it could),
// "newer", "blocked", "full", "large".
import { KEPT, PREFIX } from "./kept.js";
import { SHAPES, mapping } from "./shapes.js";

export const FILE_MOST = 1000000;
const FILE_VERSION = 1;
const SITE = PREFIX.slice(0, -1);
const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);
const isAside = (name) => /\.aside\.\d+$/.test(name);

// Reading the very name may be refused.
const storage = () => {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
};

const get = (name) => {
  try {
    const store = storage();
    return store ? [store.getItem(name)] : null;
  } catch {
    return null;
  }
};

const put = (name, text) => {
  if (!get(name)) {
    return "blocked";
  }
  try {
    storage().setItem(name, text);
    return "kept";
  } catch {
    return "full";
  }
};

const names = () => {
  try {
    const store = storage();
    const all = Array.from({ length: store.length }, (_, place) => store.key(place));
    return all.filter((name) => name.startsWith(PREFIX)).sort();
  } catch {
    return [];
  }
};

const parsed = (raw) => {
  try {
    return JSON.parse(raw);
  } catch {
    return undefined;
  }
};

// Opens an envelope, {version, value}, whoever wrote it.
const open = (key, envelope) => {
  const { heal, empty } = SHAPES[key];
  if (!isObject(envelope) || !Number.isInteger(envelope.version) || !has(envelope, "value")) {
    return { state: "broken", value: empty() };
  }
  if (envelope.version > KEPT[key].version) {
    return { state: "newer", value: empty() };
  }
  const { value, lost } = heal(envelope.value);
  return { state: lost ? "healed" : "kept", value };
};

const look = (key) => {
  const found = get(PREFIX + key);
  if (!found) {
    return { state: "blocked", value: SHAPES[key].empty(), raw: null };
  }
  const [raw] = found;
  if (raw === null) {
    return { state: "empty", value: SHAPES[key].empty(), raw };
  }
  return { ...open(key, parsed(raw)), raw };
};

// Whatever is about to be written over unread stays, under a name of its own.
const setAside = (key, raw) => {
  let number = 1;
  while (get(`${PREFIX}${key}.aside.${number}`)?.[0] != null) {
    number += 1;
  }
  return put(`${PREFIX}${key}.aside.${number}`, raw);
};

const write = (key, value, found) => {
  if (found.state === "blocked" || found.state === "newer") {
    return found.state;
  }
  const text = JSON.stringify({ version: KEPT[key].version, value });
  if (text.length > KEPT[key].most) {
    return "large";
  }
  if (found.state === "broken" || found.state === "healed") {
    const aside = setAside(key, found.raw);
    if (aside !== "kept") {
      return aside;
    }
  }
  return put(PREFIX + key, text);
};

// A place for one declared thing. Every change begins from what is kept at that moment, so that
// another tab's is not undone.
export const shelf = (key) => {
  if (!has(KEPT, key)) {
    throw new Error(`nothing is declared to be kept as ${key}`);
  }
  let mine = null; // what could not be kept, and over what
  const read = () => {
    const found = look(key);
    if (!mine) {
      return found;
    }
    const same = found.raw === mine.over;
    return { ...found, value: same ? mine.value : SHAPES[key].merge(mine.value, found.value) };
  };
  return {
    read,
    update(change) {
      const found = read();
      const value = change(found.value);
      const state = write(key, value, found);
      mine = state === "kept" ? null : { value, over: found.raw };
      return { state, value };
    },
    erase() {
      mine = null;
      try {
        storage()?.removeItem(PREFIX + key);
      } catch {
        // Where nothing may be kept, nothing is.
      }
    },
    // Calls when another tab has changed or erased it.
    watch(changed) {
      addEventListener("storage", (event) => {
        if (event.key === null || event.key === PREFIX + key) {
          mine = event.newValue === null ? null : mine;
          changed(read());
        }
      });
    },
  };
};

// What is kept now: the key of each thing with its size in signs, what was set aside under its own.
export const inventory = () =>
  names().map((name) => ({
    key: name.slice(PREFIX.length).replace(/\.aside\.\d+$/, ""),
    aside: isAside(name),
    size: get(name)?.[0]?.length ?? 0,
  }));

export const isBlocked = () => get(PREFIX) === null;

export const eraseEverything = () => {
  names().forEach((name) => storage().removeItem(name));
  return names().length === 0;
};

// One file of everything that is kept, or of the keys that are named; as it stands, read or not.
export const exported = (keys = Object.keys(KEPT)) => {
  const kept = {};
  const aside = {};
  for (const name of names()) {
    const key = name.slice(PREFIX.length);
    const raw = get(name)?.[0];
    const value = parsed(raw);
    if (keys.includes(key) && value !== undefined) {
      kept[key] = value;
    } else if (keys.some((each) => each === key || key.startsWith(`${each}.aside.`))) {
      aside[key] = raw;
    }
  }
  return `${JSON.stringify({ site: SITE, version: FILE_VERSION, kept, aside }, null, 1)}\n`;
};

// Takes in a file's text. All of it is judged before anything is written, and what is here stays:
// {state: "taken" | "unreadable" | "foreign" | "newer" | "large" | a state of writing, lost, keys}.
export const imported = (text) => {
  if (text.length > FILE_MOST) {
    return { state: "large" };
  }
  const file = parsed(text);
  if (file === undefined) {
    return { state: "unreadable" };
  }
  if (!isObject(file) || file.site !== SITE || !isObject(file.kept)) {
    return { state: "foreign" };
  }
  if (file.version !== FILE_VERSION) {
    return { state: file.version > FILE_VERSION ? "newer" : "foreign" };
  }
  const given = mapping();
  let lost = Object.keys(file.kept).some((key) => !has(KEPT, key));
  for (const key of Object.keys(KEPT).filter((each) => has(file.kept, each))) {
    const { state, value } = open(key, file.kept[key]);
    if (state === "newer") {
      return { state };
    }
    lost ||= state !== "kept";
    if (state !== "broken" && value !== null) { // nothing sound is left of a choice
      given[key] = value;
    }
  }
  const keys = Object.keys(given);
  if (!keys.length) {
    return { state: "foreign" };
  }
  for (const key of keys) {
    const { state } = shelf(key).update((here) => SHAPES[key].merge(here, given[key]));
    if (state !== "kept") {
      return { state };
    }
  }
  return { state: "taken", lost, keys };
};
