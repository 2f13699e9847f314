/* What is new since the reader's last visit, known to this browser alone. */
import { all, fromTemplate } from "../lib/dom.js";
import { load, store } from "../lib/storage.js";

const KEY = "visits";

/** @typedef {{ today: string, before: string }} Visits days of this visit and of the one before it */

/**
 * @param {Visits} known
 * @param {string} today
 * @returns {Visits}
 */
export function visited(known, today) {
  return known.today === today ? known : { today, before: known.today };
}

/**
 * Whether something of a day is news to somebody who was last here on another; a month or a year alone is not.
 *
 * @param {string} day
 * @param {string} before "" on a first visit
 * @returns {boolean}
 */
export function isNew(day, before) {
  return before !== "" && day.length === 10 && day > before;
}

export function startVisits() {
  const now = new Date();
  const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => String(part).padStart(2, "0"))
    .join("-");
  const visits = visited(load(KEY, { today: "", before: "" }), today);
  store(KEY, visits);
  const mark = () =>
    all("[data-published]").forEach((entry) => {
      const place = entry.querySelector(".c-status, .card-top");
      const tag = fromTemplate("ui-new");
      if (!place || !tag || place.querySelector(".is-new")) return;
      if (isNew(entry.dataset.published || "", visits.before)) place.append(tag);
    });
  mark();
  document.addEventListener("entries-shown", mark);
}
