/* A map of what was found: a circle at each place, as large as there are many; and the places as a ranked list. */
import { made } from "../lib/dom.js";
import { results } from "./chips.js";

const SVG = "http://www.w3.org/2000/svg";
const SIZE = 600;
const EDGE = 60;
const LARGEST = 26;
/* The room that a name takes: names that would touch are left to the list. */
const NAME = [130, 34];

/** @typedef {import("./columns.js").Choices} Choices */
/** @typedef {[number, number] | null} Spot to the right and down */

/**
 * How many hits are at each place itself; the last number is of those whose place is not known.
 *
 * @param {Choices} places
 * @param {Uint8Array} fits
 * @param {number} choices
 * @returns {Int32Array}
 */
export function atPlaces(places, fits, choices) {
  const counts = new Int32Array(choices + 1);
  for (let i = 0; i < fits.length; i += 1) {
    if (!fits[i]) continue;
    if (places.starts[i] === places.starts[i + 1]) counts[choices] += 1;
    for (let k = places.starts[i]; k < places.starts[i + 1]; k += 1) counts[places.values[k]] += 1;
  }
  return counts;
}

/**
 * Spots in the picture: the same distance both ways, the whole within its edge.
 *
 * @param {Spot[]} spots
 * @returns {{ points: Spot[], height: number }}
 */
export function inPicture(spots) {
  const known = /** @type {[number, number][]} */ (spots.filter((spot) => spot !== null));
  if (known.length === 0) return { points: spots, height: 0 };
  const xs = known.map((spot) => spot[0]);
  const ys = known.map((spot) => spot[1]);
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  const wide = Math.max(...xs) - left || 1;
  const scale = Math.min((SIZE - 2 * EDGE) / wide, (SIZE - 2 * EDGE) / (Math.max(...ys) - top || 1));
  const points = spots.map((spot) =>
    spot === null
      ? null
      : /** @type {Spot} */ ([
          Math.round(SIZE / 2 + (spot[0] - left - wide / 2) * scale),
          Math.round(EDGE + (spot[1] - top) * scale),
        ]),
  );
  const height = Math.round((Math.max(...ys) - top) * scale) + 2 * EDGE;
  return { points, height };
}

/**
 * @param {string} tag
 * @param {Record<string, string | number>} attributes
 * @param {...(Node | string)} children
 * @returns {SVGElement}
 */
function drawn(tag, attributes, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, String(value));
  element.append(...children);
  return element;
}

/**
 * @param {object} what
 * @param {[string, string, number][]} what.choices places
 * @param {Spot[]} what.spots
 * @param {Int32Array} what.counts
 * @param {Record<string, any>} what.say
 * @param {(place: number) => void} what.choose
 * @returns {HTMLElement}
 */
export function spotMap({ choices, spots, counts, say, choose }) {
  const { points, height } = inPicture(spots);
  const most = Math.max(1, ...counts);
  const there = choices.map((_, place) => place).filter((place) => counts[place] > 0);
  there.sort((a, b) => counts[b] - counts[a]);
  const picture = drawn("svg", { viewBox: `0 0 ${SIZE} ${height}`, class: "spots", role: "img", "aria-label": say.map });
  /** @type {[number, number][]} */
  const named = [];
  for (const place of there) {
    const point = points[place];
    if (!point) continue;
    const radius = Math.max(9, Math.round(LARGEST * Math.sqrt(counts[place] / most)));
    const group = drawn("g", { class: "spot" }, drawn("title", {}, `${choices[place][1]}: ${counts[place]}`));
    group.append(drawn("circle", { cx: point[0], cy: point[1], r: radius }));
    group.append(drawn("text", { x: point[0], y: point[1] + 5, class: "spot-count" }, String(counts[place])));
    if (named.every(([x, y]) => Math.abs(x - point[0]) > NAME[0] || Math.abs(y - point[1]) > NAME[1])) {
      group.append(drawn("text", { x: point[0], y: point[1] + radius + 15, class: "spot-name" }, choices[place][1]));
      named.push([point[0], point[1]]);
    }
    group.addEventListener("click", () => choose(place));
    picture.append(group);
  }
  const list = made("ol", "spot-list");
  for (const place of there) {
    const button = made("button", "", made("span", "", choices[place][1]), made("span", "count", String(counts[place])));
    button.type = "button";
    button.setAttribute("aria-label", `${choices[place][1]}: ${results(say.results, counts[place])}`);
    button.addEventListener("click", () => choose(place));
    list.append(made("li", "", button));
  }
  const unknown = counts[choices.length];
  if (unknown > 0) list.append(made("li", "quiet", `${say.rest}: ${unknown}`));
  const figure = made("div", "spot-map", list);
  if (height > 0) figure.prepend(picture);
  return figure;
}
