// A collection: ids of materials, each with its language, in an order. Pure, without a page.
import { isItem, MANY, MOST_ITEMS } from "./shapes.js";

const HASH = "#ids=";

export const without = (ids, id) => ids.filter((each) => each !== id);
export const withAll = (ids, others) =>
  [...new Set([...ids, ...others])].slice(0, Math.max(ids.length, MOST_ITEMS));

// The ids with one of them moved by so many places, as far as there are any.
export const moved = (ids, id, by) => {
  const from = ids.indexOf(id);
  const to = from + by;
  if (from < 0 || to < 0 || to >= ids.length) {
    return ids;
  }
  const others = without(ids, id);
  return [...others.slice(0, to), id, ...others.slice(to)];
};

// An address that holds just the ids, in the part that a browser sends nowhere.
export const address = (page, ids) => `${page.split("#")[0]}${HASH}${ids.join(",")}`;

// The ids of such an address, as many as a collection that was joined of others may hold; null when
// it holds none. What cannot be an id is left out.
export const shared = (hash) => {
  if (!hash.startsWith(HASH)) {
    return null;
  }
  const found = hash.slice(HASH.length).split(/,|%2C/i).filter(isItem);
  return [...new Set(found)].slice(0, MANY);
};

// What is taken of a material unless one chooses otherwise: a film with its captions, or else the
// first file.
const FILM = "mp4";
const taken = (files) => {
  const film = files.filter(({ format }) => format === FILM || format === "captions");
  return film.some(({ format }) => format === FILM) ? film : files.slice(0, 1);
};

// Each material of a catalogue by its id, with addresses that begin where the site does.
export const materials = (catalogue, base, root) => {
  const here = (url) => (url.startsWith(`${base}/`) ? root + url.slice(base.length + 1) : url);
  return new Map(catalogue.records.map((each) => [`${each.id}.${each.language}`, {
    ...each,
    here: here(each.url),
    qr: `${here(each.url)}${each.id}-qr.svg`,
    files: each.files.filter(({ format }) => format !== "preview").map((file, _, all) => ({
      ...file,
      here: here(file.url),
      name: file.url.split("/").at(-1),
      taken: taken(all).includes(file),
    })),
  }]));
};

// The kind of all these materials, if they are of one.
export const kindOf = (known, ids) => {
  const kinds = new Set(ids.map((id) => known.get(id)?.kind));
  return kinds.size === 1 ? [...kinds][0] : undefined;
};
