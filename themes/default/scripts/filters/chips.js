/* What is chosen at the moment, each to be taken away by a touch; and what to loosen where nothing fits. */
import { made } from "../lib/dom.js";
import { inUnit } from "./panel.js";

/** @typedef {import("./matching.js").Field} Field */
/** @typedef {import("./address.js").State} State */
/** @typedef {{ name: string, text: string, drop: (state: State) => void }} Chip */

/**
 * The words of a range: those of its band, else its limits in the first unit.
 *
 * @param {Field} field
 * @param {import("./matching.js").Range} range
 * @returns {string}
 */
export function rangeText(field, [low, high]) {
  const band = (field.bands || []).find((one) => one[0] === low && one[1] === high);
  if (band) return band[2];
  const [unit, size] = (field.units || [["", 1]])[0];
  if (field.form === "floor") return `${inUnit(low, size)} ${unit}`;
  if (high === null) return `≥ ${inUnit(low, size)} ${unit}`;
  if (low === null) return `≤ ${inUnit(high, size)} ${unit}`;
  return `${inUnit(low, size)}–${inUnit(high, size)} ${unit}`;
}

/**
 * @param {State} state
 * @param {Field[]} fields
 * @returns {Chip[]}
 */
export function chipsOf(state, fields) {
  /** @type {Chip[]} */
  const chips = [];
  for (const field of fields) {
    for (const number of state.choices.get(field.name) || []) {
      chips.push({
        name: field.name,
        text: (field.choices || [])[number][1],
        drop(changed) {
          const left = new Set(changed.choices.get(field.name));
          left.delete(number);
          if (left.size > 0) changed.choices.set(field.name, left);
          else changed.choices.delete(field.name);
        },
      });
    }
    const range = state.ranges.get(field.name);
    if (range) {
      chips.push({
        name: field.name,
        text: `${field.title} ${rangeText(field, range)}`,
        drop: (changed) => changed.ranges.delete(field.name),
      });
    }
  }
  const words = state.q.trim();
  if (words) chips.push({ name: "q", text: `“${words}”`, drop: (changed) => (changed.q = "") });
  return chips;
}

/**
 * @param {HTMLElement} place
 * @param {Chip[]} chips
 * @param {Record<string, any>} say
 * @param {(change: (state: State) => void) => void} change
 * @param {() => void} clear
 */
export function showChips(place, chips, say, change, clear) {
  const buttons = chips.map((chip) => {
    const button = made("button", "chip", chip.text, made("span", "chip-x", "×"));
    button.type = "button";
    button.setAttribute("aria-label", `${say.remove}: ${chip.text}`);
    button.addEventListener("click", () => change(chip.drop));
    return button;
  });
  if (buttons.length > 0) {
    const all = made("button", "chip chip-clear", say.clear);
    all.type = "button";
    all.addEventListener("click", clear);
    buttons.push(all);
  }
  place.replaceChildren(...buttons);
}

/**
 * Where nothing fits: what to do without, and how many there would be then.
 *
 * @param {State} state
 * @param {Field[]} fields
 * @param {[string[], number][]} ways filters to do without, and how many fit then
 * @param {Record<string, any>} say
 * @param {(change: (state: State) => void) => void} change
 * @returns {HTMLElement}
 */
export function looser(state, fields, ways, say, change) {
  const chips = chipsOf(state, fields);
  const items = ways.map(([names, number]) => {
      const own = chips.filter((chip) => names.includes(chip.name));
      const words = say.without.replace("%s", own.map((chip) => chip.text).join(say.comma));
      const button = made("button", "button", `${words}: ${results(say.results, number)}`);
      button.type = "button";
      button.dataset.loosen = names.join(" ");
      button.addEventListener("click", () => change((changed) => own.forEach((chip) => chip.drop(changed))));
      return made("li", "", button);
    });
  return made("div", "empty", made("p", "", say.nothing), made("ul", "buttons", ...items));
}

/**
 * "1 result", "12 results".
 *
 * @param {[string, string]} words
 * @param {number} number
 * @returns {string}
 */
export function results(words, number) {
  return words[number === 1 ? 0 : 1].replace("%(num)d", String(number));
}
