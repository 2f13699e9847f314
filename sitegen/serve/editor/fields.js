/**
 * Fields of a form. Each control has a `path`, shows a value as the file says it, and gives back the value as it is
 * to be written: the very same where nothing was typed.
 */

import { button, make } from "./elements.js";
import { lang, word } from "./words.js";

/**
 * @typedef {object} Control
 * @property {HTMLElement} element
 * @property {() => unknown} value undefined where the field is left out
 */

let number = 0;

/** Columns that a text takes: Chinese characters take two. */
function widthOf(text) {
  return text.replace(/[\u2e80-\uffff]/g, "xx").length;
}

/** @param {unknown} value */
function same(value, other) {
  return JSON.stringify(value) === JSON.stringify(other);
}

/** A control that gives the value back as it came as long as it is the same. */
function keeping(element, raw, collect) {
  const first = collect();
  return { element, value: () => (same(collect(), first) ? raw : collect()) };
}

export class Form {
  /**
   * @param {object} outline kinds, locales, default
   * @param {object[]} entries all entries
   * @param {(path: string, file: File) => Promise<string>} drop puts a picture beside the entry
   */
  constructor(outline, entries, drop) {
    this.outline = outline;
    this.entries = entries;
    this.drop = drop;
    /** @type {() => void} */
    this.changed = () => {};
    this.lists = new Map();
  }

  /** @returns {Control} the fields of a mapping */
  part(fields, raw, path, more = false) {
    const known = raw && typeof raw === "object" && !Array.isArray(raw) ? raw : {};
    const controls = [];
    const element = make("div", { class: "part" });
    const rest = make("div", { class: "part" });
    for (const field of fields) {
      const control = this.field(field, known[field.name], path ? `${path}.${field.name}` : field.name);
      controls.push([field.name, control]);
      const shown = !more || field.required || field.name in known || SHOWN.has(field.name);
      (shown ? element : rest).append(control.element);
    }
    if (rest.childElementCount) {
      element.append(make("details", { class: "more" }, make("summary", {}, word("optional")), rest));
    }
    const names = new Set(fields.map((field) => field.name));
    const value = () => {
      const made = {};
      for (const [name, was] of Object.entries(known)) {
        const control = controls.find(([one]) => one === name);
        const now = control ? control[1].value() : was;
        if (now !== undefined) made[name] = now;
      }
      for (const [name, control] of controls) {
        const now = control.value();
        if (now !== undefined && names.has(name)) made[name] = now;
      }
      return Object.keys(made).length ? made : undefined;
    };
    return { element, value };
  }

  /** @returns {Control} */
  field(field, raw, path) {
    const label = field.label[lang()];
    const control = this.control(field, raw, path, label);
    const notes = [];
    if (field.note) notes.push(field.note[lang()]);
    if (field.example) notes.push(word("example") + field.example);
    const note = notes.length ? make("p", { class: "hint", id: `${control.id ?? ""}-note` }, notes.join(" · ")) : "";
    const problems = make("ul", { class: "problems", "data-problems": path });
    const group = GROUPS.has(field.type);
    const title = make(group ? "legend" : "label", { for: group ? undefined : control.id }, label);
    if (field.required) title.append(make("span", { class: "required" }, ` (${word("required")})`));
    const reading = field.type === "quantity" ? make("p", { class: "reading", "data-reading": path }) : "";
    const element = make(group ? "fieldset" : "div", { class: `field ${field.type}`, "data-path": path }, title, note, control.element, reading, problems);
    return { element, value: control.value };
  }

  control(field, raw, path, label) {
    switch (field.type) {
      case "text":
        return this.text(raw, label, field.long);
      case "choice":
        return this.choice(field.terms, raw);
      case "boolean":
        return this.choice([{ value: "true", zh: "是", en: "yes" }, { value: "false", zh: "否", en: "no" }], raw);
      case "reference":
        return this.reference(field.kind, raw, path);
      case "part":
        return this.part(field.fields, raw, path);
      case "locales":
        return this.locales(field.item, raw, path);
      case "list":
        return this.list(field, raw, path, label);
      default:
        return this.withFile(this.plain(raw, field.format), path, label);
    }
  }

  /** A field of a film's files, with a way to put the file itself beside the entry. */
  withFile(control, path, label) {
    const part = /(?:^|\.)films\.\d+\.(file|other|poster|captions)/.exec(path)?.[1];
    if (!part) return control;
    const named = control.element;
    const input = make("input", { type: "file", class: "choose", accept: ACCEPTED[part], "aria-label": `${word("choose")}: ${label}`, onchange: async () => {
      const name = input.files.length ? await this.drop(path, input.files[0]) : "";
      input.value = "";
      if (!name) return;
      named.value = name;
      this.changed();
    } });
    return { ...control, element: make("div", { class: "file" }, named, input) };
  }

