/* The order of a list: entries by their numbers, the first to be shown first. */

/** @typedef {import("./columns.js").Figures} Figures */

/**
 * The newest first: files count entries from the oldest on.
 *
 * @param {number} total
 * @returns {Uint32Array}
 */
export function newestFirst(total) {
  return Uint32Array.from({ length: total }, (_, place) => total - 1 - place);
}

/**
 * By a figure; entries without one come last, and those alike keep the newest first.
 *
 * @param {Figures} figures
 * @param {boolean} down the largest first
 * @returns {Uint32Array}
 */
export function byFigure(figures, down) {
  const worth = figures.map((figure) => (Number.isNaN(figure) ? Infinity : down ? -figure : figure));
  return newestFirst(figures.length).sort((a, b) => (worth[a] === worth[b] ? b - a : worth[a] < worth[b] ? -1 : 1));
}

/**
 * By title: Chinese as pinyin has it, others as their language has it.
 *
 * @param {string[]} titles
 * @param {string} language
 * @returns {Uint32Array}
 */
export function byTitle(titles, language) {
  const collator = new Intl.Collator(/^zh/.test(language) ? "zh-u-co-pinyin" : language, { numeric: true });
  return newestFirst(titles.length).sort((a, b) => collator.compare(titles[a], titles[b]) || b - a);
}

/**
 * Numbers of the entries that fit, in an order.
 *
 * @param {Uint32Array} order
 * @param {Uint8Array} fits
 * @returns {number[]}
 */
export function inOrder(order, fits) {
  return Array.from(order.filter((entry) => fits[entry] === 1));
}
