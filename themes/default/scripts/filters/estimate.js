/* What a grant could come to, from its terms and what a reader plans; with the arithmetic. */
import { made } from "../lib/dom.js";

/**
 * @typedef {object} GrantPart terms of some years, or of the grant as a whole
 * @property {number | null} rate share of the base
 * @property {string} said the rate in words
 * @property {boolean} upTo
 * @property {number | null} sum in steps of CNY 10,000
 * @property {number} [years]
 * @property {string} [when] "1-3"
 */
/**
 * @typedef {object} Grant
 * @property {string} title
 * @property {string} of
 * @property {GrantPart[]} parts
 * @property {number | null} cap
 * @property {string} note
 */
/** @typedef {{ part: GrantPart, amount: number }} Line */
/** @typedef {{ lines: Line[], sum: number, total: number, upTo: boolean }} Estimate `total` is `sum`, capped */

/**
 * What a grant comes to; null where its base is not filled in.
 *
 * @param {Grant} grant
 * @param {Record<string, number>} bases in steps of CNY 10,000
 * @returns {Estimate | null}
 */
export function estimate(grant, bases) {
  const base = bases[grant.of] || 0;
  /** @type {Line[]} */
  const lines = [];
  for (const part of grant.parts) {
    const share = part.rate !== null && base > 0 ? part.rate * base : null;
    /* Where a tier has both, the sum is the most that its share may come to in a year. */
    const yearly = share === null ? (part.rate === null ? part.sum : null) : part.sum === null ? share : Math.min(share, part.sum);
    if (yearly !== null && yearly > 0) lines.push({ part, amount: yearly * (part.years || 1) });
  }
  if (lines.length === 0) return null;
  const sum = lines.reduce((all, line) => all + line.amount, 0);
  const total = grant.cap === null ? sum : Math.min(sum, grant.cap);
  return { lines, sum, total, upTo: lines.some((line) => line.part.upTo) };
}

/**
 * A sum in the language's words.
 *
 * @param {number} steps
 * @param {[number, string][]} forms from so many steps on, words around the figure
 * @returns {string}
 */
export function moneyText(steps, forms) {
  const [size, words] = forms.find(([from]) => steps >= from) || forms[forms.length - 1];
  const figure = steps / size;
  return words.replace("%s", String(Number(figure.toPrecision(figure >= 100 ? 4 : 3))));
}

/**
 * The arithmetic of an estimate in one line.
 *
 * @param {Grant} grant
 * @param {Estimate} found
 * @param {Record<string, number>} bases
 * @param {any} words the file of words
 * @returns {string}
 */
export function arithmetic(grant, found, bases, words) {
  const say = words.estimate;
  const money = (/** @type {number} */ steps) => moneyText(steps, words.money);
  const lines = found.lines.map(({ part, amount }) => {
    const years = part.years && part.years > 1 ? ` × ${part.years} ${say.years}` : "";
    const when = part.when ? `${say.year.replace("%s", part.when)}: ` : "";
    if (part.rate === null) return `${when}${money(amount / (part.years || 1))}${years}`;
    const limit = part.sum === null ? "" : ` (${say.most} ${money(part.sum)})`;
    return `${when}${part.said} × ${money(bases[grant.of])}${limit}${years} = ${money(amount)}`;
  });
  const cap = grant.cap !== null && found.sum > grant.cap ? `; ${say.capped} ${money(grant.cap)}` : "";
  return lines.join("; ") + cap;
}

/**
 * The form and what it comes to.
 *
 * @param {any} words the file of words
 * @param {HTMLElement} list where the policies are
 * @returns {{ element: HTMLElement, show: (fits: Uint8Array) => void }}
 */
export function estimator(words, list) {
  const say = words.estimate;
  const [unit, size] = words.filters.find((/** @type {any} */ field) => field.name === "amount").units[0];
  /** @type {Record<string, number>} */
  const bases = {};
  /** @type {Uint8Array} */
  let now = new Uint8Array();
  const results = made("ol", "estimates");
  results.setAttribute("role", "status");

  const inputs = words.bases.map((/** @type {[string, string]} */ [name, label]) => {
    const input = made("input");
    input.type = "number";
    input.min = "0";
    input.step = "any";
    input.inputMode = "decimal";
    input.name = `base-${name}`;
    input.addEventListener("input", () => {
      bases[name] = Math.max(0, Number(input.value) || 0) * size;
      show(now);
    });
    return made("label", "", made("span", "", `${label} (${unit})`), input);
  });

  /** @param {Uint8Array} fits */
  function show(fits) {
    now = fits;
    const asked = Object.values(bases).some((base) => base > 0);
    const found = words.ids.flatMap((/** @type {string} */ id, /** @type {number} */ number) => {
      if (!asked || !fits[number]) return [];
      return (words.grants[id] || []).flatMap((/** @type {Grant} */ grant) => {
        const one = estimate(grant, bases);
        return one ? [{ id, grant, one }] : [];
      });
    });
    found.sort((/** @type {any} */ a, /** @type {any} */ b) => b.one.total - a.one.total);
    const items = found.map((/** @type {any} */ { id, grant, one }) => {
      const entry = list.querySelector(`[data-entry="${id}"] a`);
      const link = made("a", "", entry ? entry.textContent || id : id);
      if (entry instanceof HTMLAnchorElement) link.href = entry.href;
      const amount = made("b", "", `${one.upTo ? `${say.most} ` : ""}${moneyText(one.total, words.money)}`);
      const sum = made("p", "", amount, ` ${grant.title}`);
      const item = made("li", "", sum, made("p", "quiet small", arithmetic(grant, one, bases, words)));
      if (grant.note) item.append(made("p", "quiet small", grant.note));
      item.append(made("p", "small", link));
      return item;
    });
    if (asked && items.length === 0) items.push(made("li", "quiet", say.none));
    results.replaceChildren(...items);
  }

  const promise = made("p", "warning", made("span", "", say.promise));
  const form = made("form", "estimate-form", ...inputs);
  form.addEventListener("submit", (event) => event.preventDefault());
  const element = made("details", "estimate", made("summary", "", say.title), made("p", "quiet small", say.lead), form, promise, results);
  return { element, show };
}
