/* What a reader has chosen, as part of the page's address, so that a search can be sent to somebody. */

/** @typedef {import("./matching.js").Field} Field */
/** @typedef {import("./matching.js").Range} Range */
/**
 * @typedef {object} State
 * @property {Map<string, Set<number>>} choices
 * @property {Map<string, Range>} ranges
 * @property {string} q words in the title
 * @property {string} order
 * @property {string} view
 */

const VIEWS = ["list", "cards", "map"];

/** @returns {State} */
export function nothingChosen() {
  return { choices: new Map(), ranges: new Map(), q: "", order: "", view: "" };
}

/**
 * @param {string} text
 * @returns {number | null}
 */
function limit(text) {
  const figure = Number(text);
  return text.trim() === "" || !Number.isFinite(figure) || figure < 0 ? null : figure;
}

/**
 * What an address says. What is not known is passed over: choices that are gone, and what WeChat and others add.
 *
 * @param {string} search such as "?chain=light-alloys&amount=10000-"
 * @param {Field[]} fields
 * @param {string[]} orders
 * @returns {State}
 */
export function stateOf(search, fields, orders) {
  const state = nothingChosen();
  const said = new URLSearchParams(search);
  for (const field of fields) {
    const text = said.get(field.name);
    if (text === null) continue;
    if (field.form === "choice") {
      const ids = (field.choices || []).map((choice) => choice[0]);
      const numbers = text.split(",").map((id) => ids.indexOf(id));
      const chosen = new Set(numbers.filter((number) => number >= 0));
      if (chosen.size > 0) state.choices.set(field.name, chosen);
    } else {
      const [least, most = ""] = text.split("-");
      const range = /** @type {Range} */ ([limit(least), limit(most)]);
      if (range[0] !== null || range[1] !== null) state.ranges.set(field.name, range);
    }
  }
  state.q = (said.get("q") || "").slice(0, 200);
  const order = said.get("order") || "";
  if (orders.includes(order)) state.order = order;
  const view = said.get("view") || "";
  if (VIEWS.includes(view)) state.view = view;
  return state;
}

/**
 * The address of a state: "" for that in which nothing is chosen.
 *
 * @param {State} state
 * @param {Field[]} fields
 * @returns {string}
 */
export function addressOf(state, fields) {
  /** @type {string[]} */
  const parts = [];
  for (const field of fields) {
    const chosen = state.choices.get(field.name);
    const range = state.ranges.get(field.name);
    if (chosen && chosen.size > 0) {
      const ids = (field.choices || []).filter((_, number) => chosen.has(number)).map((choice) => choice[0]);
      parts.push(`${field.name}=${ids.map(encodeURIComponent).join(",")}`);
    } else if (range) {
      parts.push(`${field.name}=${range.map((end) => (end === null ? "" : String(end))).join("-")}`);
    }
  }
  const words = state.q.trim();
  if (words) parts.push(`q=${encodeURIComponent(words)}`);
  if (state.order) parts.push(`order=${state.order}`);
  if (state.view) parts.push(`view=${state.view}`);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

/**
 * Whether anything narrows the list.
 *
 * @param {State} state
 * @returns {boolean}
 */
export function isNarrowed(state) {
  return state.choices.size > 0 || state.ranges.size > 0 || state.q.trim() !== "";
}
