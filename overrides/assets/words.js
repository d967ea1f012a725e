// The words that stand in a page, said by its script.

// Words with values in their places.
export const filled = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name]);

// Says words in a live region; emptied first, so that the same words are said again.
export const saying = (place) => (words) => {
  place.textContent = "";
  requestAnimationFrame(() => {
    place.textContent = words;
  });
};
