/*
 * What the reader has saved in this browser: {key: title}, in the order in which it was saved. The key of a project is
 * its id, that of a plot "region/plot".
 */
import { load, store } from "./storage.js";

const KEY = "kept";

/** @typedef {Record<string, string>} Kept */

/** @returns {Kept} */
export function kept() {
  return load(KEY, {});
}

/** @param {Kept} entries */
export function keep(entries) {
  store(KEY, entries);
}

/**
 * With an entry that was not there, or without one that was.
 *
 * @param {Kept} before
 * @param {string} key
 * @param {string} title
 * @returns {Kept}
 */
export function toggled(before, key, title) {
  const after = { ...before };
  if (key in after) delete after[key];
  else after[key] = title;
  return after;
}

/**
 * Whether a key may be one: what comes with an address need not be.
 *
 * @param {string} key
 * @returns {boolean}
 */
export function isKey(key) {
  return /^[a-z0-9][a-z0-9-]*(\/[a-z0-9][a-z0-9-]*)?$/.test(key) && key.length <= 200;
}

/**
 * Where an entry is, from the language's home page.
 *
 * @param {string} key
 * @returns {string}
 */
export function pathOf(key) {
  const [first, plot] = key.split("/");
  return plot ? `regions/${encodeURIComponent(first)}/#plot-${plot}` : `projects/${encodeURIComponent(first)}/`;
}

/**
 * The keys that a link says: "#list=a,b/c".
 *
 * @param {string} fragment
 * @returns {string[]}
 */
export function keysOf(fragment) {
  const found = /^#list=(.*)$/.exec(fragment);
  let text = "";
  try {
    text = found ? decodeURIComponent(found[1]) : "";
  } catch (_) {
    return [];
  }
  return Array.from(new Set(text.split(",").filter(isKey))).slice(0, 60);
}

/**
 * @param {string[]} keys
 * @returns {string}
 */
export function fragmentOf(keys) {
  return `#list=${keys.join(",")}`;
}
