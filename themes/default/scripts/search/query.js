/*
 * What a reader means: words that must all be there, each in one of several ways: as it is typed, in pinyin, spelt as
 * elsewhere, or by another word for the same thing.
 */
import { cut, fold, isHan, pairs, runs } from "./words.js";

/**
 * @typedef {import("./index.js").Lookup} Lookup
 * @typedef {object} Way
 * @property {Lookup[]} lookups all of which must be found
 * @property {number} weight how much it counts, 1 for what has been typed
 * @property {string[]} shown what to mark where it is found
 * @typedef {object} Word
 * @property {string} text as it is typed
 * @property {Way[]} ways
 * @typedef {object} Tables
 * @property {Map<string, string>} scripts
 * @property {Set<string>} syllables
 * @property {string[][]} spellings
 * @property {string[][]} synonyms folded
 */

const OTHER_WORD = 0.8;
const PINYIN = 0.7;
const INITIALS = 0.5;
const LONGEST_SYLLABLE = 6;
/* Of letters: more could be parted in too many ways, and so many are enough to tell names apart. */
const LONGEST_PINYIN = 12;
const LONGEST_PHRASE = 5;
const MOST_WORDS = 12;

/**
 * @param {string} json see sitegen/channels/search_words.py
 * @returns {Tables}
 */
export function tablesOf(json) {
  const found = JSON.parse(json);
  const [before, after] = found.scripts.map((/** @type {string} */ chars) => Array.from(chars));
  const scripts = new Map(before.map((/** @type {string} */ char, /** @type {number} */ at) => [char, after[at]]));
  const folded = (/** @type {string} */ text) => runs(fold(text, scripts)).join(" ");
  return {
    scripts,
    syllables: new Set(found.syllables.split(" ")),
    spellings: found.spellings,
    synonyms: found.synonyms.map((/** @type {string[]} */ group) => group.map(folded)),
  };
}

/**
 * @param {string} key
 * @returns {Lookup}
 */
const exactly = (key) => ({ key, prefix: false });
/**
 * @param {string} key
 * @returns {Lookup}
 */
const beginning = (key) => ({ key, prefix: true });

/**
 * What has to be found for a word as it is.
 *
 * @param {string} run
 * @returns {Lookup[]}
 */
function lookupsOf(run) {
  if (!isHan(run)) return [beginning(cut(run))];
  const parts = pairs(run);
  return parts.length ? parts.map(exactly) : [beginning(run)];
}

/**
 * Another way of a word, or of several in a row.
 *
 * @param {string} phrase with blanks between its words
 * @param {number} weight
 * @returns {Way}
 */
function wayOf(phrase, weight) {
  const words = phrase.split(" ");
  return { lookups: words.flatMap(lookupsOf), weight, shown: words };
}

/**
 * The ways in which letters can be parted into syllables, the last of which may not be finished.
 *
 * @param {string} letters
 * @param {Set<string>} syllables
 * @returns {string[][]}
 */
export function partings(letters, syllables) {
  if (!letters) return [[]];
  const found = [];
  for (let length = Math.min(LONGEST_SYLLABLE, letters.length); length > 0; length--) {
    const first = letters.slice(0, length);
    const rest = letters.slice(length);
    if (syllables.has(first)) found.push(...partings(rest, syllables).map((others) => [first, ...others]));
    else if (!rest && [...syllables].some((one) => one.startsWith(first))) found.push([first]);
  }
  return found;
}

/**
 * @param {string} letters typed without blanks
 * @param {Tables} tables
 * @returns {Way[]}
 */
function pinyinWays(letters, tables) {
  if (!/^[a-z]{2,}$/.test(letters)) return [];
  /* lyu and nyu are lü and nü as passports have them; but dianyu is dian and yu. */
  const spelt = new Set([letters, letters.replace(/([ln])yu/g, "$1v")].map((one) => one.slice(0, LONGEST_PINYIN)));
  const partsOf = [...spelt].flatMap((one) => partings(one, tables.syllables));
  const ways = partsOf.map((parts) => {
    const keys = parts.slice(1).map((part, before) => parts[before] + part);
    const lookups = keys.length ? keys : [parts[0]];
    return {
      lookups: lookups.map((key, at) => ({ key: "*" + key, prefix: at === lookups.length - 1 })),
      weight: PINYIN,
      shown: [],
    };
  });
  /* Initials are looked up in pairs, and one letter over and over has only one pair: it would find all that have it. */
  if (letters.length <= LONGEST_SYLLABLE && !/(.)\1\1/.test(letters)) {
    const keys = Array.from(letters.slice(1), (letter, before) => "+" + letters[before] + letter);
    ways.push({ lookups: keys.map(exactly), weight: INITIALS, shown: [] });
  }
  return ways;
}

