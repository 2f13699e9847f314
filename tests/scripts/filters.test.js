/* What the filters of a list find, count and propose; their addresses and orders. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { addressOf, isNarrowed, nothingChosen, stateOf } from "../../themes/default/scripts/filters/address.js";
import { chipsOf, rangeText, results } from "../../themes/default/scripts/filters/chips.js";
import { choicesOf, figuresOf } from "../../themes/default/scripts/filters/columns.js";
import { arithmetic, estimate, moneyText } from "../../themes/default/scripts/filters/estimate.js";
import { matcher, reachOf } from "../../themes/default/scripts/filters/matching.js";
import { byFigure, byTitle, inOrder, newestFirst } from "../../themes/default/scripts/filters/orders.js";
import { depthOf, inUnit } from "../../themes/default/scripts/filters/panel.js";
import { atPlaces, inPicture } from "../../themes/default/scripts/filters/spots.js";
import { inTitles, plain } from "../../themes/default/scripts/filters/words.js";

/* As channels/packed_columns.py writes them: five entries in two files. */
const BLOCKS = [
  {
    entries: 3,
    columns: { chain: ["$%#"], mode: ["%$#", "$%%"], place: ["%&'"], amount: [[10, 20], "$%#"] },
  },
  { entries: 2, columns: { chain: ["$$"], mode: ["#$", "$"], place: ["&#"], amount: [[5, 25], "%$"] } },
];
const FIELDS = [
  { name: "chain", title: "Chain", form: "choice", match: "is", choices: [["a", "A", -1], ["b", "B", -1]] },
  { name: "mode", title: "Mode", form: "choice", match: "is", choices: [["x", "X", -1], ["y", "Y", -1]] },
  {
    name: "place",
    title: "Place",
    form: "choice",
    match: "below",
    choices: [["province", "P", -1], ["city", "C", 0], ["county", "D", 1], ["park", "E", 2]],
  },
  {
    name: "amount",
    title: "Amount",
    form: "range",
    match: "is",
    bands: [[null, 9, "small"], [10, 29, "middle"], [30, null, "large"]],
    units: [["m", 10]],
  },
];
const columnsOf = (fields, blocks) =>
  new Map(fields.map(({ name, form }) => [name, form === "choice" ? choicesOf(blocks, name) : figuresOf(blocks, name)]));
const MATCH = matcher(FIELDS, columnsOf(FIELDS, BLOCKS), 5);
const asked = (search) => stateOf(search, FIELDS, ["newest", "amount"]);
const fits = (search, words = null) => Array.from(MATCH.find(asked(search), words).fits).join("");

test("columns are read over the border of a file", () => {
  assert.deepEqual(Array.from(choicesOf(BLOCKS, "chain").values), [0, 1, 0, 0]);
  assert.deepEqual(Array.from(choicesOf(BLOCKS, "chain").starts), [0, 1, 2, 2, 3, 4]);
  assert.deepEqual(Array.from(choicesOf(BLOCKS, "mode").starts), [0, 2, 3, 3, 3, 4]);
  assert.deepEqual(Array.from(choicesOf(BLOCKS, "mode").values), [0, 1, 1, 0]);
  assert.deepEqual(Array.from(figuresOf(BLOCKS, "amount")), [10, 30, NaN, 30, 5]);
});

test("a character past the backslash is a number like any other", () => {
  const text = String.fromCharCode(0x5b, 0x5d, 0x23);
  assert.deepEqual(Array.from(choicesOf([{ entries: 3, columns: { c: [text] } }], "c").values), [55, 56]);
});

test("choices of one filter are alternatives, filters hold together", () => {
  assert.equal(fits(""), "11111");
  assert.equal(fits("?chain=a"), "10011");
  assert.equal(fits("?chain=a,b"), "11011");
  assert.equal(fits("?chain=a&mode=x"), "10001");
  assert.equal(fits("?mode=y"), "11000");
});

test("a place has what is below it, and nothing beside it", () => {
  assert.equal(fits("?place=province"), "11110");
  assert.equal(fits("?place=county"), "01110");
  assert.equal(fits("?place=park"), "00100");
});

test("figures: both limits are within, entries without a figure do not fit", () => {
  assert.equal(fits("?amount=10-30"), "11010");
  assert.equal(fits("?amount=11-"), "01010");
  assert.equal(fits("?amount=-9"), "00001");
});

