/* The form of filters: a part for each, choices with their counts, limits of figures. */
import { made } from "../lib/dom.js";

/** @typedef {import("./matching.js").Field} Field */
/** @typedef {import("./matching.js").Found} Found */
/** @typedef {import("./matching.js").Range} Range */
/** @typedef {import("./address.js").State} State */
/** @typedef {Record<string, any>} Say words of the form */
/** @typedef {{ element: HTMLElement, show: (state: State, found: Found) => void }} Part */

const LONG = 9;
const OPEN = 5;

/**
 * How deep a choice is below others.
 *
 * @param {[string, string, number][]} choices
 * @param {number} number
 * @returns {number}
 */
export function depthOf(choices, number) {
  let depth = 0;
  for (let step = choices[number][2]; step >= 0 && depth < 5; step = choices[step][2]) depth += 1;
  return depth;
}

/**
 * A figure as a reader writes it in a unit.
 *
 * @param {number | null} steps
 * @param {number} size
 * @returns {string}
 */
export function inUnit(steps, size) {
  return steps === null ? "" : String(Math.round((steps / size) * 1000) / 1000);
}

/**
 * A choice with its count, as a box to tick.
 *
 * @param {string} name
 * @param {string} value
 * @param {string} label
 * @param {number} depth
 */
function box(name, value, label, depth) {
  const input = made("input");
  input.type = "checkbox";
  input.name = name;
  input.value = value;
  const count = made("span", "count");
  const row = made("label", `choice depth-${depth}`, input, made("span", "", label), count);
  return { input, count, row };
}

/**
 * @param {{ input: HTMLInputElement, count: HTMLElement, row: HTMLElement }} one
 * @param {boolean} chosen
 * @param {number} number
 * @param {boolean} hidden
 */
function showBox(one, chosen, number, hidden) {
  one.input.checked = chosen;
  one.count.textContent = String(number);
  one.row.classList.toggle("is-empty", number === 0 && !chosen);
  one.row.hidden = hidden;
}

/**
 * @param {Field} field
 * @param {(change: (state: State) => void) => void} change
 * @param {Field | undefined} above the filter whose choices these belong to: segments are of chains
 * @returns {Part}
 */
function choicePart(field, change, above) {
  const choices = field.choices || [];
  const own = above ? [] : choices;
  const boxes = choices.map(([id, label], number) => box(field.name, id, label, own.length ? depthOf(own, number) : 0));
  boxes.forEach(({ input }, number) => {
    input.addEventListener("change", () =>
      change((state) => {
        const chosen = new Set(state.choices.get(field.name));
        if (input.checked) chosen.add(number);
        else chosen.delete(number);
        if (chosen.size > 0) state.choices.set(field.name, chosen);
        else state.choices.delete(field.name);
      }),
    );
  });
  const element = made("div", "filter-choices", ...boxes.map(({ row }) => row));
  return {
    element,
    show(state, found) {
      const chosen = state.choices.get(field.name) || new Set();
      const counts = /** @type {Int32Array} */ (found.counts.get(field.name));
      const parents = above && state.choices.get(above.name);
      boxes.forEach((one, number) => {
        const is = chosen.has(number);
        const apart = Boolean(above) && !(parents && parents.has(choices[number][2]));
        showBox(one, is, counts[number], !is && (apart || (counts[number] === 0 && choices.length > LONG)));
      });
      const part = element.parentElement;
      if (part) part.hidden = boxes.every(({ row }) => row.hidden);
    },
  };
}

/**
 * @param {Field} field
 * @param {Say} say
 * @param {(change: (state: State) => void) => void} change
 * @returns {Part}
 */
