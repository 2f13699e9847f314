/*
 * The search page: loads of the index what a search needs, and looks words up here. Nothing is sent anywhere. No words
 * live here: they stand in the page.
 */
import { addressOf, valueIn } from "./search/address.js";
import { hitList } from "./search/hits.js";
import { indexIn, loader } from "./search/index.js";
import { startKeys } from "./search/keys.js";
import { kindFilter } from "./search/kinds.js";
import { tablesOf, understood } from "./search/query.js";
import { ranked } from "./search/ranking.js";

const PAUSE_MS = 150;

/**
 * @param {HTMLElement} place
 * @param {HTMLFormElement} form
 */
function start(place, form) {
  const input = /** @type {HTMLInputElement} */ (form.elements.namedItem("q"));
  const note = /** @type {HTMLElement} */ (place.querySelector("[role=status]"));
  const list = /** @type {HTMLElement} */ (place.querySelector(".hits"));
  const more = /** @type {HTMLElement} */ (place.querySelector("[data-more]"));
  const group = /** @type {HTMLElement} */ (place.querySelector("[data-kinds]"));
  const said = note.dataset;
  const folder = (place.dataset.root || "") + "search/";
  const inTexts = place.dataset.texts !== undefined;
  const load = loader();
  const index = indexIn(load, folder, Number(place.dataset.blocks), inTexts);
  const hits = hitList({ list, more, base: place.dataset.base || "", load, inTexts });
  const kinds = kindFilter(group, search);
  let turn = 0;
  let waiting = 0;

  /**
   * @param {number} count
   * @param {string[]} dropped
   */
  function tell(count, dropped) {
    if (!count) note.textContent = said.nothing || "";
    else if (!dropped.length) note.textContent = (said.found || "").replace("#", String(count));
    else {
      const words = dropped.map((word) => (said.quoted || "#").replace("#", () => word)).join(said.comma || ", ");
      note.textContent = (said.without || "").replace("#", String(count)).replace("@", () => words);
    }
  }

  async function search() {
    const text = input.value;
    const mine = ++turn;
    window.history.replaceState(null, "", addressOf(text, kinds.chosen(), window.location.pathname));
    if (!text.trim()) {
      hits.empty();
      kinds.count([]);
      note.textContent = "";
      return;
    }
    if (hits.isEmpty()) note.textContent = said.loading || "";
    try {
      const tables = tablesOf(await load(folder + "words.json"));
      const asked = understood(text, tables);
      const heads = await index.heads();
      const { ids, dropped } = await ranked(asked, index.find, heads);
      if (mine !== turn) return; /* meanwhile something else is looked for */
      const kindOf = (/** @type {number} */ id) => (heads.get(id) || { kind: "" }).kind;
      kinds.count(ids.map(kindOf));
      const chosen = kinds.chosen();
      const shown = chosen ? ids.filter((id) => kindOf(id) === chosen) : ids;
      await hits.fill(shown, asked.words, { kindOf: (id) => kinds.nameOf(kindOf(id)), scripts: tables.scripts });
      if (mine === turn) tell(shown.length, dropped);
    } catch (_) {
      if (mine !== turn) return;
      hits.empty();
      note.textContent = said.failed || "";
    }
  }

  function searchSoon() {
    window.clearTimeout(waiting);
    waiting = window.setTimeout(search, PAUSE_MS);
  }

  input.addEventListener("input", (event) => {
    window.clearTimeout(waiting);
    /* While Chinese is being composed, its letters are not what is looked for. */
    if (!(event instanceof InputEvent && event.isComposing)) searchSoon();
  });
  input.addEventListener("compositionend", searchSoon);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    window.clearTimeout(waiting);
    search();
    input.blur();
  });
  startKeys(input, list);

  input.value = valueIn(window.location.search, "q") || input.value;
  kinds.choose(valueIn(window.location.search, "kind"));
  if (input.value) search();
  else input.focus();
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("main form.search"));
if (place && form) start(place, form);
