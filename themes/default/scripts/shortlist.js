/*
 * The shortlist: all that is saved as a table, up to four entries side by side, and ways to send them. Entries are read
 * from their own pages. What comes with a link (#list=…) is shown and saved only when the reader says so. No words live
 * here: they stand in the page.
 */
import { copy } from "./lib/copy.js";
import { all, made } from "./lib/dom.js";
import { fragmentOf, keep, kept, keysOf, toggled } from "./lib/shortlist.js";
import { loadText } from "./lib/load-file.js";
import { say } from "./lib/toast.js";
import { isWeChat } from "./lib/wechat.js";
import { rowsOf, usualLabels, valueOf } from "./shortlist/comparison.js";
import { loadItem } from "./shortlist/facts.js";
import { asCsv, asMail, asRows, asText, officesOf } from "./shortlist/texts.js";

/** @typedef {import("./shortlist/facts.js").Item} Item */

const BESIDE = 4;
const COLUMNS = 5;

/** @param {HTMLElement} page */
function start(page) {
  const words = /** @type {Record<string, string>} */ (page.dataset);
  const base = new URL(words.base, window.location.href).href;
  /** @type {Item[]} */
  let items = [];
  /** @type {Set<string>} */
  let chosen = new Set();
  let turn = 0;

  /** @param {string} name */
  const part = (name) => /** @type {HTMLElement} */ (page.querySelector(`[data-part='${name}']`));

  function load() {
    const shared = keysOf(window.location.hash);
    const own = kept();
    const keys = shared.length > 0 ? shared : Object.keys(own);
    part("shared").hidden = shared.length === 0;
    part("empty").hidden = keys.length > 0;
    part("full").hidden = keys.length === 0;
    const mine = (turn += 1);
    Promise.all(keys.map((key) => loadItem(key, own[key] || "", base, { status: words.status, place: words.place }))).then((found) => {
      if (mine !== turn) return;
      items = found;
      const there = items.filter((item) => !item.gone).map((item) => item.key);
      chosen = new Set([...chosen].filter((key) => there.includes(key)));
      if (chosen.size === 0) chosen = new Set(there.slice(0, BESIDE));
      show();
      page.dataset.ready = "true";
    });
  }

  function show() {
    part("table").replaceChildren(tableOf(items));
    part("beside").replaceChildren(...besideOf(items.filter((item) => chosen.has(item.key))));
    const text = asText(there(), words.title, words.comma);
    const mail = asMail(there(), words.subject, `${words.greeting}\n\n${text}`);
    const link = /** @type {HTMLAnchorElement} */ (part("mail"));
    link.hidden = mail === "";
    link.href = mail || "#";
    const message = /** @type {HTMLTextAreaElement | null} */ (document.getElementById("form-message"));
    if (message && message.value === "") message.value = `${words.greeting}\n\n${text}\n`;
    const about = /** @type {HTMLInputElement | null} */ (document.querySelector("input[name='about']"));
    if (about) about.value = items.map((item) => item.key).join(" ");
  }

  function there() {
    return items.filter((item) => !item.gone);
  }

  /** @param {Item[]} all of them */
  function tableOf(all) {
    const labels = usualLabels(all, COLUMNS);
    const head = made("tr", "", cell("th", words.compare), cell("th", words.entry), ...labels.map((l) => cell("th", l)), made("th"));
    all.length > 0 && head.querySelectorAll("th").forEach((one) => one.setAttribute("scope", "col"));
    const rows = all.map((item) => {
      const box = made("input");
      box.type = "checkbox";
      box.checked = chosen.has(item.key);
      box.disabled = item.gone;
      box.setAttribute("aria-label", `${words.compare}: ${item.title}`);
      box.addEventListener("change", () => choose(item.key, box));
      const link = made("a", "", item.title);
      link.href = item.url;
      const name = made("th", "", item.gone ? item.title : link);
      name.setAttribute("scope", "row");
      if (item.gone) name.append(made("span", "sub", words.gone));
      const drop = made("button", "drop", "×");
      drop.type = "button";
      drop.setAttribute("aria-label", `${words.remove}: ${item.title}`);
      drop.addEventListener("click", () => remove(item.key));
      const cells = labels.map((label) => {
        const one = cell("td", valueOf(item, label));
        if (one.textContent) one.dataset.label = label;
        return one;
      });
      return made("tr", item.gone ? "is-gone" : "", made("td", "c-choose", box), name, ...cells, made("td", "c-drop", drop));
    });
    return made("table", "stack saved", made("thead", "", head), made("tbody", "", ...rows));
  }

  /**
   * @param {string} key
   * @param {HTMLInputElement} box
   */
  function choose(key, box) {
    if (box.checked && chosen.size >= BESIDE) {
      box.checked = false;
      say(words.most);
      return;
    }
    if (box.checked) chosen.add(key);
    else chosen.delete(key);
    part("beside").replaceChildren(...besideOf(items.filter((item) => chosen.has(item.key))));
  }

  /** @param {string} key */
  function remove(key) {
    const own = kept();
    if (key in own) keep(toggled(own, key, ""));
    const shared = keysOf(window.location.hash).filter((one) => one !== key);
    if (window.location.hash.startsWith("#list=")) {
      window.history.replaceState(null, "", shared.length > 0 ? fragmentOf(shared) : window.location.pathname);
    }
    document.dispatchEvent(new CustomEvent("shortlist-changed"));
    load();
  }

  /** @param {Item[]} few */
  function besideOf(few) {
    if (few.length < 2) return [made("p", "quiet", words.two)];
    const names = few.map((item) => {
      const link = made("a", "", item.title);
      link.href = item.url;
      const name = made("th", "", link);
      name.setAttribute("scope", "col");
      return name;
    });
    const corner = made("td");
    const rows = rowsOf(few).map((row) => {
      const label = made("th", "", row.label);
      label.setAttribute("scope", "row");
      if (row.differs) label.append(made("span", "visually-hidden", ` (${words.differs})`));
      return made("tr", row.differs ? "is-different" : "is-same", label, ...row.values.map((value) => cell("td", value || "–")));
    });
    const offices = few.map((item) => {
      const office = item.office;
      if (!office) return cell("td", "–");
      const phone = made("a", "tel", office.phone);
      phone.href = `tel:${office.phone.replace(/[^\d+]/g, "")}`;
      return made("td", "", office.name, made("br"), office.phone ? phone : "");
    });
    const office = made("th", "", words.office);
    office.setAttribute("scope", "row");
    rows.push(made("tr", "", office, ...offices));
    return [made("table", "compare", made("thead", "", made("tr", "", corner, ...names)), made("tbody", "", ...rows))];
  }

  /**
   * Saves a file; in WeChat, which saves none, its text is copied and the reader told where files do open.
   *
   * @param {string} text
   * @param {string} name
   * @param {string} type
   */
  function save(text, name, type) {
    if (isWeChat()) {
      copy(text.replace("\ufeff", ""), () => say(words.wechat));
      return;
    }
    const link = made("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    window.setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  }

  function address() {
    return window.location.href.split("#")[0] + fragmentOf(items.map((item) => item.key));
  }

  /** @type {Record<string, () => void>} */
  const actions = {
    link: () => copy(address(), () => say(words.copied)),
    text: () => copy(`${asText(there(), words.title, words.comma)}\n\n${address()}`, () => say(words.copied)),
    print: () => window.print(),
    csv: () => {
      const heads = { title: words.entry, office: words.office, phone: words.phone, email: words.email, url: words.link };
      save(asCsv(asRows(there(), heads)), "shortlist.csv", "text/csv;charset=utf-8");
    },
    vcards: () => {
      const addresses = officesOf(there()).map((office) => office.vcard).filter(Boolean);
      Promise.all(addresses.map(loadText)).then((cards) => save(cards.join(""), "contacts.vcf", "text/vcard;charset=utf-8"));
    },
    take: () => {
      const own = kept();
      items.forEach((item) => {
        if (!item.gone) own[item.key] = item.title;
      });
      keep(own);
      document.dispatchEvent(new CustomEvent("shortlist-changed"));
      window.history.replaceState(null, "", window.location.pathname);
      load();
    },
    clear: () => {
      keep({});
      document.dispatchEvent(new CustomEvent("shortlist-changed"));
      window.history.replaceState(null, "", window.location.pathname);
      load();
    },
  };
  all("[data-do]", page).forEach((button) => {
    button.addEventListener("click", () => actions[button.dataset.do || ""]());
    if (button.dataset.do === "print") button.hidden = isWeChat();
  });
  part("mail").addEventListener("click", () => {
    if (isWeChat()) copy(asText(there(), words.title, words.comma), () => say(words.wechat));
  });
  window.addEventListener("hashchange", load);
  window.addEventListener("storage", load);
  load();
}

/**
 * @template {"td" | "th"} T
 * @param {T} tag
 * @param {string} text
 */
function cell(tag, text) {
  return made(tag, "", text);
}

const page = /** @type {HTMLElement | null} */ (document.querySelector("[data-shortlist]"));
if (page) start(page);
