/* The catalogue's titles and other words, loaded when they are first asked for. */
import { plain } from "./words.js";

/**
 * @typedef {object} Part a file of entries of one kind
 * @property {string} kind in the reader's language
 * @property {[string, string, string, string][]} entries path, title, summary, other words
 */
/** @typedef {import("./ranking.js").Entry} Entry */

/**
 * Entries of all files. Files stand in the order of their kinds; within one, the newest entry comes last.
 *
 * @param {Part[]} parts
 * @returns {Entry[]}
 */
export function entriesOf(parts) {
  return parts.flatMap((part, order) =>
    part.entries.map(([path, title, summary, words], index) => ({
      path,
      title,
      summary,
      kind: part.kind,
      inTitle: plain(title),
      inAll: [title, summary, words].map(plain).join(" "),
      order: order * -10000 + index,
    })),
  );
}

/**
 * @param {string} address
 * @returns {Promise<Part>}
 */
function fetched(address) {
  return fetch(address).then((answer) => {
    if (!answer.ok) throw new Error(address);
    return answer.json();
  });
}

/**
 * A function that gives all entries, and loads them only once; after a failure it tries again.
 *
 * @param {string[]} addresses
 * @returns {() => Promise<Entry[]>}
 */
export function loader(addresses) {
  /** @type {Promise<Entry[]> | null} */
  let entries = null;
  return () => {
    if (!entries) {
      entries = Promise.all(addresses.map(fetched)).then(entriesOf);
      entries.catch(() => {
        entries = null;
      });
    }
    return entries;
  };
}
