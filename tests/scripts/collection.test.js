import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { describe, it } from "node:test";
import { address, kindOf, materials, moved, shared, withAll, without } from "./collection.js";
import { listed } from "./listed.js";
import { MANY, MOST_ITEMS, SHAPES } from "./shapes.js";
import { crc32, zipped } from "./zip.js";

const IDS = ["perheelle.fi", "kutsu.fi", "perheelle.sv"];

describe("a collection", () => {
  it("is added to, taken from and put in order", () => {
    assert.deepEqual(withAll(IDS, ["kutsu.fi", "uusi.fi"]), [...IDS, "uusi.fi"]);
    assert.deepEqual(without(IDS, "kutsu.fi"), ["perheelle.fi", "perheelle.sv"]);
    assert.deepEqual(moved(IDS, "perheelle.sv", -1), ["perheelle.fi", "perheelle.sv", "kutsu.fi"]);
    assert.deepEqual(moved(IDS, "perheelle.fi", 1), ["kutsu.fi", "perheelle.fi", "perheelle.sv"]);
    for (const [id, by] of [["perheelle.fi", -1], ["perheelle.sv", 1], ["muu.fi", 1]]) {
      assert.deepEqual(moved(IDS, id, by), IDS);
    }
  });
  it("is shared as an address of just its ids", () => {
    const url = address("https://pankki.example/kokoelma/#_content", IDS);
    assert.equal(url, "https://pankki.example/kokoelma/#ids=perheelle.fi,kutsu.fi,perheelle.sv");
    assert.deepEqual(shared(new URL(url).hash), IDS);
    assert.equal(shared("#_content"), null);
    assert.deepEqual(shared("#ids=<script>,a.fi,a.fi,../x.fi,__proto__,b"), ["a.fi"]);
    const some = (length) => Array.from({ length }, (_, number) => `a${number}.fi`);
    const joined = some(MOST_ITEMS + 5); // of two that were each as large as one may be
    assert.deepEqual(shared(`#ids=${joined.join(",")}`), joined);
    assert.equal(shared(`#ids=${some(MANY + 5).join(",")}`).length, MANY);
  });
  it("keeps what is sound, and tells what is not", () => {
    const { heal, merge } = SHAPES.collection;
    assert.deepEqual(heal(IDS), { value: IDS, lost: false });
    assert.deepEqual(heal([...IDS, 4, "<b>.fi"]), { value: IDS, lost: true });
    assert.deepEqual(heal({ a: 1 }), { value: [], lost: true });
    assert.deepEqual(merge(["a.fi", "b.fi"], ["c.fi", "a.fi"]), ["a.fi", "b.fi", "c.fi"]);
  });
  it("loses none of two that are joined, however many they are", () => {
    const { heal, merge } = SHAPES.collection;
    const some = (name) => Array.from({ length: MOST_ITEMS }, (_, number) => `${name}${number}.fi`);
    const both = merge(some("a"), some("b"));
    assert.equal(both.length, 2 * MOST_ITEMS);
    assert.deepEqual(heal(both), { value: both, lost: false });
    assert.deepEqual(withAll(both, ["c.fi"]), both);
  });
  it("finds its materials from where the page stands", () => {
    const base = "https://pankki.example";
    const record = { id: "kutsu", language: "fi", url: `${base}/lomakkeet/kutsu/`, files: [
      { url: `${base}/lomakkeet/kutsu/kutsu.pdf`, format: "pdf-a4" },
      { url: `${base}/lomakkeet/kutsu/kutsu.webp`, format: "preview" }] };
    const found = materials({ records: [record] }, base, "../").get("kutsu.fi");
    assert.deepEqual([found.here, found.qr], ["../lomakkeet/kutsu/", "../lomakkeet/kutsu/kutsu-qr.svg"]);
    assert.deepEqual(found.files.map(({ here, name }) => [here, name]), [["../lomakkeet/kutsu/kutsu.pdf", "kutsu.pdf"]]);
  });
  it("takes a film with its captions, or else the first file", () => {
    const base = "https://pankki.example";
    const made = (id, kind, ...formats) => ({ id, kind, language: "fi", url: `${base}/${id}/`,
      files: formats.map((format) => ({ url: `${base}/${id}/${format}`, format })) });
    const records = [made("filmi", "video", "preview", "pdf-script", "captions", "mp4"),
      made("vain-teksti", "video", "pdf-script", "captions"), made("esite", "brochure", "preview", "pdf-a4", "text")];
    const known = materials({ records }, base, "../");
    const taken = (id) => known.get(`${id}.fi`).files.filter((file) => file.taken).map(({ format }) => format);
    assert.deepEqual([taken("filmi"), taken("vain-teksti"), taken("esite")],
      [["captions", "mp4"], ["pdf-script"], ["pdf-a4"]]);
    assert.equal(kindOf(known, ["filmi.fi", "vain-teksti.fi"]), "video");
    assert.equal(kindOf(known, ["filmi.fi", "esite.fi"]), undefined);
  });
  it("has a list in which words are words", () => {
    const text = listed("<Lista>", "fi", [{ title: "A & B", language: "fi", kind: "Esite",
      url: "https://pankki.example/a/", qr: "<svg/>", files: [{ label: "PDF", name: "01 ä.pdf" }] }]);
    assert.ok(text.includes("<h1>&lt;Lista&gt;</h1>"));
    assert.ok(text.includes("A &amp; B"));
    assert.ok(text.includes('href="01%20%C3%A4.pdf"'));
    assert.ok(text.includes("data:image/svg+xml,%3Csvg%2F%3E"));
  });
});

describe("a ZIP file", () => {
  it("is read by others", () => {
    assert.equal(crc32(new TextEncoder().encode("123456789")), 0xcbf43926);
    const files = [{ name: "luettelo.html", bytes: new TextEncoder().encode("<p>Hei</p>") },
      { name: "01-työ.pdf", bytes: Uint8Array.from({ length: 70000 }, (_, place) => place % 251) },
      { name: "tyhjä.txt", bytes: new Uint8Array() }];
    writeFileSync("made.zip", Buffer.concat(zipped(files, new Date(2026, 10, 27, 13, 45, 30))));
  });
});
