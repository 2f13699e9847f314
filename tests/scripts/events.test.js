import assert from "node:assert/strict";
import { test } from "node:test";

import { momentOf, phaseOf, readersTime } from "../../themes/default/scripts/site/events.js";

const HOUR = 3600000;

test("a day begins and ends at midnight in the event's zone", () => {
  assert.equal(momentOf("2026-07-01", "Asia/Shanghai", false), Date.parse("2026-06-30T16:00:00Z"));
  assert.equal(momentOf("2026-07-01", "Asia/Shanghai", true), Date.parse("2026-07-01T16:00:00Z"));
  assert.equal(momentOf("2026-07-01T09:30", "Asia/Shanghai", true), Date.parse("2026-07-01T01:30:00Z"));
  assert.equal(momentOf("2026-07-01", "America/New_York", false), Date.parse("2026-07-01T04:00:00Z"));
});

test("a month or a year is no moment", () => {
  assert.ok(isNaN(momentOf("2026-07", "Asia/Shanghai", false)));
  assert.ok(isNaN(momentOf("", "Asia/Shanghai", false)));
});

test("an event is before, during or after", () => {
  assert.equal(phaseOf(HOUR, 2 * HOUR, 0), "before");
  assert.equal(phaseOf(HOUR, 2 * HOUR, HOUR), "during");
  assert.equal(phaseOf(HOUR, 2 * HOUR, 2 * HOUR), "after");
});

test("a reader in the same zone is told nothing new", () => {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  assert.equal(readersTime("2026-07-01T09:30", own, "en"), "");
  assert.equal(readersTime("2026-07-01", "Pacific/Kiritimati", "en"), "");
  const other = own === "Asia/Tokyo" ? "Asia/Shanghai" : "Asia/Tokyo";
  assert.match(readersTime("2026-07-01T09:30", other, "en"), /\d\d:\d\d/);
});
