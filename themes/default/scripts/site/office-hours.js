/* Office hours in the reader's time, where it is another. */
import { all } from "../lib/dom.js";

const DAY = 24 * 60;
const TIME = /(\d{1,2})[:：](\d\d)/g;
const SPAN = /\d\d:\d\d(?:\s*[-–—~至到]\s*\d\d:\d\d)?/g;

/**
 * Minutes by which a zone is ahead of UTC at a moment. Throws RangeError for a zone that is not known.
 *
 * @param {string} zone
 * @param {Date} now
 * @returns {number}
 */
export function minutesAhead(zone, now) {
  /** @type {Record<string, number>} */
  const parts = {};
  new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
  })
    .formatToParts(now)
    .forEach((part) => {
      parts[part.type] = Number(part.value);
    });
  const there = Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute);
  return Math.round((there - Math.floor(now.getTime() / 60000) * 60000) / 60000);
}

/**
 * The times of a text, of an office that is so many minutes ahead of the reader, in the reader's time; "" where there
 * are none.
 *
 * @param {string} hours such as "周一至周五 9:00-17:00"
 * @param {number} ahead
 * @returns {string} such as "03:00-11:00"
 */
export function inReadersTime(hours, ahead) {
  const local = hours.replace(TIME, (_, hour, minute) => {
    const time = (((Number(hour) * 60 + Number(minute) - ahead) % DAY) + DAY) % DAY;
    return [Math.floor(time / 60), time % 60].map((part) => String(part).padStart(2, "0")).join(":");
  });
  return (local.match(SPAN) || []).join(", ");
}

export function showOfficeHours() {
  const now = new Date();
  all("[data-hours-zone]").forEach((line) => {
    let ahead;
    try {
      ahead = minutesAhead(line.dataset.hoursZone || "", now) + now.getTimezoneOffset();
    } catch (_) {
      return;
    }
    const local = inReadersTime(line.dataset.hours || "", ahead);
    if (ahead === 0 || !local) return;
    line.textContent = (line.textContent || "").replace("…", local);
    line.hidden = false;
  });
}
