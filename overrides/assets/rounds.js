// Rounds of a measure: answers -> counts, joined, read from files and written to them. Pure,
// without a page. A round has its month, an id for each who answered (a number drawn at random,
// by which nobody is counted twice) and how many times each value of each statement was given.
import { FILE_MOST } from "./keep.js";

export const FEW = 4; // below this the single answers could be guessed, so only the middle is told
const SITE = "materiaalipankki";
const FILE = "measure";
const VERSION = 1;
const MANY = 1000;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const ID = /^[0-9a-f]{32}$/;
const EDITION = /^(\d{1,3})\.\d{1,3}$/;

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const has = (value, name) => Object.prototype.hasOwnProperty.call(value, name);
const sum = (numbers) => numbers.reduce((all, each) => all + each, 0);
const added = (one, other) => one.map((each, place) => each + other[place]);

export const isMonth = (text) => MONTH.test(text);

// A measure as it is told here: {measure, edition, size, keys}; size is that of its scale.
const nothing = ({ keys, size }) =>
  Object.fromEntries(keys.map((key) => [key, Array(size).fill(0)]));

// One round of sets of answers, each {id, answers: {key: place on the scale}}.
export const round = (about, month, sets) => {
  const counts = nothing(about);
  sets.forEach(({ answers }) =>
    Object.entries(answers).forEach(([key, place]) => {
      counts[key][place] += 1;
    }));
  return { month, answers: sets.map(({ id }) => id), counts };
};

// Rounds of one month become one, in the order of time.
export const joined = (about, rounds) =>
  [...new Set(rounds.map(({ month }) => month))].sort().map((month) => {
    const found = rounds.filter((each) => each.month === month);
    const counts = Object.fromEntries(about.keys.map((key) =>
      [key, found.map((each) => each.counts[key]).reduce(added)]));
    return { month, answers: found.flatMap(({ answers }) => answers), counts };
  });

export const written = ({ measure, edition }, rounds) =>
  `${JSON.stringify({ site: SITE, file: FILE, version: VERSION, measure, edition, rounds }, null, 1)}\n`;

// One round of a file, or null when it is not sound. A statement that it lacks got no answers.
const sound = (own, about) => {
  if (!isObject(own) || !MONTH.test(own.month) || !Array.isArray(own.answers)
    || !isObject(own.counts)) {
    return null;
  }
  const { month, answers } = own;
  const isId = (id) => typeof id === "string" && ID.test(id);
  if (!answers.length || answers.length > MANY || !answers.every(isId)
    || new Set(answers).size < answers.length) {
    return null;
  }
  const fits = (row) => Array.isArray(row) && row.length === about.size
    && row.every((each) => Number.isInteger(each) && each >= 0) && sum(row) <= answers.length;
  const counts = nothing(about);
  for (const key of about.keys.filter((each) => has(own.counts, each))) {
    if (!fits(own.counts[key])) {
      return null;
    }
    counts[key] = own.counts[key];
  }
  return { month, answers: [...answers], counts };
};

const parsed = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
const major = (edition) => (typeof edition === "string" ? EDITION.exec(edition)?.[1] : undefined);

// What of another version's answers cannot be compared: its first number tells that statements
// mean something else; a statement that is not here, or a scale of another length, tells the same.
const another = (file, about) => {
  const rounds = file.rounds.filter((each) => isObject(each) && isObject(each.counts));
  return major(file.edition) !== major(about.edition)
    || rounds.some(({ counts }) => Object.entries(counts).some(([key, row]) =>
      !about.keys.includes(key) || (Array.isArray(row) && row.length !== about.size)));
};

// Reads a file's text: {state: "taken" | "large" | "unreadable" | "foreign" | "newer"
// | "otherMeasure" | "otherVersion" | "already", rounds}. `here` are the rounds that there are.
export const read = (text, about, here = []) => {
  if (text.length > FILE_MOST) {
    return { state: "large" };
  }
  const file = parsed(text);
  if (file === undefined) {
    return { state: "unreadable" };
  }
  if (!isObject(file) || file.site !== SITE || file.file !== FILE || !Number.isInteger(file.version)) {
    return { state: "foreign" };
  }
  if (file.version > VERSION) {
    return { state: "newer" };
  }
  if (file.measure !== about.measure) {
    return { state: "otherMeasure" };
  }
  if (!Array.isArray(file.rounds) || !file.rounds.length || file.rounds.length > MANY) {
    return { state: "unreadable" };
  }
  if (another(file, about)) {
    return { state: "otherVersion" };
  }
  const rounds = file.rounds.map((each) => sound(each, about));
  const ids = rounds.flatMap((each) => each?.answers ?? []);
  if (rounds.includes(null) || new Set(ids).size < ids.length) {
    return { state: "unreadable" };
  }
  const there = new Set(here.flatMap(({ answers }) => answers));
  return ids.some((id) => there.has(id)) ? { state: "already" } : { state: "taken", rounds };
};

// The middle of answers that are counted by value: the places of the two in the middle, which
// are one when their number is odd or they agree; null when there is none.
export const middle = (counts) => {
  const all = sum(counts);
  const at = (number) => {
    let before = 0;
    return counts.findIndex((each) => (before += each) > number);
  };
  return all ? [at(Math.floor((all - 1) / 2)), at(Math.floor(all / 2))] : null;
};

// What may be told of statements together: the middle of their answers, and how many there are
// of each value where at least FEW have answered one of them.
export const told = (counts, keys) => {
  const rows = keys.map((key) => counts[key]);
  const all = rows.reduce(added);
  const people = Math.max(...rows.map(sum));
  return { middle: middle(all), spread: people >= FEW ? all : null };
};
