/* View boxes of a drawing: [x, y, width, height], in the drawing's own units. Numbers in, numbers out. */

/** @typedef {[number, number, number, number]} Box */

/* How many times closer a look can be. */
export const CLOSEST = 6;

/**
 * How many times closer a view is than the whole.
 *
 * @param {Box} whole
 * @param {Box} view
 * @returns {number}
 */
export function closeness(whole, view) {
  return whole[2] / view[2];
}

/**
 * A view of a given width with a given corner, moved to be within the whole.
 *
 * @param {Box} whole
 * @param {number} x
 * @param {number} y
 * @param {number} wide
 * @returns {Box}
 */
export function within(whole, x, y, wide) {
  const high = (wide * whole[3]) / whole[2];
  return [
    Math.min(Math.max(x, whole[0]), whole[0] + whole[2] - wide),
    Math.min(Math.max(y, whole[1]), whole[1] + whole[3] - high),
    wide,
    high,
  ];
}

/**
 * So many times closer, around a point of the drawing, which stays where it is.
 *
 * @param {Box} whole
 * @param {Box} view
 * @param {number} factor
 * @param {[number, number]} point
 * @returns {Box}
 */
export function scaled(whole, view, factor, [x, y]) {
  const wide = whole[2] / Math.min(Math.max(closeness(whole, view) * factor, 1), CLOSEST);
  const share = wide / view[2];
  return within(whole, x - (x - view[0]) * share, y - (y - view[1]) * share, wide);
}

/**
 * @param {Box} view
 * @returns {[number, number]}
 */
export function middle(view) {
  return [view[0] + view[2] / 2, view[1] + view[3] / 2];
}

/**
 * A part of the way from one view to another.
 *
 * @param {Box} from
 * @param {Box} to
 * @param {number} part from 0 to 1
 * @returns {Box}
 */
export function between(from, to, part) {
  return /** @type {Box} */ (to.map((end, place) => from[place] + (end - from[place]) * part));
}

/**
 * By how much a view has to move so that a part of it is in sight: [x, y] in the same units, on the screen or in the
 * drawing, with a margin.
 *
 * @param {{left: number, right: number, top: number, bottom: number}} part
 * @param {{left: number, right: number, top: number, bottom: number}} seen
 * @param {number} margin
 * @returns {[number, number]}
 */
export function intoSight(part, seen, margin) {
  return [
    part.left < seen.left ? part.left - seen.left - margin : Math.max(part.right - seen.right + margin, 0),
    part.top < seen.top ? part.top - seen.top - margin : Math.max(part.bottom - seen.bottom + margin, 0),
  ];
}
