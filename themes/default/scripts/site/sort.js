/* Sorting a table by a column. Cells say their value in data-key where their text would not sort. */
import { all } from "../lib/dom.js";

const NUMBER = /^-?[\d.]+(e[+-]?\d+)?$/i;

/**
 * Which of two values comes first: below 0 for the first. Numbers by size, texts as the language has them; no value
 * stays last in either direction.
 *
 * @param {string} a
 * @param {string} b
 * @param {boolean} down
 * @param {string} language
 * @returns {number}
 */
export function compare(a, b, down, language) {
  if (a === "" || b === "") return a === b ? 0 : a === "" ? 1 : -1;
  const up = NUMBER.test(a) && NUMBER.test(b) ? parseFloat(a) - parseFloat(b) : a.localeCompare(b, language);
  return down ? -up : up;
}

/**
 * @param {HTMLTableRowElement} row
 * @param {number} column
 * @returns {string}
 */
function key(row, column) {
  const cell = row.cells[column];
  if (!cell) return "";
  return cell.dataset.key !== undefined ? cell.dataset.key : (cell.textContent || "").trim();
}

/**
 * @param {HTMLTableSectionElement} body
 * @param {number} column
 * @param {boolean} down
 */
function sortBy(body, column, down) {
  const language = document.documentElement.lang;
  Array.from(body.rows)
    .sort((r, s) => compare(key(r, column), key(s, column), down, language))
    .forEach((row) => body.appendChild(row));
}

/**
 * @param {HTMLTableCellElement} head
 * @param {HTMLTableSectionElement} heads
 * @param {HTMLTableSectionElement} body
 */
function addButton(head, heads, body) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "sort";
  while (head.firstChild) button.appendChild(head.firstChild);
  head.appendChild(button);
  button.addEventListener("click", () => {
    const sorted = head.getAttribute("aria-sort");
    const down = sorted === "ascending" || (head.dataset.sort === "down" && sorted === null);
    all("th[aria-sort]", heads).forEach((other) => other.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    sortBy(body, head.cellIndex, down);
  });
}

export function startSorting() {
  all("table[data-sortable]").forEach((found) => {
    const table = /** @type {HTMLTableElement} */ (found);
    const heads = table.tHead;
    const body = table.tBodies[0];
    if (!heads || !body || body.rows.length < 2) return;
    all("th[data-sort]", heads).forEach((head) => {
      addButton(/** @type {HTMLTableCellElement} */ (head), heads, body);
    });
  });
}
