// The search, loaded when it is first opened: Pagefind's index on this device, asked by way of
// query.js, and the results as a list. Nothing that is typed leaves the page.
import { about, excerpt, meant, nearest, open, ranked } from "./query.js";

const BASE = new URL("../", import.meta.url);
const FOLDER = new URL("pagefind/", BASE);
// Long pages are not better pages, and a word said ten times is not ten times as right.
const RANKING = { pageLength: 0.05, termFrequency: 1.0, termSaturation: 2.0, termSimilarity: 4 };
const END = "q";
const AT_FIRST = 5;
const MORE = 10;
const PAUSE = 120; // milliseconds without a letter

// Pagefind finds whatever begins as it is asked, so the build ends each stem with a sign.
const spoken = (way) => way.stems.map((stem) => (way.begun ? stem : stem + END));

// The pages that each word found, with the mean of how much they are about them.
const every = ([first, ...others]) =>
  [...first].filter(([id]) => others.every((found) => found.has(id)))
    .map(([id, fit]) =>
      [id, others.reduce((sum, found) => sum + found.get(id), fit) / (others.length + 1)]);

// Opens what the build made; gives its words, and what finds pages by a query.
export const engine = async () => {
  const [site, pagefind] = await Promise.all([
    fetch(new URL("words.json", FOLDER)).then((found) => found.json()).then(open),
    import(new URL("pagefind.js", FOLDER)).then((made) => made.createInstance({
      basePath: FOLDER.pathname, baseUrl: "/", noWorker: true, ranking: RANKING,
    })),
  ]);
  const asked = new Map(); // words -> what Pagefind gives for them
  const ask = (words) => {
    if (!asked.has(words)) {
      asked.set(words, pagefind.search(words).then(({ results }) => results));
    }
    return asked.get(words);
  };
  const pagesOf = async (tokens) => {
    const ways = tokens.flat();
    const words = [...new Set(ways.flatMap(spoken))];
    const given = new Map();
    const results = new Map();
    await Promise.all(words.map(async (word) => {
      const found = await ask(word);
      found.forEach((result) => results.set(result.id, result));
      given.set(word, about(found, site.pages));
    }));
    const pages = ranked(tokens, (way) => every(spoken(way).map((word) => given.get(word))), site.pages);
    return pages.map((page) => async () => {
      const { content, meta, raw_url: url } = await results.get(page.id).data();
      return { ...meta, url, excerpt: excerpt(content, tokens, site) };
    });
  };
  const find = async (query) => {
    const { tokens, suggestion } = meant(query, site);
    const pages = await pagesOf(tokens);
    return pages.length
      ? { pages, suggestion, near: false }
      : { pages: await pagesOf(nearest(query, site)), suggestion: "", near: true };
  };
  return { says: site.says, find };
};

const made = (name, about = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), about);
  element.append(...inside.filter(Boolean));
  return element;
};

const to = (url) => new URL(url, BASE).href;

const shown = (result, says) => {
  const { title, kind, audience, summary, url, files, also } = result;
  // What only says the title again says less than what the page is for.
  const more = result.excerpt.map(([text]) => text).join("") !== title;
  const words = result.excerpt.length && more
    ? result.excerpt.map(([text, match]) => (match ? made("mark", {}, text) : text)) : [summary];
  const named = (link, words) => {
    link.setAttribute("aria-label", `${words}: ${title}`);
    return link;
  };
  const links = [
    ...also.map(([name, lang, where]) =>
      named(made("a", { href: to(where), lang, hreflang: lang }, name), name)),
    ...files.map(([label, path, facts]) => named(made("a", { href: to(path) }, label,
      made("span", { className: "file-facts" }, ` ${facts}`)), `${label} ${facts}`)),
  ];
  const list = made("ul", { className: "search-files" }, ...links.map((link) => made("li", {}, link)));
  list.setAttribute("aria-label", `${says.files}: ${title}`);
  return made("li", {},
    made("a", { className: "search-result", href: to(url) },
      made("span", { className: "search-title" }, title),
      (kind || audience) && made("span", { className: "search-facts" },
        [kind, audience].filter(Boolean).join(" · ")),
      made("span", { className: "search-excerpt" }, ...words)),
    links.length && list);
};

