import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { filled, shown } from "./answers.js";

const line = (value) => ({ slot: "line", value });
const box = (checked) => ({ slot: "box", checked });

describe("answers", () => {
  it("leaves a text as its file is while nothing is written", () => {
    const pieces = ["Päivä:", "\n[", "] Tulen.\n[", "] En.\n\nPaikka: ", "\nSyy:\n(Lyhyesti)", "\n"];
    const none = [line(""), box(false), box(false), { slot: "blank", value: " " }, { slot: "below", value: "" }];
    assert.equal(filled(pieces, none),
      "Päivä:\n[ ] Tulen.\n[ ] En.\n\nPaikka: ________\nSyy:\n(Lyhyesti)\n");
  });
  it("writes what is filled in after its label", () => {
    const pieces = ["Päivä:", "\n[", "] Tulen.\nPaikka: ", "\nSyy:\n(Lyhyesti)", "\nMuuta:", "\n"];
    const some = [line("2026-12-03"), box(true), { slot: "blank", value: "Koulu" },
      { slot: "below", value: "Arki" }, { slot: "text", value: "Yksi\r\nkaksi\n" }];
    assert.equal(filled(pieces, some),
      "Päivä: 3.12.2026\n[x] Tulen.\nPaikka: Koulu\nSyy:\n(Lyhyesti)\nArki\nMuuta:\nYksi\nkaksi\n");
  });
  it("takes signs of patterns and of markup as words", () => {
    assert.equal(filled(["A:", "\n"], [line("$& <b>")]), "A: $& <b>\n");
  });
  it("shows on paper what is written, a day as one says it", () => {
    assert.equal(shown(line("2026-01-05")), "5.1.2026");
    assert.equal(shown({ slot: "text", value: "2026-01-05" }), "2026-01-05");
    assert.equal(shown(box(true)), "x");
    assert.equal(shown(box(false)), "");
  });
});