function figurePart(field, say, change) {
  const units = field.units || [];
  const bands = field.bands || [];
  let size = units.length > 0 ? units[0][1] : 1;

  /** @param {Range | null} range */
  const set = (range) =>
    change((state) => {
      if (range && (range[0] !== null || range[1] !== null)) state.ranges.set(field.name, range);
      else state.ranges.delete(field.name);
    });

  const boxes = bands.map(([low, high, words]) => {
    const one = box(field.name, `${low}-${high}`, words, 0);
    one.input.addEventListener("change", () => set(one.input.checked ? [low, high] : null));
    return one;
  });

  const ends = (field.form === "floor" ? ["at"] : ["from", "to"]).map((end) => {
    const input = made("input");
    input.type = "number";
    input.min = "0";
    input.step = "any";
    input.inputMode = "decimal";
    input.setAttribute("aria-label", `${field.title}: ${say[end]}`);
    return { input, label: made("label", "", made("span", "", say[end]), input) };
  });
  const take = () => {
    const [low, high] = ends.map(({ input }) => (input.value === "" ? null : Math.round(Number(input.value) * size)));
    set([low, high === undefined ? null : high]);
  };
  ends.forEach(({ input }) => input.addEventListener("change", take));
  const unit = unitChoice(units, say, (chosen) => {
    size = chosen;
    take();
  });
  const limits = made("div", "filter-limits", ...ends.map(({ label }) => label), unit);
  const element = made("div", "filter-choices", ...boxes.map(({ row }) => row), limits);
  return {
    element,
    show(state, found) {
      const range = state.ranges.get(field.name);
      const counts = /** @type {Int32Array} */ (found.counts.get(field.name));
      boxes.forEach((one, number) => {
        const [low, high] = bands[number];
        showBox(one, Boolean(range) && range?.[0] === low && range?.[1] === high, counts[number], false);
      });
      ends.forEach(({ input }, end) => {
        if (input !== document.activeElement) input.value = inUnit(range ? range[end] : null, size);
      });
    },
  };
}

/**
 * @param {[string, number][]} units
 * @param {Say} say
 * @param {(size: number) => void} choose
 * @returns {HTMLElement}
 */
function unitChoice(units, say, choose) {
  if (units.length < 2) return made("span", "unit", units.length > 0 ? units[0][0] : "");
  const select = made("select", "unit", ...units.map(([name, size]) => new Option(name, String(size))));
  select.setAttribute("aria-label", say.unit);
  select.addEventListener("change", () => choose(Number(select.value)));
  return select;
}

/**
 * @param {Say} say
 * @param {(change: (state: State) => void) => void} change
 * @returns {Part}
 */
function wordsPart(say, change) {
  const input = made("input");
  input.type = "search";
  input.name = "q";
  input.maxLength = 200;
  input.addEventListener("input", (event) => {
    if (event instanceof InputEvent && event.isComposing) return;
    change((state) => (state.q = input.value));
  });
  input.addEventListener("compositionend", () => change((state) => (state.q = input.value)));
  return {
    element: made("label", "filter-words", made("span", "", say.words), input),
    show(state) {
      if (input !== document.activeElement) input.value = state.q;
    },
  };
}

/**
 * @param {Field[]} fields
 * @param {Say} say
 * @param {boolean} withWords
 * @param {(change: (state: State) => void) => void} change takes the reader's change of the state
 * @returns {Part}
 */
export function panel(fields, say, withWords, change) {
  const form = made("form", "filter-form");
  form.addEventListener("submit", (event) => event.preventDefault());
  /** @type {Part[]} */
  const parts = [];
  if (withWords) {
    parts.push(wordsPart(say, change));
    form.append(parts[0].element);
  }
  const chains = fields.find((field) => field.name === "chain");
  fields.forEach((field, place) => {
    const above = field.name === "segment" ? chains : undefined;
    const part = field.form === "choice" ? choicePart(field, change, above) : figurePart(field, say, change);
    part.element.setAttribute("role", "group");
    part.element.setAttribute("aria-label", field.title);
    const details = made("details", "filter", made("summary", "", field.title), part.element);
    details.open = place < OPEN || field.name === "segment";
    parts.push({
      element: details,
      show(state, found) {
        part.show(state, found);
        if (state.choices.has(field.name) || state.ranges.has(field.name)) details.open = true;
      },
    });
    form.append(details);
  });
  return { element: form, show: (state, found) => parts.forEach((part) => part.show(state, found)) };
}