// Gives life to the dialog of a page.
export const start = async (dialog) => {
  const { says, find } = await engine();
  const input = dialog.querySelector("input");
  const status = dialog.querySelector("[role=status]");
  const body = dialog.querySelector(".search-body");
  const keys = dialog.querySelector(".search-keys");
  if (matchMedia("(hover: none)").matches) {
    keys.remove();
    input.removeAttribute("aria-describedby");
  }
  const links = () => [...body.querySelectorAll(".search-result")];
  let now = 0; // counts the queries, so that a slow answer never stands over a later one
  let settled = Promise.resolve();

  const list = async (pages, order) => {
    const results = made("ol", { className: "search-results" });
    const more = made("button", { className: "tool", type: "button" }, says.more);
    let count = 0;
    const add = async (many) => {
      const next = await Promise.all(pages.slice(count, count + many).map((page) => page()));
      if (order === now) {
        count += next.length;
        results.append(...next.map((result) => shown(result, says)));
        more.hidden = count >= pages.length;
      }
    };
    more.addEventListener("click", async () => {
      const before = count;
      await add(MORE);
      links()[before]?.focus();
    });
    await add(AT_FIRST);
    return [results, more];
  };

  const show = async (query) => {
    now += 1;
    const order = now;
    if (!query) {
      body.replaceChildren();
      status.textContent = "";
      return;
    }
    const { pages, suggestion, near } = await find(query);
    const found = await list(pages, order);
    if (order !== now) {
      return;
    }
    const parts = [];
    if (suggestion) {
      const again = made("button", { className: "search-again", type: "button" }, `${suggestion}?`);
      again.addEventListener("click", () => {
        input.value = suggestion;
        input.focus();
        settled = show(suggestion);
      });
      parts.push(made("p", { className: "search-meant" }, `${says.meant} `, again));
    }
    if (near) {
      const all = made("a", { href: dialog.dataset.all }, says.all);
      parts.push(made("p", {}, `${says.try} `, all));
    }
    if (near && pages.length) {
      parts.push(made("h2", { className: "search-nearest" }, says.nearest));
    }
    body.replaceChildren(...parts, ...(pages.length ? found : []));
    const count = pages.length === 1 ? says.one : says.many.replace("{count}", pages.length);
    status.replaceChildren(near ? says.none : count,
      suggestion && made("span", {}, `. ${says.meant} ${suggestion}?`));
    body.scrollTop = 0;
  };

  let waiting = 0;
  const later = (pause) => {
    clearTimeout(waiting);
    waiting = setTimeout(() => {
      settled = show(input.value.trim());
    }, pause);
  };
  input.addEventListener("input", () => later(PAUSE));

  // Enter opens the first result; on a touch screen it only puts the keyboard away.
  dialog.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    clearTimeout(waiting);
    settled = show(input.value.trim());
    await settled;
    if (matchMedia("(hover: none)").matches) {
      input.blur();
    } else {
      links()[0]?.click();
    }
  });

  dialog.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.ctrlKey || event.altKey || event.metaKey) {
      return;
    }
    const stops = [input, ...links()];
    const within = document.activeElement.closest("li")?.querySelector(".search-result");
    const at = stops.indexOf(within ?? document.activeElement);
    const next = stops[Math.max(0, Math.min(stops.length - 1, at + step))];
    event.preventDefault();
    next.focus();
  });

  // As high as what a phone's keyboard leaves free.
  const fit = () => dialog.style.setProperty("--seen", `${Math.round(visualViewport.height)}px`);
  visualViewport.addEventListener("resize", fit);
  fit();

  later(0);
};
