/*
 * The search page: loads the catalogue's titles and other words when they are first asked for, and looks through them
 * here. Nothing is sent anywhere. No words live here: they stand in the page.
 */
import { addressOf, textIn } from "./search/address.js";
import { loader } from "./search/entries.js";
import { hitList } from "./search/hits.js";
import { ranked } from "./search/ranking.js";
import { plain } from "./search/words.js";

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
  const hits = hitList(list, more, place.dataset.base || "");
  const load = loader((place.dataset.parts || "").split(" ").filter(Boolean));
  const words = note.dataset;
  let turn = 0;
  let waiting = 0;

  function search() {
    const text = input.value;
    const mine = ++turn;
    window.history.replaceState(null, "", addressOf(text, window.location.pathname));
    if (!plain(text)) {
      hits.fill([]);
      note.textContent = "";
      return;
    }
    if (hits.isEmpty()) note.textContent = words.loading || "";
    load().then(
      (entries) => {
        if (mine !== turn) return; /* meanwhile something else is looked for */
        const found = ranked(entries, text);
        hits.fill(found);
        note.textContent = (found.length ? (words.found || "").replace("#", String(found.length)) : words.nothing) || "";
      },
      () => {
        if (mine === turn) note.textContent = words.failed || "";
      },
    );
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

  input.value = textIn(window.location.search) || input.value;
  if (input.value) search();
  else input.focus();
}

const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-search]"));
const form = /** @type {HTMLFormElement | null} */ (document.querySelector("main form.search"));
if (place && form) start(place, form);
