import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { line, spread, wrapped } from "./chart.js";

const SCALE = ["1 Ei", "2 Joskus", "3 Aina"];
const all = (tree, name) =>
  (Array.isArray(tree) ? [...(tree[0] === name ? [tree] : []), ...tree.slice(2).flatMap((each) => all(each, name))] : []);
const of = (tree, kind) => ["text", "rect", "path"].flatMap((name) => all(tree, name))
  .filter(([, own]) => own.class.split(" ").includes(kind));
const HOW = { width: 320, label: "Kuva", none: "Ei vastauksia" };

describe("chart", () => {
  it("draws columns where the spread may be told, and the middle alone elsewhere", () => {
    const tree = spread([
      { title: "Puhe", middle: [1, 2], spread: [0, 3, 2] },
      { title: "Teot", middle: [0, 0], spread: null },
      { title: "Muu", middle: null, spread: null },
    ], SCALE, HOW);
    assert.equal(of(tree, "w-bar").length, 2);
    assert.deepEqual(of(tree, "w-at").map((each) => each[2]), ["3", "2"]);
    assert.equal(of(tree, "w-middle").length, 2);
    assert.deepEqual(of(tree, "w-title").map((each) => each[2]), ["Puhe", "Teot", "Muu"]);
    assert.deepEqual(of(tree, "w-value").map((each) => each[2]), SCALE);
    const [first, second] = of(tree, "w-middle").map(([, own]) => Number(/^M([\d.]+)/.exec(own.d)[1]));
    assert.ok(first > second);
  });
  it("stays within its width", () => {
    const tree = spread([{ title: "Työ perheen omassa ympäristössä ja verkostossa", middle: [0, 0], spread: null }],
      ["1 Ei vielä", "2 Joskus", "3 Useimmiten", "4 Aina"], HOW);
    assert.equal(of(tree, "w-title").length, 2);
    assert.deepEqual(of(tree, "w-value").map((each) => each[2]), ["1", "2", "3", "4"]);
  });
  it("joins the rounds that follow each other, and leaves a gap where none answered", () => {
    const months = ["5/2025", "11/2025", "5/2026", "11/2026"];
    const tree = line({ title: "Puhe", middles: [[0, 0], [1, 1], null, [2, 2]] }, SCALE, months, HOW);
    const [[, { d }]] = of(tree, "w-line");
    assert.deepEqual(d.match(/[ML]/g), ["M", "L", "M"]);
    assert.equal(of(tree, "w-middle").length, 3);
    const none = line({ title: "Teot", middles: [null, null] }, SCALE, months.slice(2), HOW);
    assert.deepEqual(all(none, "text").map((each) => each[2]), ["Teot", "Ei vastauksia"]);
  });
  it("cuts no word", () => {
    assert.deepEqual(wrapped("yksi kaksi pitkäsananen", 10), ["yksi kaksi", "pitkäsananen"]);
  });
});
