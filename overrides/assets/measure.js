// A measure that is answered on its page, loaded when it is opened. Nothing of it is sent or kept:
// rounds go to files and come from them. Its words stand in the page.
import { line, spread } from "./chart.js";
import { choosing, outcome, save } from "./files.js";
import { isMonth, joined, read, round, told, written } from "./rounds.js";
import { unfolded } from "./sheet.js";
import { filled, saying } from "./words.js";

const SVG = "http://www.w3.org/2000/svg";
const all = (selector, from) => [...from.querySelectorAll(selector)];
const one = (selector, from) => from.querySelector(selector);
const made = (name, values, ...children) => {
  const element = Object.assign(document.createElement(name), values);
  element.append(...children);
  return element;
};
const drawn = ([name, attributes, ...children]) => {
  const element = document.createElementNS(SVG, name);
  Object.entries(attributes).forEach(([key, value]) => element.setAttribute(key, value));
  element.append(...children.map((each) => (typeof each === "string" ? each : drawn(each))));
  return element;
};

const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))]
  .map((byte) => byte.toString(16).padStart(2, "0")).join("");

// A table under its own scroll, its first column heading the rows.
const table = (caption, heads, rows) => {
  const cells = (words, tag) => words.map((each, place) =>
    made(place ? tag : "th", { textContent: each, ...(tag === "th" || !place ? { scope: tag === "th" ? "col" : "row" } : {}) }));
  const region = made("div", { className: "table-scroll", tabIndex: 0 },
    made("table", {},
      made("thead", {}, made("tr", {}, ...cells(heads, "th"))),
      made("tbody", {}, ...rows.map((row) => made("tr", {}, ...cells(row, "td"))))));
  region.setAttribute("role", "region");
  region.setAttribute("aria-label", caption);
  return region;
};

