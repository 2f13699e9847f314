/* An address for the layer that is shown. Which one that is, a radio button says. */

export function startLayers() {
  const choices = /** @type {HTMLInputElement[]} */ (Array.from(document.querySelectorAll(".layer-choice")));
  function choose() {
    choices.forEach((choice) => {
      if ("#" + choice.id === window.location.hash) choice.checked = true;
    });
  }
  choices.forEach((choice) => {
    choice.addEventListener("change", () => window.history.replaceState(null, "", "#" + choice.id));
  });
  window.addEventListener("hashchange", choose);
  choose();
}
