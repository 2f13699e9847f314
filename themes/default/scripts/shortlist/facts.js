/* What the pages of saved entries say: title, facts, whom to call. The pages are read as they are, in their language. */
import { all } from "../lib/dom.js";
import { loadText } from "../lib/load-file.js";
import { pathOf } from "../lib/shortlist.js";

/**
 * @typedef {object} Office
 * @property {string} name
 * @property {string} phone
 * @property {string} email
 * @property {string} vcard address of its vCard
 */
/**
 * @typedef {object} Item a saved entry
 * @property {string} key
 * @property {string} url
 * @property {string} title
 * @property {boolean} gone whether its page is no longer there
 * @property {[string, string][]} facts label, value
 * @property {Office | null} office
 */

/**
 * The text of an element in one line, what its parts say apart from each other.
 *
 * @param {Element | null} element
 * @returns {string}
 */
function lineOf(element) {
  if (!element) return "";
  const parts = Array.from(element.childNodes, (node) => {
    const text = node.textContent || "";
    return node instanceof Element && node.classList.contains("sub") ? ` ${text}` : text;
  });
  return parts.join("").replace(/[ \t\r\n]+/g, " ").trim();
}

/**
 * The label of a fact without the notes below it.
 *
 * @param {Element} label
 * @returns {string}
 */
function labelOf(label) {
  const own = /** @type {Element} */ (label.cloneNode(true));
  own.querySelectorAll(".sub").forEach((note) => note.remove());
  return lineOf(own);
}

/**
 * @param {ParentNode} page
 * @returns {[string, string][]}
 */
function pairsOf(page) {
  return all("[data-facts] > div", page).flatMap((pair) => {
    const label = pair.querySelector("dt");
    const value = pair.querySelector("dd");
    return label && value ? [/** @type {[string, string]} */ ([labelOf(label), lineOf(value)])] : [];
  });
}

/**
 * @param {ParentNode} page
 * @param {string} address
 * @returns {Office | null}
 */
function officeOf(page, address) {
  const block = page.querySelector(".contact");
  const name = block && block.querySelector("h2, h3, h4");
  if (!block || !name) return null;
  const mail = block.querySelector("a[href^='mailto:']");
  const card = block.querySelector("a[href$='.vcf']");
  return {
    name: lineOf(name),
    phone: lineOf(block.querySelector(".tel")),
    email: mail ? (mail.getAttribute("href") || "").slice("mailto:".length).split("?")[0] : "",
    vcard: card ? new URL(card.getAttribute("href") || "", address).href : "",
  };
}

/**
 * A plot: its row of the table, then what its place costs and has.
 *
 * @param {Document} page
 * @param {string} id of the row
 * @param {string} label the word for the place
 * @returns {{ title: string, facts: [string, string][] } | null}
 */
function plotOf(page, id, label) {
  const row = /** @type {HTMLTableRowElement | null} */ (page.getElementById(id));
  const table = row && row.closest("table");
  if (!row || !table) return null;
  const heads = Array.from(table.querySelectorAll("thead th"), lineOf);
  /** @type {[string, string][]} */
  const facts = Array.from(row.cells).slice(1).map((cell, number) => [heads[number + 1] || "", lineOf(cell)]);
  const place = lineOf(page.querySelector("h1"));
  const costs = all("#costs tbody tr", page).map((cost) => {
    return /** @type {[string, string]} */ ([lineOf(cost.children[0]), lineOf(cost.children[1])]);
  });
  return {
    title: lineOf(row.cells[0]),
    facts: [[label, place], ...facts, ...pairsOf(page), ...costs],
  };
}

/**
 * @param {string} key
 * @param {string} text of the page
 * @param {string} address of the page
 * @param {{ status: string, place: string }} labels words for the status and for a plot's place
 * @returns {Item | null} null where a plot is no longer on the page
 */
export function itemOf(key, text, address, labels) {
  const page = new DOMParser().parseFromString(text, "text/html");
  const office = officeOf(page, address);
  const id = address.split("#")[1];
  if (id) {
    const plot = plotOf(page, id, labels.place);
    return plot && { key, url: address, gone: false, office, ...plot, facts: plot.facts.filter(([, value]) => value) };
  }
  const state = lineOf(page.querySelector(".page-head .status"));
  /** @type {[string, string][]} */
  const facts = [...(state ? [/** @type {[string, string]} */ ([labels.status, state])] : []), ...pairsOf(page)];
  return { key, url: address, title: lineOf(page.querySelector("h1")), gone: false, facts, office };
}

/**
 * Loads an entry's page. Where it is gone, the title that was saved is what is left.
 *
 * @param {string} key
 * @param {string} title
 * @param {string} base the language's home page
 * @param {{ status: string, place: string }} labels
 * @returns {Promise<Item>}
 */
export function loadItem(key, title, base, labels) {
  const address = new URL(pathOf(key), base).href;
  const gone = { key, url: address, title: title || key, gone: true, facts: [], office: null };
  return loadText(address.split("#")[0]).then(
    (text) => itemOf(key, text, address, labels) || gone,
    () => gone,
  );
}
