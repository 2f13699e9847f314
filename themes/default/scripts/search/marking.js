/* The words that were found, marked where they stand in a text, and the part of a long text in which they do. */
import { fold, isHan } from "./words.js";

const BEFORE = 24;
const AROUND = 110;

/**
 * A text as it is compared, with the place of each of its characters in the text itself.
 *
 * @param {string} text
 * @param {Map<string, string>} scripts
 * @returns {{folded: string, places: number[]}}
 */
function compared(text, scripts) {
  let folded = "";
  let at = 0;
  const places = [];
  for (const char of text) {
    const one = fold(char, scripts);
    folded += one;
    for (let count = 0; count < one.length; count++) places.push(at);
    at += char.length;
  }
  places.push(at);
  return { folded, places };
}

/**
 * Where words stand in a text, in order, none within another.
 *
 * @param {string} text
 * @param {string[]} words folded
 * @param {Map<string, string>} scripts
 * @returns {[number, number][]}
 */
export function placesOf(text, words, scripts) {
  const { folded, places } = compared(text, scripts);
  /** @type {[number, number][]} */
  const found = [];
  for (const word of words) {
    for (let at = folded.indexOf(word); at >= 0; at = folded.indexOf(word, at + word.length)) {
      const inWord = !isHan(word) && at > 0 && /[\p{L}\p{N}]/u.test(folded[at - 1]) && !isHan(folded[at - 1]);
      if (!inWord) found.push([places[at], places[at + word.length]]);
    }
  }
  found.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  return found.filter(([start], number) => found.slice(0, number).every((other) => other[1] <= start));
}

/**
 * A text with words marked.
 *
 * @param {string} text
 * @param {string[]} words
 * @param {Map<string, string>} scripts
 * @returns {DocumentFragment}
 */
export function marked(text, words, scripts) {
  const made = document.createDocumentFragment();
  let end = 0;
  for (const [start, stop] of placesOf(text, words, scripts)) {
    made.append(text.slice(end, start));
    const mark = document.createElement("mark");
    mark.textContent = text.slice(start, stop);
    made.append(mark);
    end = stop;
  }
  made.append(text.slice(end));
  return made;
}

/**
 * The part of a text around the first place where one of the words stands; "" where none does.
 *
 * @param {string} text
 * @param {string[]} words
 * @param {Map<string, string>} scripts
 * @returns {string}
 */
export function excerpt(text, words, scripts) {
  const [first] = placesOf(text, words, scripts);
  if (!first) return "";
  const start = Math.max(0, first[0] - BEFORE);
  const end = Math.min(text.length, start + AROUND);
  return (start ? "…" : "") + text.slice(start, end).trim() + (end < text.length ? "…" : "");
}

/**
 * What a reader reads of a page.
 *
 * @param {string} html
 * @returns {string}
 */
export function textOf(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  const main = page.querySelector("main");
  if (!main) return "";
  main.querySelectorAll("script, style, template, svg, h1, [hidden], .js-only, nav").forEach((one) => one.remove());
  main.querySelectorAll("p, li, h2, h3, h4, dt, dd, td, th, div").forEach((one) => one.append(" "));
  return (main.textContent || "").replace(/\s+/g, " ").trim();
}
