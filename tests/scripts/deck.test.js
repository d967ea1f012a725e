import assert from "node:assert/strict";
import { test } from "node:test";
import { placeOf, turned } from "./deck.js";

test("the next card after the last is the first, the one before the first the last", () => {
  assert.equal(turned("next", 0, 3), 1);
  assert.equal(turned("next", 2, 3), 0);
  assert.equal(turned("previous", 0, 3), 2);
});

test("a random card is any other", () => {
  const found = [0, 0.49, 0.99].map((chance) => turned("random", 1, 3, () => chance));
  assert.deepEqual(found, [2, 2, 0]);
  assert.equal(turned("random", 0, 1), 0);
});

test("an address that cannot be read names no card", () => {
  assert.equal(placeOf("#cards.p%C3%A4iv%C3%A4"), "cards.päivä");
  assert.equal(placeOf("#%"), "");
  assert.equal(placeOf(""), "");
});
