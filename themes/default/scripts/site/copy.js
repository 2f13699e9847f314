/* Buttons that copy a text, or the page's address. */
import { all } from "../lib/dom.js";
import { say } from "../lib/toast.js";

/**
 * @param {string} text
 * @param {() => void} done
 */
function copy(text, done) {
  if (navigator.clipboard && window.isSecureContext) {
    navigator.clipboard.writeText(text).then(done, () => copyByCommand(text, done));
  } else {
    copyByCommand(text, done);
  }
}

/**
 * For WeChat's and older browsers, and pages that are not on https.
 *
 * @param {string} text
 * @param {() => void} done
 */
function copyByCommand(text, done) {
  const area = document.createElement("textarea");
  area.value = text;
  area.className = "visually-hidden";
  area.setAttribute("readonly", "");
  document.body.appendChild(area);
  area.select();
  try {
    if (document.execCommand("copy")) done();
  } finally {
    area.remove();
  }
}

export function startCopying() {
  all("[data-copy]").forEach((button) => {
    button.addEventListener("click", () => {
      copy(button.dataset.copy || window.location.href, () => say(button.dataset.done));
    });
  });
}
