/* Words as they are compared: one way of writing each. */

/**
 * Full-width letters, capitals and blanks make no difference.
 *
 * @param {string} text
 * @returns {string}
 */
export function plain(text) {
  return text.normalize("NFKC").toLowerCase().replace(/\s+/g, " ").trim();
}

/**
 * Pairs of characters of a word in Chinese, which nobody parts by blanks; none of a shorter or another word.
 *
 * @param {string} word
 * @returns {string[]}
 */
export function pairs(word) {
  if (!/^[\u3400-\u9fff]{3,}$/.test(word)) return [];
  return Array.from({ length: word.length - 1 }, (_, start) => word.slice(start, start + 2));
}