// Opens the measure in place of its page; `button` has the focus afterwards.
export const open = (button) => {
  if (one(".fill", document)) {
    return;
  }
  let unsaved = false;
  const { sheet, show, close } = unfolded(document.getElementById("_fill"), () => unsaved,
    () => forget());
  const said = sheet.dataset;
  const [sayAnswers, sayRounds] = ["answers", "rounds"].map((name) => saying(one(`.said-${name}`, sheet)));
  const questions = all(".weigh-one", sheet).map((field) => ({
    key: field.dataset.key,
    title: one("legend", field).textContent,
    choices: all("input", field),
  }));
  const sides = all(".weigh-side", sheet).map((side) => ({
    title: side.dataset.title,
    keys: all(".weigh-one", side).map(({ dataset }) => dataset.key),
  }));
  const scale = all("label:not(.weigh-unknown)", one(".weigh-values", sheet))
    .map((label) => label.textContent.trim());
  const about = { measure: said.record, edition: said.edition, size: scale.length,
    keys: questions.map(({ key }) => key) };
  const month = one("#_month", sheet);
  const result = one(".weigh-result", sheet);
  const now = new Date();
  month.value = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, "0")}`;

  // --- who has answered ----------------------------------------------------------------------

  let sets = []; // of those who answered here before the one who answers now
  let brought = []; // {name, rounds} of each file
  let mine = fresh();
  const answers = () => Object.fromEntries(questions.flatMap(({ key, choices }) => {
    const chosen = choices.find(({ checked }) => checked)?.value;
    return chosen ? [[key, Number(chosen)]] : [];
  }));
  const given = () => {
    const now = answers();
    return Object.keys(now).length ? [...sets, { id: mine, answers: now }] : sets;
  };
  const empty = () => questions.forEach(({ choices }) => {
    choices.at(-1).checked = true;
  });
  const forget = () => {
    empty();
    sets = [];
    brought = [];
    month.value = "";
  };
  const here = () => (given().length ? [round(about, month.value, given())] : []);
  const rounds = () => joined(about, [...here(), ...brought.flatMap((file) => file.rounds)]);
  const counted = (number) =>
    (number === 1 ? said.one : filled(said.many, { people: number }));
  const inWords = (each) => !isMonth(each) ? each : new Intl.DateTimeFormat(document.documentElement.lang,
    { month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${each}-01T00:00Z`));
  const inShort = (each) => `${inWords(each.month)}: ${counted(each.answers.length)}`;

  // --- what is shown -------------------------------------------------------------------------

  const middleWords = (places) => (places
    ? [...new Set(places)].map((place) => scale[place]).join(" – ")
    : said.none);
  const countsOf = (own) => (own.spread
    ? [...own.spread.map(String), String(own.spread.reduce((sum, each) => sum + each, 0))]
    : Array(scale.length + 1).fill("–"));
  const row = (counts, title, keys) => {
    const own = told(counts, keys);
    return [title, middleWords(own.middle), ...countsOf(own)];
  };
  const place = (name, part) => one(name, sheet).replaceChildren(part);
  const showResult = () => {
    const found = rounds();
    const last = found.at(-1);
    const width = Math.max(300, Math.min(640, Math.round(one(".weigh-figure", sheet).clientWidth)));
    const words = { width, none: said.none };
    const latest = sides.map(({ title, keys }) => ({ title, ...told(last.counts, keys) }));
    one(".weigh-round", sheet).textContent = inShort(last);
    place(".weigh-spread", drawn(spread(latest, scale, { ...words, label: `${said.picture}: ${inShort(last)}` })));
    one(".weigh-columns", sheet).hidden = !latest.some((each) => each.spread);
    one(".weigh-few", sheet).hidden = latest.every((each) => each.spread);
    const heads = [said.middle, ...scale, said.all];
    place(".weigh-table", table(said.picture, [said.side, ...heads],
      sides.map(({ title, keys }) => row(last.counts, title, keys))));
    place(".weigh-each", table(said.statement, [said.statement, ...heads],
      questions.map(({ title, key }) => {
        const own = row(last.counts, title, [key]);
        return own[2] === "–" ? [title, "–", ...own.slice(2)] : own;
      })));
    one(".weigh-time", sheet).hidden = found.length < 2;
    if (found.length > 1) {
      const over = sides.map(({ title, keys }) =>
        ({ title, middles: found.map(({ counts }) => told(counts, keys).middle) }));
      const months = found.map((each) => each.month.split("-").reverse().map(Number).join("/"));
      one(".weigh-line", sheet).replaceChildren(...over.map((side) =>
        drawn(line(side, scale, months, { ...words, width: 320, label: `${side.title}. ${said.line}` }))));
      place(".weigh-line-table", table(said.line, [said.side, ...found.map(inShort)],
        over.map(({ title, middles }) => [title, ...middles.map(middleWords)])));
    }
  };
  const showList = () => {
    const own = here().map((each) => made("li", {}, `${said.here}: ${inShort(each)}`));
    const files = brought.map((file) => {
      const leave = made("button", { type: "button", className: "tool", textContent: said.remove });
      leave.setAttribute("aria-label", `${said.remove}: ${file.name}`);
      leave.addEventListener("click", () => {
        brought = brought.filter((each) => each !== file);
        refresh();
        sayRounds(filled(said.removed, { name: file.name }));
        one("[data-do=take]", sheet).focus();
      });
      return made("li", {}, `${file.name}: ${file.rounds.map(inShort).join("; ")} `, leave);
    });
    one(".weigh-list", sheet).replaceChildren(...own, ...files);
    one(".weigh-who", sheet).textContent = filled(said.answerer, { number: sets.length + 1 });
  };
  const refresh = () => {
    showList();
    const hidden = result.hidden || !rounds().length;
    result.hidden = hidden;
    sheet.classList.toggle("has-result", !hidden);
    if (!hidden) {
      showResult();
    }
  };

  // --- what is done --------------------------------------------------------------------------

  const monthFits = (say) => {
    if (!isMonth(month.value)) {
      say(said.month);
      month.focus();
      return false;
    }
    return true;
  };
  const does = {
    show() {
      if (!monthFits(sayAnswers)) {
        return;
      }
      if (!rounds().length) {
        sayAnswers(said.nobody);
        return;
      }
      result.hidden = false;
      refresh();
      one("h2", result).focus();
    },
    next() {
      if (!Object.keys(answers()).length) {
        sayAnswers(said.nobody);
        return;
      }
      sets = given();
      mine = fresh();
      empty();
      result.hidden = true; // so that nobody sees what the one before answered
      refresh();
      sayAnswers(said.next);
      one(".weigh-who", sheet).focus();
    },
    save() {
      if (!monthFits(sayRounds)) {
        return;
      }
      const found = rounds();
      if (!found.length) {
        sayRounds(said.nobody);
        return;
      }
      save(`${said.record}-${found.at(-1).month}.json`, "application/json", written(about, found));
      unsaved = false;
      sayRounds(said.savedRound);
    },
    print: () => print(),
    stop() {
      if (!rounds().length || confirm(said.ask)) {
        close();
        button.focus();
      }
    },
  };
  all("[data-do]", sheet).forEach((each) => each.addEventListener("click", does[each.dataset.do]));
  choosing(one("[data-do=take]", sheet), (files) => {
    if (!monthFits(sayRounds)) {
      return;
    }
    const words = files.map(({ name, text }) => {
      const there = [...here(), ...brought.flatMap((file) => file.rounds)];
      const found = text === null ? { state: "large" } : read(text, about, there);
      if (found.state !== "taken") {
        return `${filled(said.refused, { name })} ${outcome(said, found.state)}`;
      }
      brought = [...brought, { name, rounds: found.rounds }];
      unsaved = true;
      return filled(said.brought, { name });
    });
    result.hidden = !rounds().length;
    refresh();
    sayRounds(words.join(" "));
  }, true);
  sheet.addEventListener("change", ({ target }) => {
    unsaved = Boolean(given().length);
    if (target !== month || isMonth(month.value)) {
      refresh();
    }
  });
  refresh();
  show();
};
