/* A line that says for a moment what has been done. Screen readers speak it: it is a status. */

const SHOWN_MS = 4000;
let timer = 0;

/** @param {string | undefined} text */
export function say(text) {
  const toast = document.querySelector(".toast");
  if (!toast || !text) return;
  toast.textContent = text;
  window.clearTimeout(timer);
  timer = window.setTimeout(() => {
    toast.textContent = "";
  }, SHOWN_MS);
}
