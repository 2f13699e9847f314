/* Which entries fit what is looked for, the best first. */
import { pairs, plain } from "./words.js";

/**
 * @typedef {object} Entry
 * @property {string} path from the language's home page
 * @property {string} title
 * @property {string} summary
 * @property {string} kind in the reader's language
 * @property {string} inTitle the title as it is compared
 * @property {string} inAll title, summary and other words as they are compared
 * @property {number} order of entries that fit alike, the highest comes first
 */

const AT_START = 8;
const IN_TITLE = 6;
const ANYWHERE = 3;
const IN_PAIRS = 2;
/* The share of a Chinese word's pairs that must be there. */
const MOST = 0.6;

/**
 * How well an entry fits: 0 for not at all. Every word must be there, whole or, in Chinese, in most pairs.
 *
 * @param {Pick<Entry, "inTitle" | "inAll">} entry
 * @param {string[]} words
 * @returns {number}
 */
export function score(entry, words) {
  let sum = 0;
  for (const word of words) {
    const one = scoreOfWord(entry, word);
    if (one === 0) return 0;
    sum += one;
  }
  return sum;
}

/**
 * @param {Pick<Entry, "inTitle" | "inAll">} entry
 * @param {string} word
 * @returns {number}
 */
function scoreOfWord(entry, word) {
  if (entry.inTitle.startsWith(word)) return AT_START;
  if (entry.inTitle.includes(word)) return IN_TITLE;
  if (entry.inAll.includes(word)) return ANYWHERE;
  const parts = pairs(word);
  const there = parts.filter((part) => entry.inAll.includes(part)).length;
  if (parts.length === 0 || there < Math.max(2, Math.ceil(parts.length * MOST))) return 0;
  return (IN_PAIRS * there) / parts.length;
}

/**
 * Entries that fit a text, the best first.
 *
 * @param {Entry[]} entries
 * @param {string} text
 * @returns {Entry[]}
 */
export function ranked(entries, text) {
  const words = plain(text).split(" ");
  return entries
    .map((entry) => ({ entry, score: score(entry, words) }))
    .filter((hit) => hit.score > 0)
    .sort((a, b) => b.score - a.score || b.entry.order - a.entry.order)
    .map((hit) => hit.entry);
}
