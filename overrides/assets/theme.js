// Sets the reader's choice of theme before anything is drawn. Kept on this device alone, by
// keep.js, which comes too late to do this.
(() => {
  "use strict";
  let chosen = null;
  try {
    const name = "materiaalipankki.theme";
    const old = localStorage.getItem("theme"); // where it was first kept
    if (old === "light" || old === "dark") {
      localStorage.setItem(name, JSON.stringify({ version: 1, value: old }));
      localStorage.removeItem("theme");
    }
    chosen = JSON.parse(localStorage.getItem(name)).value;
  } catch {
    // A reader who keeps nothing gets the system's theme.
  }
  if (chosen === "light" || chosen === "dark") {
    document.documentElement.dataset.theme = chosen;
  }
  document.documentElement.classList.add("js");
})();
