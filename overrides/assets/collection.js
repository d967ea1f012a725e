// A collection: ids of materials, each with its language, in an order. Pure, without a page.
import { isItem, MOST_ITEMS } from "./shapes.js";

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

// The ids of such an address; null when it holds none. What cannot be an id is left out.
export const shared = (hash) => {
  if (!hash.startsWith(HASH)) {
    return null;
  }
  const found = hash.slice(HASH.length).split(/,|%2C/i).filter(isItem);
  return withAll([], found);
};

// Each material of a catalogue by its id, with addresses that begin where the site does.
export const materials = (catalogue, base, root) => {
  const here = (url) => (url.startsWith(`${base}/`) ? root + url.slice(base.length + 1) : url);
  return new Map(catalogue.records.map((each) => [`${each.id}.${each.language}`, {
    ...each,
    here: here(each.url),
    qr: `${here(each.url)}${each.id}-qr.svg`,
    files: each.files.filter(({ format }) => format !== "preview")
      .map((file) => ({ ...file, here: here(file.url), name: file.url.split("/").at(-1) })),
  }]));
};

const SIGNS = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escaped = (text) => text.replace(/[&<>"]/g, (sign) => SIGNS[sign]);

// The list that goes along with the files: a page that stands by itself. Each item is
// {title, language, kind, url, qr, files: [{label, name}]}; `qr` is an SVG's text or nothing.
export const listed = (title, language, items) => `<!doctype html>
<html lang="${escaped(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>
body { max-width: 44rem; margin: 1.5rem auto; padding: 0 1rem; font: 1.0625rem/1.5 sans-serif; }
li { margin-bottom: 1.25rem; break-inside: avoid; }
h2 { margin: 0; font-size: 1.125rem; }
p, ul { margin: .25rem 0; }
img { display: block; width: 6rem; height: 6rem; margin-top: .5rem; background: #fff; }
a { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${escaped(title)}</h1>
<ol>
${items.map((item) => `<li>
<h2 lang="${escaped(item.language)}">${escaped(item.title)}</h2>
<p>${escaped(item.kind)}</p>
${item.files.length ? `<ul>\n${item.files.map(({ label, name }) =>
    `<li><a href="${escaped(encodeURIComponent(name))}">${escaped(label)}</a></li>`).join("\n")}\n</ul>\n` : ""}<p><a href="${escaped(item.url)}">${escaped(item.url)}</a></p>
${item.qr ? `<img alt="" src="data:image/svg+xml,${encodeURIComponent(item.qr)}">\n` : ""}</li>`).join("\n")}
</ol>
</body>
</html>
`;
