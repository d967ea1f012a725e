// Files that are made and read in the browser: none of them leaves the device.
import { FILE_MOST, imported } from "./keep.js";

// Offers a text as a file to be saved.
export const save = (name, type, text) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

// Says words in a live region; emptied first, so that the same words are said again.
export const saying = (place) => (words) => {
  place.textContent = "";
  requestAnimationFrame(() => {
    place.textContent = words;
  });
};

const words = {
  large: "largeFile",
  newer: "newerFile",
};

// Takes in a saved file by a button; `done` is told what became of it, in a word and in words.
export const taking = (button, said, done) => {
  const input = document.createElement("input");
  input.type = "file";
  input.accept = ".json,application/json";
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const [file] = input.files;
    if (!file) {
      return;
    }
    const outcome = file.size > FILE_MOST ? { state: "large" } : imported(await file.text());
    input.value = "";
    const state = outcome.state === "taken" && outcome.lost ? "lost" : outcome.state;
    done(outcome, said[words[state] ?? state]);
  });
};
