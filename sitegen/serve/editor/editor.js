/** The editor: a list of entries, the form of one, the page beside it. */

import { Refused, ask } from "./asking.js";
import { make } from "./elements.js";
import { Form } from "./fields.js";
import { fillWords, lang, otherLanguage, word } from "./words.js";

const QUIET = 350;
const $ = (id) => document.getElementById(id);

let outline = null;
let entries = [];
/** The entry that is open: what the server said, its form, what is being asked. */
let open = null;
let timer = 0;
let asked = 0;

function say(text, ...more) {
  $("status").replaceChildren(text, ...more);
}

function failed(error) {
  say(error instanceof Refused ? error.message : word("failed"));
}

async function start() {
  fillWords();
  try {
    [outline, entries] = await Promise.all([ask("outline"), ask("entries")]);
  } catch (error) {
    failed(error);
    return;
  }
  fillKinds();
  const [kind, id] = location.hash.slice(1).split("/");
  if (id) await show(kind, id);
}

function fillKinds() {
  const chosen = $("kind").value || location.hash.slice(1).split("/")[0] || "project";
  const options = Object.entries(outline.kinds).map(([kind, one]) => make("option", { value: kind }, one.name[lang()]));
  $("kind").replaceChildren(...options);
  $("kind").value = chosen;
  fillList();
}

function titleOf(entry) {
  return entry.titles[lang()] ?? Object.values(entry.titles)[0] ?? entry.id;
}

function fillList() {
  const wanted = $("search").value.trim().toLowerCase();
  const found = entries.filter(
    (one) => one.kind === $("kind").value &&
      [one.id, ...Object.values(one.titles)].some((text) => text.toLowerCase().includes(wanted)),
  );
  const rows = found.slice(0, 200).map((one) => {
    const here = open && open.kind === one.kind && open.id === one.id;
    const link = make("a", { href: `#${one.kind}/${one.id}`, "aria-current": here ? "true" : undefined }, titleOf(one));
    return make("li", {}, link, one.visibility === "public" ? "" : make("small", {}, ` ${one.visibility}`));
  });
  $("list").replaceChildren(...rows);
}

async function show(kind, id) {
  try {
    fill(await ask("entry", { kind, id }));
    say("");
  } catch (error) {
    open = null;
    $("form").replaceChildren();
    failed(error);
  }
}

/** Fill the form in with an entry as the server has it, or, after a conflict, with what is typed. */
function fill(state, typed = null) {
  document.querySelectorAll("datalist").forEach((list) => list.remove());
  const form = new Form(outline, entries, drop);
  const kind = outline.kinds[state.kind];
  const data = typed ? typed.data : state.data;
  const fields = form.part(kind.fields, data, "", true);
  const bodies = form.bodies(typed ? typed.bodies : state.bodies);
  const internal = form.internal(data.internal);
  open = { ...state, form, fields, internal, bodies, base: { data: state.data, bodies: state.bodies } };
  form.changed = changed;
  const whole = make("ul", { class: "problems whole", "data-problems": "", "aria-label": word("whole") });
  $("form").replaceChildren(
    make("h2", {}, titleOf({ ...state, titles: textsOf(data) })),
    make("p", { class: "hint" }, `${kind.name[lang()]} · ${state.id}`),
    make("div", { id: "conflicts" }),
    whole,
    fields.element,
    bodies.element,
    internal.element,
  );
  open.first = JSON.stringify(value());
  for (const name of ["save", "submit", "show"]) $(name).disabled = false;
  $("submit").textContent = word(outline.git ? "submit" : "pack");
  if ($("frame").dataset.page !== state.page) showPage();
  fillList();
  check();
}

function textsOf(data) {
  const title = data.title ?? data.organisation ?? {};
  return typeof title === "string" ? { [outline.default]: title } : title;
}

function value() {
  const data = open.fields.value() ?? {};
  const internal = open.internal.value();
  if (internal === undefined) delete data.internal;
  else data.internal = internal;
  return { data, bodies: open.bodies.value() };
}

function isChanged() {
  return open !== null && JSON.stringify(value()) !== JSON.stringify(open.base);
}

