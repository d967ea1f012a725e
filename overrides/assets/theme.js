// Sets the reader's choice of theme before anything is drawn. Kept on this device alone, by
// keep.js, which comes too late to do this. And keeps the places of what scripts serve until they
// have come: from then on `runs-<its name>`, which each script sets last, tells which of them do.
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
  const { classList } = document.documentElement;
  classList.add("coming");
  document.addEventListener("DOMContentLoaded", () => classList.remove("coming"));
})();
