/* The button for large text. */
import { all } from "../lib/dom.js";
import { keepLarge } from "../lib/large-text.js";

export function startTextSize() {
  const root = document.documentElement;
  all("[data-text-size]").forEach((button) => {
    const show = () => button.setAttribute("aria-pressed", String(root.classList.contains("large")));
    button.addEventListener("click", () => {
      keepLarge(root.classList.toggle("large"));
      show();
    });
    show();
  });
}
