import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { NOTHING, day, news, next, reached, ticked, written } from "./progress.js";

const DONE = { on: "2026-11-27", title: "Lue" };
const IDS = ["stages.a.tasks.lue", "stages.a.tasks.tapaa", "stages.b.tasks.katso"];

describe("progress", () => {
  it("goes on with the first task that is not done", () => {
    assert.equal(next(IDS, {}), IDS[0]);
    assert.equal(next(IDS, { [IDS[0]]: DONE, [IDS[2]]: DONE }), IDS[1]);
    assert.equal(next(IDS, Object.fromEntries(IDS.map((id) => [id, DONE]))), null);
  });
  it("ticks and takes a tick away", () => {
    const kept = ticked(NOTHING, IDS, IDS[0], DONE);
    assert.deepEqual([kept.seen, { ...kept.done }], [IDS, { [IDS[0]]: DONE }]);
    assert.deepEqual({ ...ticked(kept, IDS, IDS[0], null).done }, {});
    assert.deepEqual(NOTHING, { seen: [], done: {} });
  });
  it("keeps what was ticked on a newer path, and says what is new", () => {
    const kept = IDS.slice(0, 2).reduce((each, id) => ticked(each, IDS, id, DONE), NOTHING);
    const newer = ["stages.a.tasks.lue", "stages.a.tasks.uusi", "stages.b.tasks.katso"];
    const { done, earlier } = reached(kept, newer);
    assert.deepEqual([Object.keys(done), earlier], [["stages.a.tasks.lue"], [DONE]]);
    assert.deepEqual(news(kept, newer), ["stages.a.tasks.uusi"]);
    assert.deepEqual(news({ ...kept, seen: [...kept.seen, ...newer] }, newer), []);
    assert.deepEqual(news(NOTHING, newer), []);
  });
  it("knows a task that has moved to another stage by its key", () => {
    const kept = ticked(NOTHING, IDS, "stages.a.tasks.tapaa", DONE);
    const newer = ["stages.a.tasks.lue", "stages.b.tasks.tapaa", "stages.b.tasks.katso"];
    assert.deepEqual(Object.keys(reached(kept, newer).done), ["stages.b.tasks.tapaa"]);
    assert.deepEqual(news(kept, newer), []);
    assert.deepEqual({ ...ticked(kept, newer, "stages.b.tasks.tapaa", null).done }, {});
    const two = ["stages.b.tasks.tapaa", "stages.c.tasks.tapaa"];
    assert.deepEqual(Object.keys(reached(kept, two).done), []);
  });
  it("writes dates as people do", () => {
    assert.equal(day(new Date(2026, 0, 5, 23, 59)), "2026-01-05");
    assert.equal(written("2026-01-05"), "5.1.2026");
  });
});
