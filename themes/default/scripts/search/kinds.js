/* The filter by kind: a button for each, with how many were found; those without any are not shown. */
import { all } from "../lib/dom.js";

/**
 * @param {HTMLElement} group
 * @param {() => void} changed called when another kind is chosen
 */
export function kindFilter(group, changed) {
  const buttons = /** @type {HTMLButtonElement[]} */ (all("button", group));
  let chosen = "";

  function press() {
    buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.value === chosen)));
  }

  buttons.forEach((button) =>
    button.addEventListener("click", () => {
      chosen = button.value;
      press();
      changed();
    }),
  );

  return {
    chosen: () => chosen,
    /** @param {string} kind */
    choose(kind) {
      chosen = buttons.some((button) => button.value === kind) ? kind : "";
      press();
    },
    /** @param {string[]} kinds of everything that was found */
    count(kinds) {
      const counts = new Map();
      kinds.forEach((kind) => counts.set(kind, (counts.get(kind) || 0) + 1));
      if (!counts.has(chosen)) chosen = "";
      buttons.forEach((button) => {
        const count = button.value ? counts.get(button.value) || 0 : kinds.length;
        const shown = button.querySelector(".count");
        if (shown) shown.textContent = String(count);
        button.hidden = !count;
      });
      group.hidden = counts.size < 2;
      press();
    },
    /** @param {string} kind */
    nameOf(kind) {
      const button = buttons.find((one) => one.value === kind);
      return (button && button.dataset.one) || "";
    },
  };
}
