// Comforts of a page: the phone's menu, the door of the search, the choice of theme, details
// opened for print, and texts to copy.
(() => {
  "use strict";
  const root = document.documentElement;

  // The menu of a narrow screen. Closed, it is not displayed, so nothing in it can be reached.
  const toggle = document.querySelector(".menu-toggle");
  const menu = document.getElementById("_menu");
  const open = (yes) => {
    toggle.setAttribute("aria-expanded", String(yes));
    menu.classList.toggle("is-open", yes);
  };
  toggle.addEventListener("click", () => {
    const opening = toggle.getAttribute("aria-expanded") !== "true";
    open(opening);
    if (opening) {
      menu.querySelector("a").focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && toggle.getAttribute("aria-expanded") === "true") {
      open(false);
      toggle.focus();
    }
  });

  // The search: what finds is loaded when it is first opened, while the first word is typed.
  const search = document.querySelector("dialog.search");
  const status = search.querySelector("[role=status]");
  let loading = null;
  const find = () => {
    if (document.querySelector("dialog[open]")) {
      return;
    }
    search.showModal();
    search.querySelector("input").select();
    loading ??= import("./search.js").then(({ start }) => start(search)).catch(() => {
      status.textContent = search.dataset.failed;
      loading = null;
    });
  };
  // Without a script the door leads to the page of all the materials.
  const door = document.querySelector(".search-open");
  door.setAttribute("aria-haspopup", "dialog");
  door.addEventListener("click", (event) => {
    event.preventDefault();
    find();
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest("input, textarea, select, [contenteditable]");
    const plain = !event.ctrlKey && !event.metaKey && !event.altKey;
    const asked = event.key.toLowerCase() === "k" && !event.altKey && !event.shiftKey
      && (event.ctrlKey || event.metaKey);
    if (asked || (event.key === "/" && plain && !typing)) {
      event.preventDefault();
      find();
    }
  });
  search.addEventListener("click", (event) => {
    if (event.target === search || event.target.closest(".search-close")) {
      search.close();
    }
  });

  // The theme: light, dark, or as the system; the button is named for what it will do.
  const button = document.querySelector(".theme-toggle");
  const system = matchMedia("(prefers-color-scheme: dark)");
  const next = () => {
    const chosen = root.dataset.theme;
    if (!chosen) {
      return system.matches ? "light" : "dark";
    }
    const other = system.matches ? "light" : "dark";
    return chosen === other ? (other === "dark" ? "light" : "dark") : "system";
  };
  const name = () => {
    button.textContent = button.dataset[next()];
  };
  button.addEventListener("click", () => {
    const chosen = next();
    if (chosen === "system") {
      delete root.dataset.theme;
    } else {
      root.dataset.theme = chosen;
    }
    // What cannot be kept lasts as long as the page. What keeps is loaded when it is used.
    import("./keep.js").then(({ shelf }) => {
      const kept = shelf("theme");
      if (chosen === "system") {
        kept.erase();
      } else {
        kept.update(() => chosen);
      }
    }).catch(() => {});
    name();
  });
  system.addEventListener("change", name);
  name();

  // Paper cannot be opened: whatever is folded prints unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open], .for-staff)")];
    folded.forEach((details) => details.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => {
    folded.forEach((details) => details.removeAttribute("open"));
  });

  // The list of contents follows the reading: the section that was passed last is marked.
  const listed = [...document.querySelectorAll(".contents a")];
  const passed = () => {
    let now = null;
    for (const link of listed) {
      const heading = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (heading && heading.getBoundingClientRect().top < innerHeight / 3) {
        now = link;
      }
    }
    listed.forEach((link) => {
      if (link === now) {
        link.setAttribute("aria-current", "true");
      } else {
        link.removeAttribute("aria-current");
      }
    });
  };
  let waiting = false;
  const look = () => {
    if (!waiting) {
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        passed();
      });
    }
  };
  if (listed.length) {
    addEventListener("scroll", look, { passive: true });
    passed();
  }

  // The code on a paper led here, and told its version: is what is in the hand still current?
  const answer = document.querySelector(".paper-said");
  const paper = /^#v=(\d[\d.]*\+?)$/.exec(location.hash);
  if (answer && paper) {
    const { version, current, other } = answer.dataset;
    answer.textContent = (paper[1] === version ? current : other).replace("{paper}", paper[1]);
    answer.hidden = false;
  }

  // A form or a measure to be filled in here: what does it is loaded when it is opened.
  const fill = document.querySelector(".fill-open");
  fill?.addEventListener("click", () => {
    import(`./${fill.dataset.script}`).then(({ open }) => open(fill)).catch(() => {
      fill.nextElementSibling.textContent = fill.dataset.failed;
    });
  });

  // Leaving quickly: this page gives way in the tab's history to a neutral one.
  const exit = document.querySelector(".quick-exit");
  if (exit) {
    const leave = () => {
      document.body.hidden = true;
      document.title = "";
      location.replace(exit.href);
    };
    exit.addEventListener("click", (event) => {
      event.preventDefault();
      leave();
    });
    let presses = [];
    document.addEventListener("keydown", (event) => {
      if (event.repeat) {
        return;
      }
      presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
      if (presses.length === 3 && presses[2] - presses[0] < 5000) {
        leave();
      }
    });
  }

  // Sharing is the device's own; where it has none there is no button.
  const share = document.querySelector(".share");
  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => {
      navigator.share({ title: share.dataset.title, url: share.dataset.url }).catch(() => {});
    });
  }

  // A text to copy stands in its button, so nothing is fetched and the click still counts.
  document.querySelectorAll("[data-copy]").forEach((copy) => {
    const said = copy.parentElement.querySelector(".copy-said");
    copy.addEventListener("click", async () => {
      let words = said.dataset.done;
      try {
        await navigator.clipboard.writeText(copy.dataset.copy);
      } catch {
        words = said.dataset.failed;
      }
      // Emptied first, so that the same words are said again.
      said.textContent = "";
      requestAnimationFrame(() => {
        said.textContent = words;
      });
    });
  });

  root.classList.add("runs-page");
})();
