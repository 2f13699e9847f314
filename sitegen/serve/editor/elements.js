/** Small helpers to make elements. */

/**
 * @param {string} name
 * @param {Record<string, unknown>} [properties] set on the element; `class`, `for`, `aria-…` and `data-…` as attributes
 * @param {...(Node|string)} children
 */
export function make(name, properties = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties)) {
    if (value === undefined || value === false || value === null) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key in element && !key.includes("-") && key !== "list") element[key] = value;
    else element.setAttribute(key === "class" ? "class" : key, value === true ? "" : value);
  }
  element.append(...children);
  return element;
}

/** A button with an accessible name of its own. */
export function button(text, what, action) {
  return make("button", { type: "button", class: "small", "aria-label": what ? `${text}: ${what}` : undefined, onclick: action }, text);
}
