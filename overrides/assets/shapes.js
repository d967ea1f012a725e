// The shape of each thing that is kept. `heal` gives what is sound of a value that may come from
// anywhere, and whether anything was left out; `merge` joins what is here with what comes from a
// file, so that nothing of what was here is lost.
const LINE = 300;
const NOTE = 200000; // one writes less, but of two that are joined both stay
export const MANY = 1000;
const ID = /^[a-z0-9][a-z0-9.-]{0,199}$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const NAME = /^[0-9a-f-]{36}$/;

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isText = (value, most) => typeof value === "string" && value.length <= most;
const isDay = (value) => isText(value, 10) && DAY.test(value);

// A mapping with nothing in it, not even what every object inherits.
export const mapping = (entries = []) =>
  Object.assign(Object.create(null), Object.fromEntries(entries));

// Gives the sound entries of a mapping of ids, and tells when one was left out.
const each = (value, healed, lose) => {
  if (!isObject(value)) {
    lose();
    return mapping();
  }
  const found = mapping();
  const entries = Object.entries(value);
  if (entries.length > MANY) {
    lose();
  }
  for (const [id, own] of entries.slice(0, MANY)) {
    const sound = ID.test(id) ? healed(own) : null;
    if (sound === null) {
      lose();
    } else {
      found[id] = sound;
    }
  }
  return found;
};

const healing = (work) => (value) => {
  let lost = false;
  const sound = work(value, () => {
    lost = true;
  });
  return { value: sound, lost };
};

const theme = {
  empty: () => null,
  heal: healing((value, lose) => {
    if (value === "light" || value === "dark") {
      return value;
    }
    lose();
    return null;
  }),
  merge: (here, other) => here ?? other,
};

const tick = (own) =>
  isObject(own) && isDay(own.on) && isText(own.title, LINE)
    ? { on: own.on, title: own.title }
    : null;

// A path: the task ids that were there when it was last looked at, those done, the first day,
// and the name by which a calendar knows its days.
const path = (own, lose) => {
  if (!isObject(own)) {
    return null;
  }
  const seen = Array.isArray(own.seen) ? own.seen : [];
  const sound = seen.filter((id) => isText(id, 200) && ID.test(id)).slice(0, MANY);
  if (!Array.isArray(own.seen) || sound.length < seen.length) {
    lose();
  }
  const found = { seen: sound, done: each(own.done, tick, lose) };
  for (const [name, fits] of [
    ["start", isDay],
    ["calendar", (value) => isText(value, 36) && NAME.test(value)],
  ]) {
    if (own[name] !== undefined) {
      if (fits(own[name])) {
        found[name] = own[name];
      } else {
        lose();
      }
    }
  }
  return found;
};

const joined = (here, other, join) => {
  const found = mapping(Object.entries(here));
  for (const [id, own] of Object.entries(other)) {
    found[id] = id in found ? join(found[id], own) : own;
  }
  return found;
};

const paths = {
  empty: () => mapping(),
  heal: healing((value, lose) => each(value, (own) => path(own, lose), lose)),
  merge: (here, other) =>
    joined(here, other, (mine, theirs) => ({
      ...theirs,
      ...mine,
      seen: [...new Set([...mine.seen, ...theirs.seen])],
      done: joined(mine.done, theirs.done, (a, b) => (b.on < a.on ? b : a)),
    })),
};

// Two notes that differ are both kept, one below the other.
export const bothNotes = (mine, theirs) => {
  if (mine.includes(theirs)) {
    return mine;
  }
  return theirs.includes(mine) ? theirs : `${mine}\n\n${theirs}`;
};

const notes = {
  empty: () => mapping(),
  heal: healing((value, lose) =>
    each(value, (own) => (isText(own, NOTE) ? own : null), lose)),
  merge: (here, other) => joined(here, other, bothNotes),
};

// A material in a collection: its id and its language.
const ITEM = /^[a-z0-9][a-z0-9-]{0,99}\.[a-z]{2,3}$/;
export const MOST_ITEMS = 200; // that one takes in; what is joined of two may be more
export const isItem = (value) => typeof value === "string" && ITEM.test(value);

const collection = {
  empty: () => [],
  heal: healing((value, lose) => {
    const given = Array.isArray(value) ? value : [];
    const sound = [...new Set(given.filter(isItem))].slice(0, MANY);
    if (!Array.isArray(value) || sound.length < given.length) {
      lose();
    }
    return sound;
  }),
  merge: (here, other) => [...new Set([...here, ...other])],
};

export const SHAPES = { theme, paths, notes, collection };
