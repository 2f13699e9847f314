/* Copying a text, also in WeChat's and older browsers, and on pages that are not on https. */

/**
 * @param {string} text
 * @param {() => void} done
 */
export function copy(text, done) {
  if (navigator.clipboard && window.isSecureContext) {
    navigator.clipboard.writeText(text).then(done, () => copyByCommand(text, done));
  } else {
    copyByCommand(text, done);
  }
}

/**
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