test("words in titles narrow like a filter", () => {
  const titles = ["电池铝箔", "Foil Works", "foil", "再生铝", "Café"].map(plain);
  assert.equal(inTitles(titles, "  "), null);
  assert.deepEqual(Array.from(inTitles(titles, "ＦＯＩＬ")), [0, 1, 1, 0, 0]);
  assert.deepEqual(Array.from(inTitles(titles, "works foil")), [0, 1, 0, 0, 0]);
  assert.deepEqual(Array.from(inTitles(titles, "cafe")), [0, 0, 0, 0, 1]);
  assert.equal(fits("?chain=a", inTitles(titles, "铝")), "10010");
});

test("a count says how many there would be with that choice and all other filters", () => {
  const { counts } = MATCH.find(asked("?chain=a&amount=10-"), null);
  assert.deepEqual(Array.from(counts.get("chain")), [2, 1]);
  assert.deepEqual(Array.from(counts.get("mode")), [1, 1]);
  assert.deepEqual(Array.from(counts.get("place")), [2, 2, 1, 0]);
  assert.deepEqual(Array.from(counts.get("amount")), [1, 1, 1]);
});

test("every count is what choosing it brings", () => {
  for (const base of ["", "?chain=a", "?mode=x&place=city", "?amount=-29", "?chain=b&mode=x&amount=30-"]) {
    const { counts } = MATCH.find(asked(base), null);
    for (const field of FIELDS) {
      const options = field.choices || field.bands;
      options.forEach((_, number) => {
        const state = asked(base);
        if (field.choices) state.choices.set(field.name, new Set([number]));
        else state.ranges.set(field.name, field.bands[number].slice(0, 2));
        assert.equal(counts.get(field.name)[number], MATCH.find(state, null).number, `${base} ${field.name} ${number}`);
      });
    }
  }
});

test("where nothing fits: the fewest filters to do without, and what each way brings", () => {
  assert.deepEqual(MATCH.find(asked("?chain=a"), null).looser, []);
  assert.deepEqual(MATCH.find(asked("?chain=b&amount=-9"), null).looser, [
    [["amount"], 1],
    [["chain"], 1],
  ]);
  assert.deepEqual(MATCH.find(asked("?chain=b&place=park&amount=-9"), null).looser, [
    [["place", "amount"], 1],
    [["chain", "amount"], 1],
    [["chain", "place"], 1],
  ]);
});

test("what covers: an entry for a place is for all in it, one that names none for everybody", () => {
  const field = { ...FIELDS[2], match: "covers" };
  assert.deepEqual(reachOf(field), [[0, 1, 2, 3], [1, 2, 3], [2, 3], [3]]);
  const floor = { name: "amount", title: "", form: "floor", match: "is" };
  const match = matcher([field, floor], columnsOf([field, floor], BLOCKS), 5);
  const state = nothingChosen();
  state.choices.set("place", new Set([1]));
  const found = match.find(state, null);
  assert.equal(Array.from(found.fits).join(""), "10001");
  assert.deepEqual(Array.from(found.counts.get("place")), [1, 2, 4, 5]);
  state.choices.clear();
  state.ranges.set("amount", [10, null]);
  assert.equal(Array.from(match.find(state, null).fits).join(""), "10101");
});

test("an address says what is chosen, and passes over what it does not know", () => {
  for (const search of ["", "?chain=a,b&mode=x", "?amount=10-", "?amount=-9&q=%E9%93%9D%E7%AE%94&order=amount&view=map"]) {
    assert.equal(addressOf(asked(search), FIELDS), search);
  }
  assert.equal(addressOf(asked("?from=singlemessage&chain=gone&amount=x-y&order=evil&view=no&place="), FIELDS), "");
  assert.equal(addressOf(asked("?chain=a,gone&amount=-5-3"), FIELDS), "?chain=a&amount=-5");
  assert.ok(!isNarrowed(asked("?order=amount&view=cards")));
  assert.ok(isNarrowed(asked("?q=x")));
  assert.equal(asked("?q=" + "长".repeat(300)).q.length, 200);
});

test("orders: none stays last, those alike keep the newest first", () => {
  assert.deepEqual(Array.from(newestFirst(3)), [2, 1, 0]);
  const figures = figuresOf(BLOCKS, "amount");
  assert.deepEqual(Array.from(byFigure(figures, true)), [3, 1, 0, 4, 2]);
  assert.deepEqual(Array.from(byFigure(figures, false)), [4, 0, 3, 1, 2]);
  assert.deepEqual(inOrder(byFigure(figures, true), Uint8Array.from([1, 1, 0, 0, 1])), [1, 0, 4]);
});

