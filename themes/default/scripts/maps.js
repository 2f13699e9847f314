/*
 * What a browser can add to maps that are whole without it: a closer look at wide drawings, the links of the segment
 * that is pointed at or has the focus, and an address for the layer that is shown. Loaded on pages with a map only.
 * No words live here: the buttons stand in the page's <template id="map-tools">, in the page's language.
 */
import { fromTemplate } from "./lib/dom.js";
import { startLayers } from "./maps/layers.js";
import { trace } from "./maps/trace.js";
import { addZoom } from "./maps/zoom.js";

document.querySelectorAll("svg.drawing").forEach((found) => {
  const drawing = /** @type {SVGSVGElement} */ (found);
  trace(drawing);
  const tools = drawing.classList.contains("map-wide") ? fromTemplate("map-tools") : null;
  if (tools) addZoom(drawing, tools);
});
startLayers();
