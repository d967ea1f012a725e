// What is written in a form, as words: pure, without a page.
import { written } from "./progress.js";

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const BLANK = "________";

// The words of an answer by its slot: what paper shows of it.
export const shown = ({ slot, value, checked }) => {
  if (slot === "box") {
    return checked ? "x" : "";
  }
  const words = value.replace(/\r\n?/g, "\n").trim();
  return slot === "line" && DAY.test(words) ? written(words) : words;
};

const among = (answer) => {
  const words = shown(answer);
  switch (answer.slot) {
    case "box":
      return words || " ";
    case "blank":
      return words || BLANK;
    case "below":
      return words && `\n${words}`;
    default:
      return words && (words.includes("\n") ? `\n${words}` : ` ${words}`);
  }
};

// A text of pieces with the answers between them.
export const filled = (pieces, answers) =>
  pieces.slice(1).reduce((text, piece, place) => text + among(answers[place]) + piece, pieces[0]);
