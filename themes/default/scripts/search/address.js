/* What is looked for, in the page's address: a search can be sent to somebody. */

const LONGEST = 100;

/**
 * A value in an address's query, "" for none or one that somebody has cut in two.
 *
 * @param {string} query such as "?q=%E9%93%9D&kind=policy"
 * @param {string} name
 * @returns {string}
 */
export function valueIn(query, name) {
  const asked = new RegExp("[?&]" + name + "=([^&#]*)").exec(query);
  if (!asked) return "";
  try {
    return decodeURIComponent(asked[1].replace(/\+/g, " ")).slice(0, LONGEST);
  } catch (_) {
    return "";
  }
}

/**
 * The address of this page for a text and a kind.
 *
 * @param {string} text
 * @param {string} kind
 * @param {string} path of the page without a text
 * @returns {string}
 */
export function addressOf(text, kind, path) {
  const plain = text.trim();
  if (!plain) return path;
  return "?q=" + encodeURIComponent(plain) + (kind ? "&kind=" + encodeURIComponent(kind) : "");
}
