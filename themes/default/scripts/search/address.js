/* What is looked for, in the page's address: a search can be sent to somebody. */

const LONGEST = 100;

/**
 * The text in an address's query, "" for none or one that somebody has cut in two.
 *
 * @param {string} query such as "?q=%E9%93%9D"
 * @returns {string}
 */
export function textIn(query) {
  const asked = /[?&]q=([^&#]*)/.exec(query);
  if (!asked) return "";
  try {
    return decodeURIComponent(asked[1].replace(/\+/g, " ")).slice(0, LONGEST);
  } catch (_) {
    return "";
  }
}

/**
 * The address of this page for a text.
 *
 * @param {string} text
 * @param {string} path of the page without a text
 * @returns {string}
 */
export function addressOf(text, path) {
  const plain = text.trim();
  return plain ? "?q=" + encodeURIComponent(plain) : path;
}