  plain(raw, format) {
    const id = `f${++number}`;
    const input = make("input", { id, value: raw === undefined ? "" : String(raw), autocomplete: "off", inputMode: format === "integer" || format === "number" ? "decimal" : "", oninput: () => this.changed() });
    return { id, ...keeping(input, raw, () => input.value.trim() || undefined) };
  }

  choice(terms, raw) {
    const id = `f${++number}`;
    const select = make("select", { id, onchange: () => this.changed() }, make("option", { value: "" }, word("none")));
    const known = new Set(terms.map((term) => term.value));
    for (const term of terms) {
      select.append(make("option", { value: term.value }, lang() === "zh" ? `${term.zh}（${term.value}）` : `${term.en} (${term.value})`));
    }
    if (raw !== undefined && raw !== "" && !known.has(String(raw))) select.append(make("option", { value: String(raw) }, String(raw)));
    select.value = raw === undefined ? "" : String(raw);
    return { id, ...keeping(select, raw, () => select.value || undefined) };
  }

  /** A text in every language side by side. */
  text(raw, label, long) {
    const plain = typeof raw === "string";
    const texts = plain ? { [this.outline.default]: raw } : raw && typeof raw === "object" ? raw : {};
    const row = make("div", { class: "languages" });
    const boxes = new Map();
    for (const locale of this.outline.locales) {
      const id = `f${++number}`;
      const value = texts[locale.id] ?? "";
      const box = make("textarea", { id, value, rows: Math.max(long ? 2 : 1, Math.min(Math.ceil(widthOf(value) / 28), 8)), lang: locale.id, oninput: () => this.changed(), "aria-label": `${label}, ${locale.name}` });
      boxes.set(locale.id, box);
      row.append(make("div", { class: "language" }, make("span", { class: "locale", "aria-hidden": "true" }, locale.name), box));
    }
    const collect = () => {
      const made = {};
      for (const [locale, value] of Object.entries(texts)) {
        const now = boxes.has(locale) ? boxes.get(locale).value.trim() : value;
        if (now) made[locale] = now;
      }
      for (const [locale, box] of boxes) if (box.value.trim()) made[locale] = box.value.trim();
      const names = Object.keys(made);
      if (!names.length) return undefined;
      return plain && names.length === 1 && names[0] === this.outline.default ? made[names[0]] : made;
    };
    return keeping(row, raw, collect);
  }

  locales(item, raw, path) {
    const texts = raw && typeof raw === "object" ? raw : {};
    const row = make("div", { class: "languages" });
    const controls = new Map();
    // Of translations the original says nothing; captions are in every language.
    for (const locale of this.outline.locales.filter((one) => item.type !== "choice" || one.id !== this.outline.default)) {
      const control = item.type === "choice" ? this.choice(item.terms, texts[locale.id]) : this.withFile(this.plain(texts[locale.id], ""), path, locale.name);
      controls.set(locale.id, control);
      row.append(make("div", { class: "language" }, make("label", { class: "locale", for: control.id }, locale.name), control.element));
    }
    const collect = () => {
      const made = { ...texts };
      for (const [locale, control] of controls) {
        const now = control.value();
        if (now === undefined) delete made[locale];
        else made[locale] = now;
      }
      return Object.keys(made).length ? made : undefined;
    };
    return keeping(row, raw, collect);
  }

  /** Entries that can be named: id -> title. */
  titles(kind, path) {
    const found = new Map();
    if (kind === "segment" || kind === "stage") {
      const chains = this.entries.filter((one) => one.kind === "chain" && one[`${kind}s`]);
      for (const chain of chains) {
        for (const part of chain[`${kind}s`]) found.set(part.id, this.titleOf(part));
      }
      return found;
    }
    for (const one of this.entries) if (one.kind === kind) found.set(one.id, this.titleOf(one));
    return found;
  }

  titleOf(entry) {
    return entry.titles[lang()] ?? Object.values(entry.titles)[0] ?? entry.id;
  }

  /** The options of a kind, shared by all fields of it. */
  options(kind) {
    if (!this.lists.has(kind)) {
      const list = make("datalist", { id: `options-${kind}` });
      for (const [id, title] of this.titles(kind)) list.append(make("option", { value: `${title} · ${id}` }));
      this.lists.set(kind, list);
      document.body.append(list);
    }
    return `options-${kind}`;
  }

  /** What is typed in a field that names an entry, as an id: a title, an id, or both as offered. */
  idOf(kind, typed) {
    const text = typed.trim();
    const titles = this.titles(kind);
    if (!text || titles.has(text)) return text;
    const last = text.split(" · ").pop().trim();
    if (titles.has(last)) return last;
    const named = [...titles].filter(([, title]) => title === text);
    return named.length === 1 ? named[0][0] : text;
  }

