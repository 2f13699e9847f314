/* Large text: whether the reader wants it. */
import { load, store } from "./storage.js";

const KEY = "large-text";

/** @returns {boolean} */
export function isLarge() {
  return load(KEY, /** @type {unknown} */ (false)) === true;
}

/** @param {boolean} large */
export function keepLarge(large) {
  store(KEY, large);
}
