/* Buttons that copy a text, or the page's address. */
import { copy } from "../lib/copy.js";
import { all } from "../lib/dom.js";
import { say } from "../lib/toast.js";

export function startCopying() {
  all("[data-copy]").forEach((button) => {
    button.addEventListener("click", () => {
      copy(button.dataset.copy || window.location.href, () => say(button.dataset.done));
    });
  });
}
