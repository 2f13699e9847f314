/* What a reader has chosen, kept in this browser and nowhere else. */

/**
 * What is kept under a key; `otherwise` where nothing is, where it is not JSON, and where storage is refused (private
 * mode, a page opened from a disk).
 *
 * @template T
 * @param {string} key
 * @param {T} otherwise
 * @returns {T}
 */
export function load(key, otherwise) {
  try {
    const text = window.localStorage.getItem(key);
    return text === null ? otherwise : JSON.parse(text);
  } catch (_) {
    return otherwise;
  }
}

/**
 * Keeps a value; where storage is refused, the choice lasts for this page only.
 *
 * @param {string} key
 * @param {unknown} value
 */
export function store(key, value) {
  try {
    window.localStorage.setItem(key, JSON.stringify(value));
  } catch (_) {
    /* see above */
  }
}
