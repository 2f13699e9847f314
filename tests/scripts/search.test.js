/* What the search page finds, and in which order. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, valueIn } from "../../themes/default/scripts/search/address.js";
import { idOf, indexIn, linesOf, loader, numbersOf, shardOf } from "../../themes/default/scripts/search/index.js";
import { excerpt, placesOf } from "../../themes/default/scripts/search/marking.js";
import { partings, spellingsOf, tablesOf, understood } from "../../themes/default/scripts/search/query.js";
import { allOf, mostOf, ranked, withAsManyAsPossible } from "../../themes/default/scripts/search/ranking.js";
import { cut, fold, isHan, pairs, runs } from "../../themes/default/scripts/search/words.js";

const SCRIPTS = new Map([
  ["鋁", "铝"],
  ["電", "电"],
]);
const TABLES = tablesOf(
  JSON.stringify({
    scripts: ["鋁電", "铝电"],
    syllables: "bo chi dian lv xi xian an",
    spellings: [["aluminium", "aluminum"]],
    synonyms: [["電价", "电力价格", "Electricity Price"]],
  }),
);

test("one way of writing: width, capitals, accents and scripts make no difference", () => {
  assert.equal(fold("ＡＢｃ　鋁Foil é", SCRIPTS), "abc 铝foil e");
  assert.deepEqual(runs(fold("鋁箔〔２０２０〕3号, X-7_y", SCRIPTS)), ["铝箔", "2020", "3", "号", "x", "7", "y"]);
  assert.ok(isHan("铝") && !isHan("a") && isHan("𠀀"));
  assert.equal(cut("a".repeat(40)).length, 24);
});

test("pairs of what is Chinese, to the last one", () => {
  assert.deepEqual(pairs("动力电池"), ["动力", "力电", "电池"]);
  assert.deepEqual(pairs("池"), []);
});

test("numbers come back from their gaps", () => {
  assert.deepEqual(numbersOf("!!"), [0, 1]);
  assert.deepEqual(numbersOf("/" + ";!"), [14, 30]);
  assert.deepEqual(numbersOf(""), []);
});

test("a key is in one file, and its line is found by all of it or its beginning", () => {
  assert.equal(shardOf("铝箔"), shardOf("铝"));
  assert.equal(shardOf("*lvbo"), shardOf("lv"));
  assert.ok(shardOf("foil") >= 61 && shardOf("foil") < 61 + 43 && shardOf("铝") < 61);
  const file = "foi ! \nfoil ! #\nfoils  !\n";
  assert.deepEqual(linesOf(file, { key: "foil", prefix: false }), [["foil", "!", "#"]]);
  assert.deepEqual(linesOf(file, { key: "foi", prefix: true }).map((line) => line[0]), ["foi", "foil", "foils"]);
  assert.deepEqual(linesOf(file, { key: "oil", prefix: true }), []);
  assert.deepEqual(linesOf("", { key: "a", prefix: true }), []);
});

test("an index asks every block, for facts and texts, and knows where a key is", async () => {
  const asked = [];
  const files = { "s/1/entries.txt": "project 2026-01\npolicy\n", "s/0/entries.txt": "chain\n" };
  const name = shardOf("铝箔") + ".txt";
  files["s/0/" + name] = "铝箔 ! \n";
  files["s/1/" + name] = "铝箔  !\n";
  files["s/texts-1/" + name] = "铝箔 !!\n";
  const load = (address) => {
    asked.push(address);
    return Promise.resolve(files[address] || "");
  };
  const index = indexIn(load, "s/", 2, true);
  const found = await index.find({ key: "铝箔", prefix: false });
  assert.deepEqual([...found], [[idOf(0, 0), 3], [idOf(1, 0), 2], [idOf(1, 1), 1]]);
  assert.equal(asked.length, 4);
  const heads = await index.heads();
  assert.deepEqual(heads.get(idOf(1, 0)), { kind: "project", month: "2026-01" });
  assert.deepEqual(heads.get(idOf(1, 1)), { kind: "policy", month: "" });
});

test("a file is loaded once, and again after a failure", async () => {
  let calls = 0;
  globalThis.fetch = () => {
    calls++;
    return Promise.resolve({ ok: calls > 1, text: () => Promise.resolve("x") });
  };
  const load = loader();
  await assert.rejects(load("a"));
  assert.equal(await load("a"), "x");
  assert.equal(await load("a"), "x");
  assert.equal(calls, 2);
});

const keysOf = (text) => understood(text, TABLES).words.map((word) => word.ways.map((way) => way.lookups.map((one) => one.key).join("&")));

test("a word is looked for as it is, by its other names and in other spellings", () => {
  assert.deepEqual(keysOf("电价")[0], ["电价", "电力&力价&价格", "electricity&price"]);
  assert.deepEqual(keysOf("電價".replace("價", "价"))[0][0], "电价");
  assert.ok(keysOf("aluminum foil")[0].includes("aluminium"));
  assert.deepEqual(keysOf("electricity price"), [["electricity&price", "电价", "电力&力价&价格"]]);
  assert.deepEqual(spellingsOf("utilisation", []), ["utilization"]);
  assert.deepEqual(spellingsOf("batteries", []), ["battery"]);
  assert.deepEqual(spellingsOf("foils", []), ["foil"]);
  assert.deepEqual(spellingsOf("glass", []), []);
});

test("letters are pinyin too: parted every way, unfinished, with blanks, as initials", () => {
  assert.deepEqual(partings("xian", TABLES.syllables), [["xian"], ["xi", "an"]]);
  assert.deepEqual(partings("lvb", TABLES.syllables), [["lv", "b"]]);
  assert.deepEqual(partings("foil", TABLES.syllables), []);
  for (const text of ["lvbo", "lv bo", "lyubo", "lü bo"]) assert.ok(keysOf(text)[0].includes("*lvbo"), text);
  assert.ok(keysOf("dianchilvbo")[0].includes("*dianchi&*chilv&*lvbo"));
  assert.ok(keysOf("lb")[0].includes("+lb"));
  assert.ok(keysOf("l b")[0].includes("+lb"));
});

test("a letter over and over is nobody's initials", () => {
  assert.deepEqual(keysOf("zz"), [["zz", "+zz"]]);
  assert.deepEqual(keysOf("zzzz"), [["zzzz"]]);
});

test("the whole of a text with a figure in it may be a code", () => {
  assert.deepEqual(understood("广经合［2020］3号", TABLES).code, { key: "#广经合20203号", prefix: true });
  assert.equal(understood("铝箔", TABLES).code, null);
});

const found = (...ids) => new Map(ids.map((id) => [id, 2]));

test("all keys, or most of them", () => {
  assert.deepEqual([...allOf([new Map([[1, 3], [2, 3]]), new Map([[1, 1]])])], [[1, 1]]);
  assert.deepEqual([...mostOf([found(1, 2), found(1), found(1, 3)]).keys()], [1]);
  assert.deepEqual([...mostOf([found(1, 2), found(1), found(2)]).keys()].sort(), [1, 2]);
});

test("where no entry has all words, the one is left out that brings most", () => {
  const words = ["a", "b", "c"].map((text) => ({ text, ways: [] }));
  const some = withAsManyAsPossible(words, [found(1, 2), found(1, 2, 3), found(4)]);
  assert.deepEqual([[...some.scores.keys()], some.dropped], [[1, 2], ["c"]]);
  const all = withAsManyAsPossible(words, [found(1), found(1), found(1, 2)]);
  assert.deepEqual([[...all.scores.keys()], all.dropped], [[1], []]);
  const none = withAsManyAsPossible(words.slice(0, 2), [found(), found(5)]);
  assert.deepEqual([[...none.scores.keys()], none.dropped], [[5], ["a"]]);
});

test("titles come before facts and facts before texts, then the newest; a code before all", async () => {
  const levels = { 铝箔: new Map([[1, 1], [2, 3], [3, 2], [4, 3]]), "#箔20": new Map([[9, 2]]) };
  const find = ({ key }) => Promise.resolve(levels[key] || new Map());
  const heads = new Map([
    [2, { kind: "project", month: "2024-01" }],
    [4, { kind: "project", month: "2026-01" }],
  ]);
  assert.deepEqual(await ranked(understood("铝箔", TABLES), find, heads), { ids: [4, 2, 3, 1], dropped: [] });
  assert.deepEqual(await ranked(understood("箔20", TABLES), find, heads), { ids: [9], dropped: [] });
  assert.deepEqual(await ranked(understood(" ， ", TABLES), find, heads), { ids: [], dropped: [] });
});

test("words are marked where they stand, in the script of the text", () => {
  assert.deepEqual(placesOf("電池鋁箔", ["铝箔"], SCRIPTS), [[2, 4]]);
  assert.deepEqual(placesOf("Tinfoil foil 铝foil", ["foil"], SCRIPTS), [[8, 12], [14, 18]]);
  assert.deepEqual(placesOf("铝箔铝", ["铝箔", "箔铝"], SCRIPTS), [[0, 2]]);
  assert.equal(excerpt("没有", ["铝箔"], SCRIPTS), "");
  const long = "甲".repeat(80) + "铝箔" + "乙".repeat(200);
  const part = excerpt(long, ["铝箔"], SCRIPTS);
  assert.ok(part.startsWith("…甲") && part.includes("铝箔") && part.endsWith("乙…") && part.length < 120);
});

test("an address has a text and a kind, and gives them back", () => {
  assert.equal(addressOf(" 铝 箔 ", "", "/zh/search/"), "?q=%E9%93%9D%20%E7%AE%94");
  assert.equal(addressOf("a", "policy", "/"), "?q=a&kind=policy");
  assert.equal(addressOf("  ", "policy", "/zh/search/"), "/zh/search/");
  assert.equal(valueIn("?q=%E9%93%9D+foil&kind=policy", "q"), "铝 foil");
  assert.equal(valueIn("?q=a&kind=policy", "kind"), "policy");
  assert.equal(valueIn("?q=%E9", "q"), "");
  assert.equal(valueIn("", "q"), "");
});
