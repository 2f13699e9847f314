/*
 * Lists that can be filtered, ordered and sent to somebody: values are loaded with the page, rows when they are shown.
 * Without this script the list is as it is, with links to shorter ones. No words live here: they come from the file of
 * words, in the page's language.
 */
import { addressOf, isNarrowed, nothingChosen, stateOf } from "./filters/address.js";
import { chipsOf, looser, results, showChips } from "./filters/chips.js";
import { choicesOf, figuresOf } from "./filters/columns.js";
import { estimator } from "./filters/estimate.js";
import { matcher } from "./filters/matching.js";
import { byFigure, byTitle, inOrder, newestFirst } from "./filters/orders.js";
import { panel } from "./filters/panel.js";
import { rowsFromFiles, rowsInPage } from "./filters/rows.js";
import { atPlaces, spotMap } from "./filters/spots.js";
import { inTitles, plain } from "./filters/words.js";
import { all, made } from "./lib/dom.js";
import { loadJson } from "./lib/load-file.js";

const STEP = 24;
const DOWN = { amount: true, irr: true, payback: false, area: true, electricity: false };

/**
 * @param {HTMLElement} place where the form goes; says where the files are
 * @param {any} words the file of words
 * @param {import("./filters/columns.js").Block[]} blocks
 */
