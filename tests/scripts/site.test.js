/* What the site's script works out: office hours, the order of a column, kept projects. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { load, store } from "../../themes/default/scripts/lib/storage.js";
import { toggled } from "../../themes/default/scripts/lib/shortlist.js";
import { inReadersTime, minutesAhead } from "../../themes/default/scripts/site/office-hours.js";
import { compare } from "../../themes/default/scripts/site/sort.js";

test("how far a zone is ahead of UTC, in summer and in winter", () => {
  const summer = new Date("2026-07-01T12:00:30Z");
  const winter = new Date("2026-12-31T23:59:59Z");
  assert.equal(minutesAhead("Asia/Shanghai", summer), 480);
  assert.equal(minutesAhead("Asia/Shanghai", winter), 480, "there it is another year");
  assert.equal(minutesAhead("Europe/Berlin", summer), 120);
  assert.equal(minutesAhead("Europe/Berlin", winter), 60);
  assert.equal(minutesAhead("America/New_York", winter), -300);
  assert.equal(minutesAhead("Asia/Kolkata", summer), 330);
  assert.throws(() => minutesAhead("Asia/Nowhere", summer), RangeError);
});

test("office hours in the reader's time", () => {
  assert.equal(inReadersTime("周一至周五 9:00-17:30", 360), "03:00-11:30");
  assert.equal(inReadersTime("Mon-Fri 09:00–12:00, 14:00–18:00", 480), "01:00–04:00, 06:00–10:00");
  assert.equal(inReadersTime("8：30至12：00", -60), "09:30至13:00");
  assert.equal(inReadersTime("2:00-4:00", 480), "18:00-20:00", "the day before");
  assert.equal(inReadersTime("23:00-1:00", -120), "01:00-03:00", "the day after");
  assert.equal(inReadersTime("by appointment", 480), "");
});

const sorted = (values, down = false) => [...values].sort((a, b) => compare(a, b, down, "zh-Hans"));

test("a column: numbers by size, texts as the language has them, no value last", () => {
  assert.deepEqual(sorted(["10", "", "9.5", "-3", "1e3"]), ["-3", "9.5", "10", "1e3", ""]);
  assert.deepEqual(sorted(["10", "", "9.5", "-3", "1e3"], true), ["1e3", "10", "9.5", "-3", ""]);
  assert.deepEqual(sorted(["重庆", "安徽", "北京"]), ["安徽", "北京", "重庆"].sort((a, b) => a.localeCompare(b, "zh-Hans")));
  assert.deepEqual(sorted(["2026-01", "2025-12"]), ["2025-12", "2026-01"]);
  assert.equal(compare("", "", false, "en"), 0);
});

test("a project is kept, or kept no longer; the others stay in their order", () => {
  const before = { a: "甲", b: "乙" };
  assert.deepEqual(Object.keys(toggled(before, "c", "丙")), ["a", "b", "c"]);
  assert.deepEqual(toggled(before, "a", "甲"), { b: "乙" });
  assert.deepEqual(before, { a: "甲", b: "乙" });
});

test("what is kept in the browser, and a browser that keeps nothing", () => {
  const kept = new Map();
  globalThis.window = {
    localStorage: { getItem: (key) => kept.get(key) ?? null, setItem: (key, text) => kept.set(key, text) },
  };
  assert.equal(load("a", 1), 1);
  store("a", { x: "项目" });
  assert.deepEqual(load("a", 1), { x: "项目" });
  kept.set("a", "{");
  assert.equal(load("a", 1), 1, "not JSON");
  globalThis.window = {
    get localStorage() {
      throw new Error("refused");
    },
  };
  store("a", 2);
  assert.equal(load("a", 1), 1);
  delete globalThis.window;
});
