/* Buttons that save projects and plots, and what shows that some are saved. */
import { all, around, fromTemplate } from "../lib/dom.js";
import { keep, kept, pathOf, toggled } from "../lib/shortlist.js";
import { say } from "../lib/toast.js";

/** @param {import("../lib/shortlist.js").Kept} entries */
function show(entries) {
  const number = Object.keys(entries).length;
  all("[data-keep]").forEach((button) => {
    button.setAttribute("aria-pressed", String((button.dataset.keep || "") in entries));
  });
  all("[data-kept-count]").forEach((count) => {
    count.textContent = number > 0 ? String(number) : "";
  });
  all("[data-kept-list]").forEach((section) => {
    const list = section.querySelector("ul");
    if (!list) return;
    list.textContent = "";
    Object.keys(entries).forEach((key) => {
      const link = document.createElement("a");
      link.href = `${section.dataset.keptList}../${pathOf(key)}`;
      link.textContent = entries[key];
      list.appendChild(document.createElement("li")).appendChild(link);
    });
    section.hidden = number === 0;
  });
}

/** A button on every card and row; the words are the page's. */
function addButtons() {
  all("[data-card]").forEach((card) => {
    const button = card.querySelector("[data-keep]") ? null : fromTemplate("ui-keep");
    if (!button) return;
    const title = card.dataset.title || ((card.querySelector("a") || card).textContent || "").trim();
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
    const key = button.dataset.keep || "";
    const after = toggled(kept(), key, button.dataset.title || "");
    say(key in after ? button.dataset.done : button.dataset.dropped);
    keep(after);
    show(after);
  });
  document.addEventListener("entries-shown", () => {
    addButtons(); /* rows that a filter has brought */
    show(kept());
  });
  window.addEventListener("storage", () => show(kept())); /* another tab has saved one */
  document.addEventListener("shortlist-changed", () => show(kept()));
  show(kept());
}
