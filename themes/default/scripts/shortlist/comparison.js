/* Entries side by side: every fact of any of them a row, and whether they differ in it. */

/** @typedef {import("./facts.js").Item} Item */
/** @typedef {{ label: string, values: string[], differs: boolean }} Row */

/**
 * Labels of all facts, each once, in an order that keeps that of every entry as far as it can.
 *
 * @param {Item[]} items
 * @returns {string[]}
 */
export function labelsOf(items) {
  /** @type {string[]} */
  const labels = [];
  for (const { facts } of items) {
    let after = -1;
    for (const [label] of facts) {
      const place = labels.indexOf(label);
      if (place >= 0) {
        after = Math.max(after, place);
      } else {
        after += 1;
        labels.splice(after, 0, label);
      }
    }
  }
  return labels;
}

/**
 * @param {Item} item
 * @param {string} label
 * @returns {string}
 */
export function valueOf(item, label) {
  return item.facts
    .filter((fact) => fact[0] === label)
    .map((fact) => fact[1])
    .join("; ");
}

/**
 * @param {Item[]} items
 * @returns {Row[]}
 */
export function rowsOf(items) {
  return labelsOf(items).map((label) => {
    const values = items.map((item) => valueOf(item, label));
    return { label, values, differs: values.some((value) => value !== values[0]) };
  });
}

/**
 * The labels that most entries have, for a table of all of them.
 *
 * @param {Item[]} items
 * @param {number} most
 * @returns {string[]}
 */
export function usualLabels(items, most) {
  const there = items.filter((item) => !item.gone);
  const labels = labelsOf(there);
  const number = (/** @type {string} */ label) => there.filter((item) => valueOf(item, label)).length;
  const chosen = labels
    .map((label, place) => ({ label, place, number: number(label) }))
    .sort((a, b) => b.number - a.number || a.place - b.place)
    .slice(0, most);
  return chosen.sort((a, b) => a.place - b.place).map(({ label }) => label);
}
