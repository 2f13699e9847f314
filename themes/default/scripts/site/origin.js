/*
 * Where the reader comes from, once chosen on the page of an origin: the office that serves investors from there comes
 * first on every page. It is read from that origin's page, so that it is never older than the site.
 */
import { all } from "../lib/dom.js";
import { loadText } from "../lib/load-file.js";
import { load, store } from "../lib/storage.js";
import { say } from "../lib/toast.js";

const KEY = "origin";
const PATHS = ["href", "src"];

/**
 * The id that is kept; "" for none, and for what is no id.
 *
 * @returns {string}
 */
export function chosenOrigin() {
  const kept = load(KEY, "");
  return typeof kept === "string" && /^[a-z0-9-]{1,80}$/.test(kept) ? kept : "";
}

/**
 * The office of an origin's page, its addresses made whole; null where the page names none.
 *
 * @param {string} page
 * @param {string} address
 * @returns {HTMLElement | null}
 */
export function officeOf(page, address) {
  const found = new DOMParser().parseFromString(page, "text/html").querySelector("[data-origin-office] .contact");
  if (!found) return null;
  const office = /** @type {HTMLElement} */ (document.importNode(found, true));
  all("[href], [src]", office).forEach((element) => {
    PATHS.forEach((name) => {
      const path = element.getAttribute(name);
      if (path !== null) element.setAttribute(name, new URL(path, address).href);
    });
  });
  all(".buttons", office).forEach((buttons) => buttons.remove());
  return office;
}

/** @param {HTMLElement} office @param {HTMLElement} foot */
function show(office, foot) {
  const own = office.querySelector("h2 a, h3 a, h4 a");
  const phone = office.querySelector("a.tel");
  if (own instanceof HTMLAnchorElement) {
    addLink(foot, own, "");
    if (phone instanceof HTMLAnchorElement) addLink(foot, phone, "foot-tel");
    foot.hidden = false;
    takeBar(office, own);
  }
  const first = document.querySelector("main .contact");
  const heading = first && first.querySelector("h2, h3, h4");
  const isAbout = !heading || !heading.querySelector("a") || document.querySelector("[data-choose-origin]");
  if (!first || !first.parentNode || isAbout || !own) return;
  const there = all("main .contact a").filter((link) => same(link, own))[0];
  const block = there && there.closest(".contact");
  if (!block) levelTo(heading.tagName, office);
  if (!block || block.parentNode === first.parentNode) first.parentNode.insertBefore(block || office, first);
}

/**
 * The bar at the foot of a phone calls that office and writes to it; a letter keeps its subject.
 *
 * @param {HTMLElement} office
 * @param {HTMLAnchorElement} called
 */
function takeBar(office, called) {
  ["tel:", "mailto:"].forEach((scheme) => {
    const link = document.querySelector(`.action-bar a[href^="${scheme}"]`);
    const theirs = office.querySelector(`a[href^="${scheme}"]`);
    if (!(link instanceof HTMLAnchorElement) || !(theirs instanceof HTMLAnchorElement)) return;
    const subject = link.href.indexOf("?");
    link.href = theirs.href.split("?")[0] + (subject < 0 ? "" : link.href.slice(subject));
    link.title = (called.textContent || "").trim();
  });
}

/** @param {HTMLElement} foot @param {HTMLAnchorElement} like @param {string} name */
function addLink(foot, like, name) {
  const link = document.createElement("a");
  link.className = name;
  link.href = like.href;
  link.textContent = (like.textContent || "").trim();
  foot.append(" ", link);
}

/** @param {string} tag @param {HTMLElement} office */
function levelTo(tag, office) {
  const old = office.querySelector("h2, h3, h4");
  if (!old || !old.parentNode) return;
  const made = document.createElement(tag);
  while (old.firstChild) made.appendChild(old.firstChild);
  old.parentNode.replaceChild(made, old);
}

/** @param {Element} one @param {Element} other */
function same(one, other) {
  return one instanceof HTMLAnchorElement && other instanceof HTMLAnchorElement && one.href === other.href;
}

export function startOrigin() {
  const foot = /** @type {HTMLElement | null} */ (document.querySelector("[data-origins]"));
  if (!foot) return;
  all("[data-choose-origin]").forEach((button) => {
    const mark = () => button.setAttribute("aria-pressed", String(chosenOrigin() === button.dataset.chooseOrigin));
    button.addEventListener("click", () => {
      const drops = chosenOrigin() === button.dataset.chooseOrigin;
      store(KEY, drops ? "" : button.dataset.chooseOrigin);
      say(drops ? button.dataset.dropped : button.dataset.done);
      mark();
    });
    mark();
  });
  const chosen = chosenOrigin();
  if (!chosen) return;
  const address = new URL(`${foot.dataset.origins}${chosen}/`, window.location.href).href;
  loadText(address)
    .then((page) => {
      const office = officeOf(page, address);
      if (office) show(office, foot);
    })
    .catch(() => {
      /* the origin has gone, or the reader is offline: the page stays as it is */
    });
}
