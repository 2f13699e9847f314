/* Columns of values, read from the files that channels/packed_columns.py writes. */

const FIRST = 0x23;
const BACKSLASH = 0x5c;

/**
 * Of each entry its choices by their numbers: those of entry i are values[starts[i]] to values[starts[i + 1] - 1].
 *
 * @typedef {{ starts: Uint32Array, values: Uint16Array }} Choices
 */
/** @typedef {Float64Array} Figures of each entry its figure, NaN where it has none */
/** @typedef {{ entries: number, columns: Record<string, any> }} Block a file of values */

/**
 * @param {string} text
 * @param {number} place
 * @returns {number}
 */
function numberAt(text, place) {
  const code = text.charCodeAt(place);
  return code > BACKSLASH ? code - FIRST - 1 : code - FIRST;
}

/**
 * A column of choices out of all its blocks.
 *
 * @param {Block[]} blocks
 * @param {string} name
 * @returns {Choices}
 */
export function choicesOf(blocks, name) {
  const entries = blocks.reduce((sum, block) => sum + block.entries, 0);
  const starts = new Uint32Array(entries + 1);
  const most = blocks.reduce((sum, block) => sum + (block.columns[name][1] || block.columns[name][0]).length, 0);
  const values = new Uint16Array(most);
  let entry = 0;
  let end = 0;
  for (const block of blocks) {
    const [first, second] = block.columns[name];
    let next = 0;
    for (let i = 0; i < block.entries; i += 1, entry += 1) {
      const number = numberAt(first, i);
      if (second === undefined) {
        if (number > 0) values[end++] = number - 1;
      } else {
        for (let k = 0; k < number; k += 1, next += 1) values[end++] = numberAt(second, next) - 1;
      }
      starts[entry + 1] = end;
    }
  }
  return { starts, values: values.subarray(0, end) };
}

/**
 * A column of figures out of all its blocks.
 *
 * @param {Block[]} blocks
 * @param {string} name
 * @returns {Figures}
 */
export function figuresOf(blocks, name) {
  const figures = new Float64Array(blocks.reduce((sum, block) => sum + block.entries, 0));
  let entry = 0;
  for (const block of blocks) {
    const [steps, places] = block.columns[name];
    const known = new Float64Array(steps.length + 1);
    known[0] = NaN;
    for (let i = 0, sum = 0; i < steps.length; i += 1) known[i + 1] = sum += steps[i];
    for (let i = 0; i < block.entries; i += 1, entry += 1) figures[entry] = known[numberAt(places, i)];
  }
  return figures;
}
