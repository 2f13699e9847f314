/* The view boxes of a drawing that is looked at closer. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { CLOSEST, between, closeness, intoSight, middle, scaled, within } from "../../themes/default/scripts/maps/boxes.js";

const WHOLE = [0, 0, 1200, 600];

test("a view is never past the edges, and keeps the drawing's form", () => {
  assert.deepEqual(within(WHOLE, -50, 590, 300), [0, 450, 300, 150]);
  assert.deepEqual(within(WHOLE, 1199, -1, 600), [600, 0, 600, 300]);
  assert.deepEqual(within(WHOLE, 10, 20, 300), [10, 20, 300, 150]);
  assert.deepEqual(within([100, 50, 400, 200], 0, 0, 200), [100, 50, 200, 100]);
});

test("closer around a point: that point stays where it is on the screen", () => {
  const view = scaled(WHOLE, WHOLE, 2, [300, 150]);
  assert.deepEqual(view, [150, 75, 600, 300]);
  assert.equal((300 - view[0]) / view[2], 300 / 1200);
  assert.equal((150 - view[1]) / view[3], 150 / 600);
  assert.deepEqual(scaled(WHOLE, WHOLE, 2, middle(WHOLE)), [300, 150, 600, 300]);
});

test("not closer than the closest, not farther than the whole", () => {
  assert.equal(closeness(WHOLE, scaled(WHOLE, WHOLE, 100, [0, 0])), CLOSEST);
  assert.deepEqual(scaled(WHOLE, [300, 150, 600, 300], 0.1, [0, 0]), WHOLE);
});

test("half of the way from one view to another", () => {
  assert.deepEqual(between(WHOLE, [300, 150, 600, 300], 0.5), [150, 75, 900, 450]);
  assert.deepEqual(between(WHOLE, [300, 150, 600, 300], 1), [300, 150, 600, 300]);
});

test("what has the focus comes into sight with a margin, by the shortest way", () => {
  const seen = { left: 0, right: 100, top: 0, bottom: 50 };
  assert.deepEqual(intoSight({ left: 20, right: 40, top: 10, bottom: 30 }, seen, 5), [0, 0]);
  assert.deepEqual(intoSight({ left: -10, right: 5, top: 10, bottom: 30 }, seen, 5), [-15, 0]);
  assert.deepEqual(intoSight({ left: 80, right: 120, top: 40, bottom: 60 }, seen, 5), [25, 15]);
});
