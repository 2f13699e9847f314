/* A closer look at a wide drawing: by buttons, keys, wheel and dragging. */
import { all } from "../lib/dom.js";
import { CLOSEST, between, closeness, intoSight, middle, scaled, within } from "./boxes.js";
import { addDrag } from "./drag.js";

/** @typedef {import("./boxes.js").Box} Box */

const STEP = 1.5;
const WHEEL_STEP = 1.2;
const KEY_STEP = 0.2;
const MOVE_MS = 160;
const MARGIN = 12;
/* A line of years needs no closer look: drawings lower than this get none. */
const LOW = 260;
/* How far from the whole a view must be to count as closer. */
const SLIGHTLY = 1.001;
/** @type {Record<string, [number, number]>} */
const MOVES = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
/** @type {Record<string, string>} */
const KEYS = { "+": "in", "=": "in", "-": "out", "0": "whole" };

/**
 * @param {SVGSVGElement} drawing
 * @param {HTMLElement} tools the buttons, which are put above the drawing
 */
export function addZoom(drawing, tools) {
  const whole = /** @type {Box} */ ((drawing.getAttribute("viewBox") || "").split(" ").map(Number));
  if (whole[3] < LOW || !drawing.parentNode) return;
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");
  let view = whole;
  let frame = 0;
  drawing.parentNode.insertBefore(tools, drawing);

  const level = () => closeness(whole, view);

  /** @param {Box} box */
  function draw(box) {
    drawing.setAttribute("viewBox", box.map((one) => one.toFixed(1)).join(" "));
  }

  /** @param {Box} next @param {boolean} [atOnce] */
  function show(next, atOnce) {
    window.cancelAnimationFrame(frame);
    const from = view;
    view = next;
    drawing.classList.toggle("m-near", level() > SLIGHTLY);
    all("button", tools).forEach((button) => {
      /* Not disabled: a button that has the focus must keep it. */
      const idle = button.dataset.zoom === "in" ? level() > CLOSEST - 0.01 : level() < SLIGHTLY;
      button.setAttribute("aria-disabled", String(idle));
    });
    if (atOnce || calm.matches) draw(next);
    else move(from, next);
  }

  /** @param {Box} from @param {Box} to */
  function move(from, to) {
    /** @type {number | null} */
    let start = null;
    /** @param {number} now */
    function tick(now) {
      start = start === null ? now : start;
      const part = Math.min((now - start) / MOVE_MS, 1);
      draw(between(from, to, part));
      if (part < 1) frame = window.requestAnimationFrame(tick);
    }
    frame = window.requestAnimationFrame(tick);
  }

  /** @param {number} x @param {number} y of the view, in the drawing's units; @param {boolean} [atOnce] */
  function moveBy(x, y, atOnce) {
    show(within(whole, view[0] + x, view[1] + y, view[2]), atOnce);
  }

  /** @param {string | undefined} kind */
  function step(kind) {
    if (kind === "in") show(scaled(whole, view, STEP, middle(view)));
    else if (kind === "out") show(scaled(whole, view, 1 / STEP, middle(view)));
    else show(whole);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = MOVES[event.key];
    if (direction && level() > SLIGHTLY) {
      moveBy(direction[0] * view[2] * KEY_STEP, direction[1] * view[3] * KEY_STEP);
    } else if (KEYS[event.key]) {
      step(KEYS[event.key]);
    } else {
      return;
    }
    event.preventDefault();
  }

  /** @param {WheelEvent} event */
  function onWheel(event) {
    if (!event.ctrlKey && !event.metaKey) return; /* the wheel alone scrolls the page */
    event.preventDefault();
    const box = drawing.getBoundingClientRect();
    const x = view[0] + ((event.clientX - box.left) / box.width) * view[2];
    const y = view[1] + ((event.clientY - box.top) / box.height) * view[3];
    show(scaled(whole, view, event.deltaY < 0 ? WHEEL_STEP : 1 / WHEEL_STEP, [x, y]));
  }

  /** What has the focus is in sight. @param {FocusEvent} event */
  function onFocus(event) {
    if (!(event.target instanceof SVGGraphicsElement) || level() < SLIGHTLY) return;
    const seen = drawing.getBoundingClientRect();
    const [x, y] = intoSight(event.target.getBoundingClientRect(), seen, MARGIN);
    const unit = view[2] / seen.width;
    if (x || y) moveBy(x * unit, y * unit);
  }

  tools.addEventListener("click", (event) => {
    const button = /** @type {Element} */ (event.target).closest("button");
    if (button && button.getAttribute("aria-disabled") !== "true") step(button.dataset.zoom);
  });
  tools.addEventListener("keydown", onKey);
  drawing.addEventListener("keydown", onKey);
  drawing.addEventListener("wheel", onWheel, { passive: false });
  drawing.addEventListener("focusin", onFocus);
  addDrag(drawing, (x, y) => {
    const unit = view[2] / drawing.getBoundingClientRect().width;
    moveBy(-x * unit, -y * unit, true);
  });
  show(whole);
}
