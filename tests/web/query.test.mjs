// The query layer as it ships, by node's own runner: what a reader's words may mean.
// SITE is a words.json of a built site, from the test that starts this.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { about, excerpt, fold, meant, near, nearest, open, ranked } from "../../overrides/assets/query.js";

const told = JSON.parse(readFileSync(process.env.SITE, "utf8"));
const site = open({
  ...told,
  words: [
    "0genogrammi", "0huoneentaulu", "0kokous", "2ulu", "0lapsi 2st", "0perhe", "0terapeutti",
    "0verkosto", "1iikko", "6kokous", "0tapaaminen",
  ].join("\n"),
  synonyms: [["family tree|sukupuu", "genogrammi"], ["broschyr", "huoneentaulu"]],
});
const looked = (query) => meant(query, site).tokens.map((ways) =>
  ways.map((way) => way.stems.map((stem) => site.shown.get(stem) ?? stem).join("+")));

test("a word is folded", () => {
  assert.equal(fold("Äiti-Öljy É"), "aitioljye");
});

test("one slip is near, two are not", () => {
  for (const other of ["genogrami", "genogrammmi", "genogrammo", "genorgammi", "enogrammi"]) {
    assert.ok(near("genogrammi", other), other);
  }
  for (const other of ["genogramma a", "geno", "gengrami", "genogrammi12"]) {
    assert.ok(!near("genogrammi", other), other);
  }
});

test("any form of a word is that word", () => {
  assert.deepEqual(looked("viikkokokouksissammekin"), [["viikkokokous"]]);
  assert.deepEqual(looked("genogrammeja"), [["genogrammi"]]);
  assert.deepEqual(looked("lasten"), [["lapsi"]]);
});

test("words without marks, and capitals, are the same", () => {
  assert.deepEqual(looked("VERKOSTOT"), [["verkosto"]]);
});

test("a slip is mended and told", () => {
  const { suggestion, tokens } = meant("genokrammi perheelle", site);
  assert.equal(suggestion, "genogrammi perheelle");
  assert.equal(tokens.length, 2);
  assert.equal(meant("genogrammi", site).suggestion, "");
});

test("a compound is parted, and one in pieces is joined", () => {
  assert.deepEqual(looked("perheterapeutille"), [["perhe"], ["terapeutti"]]);
  assert.ok(looked("viikko kokous").some((ways) => ways.includes("viikkokokous")));
});

test("another name leads to the site's word, in any language's form", () => {
  assert.deepEqual(looked("sukupuusta"), [["genogrammi"]]);
  assert.deepEqual(looked("family tree"), [["genogrammi"]]);
  assert.deepEqual(looked("broschyrer"), [["huoneentaulu"]]);
});

test("the beginning of a word finds it as it is typed", () => {
  const [[way]] = meant("huoneent", site).tokens;
  assert.ok(way.begun);
});

test("words that say nothing are left out, unless there are no others", () => {
  assert.deepEqual(looked("miten genogrammi on"), [["genogrammi"]]);
  assert.ok(Array.isArray(meant("mitä", site).tokens));
});

test("an unknown word has neighbours", () => {
  assert.deepEqual(meant("xyzzy", site).tokens, []);
  assert.deepEqual(nearest("12345", site), []);
  assert.ok(nearest("genokrami", site)[0].some((way) => site.shown.get(way.stems[0]) === "genogrammi"));
});

test("a page with every word comes before one with a part", () => {
  const tokens = meant("perhe koulu", site).tokens;
  const found = (way) =>
    (site.shown.get(way.stems[0]) === "perhe" ? [["a", 0.6], ["b", 0.4]] : [["b", 0.3]]);
  assert.deepEqual(ranked(tokens, found, 10).map((page) => page.id), ["b", "a"]);
});

test("a page of one common word alone is no answer where others hold a rare one", () => {
  const tokens = meant("lapsen kokous", site).tokens;
  const common = Array.from({ length: 90 }, (_, at) => [`page${at}`, 0.3]);
  const found = (way) => (site.shown.get(way.stems[0]) === "lapsi" ? common : [["page7", 0.3]]);
  assert.deepEqual(ranked(tokens, found, 100).map((page) => page.id), ["page7"]);
  assert.equal(ranked(meant("lapsi", site).tokens, found, 100).length, 90);
});

test("a page that a common word is about comes before one that mentions a rare one", () => {
  const given = (id, times, held) => Array.from({ length: held }, (_, at) => ({
    id: at ? `${id}${at}` : id, score: Math.log(1 + (100 - held + 0.5) / (held + 0.5)) * (at ? 1 : times),
  }));
  const common = about(given("subject", 4.5, 60), 100);
  const rare = about(given("mention", 1, 2), 100);
  const ways = [{ stems: ["common"], weight: 1 }, { stems: ["rare"], weight: 1 }];
  const found = ({ stems: [stem] }) => [...(stem === "rare" ? rare : common)];
  assert.equal(ranked([ways], found, 100)[0].id, "subject");
});

test("a slip of a form leads to the word that it is of", () => {
  const two = open({ ...told, synonyms: [], words: "0verkostotapaama eis\neinen" });
  assert.equal(meant("verkostotapamisen", two).suggestion, "verkostotapaaminen");
});

test("an excerpt is a true piece of the text with its matches", () => {
  const text = `Alku.\n${"Muuta tekstiä on paljon. ".repeat(20)}Viikkokokouksessa mietitään perhettä. ${"Loppu. ".repeat(40)}`;
  const pieces = excerpt(text, meant("viikkokokous", site).tokens, site);
  const words = pieces.map(([piece]) => piece).join("").replace(/^… | …$/g, "");
  assert.ok(text.includes(words), words);
  assert.deepEqual(pieces.filter(([, match]) => match).map(([piece]) => piece), ["Viikkokokouksessa"]);
  assert.ok(words.length < 260);
});

test("an excerpt is the sentence that answers most words, and no heading where one does", () => {
  const text = "Lapsi\nLapsen kokous, perhe ja verkosto\nAlku on tässä. Lapsi on mukana. Perhe ei ole.\n"
    + "Tässä ei ole mitään. Kokouksessa kuullaan lasten asiaa. Loppu on tässä.";
  const cut = (query) => excerpt(text, meant(query, site).tokens, site);
  const line = cut("lapsen kokous").map(([piece]) => piece).join("");
  assert.match(line, /Kokouksessa kuullaan lasten/);
  const long = `${"Muuta tekstiä on paljon. ".repeat(20)}Viikkokokous on nyt. ${"Loppu. ".repeat(60)}`;
  assert.equal(excerpt(long, meant("viikkokokous", site).tokens, site)[0][0], "Viikkokokous");
});

test("no query brings the layer down", () => {
  for (const query of ["", " ", "-", "<b>", "%", "'\"", "a".repeat(500), "🙂", "12 3", "é".repeat(40)]) {
    assert.ok(Array.isArray(meant(query, site).tokens), query);
    nearest(query, site);
  }
});

test("the browser cuts words as the build did", () => {
  const { cut } = open(told);
  for (const [word, stem] of JSON.parse(process.env.STEMS)) {
    assert.equal(cut(fold(word)), stem, word);
  }
});
