/*
 * Words as they are compared: one way of writing each. sitegen/i18n/folding.py does the same to the index: change both
 * together.
 */

const HAN = "\\u3400-\\u9fff\\u3007\\u{20000}-\\u{3ffff}";
const RUNS = new RegExp("[" + HAN + "]+|[a-z0-9]+|(?:(?![" + HAN + "_])[\\p{L}\\p{N}])+", "gu");
const FIRST_HAN = new RegExp("^[" + HAN + "]", "u");
const LONGEST = 24;

/**
 * Full-width letters, capitals, accents and Traditional characters make no difference.
 *
 * @param {string} text
 * @param {Map<string, string>} scripts each Traditional character with the Simplified one
 * @returns {string}
 */
export function fold(text, scripts) {
  const bare = /[\u00c0-\u024f]/.test(text) ? text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "") : text;
  return Array.from(bare.normalize("NFKC").toLowerCase(), (char) => scripts.get(char) || char).join("");
}

/**
 * Words of a folded text, and what is Chinese as far as it goes on.
 *
 * @param {string} folded
 * @returns {string[]}
 */
export function runs(folded) {
  return folded.match(RUNS) || [];
}

/**
 * @param {string} run
 * @returns {boolean}
 */
export function isHan(run) {
  return FIRST_HAN.test(run);
}

/**
 * Pairs of characters of what is Chinese, which nobody parts by blanks; of one character, none.
 *
 * @param {string} run
 * @returns {string[]}
 */
export function pairs(run) {
  const chars = Array.from(run);
  return chars.slice(1).map((char, before) => chars[before] + char);
}

/**
 * A word as far as the index has it.
 *
 * @param {string} word
 * @returns {string}
 */
export function cut(word) {
  return Array.from(word).slice(0, LONGEST).join("");
}
