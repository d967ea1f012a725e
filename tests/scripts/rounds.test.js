import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { joined, middle, read, round, told, written } from "./rounds.js";

const ABOUT = { measure: "koe", edition: "1.2", size: 3, keys: ["a.x", "a.y", "b.z"] };
const id = (number) => `${number}`.padStart(32, "0");
const sets = (first, ...answers) => answers.map((each, place) => ({ id: id(first + place), answers: each }));
const TEAM = round(ABOUT, "2026-11", sets(0, { "a.x": 0 }, { "a.x": 2, "a.y": 1 }));
const file = (changes = {}) =>
  JSON.stringify({ ...JSON.parse(written(ABOUT, [TEAM])), ...changes });
const rounds = (changes) => file({ rounds: [{ ...TEAM, ...changes }] });

describe("rounds", () => {
  it("counts answers and keeps nobody's together", () => {
    assert.deepEqual(TEAM.counts, { "a.x": [1, 0, 1], "a.y": [0, 1, 0], "b.z": [0, 0, 0] });
    assert.equal(written(ABOUT, [TEAM]).includes("name"), false);
  });
  it("joins the files of three teams, and keeps months apart", () => {
    const others = [10, 20].map((first) =>
      round(ABOUT, "2026-11", sets(first, { "a.x": 1 }, { "a.x": 2 })));
    const before = round(ABOUT, "2025-11", sets(30, { "a.x": 0 }));
    const found = joined(ABOUT, [TEAM, ...others, before]);
    assert.deepEqual(found.map(({ month, answers }) => [month, answers.length]),
      [["2025-11", 1], ["2026-11", 6]]);
    assert.deepEqual(found[1].counts["a.x"], [1, 2, 3]);
  });
  it("reads what it has written", () => {
    assert.deepEqual(read(file(), ABOUT), { state: "taken", rounds: [TEAM] });
    const { state, rounds: [older] } = read(rounds({ counts: { "a.x": [0, 1, 0] } }), ABOUT);
    assert.deepEqual([state, older.counts["b.z"]], ["taken", [0, 0, 0]]);
  });
  it("counts nobody twice", () => {
    assert.equal(read(file(), ABOUT, [TEAM]).state, "already");
    assert.equal(read(file({ rounds: [TEAM, { ...TEAM, month: "2026-12" }] }), ABOUT).state, "unreadable");
  });
  it("refuses another measure and another version", () => {
    assert.equal(read(file({ measure: "muu" }), ABOUT).state, "otherMeasure");
    assert.equal(read(file({ edition: "2.0" }), ABOUT).state, "otherVersion");
    assert.equal(read(file({ edition: {} }), ABOUT).state, "otherVersion");
    assert.equal(read(rounds({ counts: { "c.uusi": [1, 0, 0] } }), ABOUT).state, "otherVersion");
    assert.equal(read(rounds({ counts: { "a.x": [1, 0, 0, 0] } }), ABOUT).state, "otherVersion");
    assert.equal(read(file({ edition: "1.9" }), ABOUT).state, "taken");
    assert.equal(read(file({ version: 2 }), ABOUT).state, "newer");
  });
  it("refuses what is cut, hostile, too large or of a wrong shape", () => {
    assert.equal(read(file().slice(0, 90), ABOUT).state, "unreadable");
    assert.equal(read("x".repeat(10_000_000), ABOUT).state, "large");
    for (const text of ["[]", "null", "{}", file({ site: "muu" }), file({ file: "kept" }), file({ version: "1" })]) {
      assert.equal(read(text, ABOUT).state, "foreign", text);
    }
    assert.equal(read(rounds({ counts: JSON.parse('{"__proto__": [1, 0, 0]}') }), ABOUT).state, "otherVersion");
    for (const changes of [
      { month: "2026-13" }, { month: "<script>" }, { answers: [] }, { answers: ["<img src=x>"] },
      { answers: [id(1), id(1)] }, { answers: 3 }, { counts: [] }, { counts: { "a.x": 3 } },
      { counts: { "a.x": [1, 1, 1] } }, { counts: { "a.x": [-1, 1, 0] } },
      { counts: { "a.x": [0.5, 0, 0] } }, { counts: { "a.x": ["1", 0, 0] } },
    ]) {
      assert.equal(read(rounds(changes), ABOUT).state, "unreadable", JSON.stringify(changes));
    }
    for (const own of [[], {}, "x", [null], [1]]) {
      assert.equal(read(file({ rounds: own }), ABOUT).state, "unreadable");
    }
  });
  it("finds the middle", () => {
    assert.deepEqual(middle([0, 0, 0]), null);
    assert.deepEqual(middle([1, 0, 2]), [2, 2]);
    assert.deepEqual(middle([2, 0, 2]), [0, 2]);
    assert.deepEqual(middle([1, 1, 1]), [1, 1]);
  });
  it("tells only the middle where fewer than four have answered", () => {
    const people = (number) =>
      round(ABOUT, "2026-11", sets(0, ...Array(number).fill({ "a.x": 1, "a.y": 2 }))).counts;
    assert.deepEqual(told(people(3), ["a.x", "a.y"]), { middle: [1, 2], spread: null });
    assert.deepEqual(told(people(4), ["a.x", "a.y"]), { middle: [1, 2], spread: [0, 4, 4] });
    assert.deepEqual(told(people(4), ["b.z"]), { middle: null, spread: null });
  });
});
