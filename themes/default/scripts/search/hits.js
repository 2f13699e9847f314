/* The list of what was found, some at a time. */

/** @typedef {import("./ranking.js").Entry} Entry */

const STEP = 30;

/**
 * @param {Entry} entry
 * @param {string} base what leads from the search page to the language's home page
 * @returns {HTMLLIElement}
 */
function itemOf(entry, base) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = base + entry.path;
  link.textContent = entry.title;
  const kind = document.createElement("span");
  kind.className = "quiet";
  kind.textContent = entry.kind;
  item.append(link, kind);
  if (entry.summary) {
    const summary = document.createElement("p");
    summary.textContent = entry.summary;
    item.appendChild(summary);
  }
  return item;
}

/**
 * @param {HTMLElement} list
 * @param {HTMLElement} more the button that shows the next
 * @param {string} base
 */
export function hitList(list, more, base) {
  /** @type {Entry[]} */
  let found = [];
  let shown = 0;

  function show() {
    list.append(...found.slice(shown, shown + STEP).map((entry) => itemOf(entry, base)));
    shown += STEP;
    more.hidden = shown >= found.length;
  }

  more.addEventListener("click", () => {
    const first = list.children.length;
    show();
    const link = list.children[first] && list.children[first].querySelector("a");
    if (link) link.focus();
  });

  return {
    /** @param {Entry[]} hits */
    fill(hits) {
      list.textContent = "";
      found = hits;
      shown = 0;
      show();
    },
    isEmpty: () => !list.firstChild,
  };
}
