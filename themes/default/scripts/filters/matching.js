/* Which entries fit the choices of a reader, how many each further choice would leave, and what to loosen. */

/**
 * @typedef {object} Field a filter, as the file of words has it
 * @property {string} name
 * @property {string} title
 * @property {"choice" | "range" | "floor"} form
 * @property {"is" | "below" | "covers"} match
 * @property {[string, string, number][]} [choices] id, label, number of the choice that it belongs to
 * @property {[number | null, number | null, string][]} [bands] least and most, words
 * @property {[string, number][]} [units] name, steps of the figure
 */
/** @typedef {import("./columns.js").Choices} Choices */
/** @typedef {import("./columns.js").Figures} Figures */
/** @typedef {[number | null, number | null]} Range least and most, both within it */
/**
 * @typedef {object} Asked what a reader has chosen
 * @property {Map<string, Set<number>>} choices
 * @property {Map<string, Range>} ranges
 */
/**
 * @typedef {object} Found
 * @property {Uint8Array} fits of each entry 1 where it fits
 * @property {number} number of entries that fit
 * @property {Map<string, Int32Array>} counts by filter, for each choice or band: how many would fit with it alone
 * @property {[string[], number][]} looser where nothing fits: filters in use (and "q") to do without, as few as will
 *   do, and how many would fit then, the most first
 */

/**
 * For each choice those that an entry with it counts for: itself; "below": and all that it belongs to; "covers": and
 * all that belong to it.
 *
 * @param {Field} field
 * @returns {number[][]}
 */
export function reachOf(field) {
  const parents = (field.choices || []).map((choice) => choice[2]);
  const up = parents.map((_, choice) => {
    const path = [choice];
    if (field.match === "is") return path;
    for (let step = parents[choice]; step >= 0 && !path.includes(step); step = parents[step]) path.push(step);
    return path;
  });
  if (field.match !== "covers") return up;
  /** @type {number[][]} */
  const down = parents.map(() => []);
  up.forEach((path, choice) => path.forEach((step) => down[step].push(choice)));
  return down;
}

/**
 * @param {number | null} low
 * @param {number | null} high
 * @param {number} figure
 * @returns {boolean}
 */
function within(low, high, figure) {
  return (low === null || figure >= low) && (high === null || figure <= high);
}

/**
 * @param {Uint32Array} misses of each entry the bits of the filters that it does not pass
 * @param {[string, number][]} used
 * @returns {[string[], number][]}
 */
function looserOf(misses, used) {
  /** @type {Map<number, number>} */
  const numbers = new Map();
  for (const missed of misses) numbers.set(missed, (numbers.get(missed) || 0) + 1);
  const ways = Array.from(numbers, ([missed, number]) => {
    const names = used.filter(([, bit]) => (missed & bit) !== 0).map(([name]) => name);
    return /** @type {[string[], number]} */ ([names, number]);
  });
  const fewest = Math.min(...ways.map(([names]) => names.length));
  return ways.filter(([names]) => names.length === fewest).sort((a, b) => b[1] - a[1]).slice(0, 6);
}

/**
 * @param {Field[]} fields at most 30
 * @param {Map<string, Choices | Figures>} columns
 * @param {number} total
 */
export function matcher(fields, columns, total) {
  const reach = new Map(fields.map((field) => [field.name, reachOf(field)]));
  const misses = new Uint32Array(total);
  const seen = new Int32Array(Math.max(1, ...fields.map((field) => (field.choices || []).length)));
  let stamp = 0;

  /**
   * @param {Field} field
   * @param {number} bit
   * @param {Set<number>} chosen
   */
  function missChoices(field, bit, chosen) {
    const { starts, values } = /** @type {Choices} */ (columns.get(field.name));
    const allowed = /** @type {number[][]} */ (reach.get(field.name)).map((all) => all.some((one) => chosen.has(one)));
    const open = field.match === "covers";
    for (let i = 0; i < total; i += 1) {
      let fits = open && starts[i] === starts[i + 1];
      for (let k = starts[i]; k < starts[i + 1] && !fits; k += 1) fits = allowed[values[k]];
      if (!fits) misses[i] |= bit;
    }
  }

  /**
   * @param {Field} field
   * @param {number} bit
   * @param {Range} range
   */
  function missFigures(field, bit, [low, high]) {
    const figures = /** @type {Figures} */ (columns.get(field.name));
    const floor = field.form === "floor";
    for (let i = 0; i < total; i += 1) {
      const figure = figures[i];
      const fits = floor ? Number.isNaN(figure) || (low !== null && figure <= low) : within(low, high, figure);
      if (!fits) misses[i] |= bit;
    }
  }

  /**
   * @param {Field} field
   * @param {number} bit
   * @returns {Int32Array}
   */
  function countChoices(field, bit) {
    const { starts, values } = /** @type {Choices} */ (columns.get(field.name));
    const all = /** @type {number[][]} */ (reach.get(field.name));
    const counts = new Int32Array(all.length);
    let forAll = 0;
    for (let i = 0; i < total; i += 1) {
      if ((misses[i] & ~bit) !== 0) continue;
      if (starts[i] === starts[i + 1]) forAll += 1;
      stamp += 1;
      for (let k = starts[i]; k < starts[i + 1]; k += 1) {
        for (const choice of all[values[k]]) {
          if (seen[choice] !== stamp) counts[choice] += 1;
          seen[choice] = stamp;
        }
      }
    }
    if (field.match === "covers") counts.forEach((_, choice) => (counts[choice] += forAll));
    return counts;
  }

  /**
   * @param {Field} field
   * @param {number} bit
   * @returns {Int32Array}
   */
  function countBands(field, bit) {
    const figures = /** @type {Figures} */ (columns.get(field.name));
    const bands = field.bands || [];
    const counts = new Int32Array(bands.length);
    for (let i = 0; i < total; i += 1) {
      if ((misses[i] & ~bit) !== 0) continue;
      for (let band = 0; band < bands.length; band += 1) {
        if (within(bands[band][0], bands[band][1], figures[i])) {
          counts[band] += 1;
          break;
        }
      }
    }
    return counts;
  }

  /**
   * @param {Asked} asked
   * @param {Uint8Array | null} inWords of each entry whether the words that are looked for are in it
   * @returns {Found}
   */
  function find(asked, inWords) {
    misses.fill(0);
    /** @type {[string, number][]} */
    const used = [];
    fields.forEach((field, number) => {
      const bit = 1 << number;
      const chosen = asked.choices.get(field.name);
      const range = asked.ranges.get(field.name);
      if (field.form === "choice" && chosen && chosen.size > 0) missChoices(field, bit, chosen);
      else if (field.form !== "choice" && range) missFigures(field, bit, range);
      else return;
      used.push([field.name, bit]);
    });
    if (inWords) {
      const bit = 1 << fields.length;
      for (let i = 0; i < total; i += 1) if (!inWords[i]) misses[i] |= bit;
      used.push(["q", bit]);
    }
    const fits = new Uint8Array(total);
    let number = 0;
    for (let i = 0; i < total; i += 1) {
      if (misses[i] !== 0) continue;
      fits[i] = 1;
      number += 1;
    }
    const counts = new Map(
      fields.map((field, place) => [
        field.name,
        field.form === "choice" ? countChoices(field, 1 << place) : countBands(field, 1 << place),
      ]),
    );
    return { fits, number, counts, looser: number === 0 ? looserOf(misses, used) : [] };
  }

  return { find };
}
