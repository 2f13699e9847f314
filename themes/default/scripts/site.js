/*
 * What a browser can add to pages that work without it. No words live in scripts: they stand in the page, as labels,
 * data attributes and <template> elements, in the page's language. Nothing is sent anywhere.
 */
import { startCopying } from "./site/copy.js";
import { startEvents } from "./site/events.js";
import { startFacets } from "./site/facets.js";
import { startFiles } from "./site/files.js";
import { startKept } from "./site/kept.js";
import { showOfficeHours } from "./site/office-hours.js";
import { startOrigin } from "./site/origin.js";
import { startSharing } from "./site/share.js";
import { bringMenuInSight } from "./site/menu.js";
import { startSorting } from "./site/sort.js";
import { startTextSize } from "./site/text-size.js";
import { startVisits } from "./site/visits.js";

const PARTS = [
  bringMenuInSight,
  startTextSize,
  startKept,
  startCopying,
  startSharing,
  startFiles,
  startSorting,
  startFacets,
  showOfficeHours,
  startEvents,
  startVisits,
  startOrigin,
];

function start() {
  PARTS.forEach((part) => part());
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
else start();
