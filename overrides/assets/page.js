// Comforts of a page: the phone's menu, the choice of theme, and details opened for print.
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
    try {
      if (chosen === "system") {
        localStorage.removeItem("theme");
      } else {
        localStorage.setItem("theme", chosen);
      }
    } catch {
      // The choice lasts as long as the page.
    }
    name();
  });
  system.addEventListener("change", name);
  name();

  // Paper cannot be opened: whatever is folded prints unfolded.
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    folded.forEach((details) => details.setAttribute("open", ""));
  });
  addEventListener("afterprint", () => {
    folded.forEach((details) => details.removeAttribute("open"));
  });
})();
