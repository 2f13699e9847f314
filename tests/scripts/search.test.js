/* What the search page finds, and in which order. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, textIn } from "../../themes/default/scripts/search/address.js";
import { entriesOf, loader } from "../../themes/default/scripts/search/entries.js";
import { ranked, score } from "../../themes/default/scripts/search/ranking.js";
import { pairs, plain } from "../../themes/default/scripts/search/words.js";

test("one way of writing: width, capitals and blanks make no difference", () => {
  assert.equal(plain("  ＡＢｃ　 Foil\n"), "abc foil");
  assert.equal(plain("㎡ ５０"), "m2 50");
});

test("pairs of a word in Chinese, to the last one", () => {
  assert.deepEqual(pairs("动力电池"), ["动力", "力电", "电池"]);
  assert.deepEqual(pairs("电池箔"), ["电池", "池箔"]);
  assert.deepEqual(pairs("电池"), []);
  assert.deepEqual(pairs("foil"), []);
  assert.deepEqual(pairs("铝foil"), []);
});

const PARTS = [
  {
    kind: "项目",
    entries: [
      ["projects/a/", "电池铝箔项目", "年产 10 万吨", "Battery Foil"],
      ["projects/b/", "再生铝项目", "电池壳体", ""],
      ["projects/c/", "高端电池铝箔", "", ""],
    ],
  },
  { kind: "政策", entries: [["policies/p/", "铝箔补贴", "电池", ""]] },
];
const ENTRIES = entriesOf(PARTS);
const found = (text) => ranked(ENTRIES, text).map((entry) => entry.path);

test("entries keep what is shown and what is compared apart", () => {
  assert.deepEqual(ENTRIES[0], {
    path: "projects/a/",
    title: "电池铝箔项目",
    summary: "年产 10 万吨",
    kind: "项目",
    inTitle: "电池铝箔项目",
    inAll: "电池铝箔项目 年产 10 万吨 battery foil",
    order: 0,
  });
  assert.deepEqual(ENTRIES.map((entry) => entry.order), [0, 1, 2, -10000]);
});

test("the start of a title counts most, then the title, then the rest", () => {
  const entry = { inTitle: "铝箔", inAll: "铝箔 电池" };
  assert.equal(score(entry, ["铝"]), 8);
  assert.equal(score(entry, ["箔"]), 6);
  assert.equal(score(entry, ["电池"]), 3);
  assert.equal(score(entry, ["铝", "电池"]), 11);
  assert.equal(score(entry, ["铝", "钢"]), 0, "every word must be there");
  assert.equal(score(entry, [""]), 8);
});

test("a Chinese word may be there in most of its pairs, its last pair among them", () => {
  const entry = { inTitle: "箔", inAll: "铝箔 电池箔材" };
  assert.equal(score(entry, ["电池箔片"]), (2 * 2) / 3);
  assert.equal(score(entry, ["钢池箔材"]), (2 * 2) / 3);
  assert.equal(score(entry, ["钢池箔片"]), 0, "one pair of three is not most");
  assert.equal(score(entry, ["池箔片"]), 0, "one pair is never enough");
});

test("the best comes first; of equals, kinds in their order and the newest of each", () => {
  assert.deepEqual(found("铝箔"), ["policies/p/", "projects/c/", "projects/a/"]);
  assert.deepEqual(found("电池"), ["projects/a/", "projects/c/", "projects/b/", "policies/p/"]);
  assert.deepEqual(found("ＢＡＴＴＥＲＹ  foil"), ["projects/a/"]);
  assert.deepEqual(found("钢铁"), []);
});

test("a search can be sent by its address", () => {
  assert.equal(textIn("?q=%E9%93%9D+%E7%AE%94&x=1"), "铝 箔");
  assert.equal(textIn("?q=a+b+c"), "a b c", "every plus is a blank");
  assert.equal(textIn("?x=1&q=a#top"), "a");
  assert.equal(textIn("?aq=1"), "");
  assert.equal(textIn("?q=%E9%9"), "", "an address that somebody has cut in two");
  assert.equal(textIn("?q=" + "x".repeat(200)).length, 100);
  assert.equal(addressOf(" 铝 & 箔 ", "/zh/search/"), "?q=%E9%93%9D%20%26%20%E7%AE%94");
  assert.equal(addressOf("  ", "/zh/search/"), "/zh/search/");
  assert.equal(textIn(addressOf("铝 & 箔+", "")), "铝 & 箔+");
});

test("files are loaded once; after a failure again", async (context) => {
  const asked = [];
  let ok = false;
  context.mock.method(globalThis, "fetch", async (address) => {
    asked.push(address);
    return { ok, json: async () => PARTS[address === "a.json" ? 0 : 1] };
  });
  const load = loader(["a.json", "b.json"]);
  await assert.rejects(load(), { message: "a.json" });
  ok = true;
  asked.length = 0;
  const [first, second] = await Promise.all([load(), load()]);
  assert.equal(first, second);
  assert.deepEqual(asked, ["a.json", "b.json"]);
  assert.equal(first.length, 4);
});