  reference(kind, raw) {
    const id = `f${++number}`;
    const titles = this.titles(kind);
    const shown = (key) => (titles.has(key) ? `${titles.get(key)} · ${key}` : key ?? "");
    const input = make("input", { id, value: shown(raw === undefined ? "" : String(raw)), autocomplete: "off", list: this.options(kind), oninput: () => this.changed() });
    return { id, ...keeping(input, raw, () => this.idOf(kind, input.value) || undefined) };
  }

  list(field, raw, path, label) {
    const item = { ...field.item, name: "", label: { zh: "", en: "" } };
    const single = raw !== undefined && !Array.isArray(raw);
    const values = raw === undefined ? [] : single ? [raw] : raw;
    const element = make("div", { class: `items ${item.type}` });
    const rows = make("div", { class: "rows" });
    let controls = [];
    const draw = (list) => {
      controls = list.map((value, index) => this.item(item, value, `${path}.${index}`, `${label} ${index + 1}`));
      rows.replaceChildren(...controls.map((control, index) => this.row(control, item.type, `${label} ${index + 1}`, {
        up: index ? () => move(index, -1) : null,
        down: index < list.length - 1 ? () => move(index, 1) : null,
        remove: () => update((all) => all.filter((_, place) => place !== index), index),
      })));
    };
    const collect = () => controls.map((control) => control.value()).filter((value) => value !== undefined);
    const update = (change, place) => {
      draw(change(controls.map((control) => control.value() ?? "")));
      this.changed();
      const next = rows.children[Math.min(place, rows.children.length - 1)]?.querySelector("input, select, textarea") ?? add;
      next.focus();
    };
    const move = (index, step) => update((all) => {
      const [one] = all.splice(index, 1);
      all.splice(index + step, 0, one);
      return all;
    }, index + step);
    const add = button(word("add"), label, () => update((all) => [...all, item.type === "part" || item.type === "text" ? {} : ""], rows.children.length));
    draw(values);
    element.append(rows, add);
    if (path === "films") element.append(this.dropZone(path, (name) => update((all) => [...all, { file: name }], rows.children.length), "dropFilm", ACCEPTED.file));
    if (path === "pictures" || path.endsWith(".pictures")) element.append(this.dropZone(path, (name) => update((all) => [...all, { file: name }], rows.children.length)));
    const first = JSON.stringify(collect());
    const value = () => {
      const now = collect();
      if (JSON.stringify(now) === first) return raw;
      return now.length ? now : undefined;
    };
    return { element, value };
  }

  item(item, value, path, label) {
    const control = this.control(item, value === "" ? undefined : value, path, label);
    const named = control.element.matches?.("input, select, textarea") ? control.element : null;
    named?.setAttribute("aria-label", label);
    return { ...control, path };
  }

  row(control, type, label, actions) {
    const buttons = make("div", { class: "actions" });
    if (actions.up) buttons.append(button(word("up"), label, actions.up));
    if (actions.down) buttons.append(button(word("down"), label, actions.down));
    buttons.append(button(word("remove"), label, actions.remove));
    const problems = make("ul", { class: "problems", "data-problems": control.path });
    const reading = type === "quantity" ? make("p", { class: "reading", "data-reading": control.path }) : "";
    const group = type === "part";
    return make("div", { class: "row", "data-path": control.path, role: group ? "group" : undefined, "aria-label": group ? label : undefined }, control.element, buttons, reading, problems);
  }

