/* Words that are looked for in titles: one way of writing each. */

/**
 * Full-width letters, capitals and accents make no difference.
 *
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase();
}

/**
 * Of each title 1 where every word is in it; null where nothing is looked for.
 *
 * @param {string[]} titles as `plain` has them
 * @param {string} text
 * @returns {Uint8Array | null}
 */
export function inTitles(titles, text) {
  const words = plain(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return null;
  return Uint8Array.from(titles, (title) => (words.every((word) => title.includes(word)) ? 1 : 0));
}