/**
 * A word in English as it is spelt elsewhere, and in the singular.
 *
 * @param {string} word
 * @param {string[][]} spellings
 * @returns {string[]}
 */
export function spellingsOf(word, spellings) {
  const found = new Set();
  for (const [one, other] of spellings) {
    if (word.startsWith(one)) found.add(other + word.slice(one.length));
    if (word.startsWith(other)) found.add(one + word.slice(other.length));
  }
  const ending = /^(.{3,})(is|iz)(e|ed|es|er|ers|ing|ation|ations)$/.exec(word);
  if (ending) found.add(ending[1] + (ending[2] === "is" ? "iz" : "is") + ending[3]);
  for (const each of [word, ...found]) {
    if (/[^aeiou]ies$/.test(each)) found.add(each.slice(0, -3) + "y");
    else if (/(s|x|ch|sh)es$/.test(each)) found.add(each.slice(0, -2));
    else if (/[^s]s$/.test(each) && each.length > 3) found.add(each.slice(0, -1));
  }
  found.delete(word);
  return [...found];
}

/**
 * Other words for the same, without the one that is asked for.
 *
 * @param {string} phrase
 * @param {Tables} tables
 * @returns {string[]}
 */
function synonymsOf(phrase, tables) {
  const asked = [phrase, ...(isHan(phrase) ? [] : spellingsOf(phrase, tables.spellings))];
  const groups = tables.synonyms.filter((group) => group.some((one) => asked.includes(one)));
  return [...new Set(groups.flat())].filter((one) => one !== phrase);
}

/**
 * One word, in all its ways.
 *
 * @param {string} run
 * @param {Tables} tables
 * @returns {Word}
 */
function wordOf(run, tables) {
  const ways = [wayOf(run, 1)];
  if (!isHan(run)) {
    ways.push(...spellingsOf(run, tables.spellings).map((word) => wayOf(word, 1)), ...pinyinWays(run, tables));
  }
  ways.push(...synonymsOf(run, tables).map((phrase) => wayOf(phrase, OTHER_WORD)));
  return { text: run, ways };
}

/**
 * How many words from here on belong together: a phrase that has others for the same, or pinyin with blanks.
 *
 * @param {string[]} words
 * @param {Tables} tables
 * @returns {Word | null}
 */
function togetherOf(words, tables) {
  for (let count = Math.min(LONGEST_PHRASE, words.length); count > 1; count--) {
    const phrase = words.slice(0, count).join(" ");
    const others = synonymsOf(phrase, tables);
    if (others.length) {
      return { text: phrase, ways: [wayOf(phrase, 1), ...others.map((one) => wayOf(one, OTHER_WORD))] };
    }
  }
  const end = words.findIndex((word, at) => !tables.syllables.has(word) && !(at > 0 && /^[a-z]$/.test(word)));
  const said = words.slice(0, end < 0 ? words.length : end);
  const letters = words.slice(0, words.findIndex((word) => !/^[a-z]$/.test(word)) >>> 0);
  const syllables = letters.length > 1 ? letters : said;
  if (syllables.length < 2) return null;
  const phrase = syllables.join(" ");
  return { text: phrase, ways: [wayOf(phrase, 1), ...pinyinWays(syllables.join(""), tables)] };
}

/**
 * What a text asks for.
 *
 * @param {string} text
 * @param {Tables} tables
 * @returns {{words: Word[], code: Lookup | null}} `code` is the whole of it as a number or code
 */
export function understood(text, tables) {
  const found = runs(fold(text.replace(/ü/gi, "v"), tables.scripts)).slice(0, MOST_WORDS);
  /** @type {Word[]} */
  const words = [];
  for (let at = 0; at < found.length; ) {
    const together = togetherOf(found.slice(at), tables);
    words.push(together || wordOf(found[at], tables));
    at += together ? together.text.split(" ").length : 1;
  }
  const whole = found.join("");
  return { words, code: whole.length > 2 && /[0-9]/.test(whole) ? beginning("#" + whole) : null };
}
