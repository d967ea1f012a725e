import assert from "node:assert/strict";
import { test } from "node:test";

import { sieve } from "./finder.js";

const FACET_OF = new Map([[0, "kind"], [1, "kind"], [2, "audience"], [3, "audience"], [4, "form"]]);
const ROWS = [[0, 2, 4], [0, 3], [1, 2, 3], [1, 4], [0, 2, 3, 4]]
  .map((marks) => ["", "", "", "", marks]);

const named = (marks) => new Map(marks.map((mark) =>
  [FACET_OF.get(mark), marks.filter((each) => FACET_OF.get(each) === FACET_OF.get(mark))]));
const fits = (row, chosen) =>
  [...named(chosen).values()].every((marks) => marks.some((mark) => row[4].includes(mark)));

test("every choice gives what it says, and counts what each other would give with it", () => {
  for (let picked = 0; picked < 32; picked += 1) {
    const marks = [...FACET_OF.keys()].filter((mark) => picked & (1 << mark));
    const chosen = new Map([...named(marks)].map(([name, those]) => [name, new Set(those)]));
    const { found, counts } = sieve(ROWS, chosen, FACET_OF);
    assert.deepEqual(found, ROWS.flatMap((row, at) => (fits(row, marks) ? [at] : [])));
    for (const [mark, facet] of FACET_OF) {
      const others = marks.filter((each) => FACET_OF.get(each) !== facet);
      const wanted = ROWS.filter((row) => fits(row, [...others, mark])).length;
      assert.equal(counts.get(mark) ?? 0, wanted, `${marks} and ${mark}`);
    }
  }
});