function changed() {
  say(isChanged() ? word("unsaved") : "");
  clearTimeout(timer);
  timer = setTimeout(check, QUIET);
}

async function check() {
  if (!open) return;
  const here = open;
  const mine = ++asked;
  try {
    const found = await ask("check", { kind: here.kind, id: here.id }, value());
    if (mine === asked && open === here) tell(found);
  } catch (error) {
    failed(error);
  }
}

/** Every problem at its field, or at the nearest one above it; quantities read back; texts as they are shown. */
function tell(found) {
  for (const list of document.querySelectorAll("[data-problems]")) list.replaceChildren();
  for (const element of document.querySelectorAll("[aria-invalid]")) element.removeAttribute("aria-invalid");
  for (const one of found.problems) {
    let path = one.path;
    let list = null;
    while (!list) {
      list = document.querySelector(`[data-problems="${CSS.escape(path)}"]`);
      if (!path) break;
      path = path.includes(".") ? path.slice(0, path.lastIndexOf(".")) : "";
    }
    const place = one.line ? `${word("line", { n: one.line })}: ` : "";
    list?.append(make("li", { class: one.severity, "data-code": one.code }, `${place}${one.message} `, make("small", {}, one.hint)));
    const field = list?.closest("[data-path]");
    if (field && one.severity === "error") {
      field.querySelector("input, select, textarea")?.setAttribute("aria-invalid", "true");
      for (let more = field.closest("details"); more; more = more.parentElement.closest("details")) more.open = true;
    }
  }
  for (const element of document.querySelectorAll("[data-reading]")) {
    const reading = found.readings[element.dataset.reading];
    element.textContent = reading ? `→ ${reading}` : "";
  }
  for (const element of document.querySelectorAll("[data-look]")) {
    element.innerHTML = found.bodies[element.dataset.look] ?? "";
  }
  document.documentElement.dataset.checked = String(asked);
}

