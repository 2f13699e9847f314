/* Kept projects: {id: title}, in the order in which they were kept. */
import { all, around, fromTemplate } from "../lib/dom.js";
import { load, store } from "../lib/storage.js";
import { say } from "../lib/toast.js";

const KEY = "kept";

/** @typedef {Record<string, string>} Kept */

/** @returns {Kept} */
function kept() {
  return load(KEY, {});
}

/**
 * With a project that was not there, or without one that was.
 *
 * @param {Kept} before
 * @param {string} id
 * @param {string} title
 * @returns {Kept}
 */
export function toggled(before, id, title) {
  const after = { ...before };
  if (id in after) delete after[id];
  else after[id] = title;
  return after;
}

/** @param {Kept} projects */
function show(projects) {
  all("[data-keep]").forEach((button) => {
    button.setAttribute("aria-pressed", String((button.dataset.keep || "") in projects));
  });
  all("[data-kept-list]").forEach((section) => {
    const list = section.querySelector("ul");
    if (!list) return;
    list.textContent = "";
    Object.keys(projects).forEach((id) => {
      const link = document.createElement("a");
      link.href = section.dataset.keptList + encodeURIComponent(id) + "/";
      link.textContent = projects[id];
      list.appendChild(document.createElement("li")).appendChild(link);
    });
    section.hidden = Object.keys(projects).length === 0;
  });
}

/** A button on every card and row; the words are the page's. */
function addButtons() {
  all("[data-card]").forEach((card) => {
    const button = card.querySelector("[data-keep]") ? null : fromTemplate("ui-keep");
    if (!button) return;
    const title = ((card.querySelector("a") || card).textContent || "").trim();
    button.dataset.keep = card.dataset.card;
    button.dataset.title = title;
    button.setAttribute("aria-label", button.getAttribute("aria-label") + " " + title);
    (card.querySelector("[data-keep-here]") || card).appendChild(button);
  });
}

export function startKept() {
  addButtons();
  document.addEventListener("click", (event) => {
    const button = around(event, "[data-keep]");
    if (!button) return;
    const id = button.dataset.keep || "";
    const after = toggled(kept(), id, button.dataset.title || "");
    say(id in after ? button.dataset.done : button.dataset.dropped);
    store(KEY, after);
    show(after);
  });
  document.addEventListener("entries-shown", () => {
    addButtons(); /* rows that a filter has brought */
    show(kept());
  });
  window.addEventListener("storage", () => show(kept())); /* another tab has kept one */
  show(kept());
}
