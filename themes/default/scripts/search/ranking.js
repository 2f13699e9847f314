/* Which entries have what is asked for, the best first; where none has all of it, which word to do without. */

/**
 * @typedef {import("./index.js").Found} Found
 * @typedef {import("./index.js").Head} Head
 * @typedef {import("./index.js").Lookup} Lookup
 * @typedef {import("./query.js").Word} Word
 * @typedef {{ids: number[], dropped: string[]}} Hits `dropped` are words that had to be left out
 */

/* The share of a Chinese word's pairs that must be there where no entry has all. */
const MOST = 0.6;
const OF_PIECES = 0.3;
const AS_CODE = 100;

/**
 * Entries that have all of several keys, each by the one that it has worst.
 *
 * @param {Found[]} each
 * @returns {Found}
 */
export function allOf(each) {
  const [least, ...others] = each.slice().sort((a, b) => a.size - b.size);
  /** @type {Found} */
  const found = new Map();
  least.forEach((level, id) => {
    const levels = others.map((one) => one.get(id) || 0);
    const worst = Math.min(level, ...levels);
    if (worst > 0) found.set(id, worst);
  });
  return found;
}

/**
 * Entries that have most of the pairs of a word.
 *
 * @param {Found[]} each
 * @returns {Found}
 */
export function mostOf(each) {
  /** @type {Found} */
  const counts = new Map();
  each.forEach((one) => one.forEach((_, id) => counts.set(id, (counts.get(id) || 0) + 1)));
  const enough = Math.max(2, Math.ceil(each.length * MOST));
  /** @type {Found} */
  const found = new Map();
  counts.forEach((count, id) => {
    if (count >= enough) found.set(id, (OF_PIECES * count) / each.length);
  });
  return found;
}

/**
 * Entries that have a word in any of its ways, with how much that counts.
 *
 * @param {Word} word
 * @param {(lookup: Lookup) => Promise<Found>} find
 * @returns {Promise<Found>}
 */
async function withWord(word, find) {
  const ways = await Promise.all(word.ways.map((way) => Promise.all(way.lookups.map(find))));
  /** @type {Found} */
  const best = new Map();
  ways.forEach((each, number) => {
    const { weight } = word.ways[number];
    allOf(each).forEach((level, id) => {
      if ((best.get(id) || 0) < level * weight) best.set(id, level * weight);
    });
  });
  return best.size || ways[0].length < 2 ? best : mostOf(ways[0]);
}

/**
 * The sum over words of entries that have them all.
 *
 * @param {Found[]} words
 * @returns {Found}
 */
function summed(words) {
  const [least, ...others] = words.slice().sort((a, b) => a.size - b.size);
  /** @type {Found} */
  const found = new Map();
  least.forEach((score, id) => {
    const scores = others.map((one) => one.get(id) || 0);
    if (scores.every(Boolean)) found.set(id, scores.reduce((sum, one) => sum + one, score));
  });
  return found;
}

/**
 * Entries that have all words, or all but as few as need be.
 *
 * @param {Word[]} words
 * @param {Found[]} each
 * @returns {{scores: Found, dropped: string[]}}
 */
export function withAsManyAsPossible(words, each) {
  const left = words.map((word, number) => ({ word: word.text, found: each[number] }));
  const dropped = [];
  let scores = summed(each);
  while (!scores.size && left.length > 1) {
    const rests = left.map((_, leave) => summed(left.filter((__, at) => at !== leave).map((one) => one.found)));
    const most = Math.max(...rests.map((rest) => rest.size));
    const fewest = Math.min(...left.map((one) => one.found.size));
    const leave = most ? rests.findIndex((rest) => rest.size === most) : left.findIndex((one) => one.found.size === fewest);
    dropped.push(left[leave].word);
    scores = rests[leave];
    left.splice(leave, 1);
  }
  return { scores, dropped };
}

/**
 * What is found, the best first; of those that fit alike, the newest.
 *
 * @param {{words: Word[], code: Lookup | null}} asked
 * @param {(lookup: Lookup) => Promise<Found>} find
 * @param {Map<number, Head>} heads
 * @returns {Promise<Hits>}
 */
export async function ranked(asked, find, heads) {
  if (!asked.words.length) return { ids: [], dropped: [] };
  const [coded, ...each] = await Promise.all([
    asked.code ? find(asked.code) : new Map(),
    ...asked.words.map((word) => withWord(word, find)),
  ]);
  const { scores, dropped } = withAsManyAsPossible(asked.words, each);
  if (coded.size && dropped.length) scores.clear();
  coded.forEach((level, id) => scores.set(id, AS_CODE + level));
  const month = (/** @type {number} */ id) => (heads.get(id) || { month: "" }).month;
  const ids = [...scores.keys()].sort(
    (a, b) =>
      (scores.get(b) || 0) - (scores.get(a) || 0) || month(b).localeCompare(month(a), "en") || a - b,
  );
  return { ids, dropped: coded.size ? [] : dropped };
}