async function save() {
  if (!open) return false;
  const mine = value();
  try {
    const saved = await ask("entry", { kind: open.kind, id: open.id }, { base: open.base, mine });
    if (saved.conflicts.length) {
      askWhich(saved, mine);
      return false;
    }
    entries = await ask("entries");
    const focus = document.activeElement?.closest?.("[data-path]")?.dataset.path;
    fill(saved);
    if (focus) document.querySelector(`[data-path="${CSS.escape(focus)}"] :is(input, select, textarea)`)?.focus();
    say(saved.files.length ? word("saved") + saved.files.join(", ") : word("nothing"));
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}

/** Somebody else has changed the same fields: show both, and have the person choose. */
function askWhich(theirs, mine) {
  const chosen = new Map();
  const rows = theirs.conflicts.map((one) => {
    const pick = (which, control) => {
      chosen.set(one.path, which);
      for (const other of control.parentElement.querySelectorAll("button")) other.setAttribute("aria-pressed", String(other === control));
      if (chosen.size === theirs.conflicts.length) decided();
    };
    const choice = (which) => make("button", { type: "button", class: "small", "aria-pressed": "false", "data-take": which, onclick: (event) => pick(which, event.currentTarget) }, word(which));
    const told = (given) => make("pre", {}, typeof given === "string" ? given : given === null ? "—" : JSON.stringify(given, null, 1));
    return make("li", { "data-conflict": one.path }, make("strong", {}, one.path), make("div", { class: "both" }, make("div", {}, told(one.mine)), make("div", {}, told(one.theirs))), make("div", {}, choice("mine"), choice("theirs")));
  });
  const decided = () => {
    const made = JSON.parse(JSON.stringify(mine));
    for (const one of theirs.conflicts) if (chosen.get(one.path) === "theirs") put(made, one.path, one.theirs);
    const typed = { data: overlaid(open.base.data, made.data, theirs.data), bodies: overlaid(open.base.bodies, made.bodies, theirs.bodies) };
    fill(theirs, typed);
    open.base = { data: theirs.data, bodies: theirs.bodies };
    save();
  };
  const heading = make("p", { role: "alert", tabIndex: -1 }, word("conflict"));
  $("conflicts").replaceChildren(heading, make("ul", {}, ...rows));
  say(word("conflict"));
  heading.focus();
}

function put(typed, path, given) {
  const keys = path.startsWith("*.") ? ["bodies", path.slice(2)] : ["data", ...path.split(".")];
  let inner = typed;
  for (const key of keys.slice(0, -1)) inner = inner[key] ??= {};
  if (given === null) delete inner[keys.at(-1)];
  else inner[keys.at(-1)] = given;
}

/** What is there now, with every field that I have changed as I have it. */
function overlaid(base, mine, theirs) {
  const made = { ...theirs };
  for (const key of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    const [was, own] = [base[key], mine[key]].map((one) => JSON.stringify(one));
    if (was === own) continue;
    if (own === undefined) delete made[key];
    else if (isMapping(mine[key]) && isMapping(theirs[key])) made[key] = overlaid(isMapping(base[key]) ? base[key] : {}, mine[key], theirs[key]);
    else made[key] = mine[key];
  }
  return made;
}

function isMapping(value) {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

async function drop(path, file) {
  try {
    const films = /\.(mp4|webm|mov|m4v|mkv|avi|wmv|flv|mpe?g|3gp)$/i;
    const put = await ask(films.test(file.name) ? "film" : "picture", { kind: open.kind, id: open.id, name: file.name }, file);
    return put.file;
  } catch (error) {
    failed(error);
    return "";
  }
}

async function submit() {
  if (isChanged() && !(await save())) return;
  const query = { kind: open.kind, id: open.id };
  if (!outline.git) {
    make("a", { href: `/_edit/api/pack?${new URLSearchParams(query)}`, download: "" }).click();
    return;
  }
  try {
    const done = await ask("submit", query, { message: `${open.kind}/${open.id}: ${titleOf({ ...open, titles: textsOf(open.data) })}` });
    if (!done.branch) say(word("nothingNew"));
    else {
      const more = [];
      if (done.remote && !done.pushed) more.push(" ", word("notPushed", { reason: done.reason }));
      if (done.pushed && done.address) more.push(" ", make("a", { href: done.address, target: "_blank", rel: "noopener" }, word("open")));
      say(word("proposed", { branch: done.branch }), ...more);
    }
  } catch (error) {
    failed(error);
  }
}

function showPage() {
  const shown = $("show").getAttribute("aria-pressed") === "true";
  $("page").hidden = !shown;
  document.body.classList.toggle("beside", shown);
  $("frame").dataset.page = shown ? open.page : "";
  if (shown) $("frame").src = open.page;
  else $("frame").removeAttribute("src");
}

$("kind").addEventListener("change", fillList);
$("search").addEventListener("input", fillList);
$("save").addEventListener("click", save);
$("submit").addEventListener("click", submit);
$("show").addEventListener("click", () => {
  $("show").setAttribute("aria-pressed", String($("show").getAttribute("aria-pressed") !== "true"));
  showPage();
});
$("language").addEventListener("click", () => {
  if (isChanged() && !confirm(word("leave"))) return;
  otherLanguage();
  fillWords();
  fillKinds();
  if (open) fill(open);
});
$("new").addEventListener("submit", async (event) => {
  event.preventDefault();
  const kind = $("kind").value;
  const id = $("new-id").value.trim();
  try {
    await ask("entries", {}, { kind, id, title: { [outline.default]: $("new-title").value.trim() } });
    entries = await ask("entries");
    $("new").reset();
    location.hash = `#${kind}/${id}`;
  } catch (error) {
    failed(error);
  }
});
addEventListener("hashchange", (event) => {
  const [kind, id] = location.hash.slice(1).split("/");
  if (!id || (open && open.kind === kind && open.id === id)) return;
  if (isChanged() && !confirm(word("leave"))) {
    history.replaceState(null, "", new URL(event.oldURL).hash);
    return;
  }
  $("kind").value = kind;
  show(kind, id).then(() => $("form").focus());
});
addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") {
    event.preventDefault();
    save();
  }
});
addEventListener("beforeunload", (event) => {
  if (isChanged()) event.preventDefault();
});

start();
