/* The links of the segment that is pointed at or has the focus. */

const PREFIX = "#segment-";

/**
 * Whether a net of links begins or ends at a segment.
 *
 * @param {Element} net with data-net, where it begins, and data-to, where it ends
 * @param {string} id
 * @returns {boolean}
 */
function touches(net, id) {
  const ends = (net.getAttribute("data-to") || "").split(" ");
  return id !== "" && [net.getAttribute("data-net"), ...ends].includes(id);
}

/**
 * The id of the segment whose box something happened in; "" where there is none.
 *
 * @param {Event | null} event
 * @returns {string}
 */
function segmentOf(event) {
  const box = event && event.target instanceof Element ? event.target.closest("a.m-link") : null;
  const href = (box && box.getAttribute("href")) || "";
  const at = href.indexOf(PREFIX);
  return at < 0 ? "" : href.slice(at + PREFIX.length);
}

/** @param {SVGSVGElement} drawing */
export function trace(drawing) {
  const nets = Array.from(drawing.querySelectorAll("[data-net]"));
  if (!nets.length) return;

  /** @param {Event | null} event */
  function light(event) {
    const id = segmentOf(event);
    nets.forEach((net) => net.classList.toggle("m-lit", touches(net, id)));
    drawing.classList.toggle("m-tracing", nets.some((net) => net.classList.contains("m-lit")));
  }

  drawing.addEventListener("mouseover", light);
  drawing.addEventListener("mouseleave", () => light(null));
  drawing.addEventListener("focusin", light);
  drawing.addEventListener("focusout", () => light(null));
}
