/* The keyboard: arrows lead from the field through what was found and back, a slash into the field. */

/**
 * @param {HTMLInputElement} input
 * @param {HTMLElement} list
 */
export function startKeys(input, list) {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    const links = /** @type {HTMLElement[]} */ (Array.from(list.querySelectorAll("li > a")));
    const at = links.indexOf(/** @type {HTMLElement} */ (document.activeElement));
    const inField = document.activeElement === input;
    if (event.key === "ArrowDown" && (inField || at >= 0) && links[at + 1]) links[at + 1].focus();
    else if (event.key === "ArrowUp" && at >= 0) (links[at - 1] || input).focus();
    else if (event.key === "Escape" && at >= 0) input.focus();
    else if (event.key === "/" && !inField && !(event.target instanceof HTMLInputElement)) input.focus();
    else return;
    event.preventDefault();
  });
}
