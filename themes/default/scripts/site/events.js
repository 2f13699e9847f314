/* Events by the reader's clock: before, during or after; times of the programme in the reader's own zone. */
import { all } from "../lib/dom.js";
import { minutesAhead } from "./office-hours.js";

const MINUTE = 60000;

/**
 * The moment that a date or time of the catalogue stands for, or the end of it: 2026-07-01 ends at midnight.
 *
 * @param {string} iso such as 2026-07-01 or 2026-07-01T09:30
 * @param {string} zone
 * @param {boolean} end
 * @returns {number} milliseconds, or NaN for what is no day
 */
export function momentOf(iso, zone, end) {
  const whole = iso.indexOf("T") > 0;
  const there = Date.parse((whole ? iso : `${iso}T00:00`) + ":00Z") + (end && !whole ? 24 * 60 * MINUTE : 0);
  if (isNaN(there) || iso.length < 10) return NaN;
  // The zone's distance at about that moment; the second look is for days on which clocks change.
  const near = there - minutesAhead(zone, new Date(there)) * MINUTE;
  return there - minutesAhead(zone, new Date(near)) * MINUTE;
}

/**
 * @param {number} starts
 * @param {number} ends
 * @param {number} now
 * @returns {string}
 */
export function phaseOf(starts, ends, now) {
  if (now < starts) return "before";
  return now < ends ? "during" : "after";
}

/**
 * A time in the reader's zone; "" where that says nothing new.
 *
 * @param {string} iso
 * @param {string} zone
 * @param {string} lang
 * @returns {string}
 */
export function readersTime(iso, zone, lang) {
  const moment = momentOf(iso, zone, false);
  if (isNaN(moment) || iso.indexOf("T") < 0) return "";
  const there = minutesAhead(zone, new Date(moment));
  const here = -new Date(moment).getTimezoneOffset();
  if (there === here) return "";
  return new Intl.DateTimeFormat(lang, {
    month: "short",
    day: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
  }).format(new Date(moment));
}

/** @param {HTMLElement} note */
function showPhase(note) {
  const { starts = "", ends = "", zone = "" } = note.dataset;
  const first = momentOf(starts, zone, false);
  const last = momentOf(ends, zone, true);
  if (isNaN(first) || isNaN(last)) return;
  const phase = phaseOf(first, last, Date.now());
  note.dataset.event = phase;
  all("[data-phase]", note).forEach((words) => {
    words.hidden = words.dataset.phase !== phase;
  });
}

/** @param {HTMLElement} item */
function addTime(item) {
  const { moment = "", zone = "", words = "" } = item.dataset;
  const time = readersTime(moment, zone, document.documentElement.lang);
  if (!time) return;
  const said = document.createElement("span");
  said.className = "sub";
  said.textContent = words.replace("…", time);
  item.append(said);
}

export function startEvents() {
  try {
    all("[data-event]").forEach(showPhase);
    all("[data-moment]").forEach(addTime);
  } catch {
    // A zone that this browser does not know: what the page says stands.
  }
}
