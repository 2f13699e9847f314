/* The list of what was found, some at a time: each with its kind and facts, and the words where they stand. */
import { fromTemplate } from "../lib/dom.js";
import { blockOf, numberOf } from "./index.js";
import { excerpt, marked, placesOf, textOf } from "./marking.js";

/**
 * @typedef {import("./query.js").Word} Word
 * @typedef {[string, string, string, string, string[], string, [string, string][]]} Row
 *   path, title, its language, summary, facts, status, titles in other languages; see sitegen/channels/search.py
 * @typedef {object} Place where things are, and what they are called
 * @property {HTMLElement} list
 * @property {HTMLElement} more the button that shows the next
 * @property {string} base what leads from the search page to the language's home page
 * @property {(address: string) => Promise<string>} load
 * @property {boolean} inTexts
 */

const STEP = 10;
const ROWS = 20;

/** @param {string} name @param {string} className @param {Node | string} content */
function element(name, className, content) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(content);
  return made;
}

/**
 * @param {Place} place
 */
export function hitList({ list, more, base, load, inTexts }) {
  /** @type {number[]} */
  let found = [];
  let shown = 0;
  let turn = 0;
  /** @type {string[]} */
  let words = [];
  /** @type {(id: number) => string} */
  let kindOf = () => "";
  /** @type {Map<string, string>} */
  let scripts = new Map();

  /**
   * @param {number} id
   * @returns {Promise<Row>}
   */
  async function rowOf(id) {
    const number = numberOf(id);
    const rows = await load(base + "search/" + blockOf(id) + "-" + Math.floor(number / ROWS) + ".json");
    return JSON.parse(rows)[number % ROWS];
  }

  /**
   * @param {number} id
   * @param {Row} row
   * @returns {HTMLLIElement}
   */
  function itemOf(id, [path, title, lang, summary, facts, status, others]) {
    const item = document.createElement("li");
    const link = document.createElement("a");
    link.href = base + path;
    if (lang) link.lang = lang;
    link.append(marked(title, words, scripts));
    item.append(link, element("span", "hit-kind", kindOf(id)));
    const has = (/** @type {string} */ text) => placesOf(text, words, scripts).length > 0;
    others
      .filter(([text]) => !has(title) && has(text))
      .forEach(([text, language]) => {
        const other = element("p", "hit-other", marked(text, words, scripts));
        other.lang = language;
        item.append(other);
      });
    if (facts.length) {
      const line = element("p", "hit-facts", "");
      facts.forEach((fact, number) => {
        const part = element("span", "", marked(fact, words, scripts));
        const mark = number === 0 && status ? fromTemplate("mark-" + status) : null;
        if (mark) part.prepend(mark);
        line.append(part);
      });
      item.append(line);
    }
    if (summary) item.append(element("p", "hit-summary", marked(summary, words, scripts)));
    const told = [title, summary, ...facts, ...others.map(([text]) => text)];
    if (inTexts && words.length && !told.some(has)) addExcerpt(item, base + path);
    return item;
  }

  /**
   * Adds where a word stands in the page's text, once it is loaded; without it the hit is as good.
   *
   * @param {HTMLElement} item
   * @param {string} address
   */
  function addExcerpt(item, address) {
    load(address.replace(/#.*/, "")).then(
      (html) => {
        const part = excerpt(textOf(html), words, scripts);
        if (part) item.append(element("p", "hit-excerpt", marked(part, words, scripts)));
      },
      () => {},
    );
  }

  /** @returns {Promise<void>} */
  async function show() {
    const mine = turn;
    const next = found.slice(shown, shown + STEP);
    const rows = await Promise.all(next.map(rowOf));
    if (mine !== turn) return;
    if (!shown) list.textContent = "";
    list.append(...next.map((id, number) => itemOf(id, rows[number])));
    shown += next.length;
    more.hidden = shown >= found.length;
  }

  more.addEventListener("click", async () => {
    const first = list.children.length;
    await show();
    const link = list.children[first] && list.children[first].querySelector("a");
    if (link) link.focus();
  });

  return {
    /**
     * @param {number[]} ids
     * @param {Word[]} asked
     * @param {{kindOf: (id: number) => string, scripts: Map<string, string>}} known
     */
    async fill(ids, asked, known) {
      turn++;
      found = ids;
      shown = 0;
      words = [...new Set(asked.flatMap((word) => word.ways.flatMap((way) => way.shown)))];
      kindOf = known.kindOf;
      scripts = known.scripts;
      more.hidden = true;
      if (ids.length) await show();
      else list.textContent = "";
    },
    empty() {
      turn++;
      list.textContent = "";
      more.hidden = true;
    },
    isEmpty: () => !list.firstChild,
  };
}
