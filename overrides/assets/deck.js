// One card of a deck at a time: the one that the page's address names, the next, the one before,
// any. The cards stand in the page's own list; nothing is kept.

// The place of the next card of so many, by the way that it is asked for.
export const turned = (way, at, count, chance = Math.random) => {
  if (way === "random" && count > 1) {
    return (at + 1 + Math.floor(chance() * (count - 1))) % count;
  }
  return (at + { previous: -1, next: 1, random: 0 }[way] + count) % count;
};

// What the end of an address names; nothing where it cannot be read.
export const placeOf = (hash) => {
  try {
    return decodeURIComponent(hash.slice(1));
  } catch {
    return "";
  }
};

const FAR = 40; // pixels that a finger goes before it swipes
const OWN_KEYS = "input, select, textarea, dialog, [contenteditable], .table-scroll";

const start = (deal) => {
  const suits = [...document.querySelectorAll(".suit")];
  const cards = suits.flatMap((suit) =>
    [...suit.querySelectorAll(".dealt")].map((card) => ({ card, suit, id: card.querySelector("[id]").id })));
  const table = deal.querySelector(".deal-table");
  const chooser = deal.querySelector("select");
  const all = deal.querySelector("[data-deal=all]");
  const rtl = document.documentElement.dir === "rtl";
  let dealt = cards;
  let at = 0;

  const shown = () => {
    const { card, suit, id } = dealt[at];
    const front = card.cloneNode(true);
    front.querySelectorAll("[id]").forEach((each) => each.removeAttribute("id"));
    const place = document.createElement("p");
    place.className = "deal-place";
    place.textContent = `${at + 1}/${dealt.length}`;
    const name = document.createElement("p");
    name.className = "deal-name";
    name.textContent = suit.querySelector(".titled :is(h2, h3), h2, h3").textContent;
    const big = document.createElement("div");
    big.className = `deal-card ${suit.className}`;
    big.append(name, ...front.childNodes);
    table.replaceChildren(place, big);
    return id;
  };
  const turn = (way) => {
    at = turned(way, at, dealt.length);
    history.replaceState(null, "", `#${shown()}`);
  };
  const list = (open) => {
    suits.forEach((suit) => {
      suit.classList.toggle("set-aside", !open);
    });
    all.setAttribute("aria-pressed", String(open));
  };
  // The card that the address names, in the whole deck.
  const named = () => {
    const place = placeOf(location.hash);
    const found = cards.findIndex(({ id }) => id === place);
    if (found >= 0) {
      dealt = cards;
      at = found;
      if (chooser) {
        chooser.value = "";
      }
      deal.scrollIntoView({ block: "nearest" });
    } else if (suits.some((suit) => suit.querySelector(":target"))) {
      list(true);
      document.querySelector(":target").scrollIntoView();
    }
    shown();
  };

  deal.hidden = false;
  list(false);
  named();
  addEventListener("hashchange", named);
  deal.addEventListener("click", ({ target }) => {
    const way = target.closest("[data-deal]")?.dataset.deal;
    if (way === "all") {
      list(all.getAttribute("aria-pressed") !== "true");
    } else if (way) {
      turn(way);
    }
  });
  chooser?.addEventListener("change", () => {
    dealt = cards.filter(({ suit }) => !chooser.value || suit.querySelector("h2").id === chooser.value);
    at = 0;
    history.replaceState(null, "", `#${shown()}`);
  });
  document.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: rtl ? "next" : "previous", ArrowRight: rtl ? "previous" : "next" }[event.key];
    const busy = event.altKey || event.ctrlKey || event.metaKey || event.shiftKey;
    if (way && !busy && !event.target.closest?.(OWN_KEYS)) {
      event.preventDefault();
      turn(way);
    }
  });
  let begun = null;
  table.addEventListener("pointerdown", (event) => {
    begun = event.isPrimary && event.pointerType !== "mouse" ? event : null;
  });
  table.addEventListener("pointerup", (event) => {
    const far = begun ? event.clientX - begun.clientX : 0;
    if (begun && Math.abs(far) > FAR && Math.abs(far) > 2 * Math.abs(event.clientY - begun.clientY)) {
      turn((far < 0) !== rtl ? "next" : "previous");
    }
    begun = null;
  });
  table.addEventListener("pointercancel", () => {
    begun = null;
  });
};

if (typeof document !== "undefined") {
  const deal = document.querySelector(".deal");
  if (deal) {
    start(deal);
  }
}
