import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { calendar, folded, workday } from "./calendar.js";

const iso = (value) => value.toISOString().slice(0, 10);
const STAGES = [
  { id: "stages.a", title: "Päivä; yksi, kaksi", day: 1, url: "https://pankki.example/#a", text: "- Lue \\ (10 min)\n- Tapaa" },
  { id: "stages.b", title: `${"ä".repeat(60)}🙂`, day: 8, url: "https://pankki.example/#b", text: "" },
  { id: "stages.c", title: "Ilman päivää", day: 0, url: "https://pankki.example/#c", text: "" },
];
const made = calendar({ title: "Polku", name: "koe", stages: STAGES, start: "2026-11-30", now: new Date(Date.UTC(2026, 10, 27, 8, 5, 9)) });

describe("calendar", () => {
  it("counts days over months, years and the change of the clock, and moves a weekend to Monday", () => {
    assert.equal(iso(workday("2026-03-27", 0)), "2026-03-27");
    assert.equal(iso(workday("2026-03-27", 1)), "2026-03-30");
    assert.equal(iso(workday("2026-03-27", 2)), "2026-03-30");
    assert.equal(iso(workday("2026-10-23", 7)), "2026-10-30");
    assert.equal(iso(workday("2026-12-31", 1)), "2027-01-01");
    assert.equal(iso(workday("2028-02-28", 1)), "2028-02-29");
  });
  it("folds at 75 octets, within no sign", () => {
    const line = `SUMMARY:${"ä🙂".repeat(60)}`;
    const lines = folded(line).split("\r\n");
    assert.ok(lines.length > 2);
    assert.ok(lines.every((each) => Buffer.byteLength(each) <= 75));
    assert.equal(lines.map((each, place) => (place ? each.slice(1) : each)).join(""), line);
  });
  it("ends every line by CRLF and bears what must be there", () => {
    assert.ok(made.endsWith("END:VCALENDAR\r\n"));
    assert.equal(made.replaceAll("\r\n", "").search(/[\r\n]/), -1);
    const whole = made.replaceAll("\r\n ", "");
    for (const line of ["VERSION:2.0", "UID:stages.a.koe", "UID:stages.b.koe", "DTSTAMP:20261127T080509Z", "DTSTART;VALUE=DATE:20261130", "DTEND;VALUE=DATE:20261201", "DTSTART;VALUE=DATE:20261207", "SUMMARY:Polku: Päivä\\; yksi\\, kaksi", "DESCRIPTION:- Lue \\\\ (10 min)\\n- Tapaa"]) {
      assert.ok(whole.split("\r\n").includes(line), line);
    }
    assert.equal(whole.match(/BEGIN:VEVENT/g).length, 2);
  });
});
