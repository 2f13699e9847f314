/* A shortlist as text: to paste into a chat, to open in a spreadsheet, to write to the offices. */
import { labelsOf, usualLabels, valueOf } from "./comparison.js";

/** @typedef {import("./facts.js").Item} Item */
/** @typedef {import("./facts.js").Office} Office */

const FORMULA = /^[ \n\u3000]*[=+\-@\t\r＝＋－＠]/;

/**
 * Lines for a chat: each entry with its main facts, whom to call, its address.
 *
 * @param {Item[]} items
 * @param {string} title
 * @param {string} comma
 * @returns {string}
 */
export function asText(items, title, comma) {
  const labels = usualLabels(items, 5);
  const parts = items.map((item, number) => {
    const facts = labels.map((label) => [label, valueOf(item, label)]).filter(([, value]) => value);
    const office = item.office ? [item.office.name, item.office.phone].filter(Boolean).join(" ") : "";
    return [`${number + 1}. ${item.title}`, facts.map((fact) => fact.join(" ")).join(comma), office, item.url]
      .filter(Boolean)
      .join("\n");
  });
  return [title, ...parts].join("\n\n");
}

/**
 * The value of a cell that no spreadsheet takes for a formula.
 *
 * @param {string} text
 * @returns {string}
 */
export function inert(text) {
  return FORMULA.test(text) ? `'${text}` : text;
}

/**
 * @param {Item[]} items
 * @param {{ title: string, office: string, phone: string, email: string, url: string }} heads
 * @returns {string[][]}
 */
export function asRows(items, heads) {
  const labels = labelsOf(items);
  return [
    [heads.title, ...labels, heads.office, heads.phone, heads.email, heads.url],
    ...items.map((item) => [
      item.title,
      ...labels.map((label) => valueOf(item, label)),
      item.office ? item.office.name : "",
      item.office ? item.office.phone : "",
      item.office ? item.office.email : "",
      item.url,
    ]),
  ];
}

/**
 * Rows as RFC 4180 has them, behind a byte order mark, without which Excel reads no UTF-8.
 *
 * @param {string[][]} rows
 * @returns {string}
 */
export function asCsv(rows) {
  const cell = (/** @type {string} */ text) => {
    const plain = inert(text);
    return /[",\r\n]/.test(plain) ? `"${plain.replace(/"/g, '""')}"` : plain;
  };
  return "\ufeff" + rows.map((row) => row.map(cell).join(",") + "\r\n").join("");
}

/**
 * Offices of all entries, each once.
 *
 * @param {Item[]} items
 * @returns {Office[]}
 */
export function officesOf(items) {
  /** @type {Map<string, Office>} */
  const found = new Map();
  for (const { office } of items) if (office) found.set(office.vcard || office.email || office.name, office);
  return Array.from(found.values());
}

/**
 * One letter to all offices that have an address; "" where none has.
 *
 * @param {Item[]} items
 * @param {string} subject
 * @param {string} body
 * @returns {string}
 */
export function asMail(items, subject, body) {
  const to = Array.from(new Set(officesOf(items).map((office) => office.email))).filter(Boolean);
  if (to.length === 0) return "";
  const short = body.length > 1500 ? `${body.slice(0, 1500)}…` : body; /* mail programs refuse long addresses */
  return `mailto:${to.join(",")}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(short)}`;
}
