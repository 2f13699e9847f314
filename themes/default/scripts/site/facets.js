/* The sheet of filters on a phone opens by its address (#filters); here is only what a key expects. */

const ADDRESS = "#filters";

export function startFacets() {
  const sheet = document.getElementById("filters");
  const close = /** @type {HTMLElement | null} */ (sheet && sheet.querySelector(".sheet-close"));
  if (!close) return;
  window.addEventListener("hashchange", () => {
    if (window.location.hash === ADDRESS && close.offsetParent) close.focus();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && window.location.hash === ADDRESS) close.click();
  });
}
