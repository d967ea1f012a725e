// The glossary's filter: a term is found by its names, and in any inflection by how it begins.
// What is asked stands in the page's address, so that it can be kept and shared.
import { filled } from "./words.js";

// Bare letters, so that a word is found without its dots too.
export const bare = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// Tells whether each word that is asked stands in a name, or goes on from one of the beginnings.
export const meant = (asked, { names, beginnings }) =>
  bare(asked).split(/\s+/).filter(Boolean).every((word) =>
    names.includes(word) || beginnings.some((each) => word.startsWith(each)));

const start = (form) => {
  const field = form.querySelector("input");
  const status = form.querySelector("[role=status]");
  const all = [...document.querySelectorAll(".term-entry")].map((entry) => {
    const { names, beginnings } = entry.dataset;
    const told = [entry.querySelector("dt"), ...entry.querySelectorAll(".term-names > [lang]")];
    return {
      entry,
      names: bare([names, beginnings, ...told.map((each) => each.textContent)].join(" ")),
      beginnings: bare(beginnings).split(" ").filter(Boolean),
    };
  });
  const groups = [...document.querySelectorAll(".group")];
  const letters = [...document.querySelectorAll(".letters li")];

  const show = () => {
    all.forEach((each) => {
      each.entry.hidden = !meant(field.value, each);
    });
    groups.forEach((group, at) => {
      group.hidden = !group.querySelector(".term-entry:not([hidden])");
      letters[at].hidden = group.hidden;
    });
    const count = all.filter(({ entry }) => !entry.hidden).length;
    const { none, one, many } = form.dataset;
    status.textContent = filled(count === 0 ? none : count === 1 ? one : many, { count });
  };
  field.addEventListener("input", () => {
    show();
    const asked = new URLSearchParams([[field.name, field.value.trim()]]);
    history.replaceState(null, "", field.value.trim() ? `?${asked}` : location.pathname);
  });
  form.addEventListener("submit", (event) => event.preventDefault());

  // Whatever leads to a term shows it, whatever was asked.
  const reveal = () => {
    const target = document.querySelector(":target");
    if (target?.closest("[hidden]")) {
      field.value = "";
      show();
      target.scrollIntoView();
    }
  };
  addEventListener("hashchange", reveal);
  field.value = new URLSearchParams(location.search).get(field.name) ?? "";
  if (field.value) {
    show();
    reveal();
  }
  document.documentElement.classList.add("runs-glossary");
};

if (typeof document !== "undefined") {
  start(document.querySelector(".filter"));
}