test("titles in the order of pinyin, or of their letters", () => {
  assert.deepEqual(Array.from(byTitle(["重庆", "北京", "安徽"], "zh-Hant")), [2, 1, 0]);
  assert.deepEqual(Array.from(byTitle(["Line 10", "line 9", "Élan"], "en")), [2, 1, 0]);
});

test("chips take away one choice at a time; a range has the words of its band", () => {
  const state = asked("?chain=a,b&amount=10-29&q=foil");
  const chips = chipsOf(state, FIELDS);
  assert.deepEqual(chips.map(({ text }) => text), ["A", "B", "Amount middle", "“foil”"]);
  chips[0].drop(state);
  chips[2].drop(state);
  chips[3].drop(state);
  assert.equal(addressOf(state, FIELDS), "?chain=b");
  assert.equal(rangeText(FIELDS[3], [15, null]), "≥ 1.5 m");
  assert.equal(rangeText(FIELDS[3], [null, 40]), "≤ 4 m");
  assert.equal(rangeText(FIELDS[3], [15, 40]), "1.5–4 m");
  assert.equal(results(["%(num)d result", "%(num)d results"], 1), "1 result");
  assert.equal(inUnit(12345, 10000), "1.235");
  assert.equal(depthOf(FIELDS[2].choices, 3), 3);
});

test("hits are counted where they are, those without a place apart", () => {
  const places = choicesOf(BLOCKS, "place");
  assert.deepEqual(Array.from(atPlaces(places, Uint8Array.from([1, 1, 1, 0, 1]), 4)), [0, 1, 1, 1, 1]);
  const { points, height } = inPicture([[0, 0], null, [10, 5]]);
  assert.deepEqual(points, [[60, 60], null, [540, 300]]);
  assert.equal(height, 360);
  assert.deepEqual(inPicture([null]), { points: [null], height: 0 });
});

const MONEY = [[10000, "%s亿元"], [1, "%s万元"]];
const WORDS = { money: MONEY, estimate: { most: "最多", years: "年", year: "第%s年", capped: "上限" } };
const grant = (parts, of = "investment", cap = null) => ({ title: "g", of, cap, note: "", parts });

test("a grant: share of a base, at most its cap; nothing without the base", () => {
  const share = grant([{ rate: 0.05, said: "5%", upTo: false, sum: null }], "investment", 500);
  assert.equal(estimate(share, {}), null);
  assert.equal(estimate(share, { investment: 8000 }).total, 400);
  const capped = estimate(share, { investment: 20000 });
  assert.deepEqual([capped.sum, capped.total, capped.upTo], [1000, 500, false]);
  assert.equal(arithmetic(share, capped, { investment: 20000 }, WORDS), "5% × 2亿元 = 1000万元; 上限 500万元");
});

test("a grant by years: each year its share, at most its sum; a sum without a share needs no base", () => {
  const tiers = grant([
    { rate: 1, said: "100%", upTo: false, sum: 60, years: 2, when: "1-2" },
    { rate: 0.5, said: "50%", upTo: true, sum: null, years: 3, when: "3-5" },
  ], "tax");
  const found = estimate(tiers, { tax: 100 });
  assert.deepEqual([found.total, found.upTo], [60 * 2 + 50 * 3, true]);
  assert.equal(arithmetic(tiers, found, { tax: 100 }, WORDS), "第1-2年: 100% × 100万元 (最多 60万元) × 2 年 = 120万元; 第3-5年: 50% × 100万元 × 3 年 = 150万元");
  const sum = grant([{ rate: null, said: "", upTo: false, sum: 100 }], "");
  assert.equal(estimate(sum, {}).total, 100);
  assert.equal(arithmetic(sum, estimate(sum, {}), {}, WORDS), "100万元");
  assert.equal(estimate(grant([{ rate: null, said: "", upTo: false, sum: null }]), { investment: 5 }), null);
});

test("sums in the language's words", () => {
  assert.equal(moneyText(12345, MONEY), "1.23亿元");
  assert.equal(moneyText(9999, MONEY), "9999万元");
  assert.equal(moneyText(0.5, MONEY), "0.5万元");
});
