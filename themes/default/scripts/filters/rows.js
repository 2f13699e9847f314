/* Where the rows of hits come from: the page itself, or files of rows that are loaded when they are shown. */
import { all } from "../lib/dom.js";
import { loadText } from "../lib/load-file.js";

/**
 * Rows of a file, their addresses as they are seen from this page.
 *
 * @param {string} text
 * @param {string} address
 * @returns {HTMLTableRowElement[]}
 */
function parsed(text, address) {
  const page = new DOMParser().parseFromString(`<table><tbody>${text}</tbody></table>`, "text/html");
  const rows = Array.from(page.querySelectorAll("tr"));
  for (const row of rows) {
    row.querySelectorAll("a[href]").forEach((link) => {
      link.setAttribute("href", new URL(link.getAttribute("href") || "", address).href);
    });
  }
  return rows;
}

/**
 * Rows of entries by their numbers, out of files of so many rows each.
 *
 * @param {string} base the folder of the files
 * @param {number} size
 * @returns {(entries: number[]) => Promise<HTMLElement[]>}
 */
export function rowsFromFiles(base, size) {
  /** @type {Map<number, Promise<HTMLTableRowElement[]>>} */
  const files = new Map();

  /** @param {number} number */
  function file(number) {
    let rows = files.get(number);
    if (!rows) {
      const address = new URL(`rows-${number}.txt`, base).href;
      rows = loadText(address).then((text) => parsed(text, address));
      rows.catch(() => files.delete(number));
      files.set(number, rows);
    }
    return rows;
  }

  return (entries) =>
    Promise.all(
      entries.map((entry) =>
        file(Math.floor(entry / size)).then(
          (rows) => /** @type {HTMLElement} */ (document.importNode(rows[entry % size], true)),
        ),
      ),
    );
}

/**
 * Hides what does not fit, and the headings below which nothing is left.
 *
 * @param {HTMLElement} results
 * @param {string[]} ids of all entries, in the order of their numbers
 * @returns {(fits: Uint8Array | null) => void} null for all
 */
export function rowsInPage(results, ids) {
  const numbers = new Map(ids.map((id, number) => [id, number]));
  const rows = all("[data-entry]", results);
  const groups = all("[data-entries]", results);
  return (fits) => {
    for (const row of rows) {
      const number = numbers.get(row.dataset.entry || "");
      row.hidden = Boolean(fits) && (number === undefined || fits?.[number] !== 1);
    }
    for (const group of groups) group.hidden = all("[data-entry]", group).every((row) => row.hidden);
    results.classList.toggle("is-filtered", Boolean(fits)); /* the counts of whole groups no longer hold */
  };
}
