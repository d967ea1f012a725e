// Files that are made and read in the browser: none of them leaves the device.
import { FILE_MOST, imported } from "./keep.js";

// Offers what was made as a file to be saved.
export const saveBlob = (name, blob) => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
};

const words = {
  large: "largeFile",
  newer: "newerFile",
};

// The words for what became of a file.
export const outcome = (said, state) => said[words[state] ?? state];

export const save = (name, type, text) => saveBlob(name, new Blob([text], { type }));

// Has files chosen by a button; `given` is handed the name and text of each, null for one that is
// too large to be read.
export const choosing = (button, given, multiple = false) => {
  const input = Object.assign(document.createElement("input"),
    { type: "file", accept: ".json,application/json", multiple });
  button.addEventListener("click", () => input.click());
  input.addEventListener("change", async () => {
    const found = await Promise.all([...input.files].map(async (file) =>
      ({ name: file.name, text: file.size > FILE_MOST ? null : await file.text() })));
    input.value = "";
    if (found.length) {
      given(found);
    }
  });
};

// Takes in a saved file by a button; `done` is told what became of it, in a word and in words.
export const taking = (button, said, done) =>
  choosing(button, ([{ text }]) => {
    const found = text === null ? { state: "large" } : imported(text);
    const state = found.state === "taken" && found.lost ? "lost" : found.state;
    done(found, outcome(said, state));
  });
