/*
 * The index: which entries have a key, asked of files that are loaded when they are needed. sitegen/channels/search.py
 * writes it and tells its form.
 */
import { isHan } from "./words.js";

const HAN_FILES = 61;
const OTHER_FILES = 43;
const FINAL = "!\"#$%&'()*+,-./";
const GOING_ON = ":;<=>?@[\\]^_`{|";

/** How well an entry has a key. */
export const IN_TITLE = 3;
export const IN_FACTS = 2;
export const IN_TEXT = 1;

/**
 * @typedef {Map<number, number>} Found entries by `idOf`, each with how well it has what was asked for
 * @typedef {{key: string, prefix: boolean}} Lookup
 * @typedef {{kind: string, month: string}} Head what is known of every entry
 */

/**
 * The file that a key is in.
 *
 * @param {string} key
 * @returns {number}
 */
export function shardOf(key) {
  const word = "*+#".includes(key[0]) ? key.slice(1) : key;
  const code = (/** @type {string} */ text) => text.codePointAt(0) || 32;
  if (isHan(word)) return code(word) % HAN_FILES;
  return HAN_FILES + ((code(word) * 31 + code(Array.from(word)[1] || " ")) % OTHER_FILES);
}

/**
 * Numbers from the gaps between them.
 *
 * @param {string} gaps
 * @returns {number[]}
 */
export function numbersOf(gaps) {
  const numbers = [];
  let before = -1;
  let gap = 0;
  for (const char of gaps) {
    const last = FINAL.indexOf(char);
    gap = gap * 15 + (last < 0 ? GOING_ON.indexOf(char) : last);
    if (last < 0) continue;
    before += gap + 1;
    numbers.push(before);
    gap = 0;
  }
  return numbers;
}

/**
 * Lines of a file whose key is the one that is looked for, or begins with it. They are in order of code points.
 *
 * @param {string} file
 * @param {Lookup} lookup
 * @returns {string[][]} key and gaps
 */
export function linesOf(file, { key, prefix }) {
  const start = prefix ? key : key + " ";
  const found = [];
  let at = file.startsWith(start) ? 0 : file.indexOf("\n" + start) + 1;
  if (at === 0 && !file.startsWith(start)) return [];
  while (file.startsWith(start, at)) {
    const end = file.indexOf("\n", at);
    found.push(file.slice(at, end).split(" "));
    at = end + 1;
  }
  return found;
}

/** Which entry: its block and its number there. */
const SIZE = 65536;
/** @param {number} block @param {number} number */
export const idOf = (block, number) => block * SIZE + number;
/** @param {number} id */
export const blockOf = (id) => Math.floor(id / SIZE);
/** @param {number} id */
export const numberOf = (id) => id % SIZE;

/**
 * A function that loads a text, each once; after a failure it tries again.
 *
 * @returns {(address: string) => Promise<string>}
 */
export function loader() {
  /** @type {Map<string, Promise<string>>} */
  const loaded = new Map();
  return (address) => {
    const known = loaded.get(address);
    if (known) return known;
    const loading = fetch(address).then((answer) => {
      if (!answer.ok) throw new Error(address);
      return answer.text();
    });
    loaded.set(address, loading);
    loading.catch(() => loaded.delete(address));
    return loading;
  };
}

/**
 * @param {(address: string) => Promise<string>} load
 * @param {string} folder with its slash
 * @param {number} blocks
 * @param {boolean} inTexts whether texts are looked through too
 */
export function indexIn(load, folder, blocks, inTexts) {
  const numbers = Array.from({ length: blocks }, (_, block) => block);

  /**
   * @param {Found} found
   * @param {string} gaps
   * @param {number} block
   * @param {number} level
   */
  function add(found, gaps, block, level) {
    for (const number of numbersOf(gaps)) {
      const id = idOf(block, number);
      if ((found.get(id) || 0) < level) found.set(id, level);
    }
  }

  /**
   * Entries that have a key.
   *
   * @param {Lookup} lookup
   * @returns {Promise<Found>}
   */
  async function find(lookup) {
    const name = shardOf(lookup.key) + ".txt";
    /** @type {Found} */
    const found = new Map();
    const files = await Promise.all(
      numbers.map((block) =>
        Promise.all([
          load(folder + block + "/" + name),
          inTexts ? load(folder + "texts-" + block + "/" + name) : Promise.resolve(""),
        ]),
      ),
    );
    files.forEach(([facts, texts], block) => {
      for (const [, inTitle, elsewhere] of linesOf(facts, lookup)) {
        add(found, inTitle, block, IN_TITLE);
        add(found, elsewhere, block, IN_FACTS);
      }
      for (const [, gaps] of linesOf(texts, lookup)) add(found, gaps, block, IN_TEXT);
    });
    return found;
  }

  /** @returns {Promise<Map<number, Head>>} */
  async function heads() {
    const files = await Promise.all(numbers.map((block) => load(folder + block + "/entries.txt")));
    /** @type {Map<number, Head>} */
    const found = new Map();
    files.forEach((file, block) => {
      file
        .split("\n")
        .slice(0, -1)
        .forEach((line, number) => {
          const [kind, month] = line.split(" ");
          found.set(idOf(block, number), { kind, month: month || "" });
        });
    });
    return found;
  }

  return { find, heads };
}
