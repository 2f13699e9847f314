/* Kept projects on a page: what is said, how a button is called, and what another tab changes. */
import assert from "node:assert/strict";
import { test } from "node:test";

/* As much of a page as the module asks for: cards, their buttons, a line that says what was done. */
class Element {
  constructor(dataset = {}, attributes = {}) {
    this.dataset = dataset;
    this.attributes = attributes;
    this.children = [];
    this.textContent = "";
    this.hidden = true;
  }
  getAttribute(name) {
    return this.attributes[name];
  }
  setAttribute(name, value) {
    this.attributes[name] = value;
  }
  appendChild(child) {
    this.children.push(child);
    return child;
  }
  querySelector(selector) {
    if (selector === "a") return this.link || null;
    if (selector === "ul") return this.list || null;
    return null;
  }
  closest(selector) {
    return selector === "[data-keep]" && this.dataset.keep ? this : null;
  }
  cloneNode() {
    return new Element({ ...this.dataset }, { ...this.attributes });
  }
}

class HTMLTemplateElement extends Element {}

function page() {
  const listeners = {};
  const memory = new Map();
  const card = new Element({ card: "foil" });
  card.link = { textContent: " 电池箔 " };
  const toast = new Element();
  const template = new HTMLTemplateElement();
  const words = { done: "Saved.", dropped: "Removed." };
  template.content = { firstElementChild: new Element(words, { "aria-label": "Save" }) };
  const section = new Element({ keptList: "../projects/" });
  section.list = new Element();
  Object.assign(globalThis, {
    Element,
    HTMLTemplateElement,
    document: {
      querySelectorAll: (selector) =>
        ({ "[data-card]": [card], "[data-keep]": card.children, "[data-kept-list]": [section] })[selector] || [],
      querySelector: () => toast,
      getElementById: () => template,
      createElement: () => new Element(),
      addEventListener: (name, what) => (listeners[name] = what),
    },
    window: {
      addEventListener: (name, what) => (listeners[name] = what),
      setTimeout: () => 1,
      clearTimeout: () => {},
      localStorage: { getItem: (key) => memory.get(key) ?? null, setItem: (key, text) => memory.set(key, text) },
    },
  });
  return { listeners, memory, card, toast, section };
}

test("a click keeps a project and says so, the next one drops it", async () => {
  const { listeners, memory, card, toast, section } = page();
  const { startKept } = await import("../../themes/default/scripts/site/kept.js");
  startKept();
  const [button] = card.children;
  assert.equal(button.getAttribute("aria-label"), "Save 电池箔");
  assert.equal(button.getAttribute("aria-pressed"), "false");
  assert.equal(section.hidden, true, "nothing is kept");
  listeners.click({ target: button });
  assert.equal(toast.textContent, "Saved.");
  assert.equal(button.getAttribute("aria-pressed"), "true");
  assert.equal(section.hidden, false);
  const [key] = memory.keys();
  assert.equal(memory.get(key), JSON.stringify({ foil: "电池箔" }));
  listeners.click({ target: button });
  assert.equal(toast.textContent, "Removed.");
  assert.equal(button.getAttribute("aria-pressed"), "false");

  memory.set(key, JSON.stringify({ foil: "电池箔" }));
  listeners.storage();
  assert.equal(button.getAttribute("aria-pressed"), "true", "another tab has kept it");
});

test("what was found is shown ten at a time, and the button goes with the last", async () => {
  page();
  class Item extends Element {
    append(...children) {
      this.children.push(...children);
    }
    set textContent(text) {
      if (!text) this.children = [];
    }
    get textContent() {
      return "";
    }
  }
  globalThis.document.createElement = () => new Item();
  globalThis.document.createTextNode = (text) => text;
  globalThis.document.createDocumentFragment = () => new Item();
  const { hitList } = await import("../../themes/default/scripts/search/hits.js");
  const list = new Item();
  const more = new Item();
  let click = async () => {};
  more.addEventListener = (_, what) => (click = what);
  const rows = Array.from({ length: 20 }, (_, number) => [`p/${number}/`, String(number), "", "", [], "", []]);
  const load = async () => JSON.stringify(rows);
  const hits = hitList({ list, more, base: "../", load, inTexts: false });
  const known = { kindOf: () => "", scripts: new Map() };
  const found = (count) => Array.from({ length: count }, (_, number) => number);
  await hits.fill(found(10), [], known);
  assert.equal(list.children.length, 10);
  assert.equal(more.hidden, true, "ten are all");
  await hits.fill(found(11), [], known);
  assert.equal(list.children.length, 10);
  assert.equal(more.hidden, false);
  await click();
  assert.equal(list.children.length, 11);
  assert.equal(more.hidden, true);
});