  /** Where pictures or films are dropped, or chosen. */
  dropZone(path, done, words = "drop", accept = "image/*") {
    const id = `f${++number}`;
    const take = async (files) => {
      for (const file of files) {
        const name = await this.drop(path, file);
        if (name) done(name);
      }
    };
    const input = make("input", { id, type: "file", accept, multiple: true, onchange: () => take([...input.files]).then(() => { input.value = ""; }) });
    const zone = make("div", { class: "drop" }, make("label", { for: id }, word(words)), input);
    zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      take([...event.dataTransfer.files]);
    });
    return zone;
  }

  /** What is noted below `internal:` and never published. @returns {Control} */
  internal(raw) {
    const control = this.free(raw ?? {}, "internal", word("internal"));
    const problems = make("ul", { class: "problems", "data-problems": "internal" });
    const element = make("details", { class: "more internal", open: raw !== undefined, "data-path": "internal" },
      make("summary", {}, word("internal")), make("p", { class: "hint" }, word("neverShown")), control.element, problems);
    return { element, value: control.value };
  }

  /** Any value: a text, a list, or values by name. @returns {Control} */
  free(raw, path, label) {
    if (Array.isArray(raw)) return this.freeParts(raw.map((value, index) => [String(index), value]), path, label, true);
    if (raw !== null && typeof raw === "object") return this.freeParts(Object.entries(raw), path, label, false);
    const value = raw === null || raw === undefined ? "" : String(raw);
    const box = make("textarea", { value, rows: Math.min(Math.max(Math.ceil(widthOf(value) / 60), 1), 8), "aria-label": label, oninput: () => this.changed() });
    return keeping(box, raw, () => box.value.trim() || undefined);
  }

  /** The parts of a list or of a mapping; a name is given to a part of a mapping when it is added. */
  freeParts(parts, path, label, isList) {
    const rows = make("div", { class: "rows" });
    /** @type {[string, Control, HTMLElement][]} */
    let known = [];
    const put = ([name, raw]) => {
      const place = isList ? String(rows.children.length) : name;
      const called = isList ? `${label} ${rows.children.length + 1}` : name;
      const control = this.free(raw, `${path}.${place}`, called);
      const remove = button(word("remove"), called, () => {
        known = known.filter(([, one]) => one !== control);
        row.remove();
        this.changed();
        naming.focus();
      });
      const row = make("div", { class: "row", "data-path": `${path}.${place}`, role: "group", "aria-label": called },
        make("div", {}, make("span", { class: "locale", "aria-hidden": "true" }, called), control.element),
        make("div", { class: "actions" }, remove));
      known.push([name, control, row]);
      rows.append(row);
      return row;
    };
    const id = `f${++number}`;
    const naming = make("input", { id, autocomplete: "off", list: isList ? undefined : this.noted() });
    const add = () => {
      const given = naming.value.trim();
      if (!given || (!isList && known.some(([one]) => one === given))) {
        naming.focus();
        return;
      }
      naming.value = "";
      const row = put(isList ? ["", given] : [given, undefined]);
      this.changed();
      (isList ? naming : row.querySelector("textarea")).focus();
    };
    naming.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      add();
    });
    parts.forEach(put);
    const more = make("div", { class: "adding" }, make("label", { for: id }, word(isList ? "addText" : "addName")), naming, button(word("add"), label, add));
    const value = () => {
      const made = known.map(([name, control]) => [name, control.value()]).filter(([, one]) => one !== undefined);
      if (!made.length) return undefined;
      return isList ? made.map(([, one]) => one) : Object.fromEntries(made);
    };
    return keeping(make("div", { class: "items" }, rows, more), parts.length ? (isList ? parts.map(([, one]) => one) : Object.fromEntries(parts)) : undefined, value);
  }

  /** Names that are often noted. */
  noted() {
    const id = "options-noted";
    if (!this.lists.has(id)) {
      const list = make("datalist", { id }, ...NOTED.map((value) => make("option", { value })));
      this.lists.set(id, list);
      document.body.append(list);
    }
    return id;
  }

  /** The texts beside an entry, each with how it is shown. @returns {Control} */
  bodies(raw) {
    const element = make("div", { class: "bodies" });
    const boxes = new Map();
    for (const locale of this.outline.locales) {
      const id = `f${++number}`;
      const text = raw[locale.id] ?? "";
      const box = make("textarea", { id, value: text, rows: 14, lang: locale.id, class: "markdown", oninput: () => this.changed(), "aria-describedby": `${id}-p` });
      boxes.set(locale.id, box);
      const drop = this.dropZone(`*.${locale.id}`, (name) => {
        box.setRangeText(`![](${name})`, box.selectionStart, box.selectionEnd, "end");
        this.changed();
      });
      const look = make("div", { class: "look", lang: locale.id, "data-look": locale.id });
      element.append(make("div", { class: "body", "data-path": `*.${locale.id}` },
        make("label", { for: id }, `${word("text")} · ${locale.name}`), box, drop,
        make("ul", { class: "problems", id: `${id}-p`, "data-problems": `*.${locale.id}` }),
        make("details", { open: true }, make("summary", {}, word("look")), look)));
    }
    const value = () => {
      const made = {};
      for (const [locale, text] of Object.entries(raw)) if (!boxes.has(locale)) made[locale] = text;
      for (const [locale, box] of boxes) {
        const before = (raw[locale] ?? "").replace(/\r\n/g, "\n");
        if (box.value === before) {
          if (locale in raw) made[locale] = raw[locale];
        } else if (box.value.trim() || locale in raw) made[locale] = box.value;
      }
      return made;
    };
    return { element, value };
  }
}

const NOTED = ["note", "received", "contact", "mobile"];
const GROUPS = new Set(["text", "part", "list", "locales"]);
/** What may be chosen for each of a film's files. */
const ACCEPTED = {
  file: ".mp4,.webm,video/mp4,video/webm",
  other: ".mp4,.webm,video/mp4,video/webm",
  poster: "image/*",
  captions: ".vtt,text/vtt",
};
const SHOWN = new Set(["title", "summary", "visibility", "region", "chain", "investment", "status", "contacts", "pictures"]);
