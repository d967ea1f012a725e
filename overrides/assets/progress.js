// What is worked out of a path and what is kept of it: nothing here knows of a page or a device.
import { mapping } from "./shapes.js";

const tail = (id) => id.slice(id.lastIndexOf(".") + 1);

export const NOTHING = { seen: [], done: {} };

// What is done of the tasks there are. A task that has moved to another stage keeps its key, and
// with it its tick; what is on the path no more is told apart.
export const reached = (kept, ids) => {
  const done = mapping();
  const earlier = [];
  const left = Object.entries(kept.done).filter(([id, own]) => {
    if (ids.includes(id)) {
      done[id] = own;
    }
    return !ids.includes(id);
  });
  for (const [id, own] of left) {
    const moved = ids.filter((each) => tail(each) === tail(id) && !(each in kept.done));
    if (moved.length === 1) {
      done[moved[0]] = own;
    } else {
      earlier.push(own);
    }
  }
  return { done, earlier };
};

// The tasks that have come since the path was last looked at.
export const news = (kept, ids) => {
  if (!kept.seen.length) {
    return [];
  }
  const { done } = reached(kept, ids);
  const known = new Set(kept.seen.map(tail));
  return ids.filter((id) => !kept.seen.includes(id) && !known.has(tail(id)) && !(id in done));
};

// The first task that is not done, or nothing.
export const next = (ids, done) => ids.find((id) => !(id in done)) ?? null;

// Ticks a task, or takes its tick away, wherever the task stood when it was ticked.
export const ticked = (kept, ids, id, tick) => {
  const done = mapping(Object.entries(kept.done).filter(([each]) => {
    const moved = !ids.includes(each) && tail(each) === tail(id) && reached(kept, ids).done[id];
    return each !== id && !moved;
  }));
  if (tick) {
    done[id] = tick;
  }
  return { ...kept, seen: kept.seen.length ? kept.seen : [...ids], done };
};

// Today as a date of this place: 2026-11-27.
export const day = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");

// A date as it is written here: 27.11.2026.
export const written = (date) => date.split("-").reverse().map(Number).join(".");
