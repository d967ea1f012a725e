import assert from "node:assert/strict";
import { test } from "node:test";

import { bare, meant } from "./glossary.js";

const SUPERVISOR = { names: bare("esihenkilö pomo chef, närmaste chef"), beginnings: [] };
const MEETING = {
  names: bare("viikkokokous viikkopalaveri veckomöte"),
  beginnings: ["viikkokokou", "viikkopalaver", "systeemi", "toimintamalli"],
};

test("a term is found by each of its names, with dots or without, and by part of one", () => {
  for (const asked of ["Esihenkilö", "esihenkilo", "POMO", "narmaste", "henki", "chef pomo", " "]) {
    assert.ok(meant(asked, SUPERVISOR), asked);
  }
});

test("an inflection goes on from how the word begins", () => {
  for (const asked of ["viikkokokouksessa", "viikkopalaverin", "systeemistä toimintamallia"]) {
    assert.ok(meant(asked, MEETING), asked);
  }
});

test("what is asked must hold of each word", () => {
  for (const asked of ["viikko pomo", "kuukausi", "xviikkokokous"]) {
    assert.ok(!meant(asked, MEETING), asked);
  }
});
