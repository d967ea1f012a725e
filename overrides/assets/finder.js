// The finder: filters that add up and narrow each other, over rows that are fetched when first
// needed. What is chosen stands in the page's address, so that it can be kept and shared.

const FIRST = 24;
const MORE = 48;
const [TITLE, URL_OF, KIND, SUMMARY, MARKS, LOOK, FACTS, ELSEWHERE, SIZE] = [0, 1, 2, 3, 4, 5, 6, 7, 8];

// Sieves rows by what is chosen: sets of marks, one for each facet that asks anything. `facetOf`
// tells the facet of a mark. Gives the rows that have one of each, and for each mark how many
// there would be if it were chosen as well.
export const sieve = (rows, chosen, facetOf) => {
  const asked = [...chosen.values()];
  const counts = new Map();
  const found = [];
  rows.forEach((row, at) => {
    const failed = asked.filter((marks) => !row[MARKS].some((mark) => marks.has(mark)));
    if (failed.length > 1) {
      return;
    }
    if (!failed.length) {
      found.push(at);
    }
    for (const mark of row[MARKS]) {
      if (!failed.length || chosen.get(facetOf.get(mark)) === failed[0]) {
        counts.set(mark, (counts.get(mark) ?? 0) + 1);
      }
    }
  });
  return { found, counts };
};

const made = (name, about = {}, ...inside) => {
  const element = Object.assign(document.createElement(name), about);
  element.append(...inside.filter(Boolean));
  return element;
};

const card = (row, usual) => {
  const [width, height] = row[SIZE] ?? usual;
  const look = row[LOOK] && made("img", {
    className: "look", alt: "", width, height, loading: "lazy", decoding: "async",
    src: row[URL_OF] + row[LOOK],
  });
  const others = (row[ELSEWHERE] ?? []).map(([lang, title, href, note]) =>
    made("p", { className: "card-twin" },
      made("a", { lang, hreflang: lang, href }, `${title} `,
        made("span", { lang: document.documentElement.lang }, note))));
  const item = made("li", { className: look ? "card has-look" : "card" }, look,
    made("a", { className: "card-title", href: row[URL_OF] }, `${row[TITLE]} `,
      made("span", { className: "card-kind" }, row[KIND])),
    made("p", {}, row[SUMMARY]),
    row[FACTS] && made("p", { className: "card-facts" }, row[FACTS]), ...others);
  // Its address ends in its id.
  item.dataset.id = `${row[URL_OF].split("/").at(-2)}.${document.documentElement.lang}`;
  return item;
};

const start = (form) => {
  const says = form.dataset;
  const section = document.querySelector(".finder-found");
  const status = section.querySelector("#_found [aria-live]");
  const list = section.querySelector(".cards");
  const chips = section.querySelector(".finder-chosen");
  const more = section.querySelector(".finder-more");
  const reset = form.querySelector(".finder-reset");
  const sort = section.querySelector("select");
  const boxes = [...form.querySelectorAll("input")];
  const facetOf = new Map(boxes.map((box) => [Number(box.dataset.number), box.name]));
  const countOf = new Map(boxes.map((box) => [box, box.closest("label").querySelector(".choice-count")]));
  const cards = new Map(); // each that was shown is shown again, with its picture

  let loading = null;
  const load = () => {
    loading ??= fetch("finder.json").then((answer) => answer.json()).catch(() => {
      loading = null;
      return null;
    });
    return loading;
  };

  // --- what is chosen, and the page's address ---
  const ticked = () => boxes.filter((box) => box.checked);
  const fromAddress = () => {
    const asked = new URLSearchParams(location.search);
    boxes.forEach((box) => {
      box.checked = asked.getAll(box.name).includes(box.value);
    });
    const order = asked.get(sort.dataset.name);
    sort.value = [...sort.options].some((option) => option.value === order) ? order : "";
    return ticked().length > 0 || sort.value !== "";
  };
  const toAddress = () => {
    const asked = new URLSearchParams(ticked().map((box) => [box.name, box.value]));
    if (sort.value) {
      asked.append(sort.dataset.name, sort.value);
    }
    const query = asked.toString();
    history.replaceState(null, "", query ? `?${query}` : location.pathname);
  };

  // --- what is shown ---
  let shown = FIRST;
  const chip = (box) => {
    const name = box.closest("label").querySelector(".choice-name").textContent;
    const off = made("button", { type: "button", className: "tool" }, name);
    off.setAttribute("aria-label", says.off.replace("{name}", name));
    off.addEventListener("click", () => {
      const at = [...chips.children].indexOf(off.parentElement);
      box.checked = false;
      // The next one has the focus, or the last; when none is left, what stands above them.
      changed().then(() => (chips.children[at] ?? chips.lastChild)?.firstChild.focus() ?? sort.focus());
    });
    return made("li", {}, off);
  };
  const tell = (counts) => {
    const on = ticked();
    countOf.forEach((place, box) => {
      const count = String(counts.get(Number(box.dataset.number)) ?? 0);
      if (place.textContent !== count) {
        place.textContent = count;
      }
    });
    form.querySelectorAll(".facet").forEach((facet) => {
      const many = facet.querySelectorAll("input:checked").length;
      facet.querySelector(".facet-chosen").textContent =
        many ? says.chosen.replace("{count}", many) : "";
    });
    reset.hidden = !on.length;
    chips.hidden = !on.length;
    chips.replaceChildren(...on.map(chip));
  };
  const show = async (keepAddress = false) => {
    const data = await load();
    if (!data) {
      status.textContent = says.failed;
      return;
    }
    const chosen = new Map();
    ticked().forEach((box) => {
      chosen.set(box.name, (chosen.get(box.name) ?? new Set()).add(Number(box.dataset.number)));
    });
    const { found, counts } = sieve(data.rows, chosen, facetOf);
    const among = new Set(found);
    const order = sort.value ? data.names.filter((at) => among.has(at)) : found;
    list.replaceChildren(...order.slice(0, shown).map((at) => {
      const kept = cards.get(at) ?? card(data.rows[at], data.size);
      cards.set(at, kept);
      return kept;
    }));
    list.dispatchEvent(new Event("listed", { bubbles: true }));
    more.hidden = order.length <= shown;
    status.textContent = order.length === 0 ? says.none
      : order.length === 1 ? says.one : says.many.replace("{count}", order.length);
    tell(counts);
    if (!keepAddress) {
      toAddress();
    }
  };

  const changed = () => {
    shown = FIRST;
    return show();
  };
  form.addEventListener("change", changed);
  sort.addEventListener("change", changed);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    boxes.forEach((box) => {
      box.checked = false;
    });
    changed().then(() => form.querySelector("summary").focus());
  });
  more.addEventListener("click", () => {
    const at = list.children.length;
    shown = at < FIRST ? FIRST : shown + MORE;
    show().then(() => list.children[at]?.querySelector("a").focus());
  });
  ["pointerenter", "focusin"].forEach((name) => form.addEventListener(name, load, { once: true }));

  more.hidden = list.children.length >= Number.parseInt(status.textContent, 10);
  reset.hidden = true;
  if (fromAddress()) {
    form.querySelectorAll(".facet:has(:checked)").forEach((facet) => {
      facet.open = true;
    });
    show(true);
  }
  document.documentElement.classList.add("runs-finder");
};

if (typeof document !== "undefined") {
  start(document.querySelector(".finder-form"));
}