function start(place, words, blocks) {
  const fields = /** @type {import("./filters/matching.js").Field[]} */ (words.filters);
  const say = words.say;
  const base = new URL(place.dataset.words || "", window.location.href).href;
  const list = /** @type {HTMLElement} */ (document.getElementById("results"));
  const total = words.total;
  const columns = new Map(
    fields.map((field) => [
      field.name,
      field.form === "choice" ? choicesOf(blocks, field.name) : figuresOf(blocks, field.name),
    ]),
  );
  const match = matcher(fields, columns, total);
  const orders = /** @type {string[]} */ (words.orders);
  let state = stateOf(window.location.search, fields, orders);
  /** @type {Map<string, Uint32Array>} */
  const ordered = new Map([["", newestFirst(total)]]);
  /** @type {{ shown: string[], plain: string[] } | null} */
  let titles = null;

  const view = list.querySelector("[data-filter-bar]");
  const chips = /** @type {HTMLElement} */ (list.querySelector("[data-chips]"));
  const count = /** @type {HTMLElement} */ (list.querySelector("[data-total]"));
  const unfiltered = Array.from(count.childNodes);
  const order = /** @type {HTMLSelectElement | null} */ (list.querySelector("[data-order]"));
  const views = all("[data-view]", list);
  const close = /** @type {HTMLElement | null} */ (place.querySelector(".sheet-close"));
  const submit = made("a", "button button-main sheet-show");
  submit.href = "#results";
  const show = words.rows > 0 ? pagedResults() : pageResults();
  const form = panel(fields, say, words.rows > 0 || words.ids.length > 0, change);
  place.querySelectorAll("h3, ul").forEach((old) => old.remove());
  place.append(form.element, submit);

  /** @param {(changed: import("./filters/address.js").State) => void} alter */
  function change(alter) {
    alter(state);
    if (!(state.choices.get("chain") || { size: 0 }).size && fields.some((field) => field.name === "chain")) {
      state.choices.delete("segment");
    }
    const address = addressOf(state, fields) || window.location.pathname;
    window.history.replaceState(null, "", address + window.location.hash);
    update();
  }

  function clear() {
    const { order: kept, view: seen } = state;
    change((changed) => Object.assign(changed, nothingChosen(), { order: kept, view: seen }));
  }

  function update() {
    if ((state.q.trim() || state.order === "title") && !titles) {
      loadTitles().then(update, failed);
      return;
    }
    const found = match.find(state, titles ? inTitles(titles.plain, state.q) : null);
    form.show(state, found);
    showChips(chips, chipsOf(state, fields), say, change, clear);
    submit.textContent = results(say.show, found.number);
    if (isNarrowed(state)) count.textContent = results(say.results, found.number);
    else count.replaceChildren(...unfiltered);
    if (order) order.value = state.order || order.options[0].value;
    views.forEach((button) => button.setAttribute("aria-pressed", String((state.view || "list") === button.dataset.view)));
    show(found);
  }

  function loadTitles() {
    if (words.ids.length > 0) {
      const shown = titlesInPage(list, words.ids);
      titles = { shown, plain: shown.map(plain) };
      return Promise.resolve();
    }
    const files = Array.from({ length: words.blocks }, (_, number) =>
      loadJson(new URL(`titles-${number + 1}.json`, base).href),
    );
    return Promise.all(files).then((parts) => {
      const shown = /** @type {string[]} */ ([]).concat(...parts);
      titles = { shown: shown.map((title) => title.split("\t")[0]), plain: shown.map(plain) };
    });
  }

  /** @param {unknown} error */
  function failed(error) {
    count.textContent = say.failed;
    throw error;
  }

  function orderNow() {
    const name = state.order === "newest" ? "" : state.order;
    let found = ordered.get(name);
    if (!found) {
      const figures = /** @type {Float64Array} */ (columns.get(name));
      found =
        name === "title"
          ? byTitle(titles ? titles.shown : [], document.documentElement.lang)
          : byFigure(figures, DOWN[/** @type {keyof DOWN} */ (name)]);
      ordered.set(name, found);
    }
    return found;
  }

  /**
   * The map of what was found, where the reader wants it.
   *
   * @param {HTMLElement} beside
   * @param {import("./filters/matching.js").Found} found
   */
  function showMap(beside, found) {
    const places = /** @type {import("./filters/matching.js").Field} */ (fields.find(({ name }) => name === "place"));
    const choices = places.choices || [];
    const column = /** @type {import("./filters/columns.js").Choices} */ (columns.get("place"));
    const counts = atPlaces(column, found.fits, choices.length);
    const choose = (/** @type {number} */ spot) =>
      change((changed) => {
        changed.choices.set("place", new Set([spot]));
        changed.view = "";
      });
    beside.append(spotMap({ choices, spots: words.spots, counts, say, choose }));
  }

  /** Entries are all in the page: what does not fit is hidden, and put into another order where they are one list. */
  function pageResults() {
    const fit = rowsInPage(list, words.ids);
    const beside = made("div", "filter-beside");
    list.append(beside);
    const worked = words.grants ? estimator(words, list) : null;
    const room = list.querySelector("[data-estimate]");
    if (worked && room) room.append(worked.element);
    const rows = new Map(all("[data-entry]", list).map((row) => [row.dataset.entry || "", row]));
    const natural = Uint32Array.from({ length: total }, (_, number) => number);
    /** @type {Uint32Array} as the page comes: moving all of it would lay it out again for nothing */
    let last = natural;
    return (/** @type {import("./filters/matching.js").Found} */ found) => {
      const map = state.view === "map";
      fit(isNarrowed(state) ? found.fits : null);
      if (worked) worked.show(found.fits);
      if (orders.length > 0) {
        const now = state.order === "" || state.order === "newest" ? natural : orderNow();
        if (now !== last) {
          now.forEach((number) => {
            const row = rows.get(words.ids[number]);
            if (row && row.parentElement) row.parentElement.append(row);
          });
        }
        last = now;
        all("[data-entries]", list).forEach((group) => (group.hidden = map || found.number === 0));
      }
      beside.textContent = "";
      if (map) showMap(beside, found);
      if (found.number === 0) beside.append(looser(state, fields, found.looser, say, change));
    };
  }

  /** Rows are loaded when they are shown, so many at a time. */
  function pagedResults() {
    const rowsOf = rowsFromFiles(base, words.rows);
    const table = /** @type {HTMLTableElement} */ (list.querySelector("table.rows"));
    const body = table.tBodies[0];
    const own = Array.from(body.rows);
    const pager = /** @type {HTMLElement | null} */ (list.querySelector(".pager"));
    const beside = made("div", "filter-beside");
    const more = made("button", "button filter-more", say.more);
    more.type = "button";
    more.hidden = true;
    table.after(beside, more);
    let turn = 0;
    /** @type {number[]} */
    let hits = [];
    let shown = 0;
    let hasOwn = true; /* the rows that the page came with are in the table */

    /** @param {HTMLElement[]} rows */
    function put(rows) {
      body.replaceChildren(...rows);
      document.dispatchEvent(new CustomEvent("entries-shown"));
    }

    function next() {
      const mine = (turn += 1);
      const wanted = hits.slice(shown, shown + STEP);
      return rowsOf(wanted).then((rows) => {
        if (mine !== turn) return;
        if (shown === 0) put(rows);
        else {
          body.append(...rows);
          document.dispatchEvent(new CustomEvent("entries-shown"));
        }
        shown += wanted.length;
        more.hidden = shown >= hits.length;
        list.removeAttribute("aria-busy");
      }, failed);
    }

    more.addEventListener("click", () => {
      const first = shown;
      next().then(() => {
        const link = body.rows[first] && body.rows[first].querySelector("a");
        if (link) link.focus();
      });
    });

    return (/** @type {import("./filters/matching.js").Found} */ found) => {
      const asIs = !isNarrowed(state) && (state.order === "" || state.order === "newest");
      const map = state.view === "map";
      beside.textContent = "";
      table.classList.toggle("as-cards", state.view === "cards");
      table.classList.toggle("as-table", state.view === "list");
      table.hidden = map || found.number === 0;
      if (pager) pager.hidden = !asIs || map;
      more.hidden = true;
      turn += 1;
      if (map) showMap(beside, found);
      if (found.number === 0) beside.append(looser(state, fields, found.looser, say, change));
      list.removeAttribute("aria-busy");
      if (asIs) {
        if (!hasOwn) put(own);
        hasOwn = true;
        return;
      }
      hits = inOrder(orderNow(), found.fits);
      shown = 0;
      if (map || hits.length === 0) return;
      hasOwn = false;
      list.setAttribute("aria-busy", "true");
      next();
    };
  }

  if (order) {
    order.disabled = false;
    order.addEventListener("change", () =>
      change((changed) => (changed.order = order.value === order.options[0].value ? "" : order.value)),
    );
  }
  views.forEach((button) => {
    button.addEventListener("click", () =>
      change((changed) => (changed.view = button.dataset.view === "list" ? "" : button.dataset.view || "")),
    );
  });
  window.addEventListener("popstate", () => {
    state = stateOf(window.location.search, fields, orders);
    update();
  });
  if (close) close.hidden = false;
  if (view) view.classList.add("is-ready");
  update();
  document.documentElement.dataset.filters = String(Math.round(performance.now()));
}

/**
 * Titles of entries that are all in the page, in the order of their ids.
 *
 * @param {HTMLElement} list
 * @param {string[]} ids
 * @returns {string[]}
 */
function titlesInPage(list, ids) {
  const titles = new Map(
    all("[data-entry]", list).map((row) => [row.dataset.entry || "", (row.textContent || "").replace(/\s+/g, " ")]),
  );
  return ids.map((id) => titles.get(id) || "");
}

const place = document.getElementById("filters");
if (place && place.dataset.words && place.dataset.values) {
  const values = place.dataset.values;
  const blocks = (/** @type {number} */ count) =>
    Array.from({ length: count }, (_, before) => loadJson(values.replace(/1(?=\.json$)/, String(before + 1))));
  /* All at once, so many as the page knows of; an old page may know of fewer or more than there are now. */
  blocks(Number(place.dataset.blocks)).forEach((block) => block.catch(() => {}));
  loadJson(place.dataset.words).then((words) =>
    Promise.all(blocks(words.blocks)).then((read) => start(place, words, read)),
  );
}
