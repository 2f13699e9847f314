/* Finding things in the page. */

/**
 * All elements that fit a selector, as an array.
 *
 * @param {string} selector
 * @param {ParentNode} [within]
 * @returns {HTMLElement[]}
 */
export function all(selector, within) {
  return Array.from((within || document).querySelectorAll(selector));
}

/**
 * The element in which something happened, or the nearest around it that fits a selector.
 *
 * @param {Event} event
 * @param {string} selector
 * @returns {HTMLElement | null}
 */
export function around(event, selector) {
  return event.target instanceof Element ? event.target.closest(selector) : null;
}

/**
 * A copy of what is in a <template>, where the page's words for scripts stand; null without one.
 *
 * @param {string} id
 * @returns {HTMLElement | null}
 */
export function fromTemplate(id) {
  const found = document.getElementById(id);
  const first = found instanceof HTMLTemplateElement ? found.content.firstElementChild : null;
  return first ? /** @type {HTMLElement} */ (first.cloneNode(true)) : null;
}

/**
 * A new element with a class and what it holds; texts stay texts.
 *
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} tag
 * @param {string} [className]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function made(tag, className, ...children) {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.append(...children);
  return element;
}
