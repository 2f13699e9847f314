/* The linters catch what the oldest browsers do not know: one sample of each kind, and its like that is right. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { readFileSync, readdirSync } from "node:fs";

import { ESLint } from "eslint";
import postcss from "postcss";
import stylelint from "stylelint";
import ts from "typescript";

const ROOT = new URL("../../", import.meta.url).pathname;

async function stylesFault(code) {
  const { results } = await stylelint.lint({ code, codeFilename: ROOT + "themes/default/styles/card.css", cwd: ROOT });
  return results[0].warnings.map((warning) => warning.text).join("\n");
}

const BAD_STYLES = {
  "a bar that is not at the edge": [".action-bar { position: fixed; inset: auto 0 0; }", "inset"],
  "a region that is black": [".m-class-1 { fill: color-mix(in srgb, var(--brand) 9%, var(--paper)); }", "color-mix"],
  "a plain colour before it is no use to the lint": [".a { color: red; color: color-mix(in srgb, red, blue); }", "color-mix"],
  "a rule that drops whole for :is()": [":is(.prose, .pictures) img { max-height: 10rem; }", ":is"],
  "a rule that drops whole for :where()": [":where(.prose) img { max-height: 10rem; }", ":where"],
  "a rule that drops whole for :has()": [".card:has(a) { color: red; }", ":has"],
  "a list in :not()": ["li:not(.a, .b) { color: red; }", ":not"],
  "no distance at the sides": [".wrap { padding-inline: 1rem; }", "padding-inline"],
  "no distance above and below": [".wrap { margin-block: 1rem; }", "margin-block"],
  "a height of the phone's screen": [".a { height: 100dvh; }", "dvh"],
  "a picture without a form": [".a { aspect-ratio: 1; }", "aspect-ratio"],
  "a container's width": ["@container (min-width: 1px) { .a { color: red; } }", "@container"],
  "a layer": ["@layer base { .a { color: red; } }", "@layer"],
  "a range of widths": ["@media (width > 1px) { .a { color: red; } }", "Range syntax"],
  "space between Chinese and Latin, which one engine draws wrong": [".a { text-autospace: normal; }", "text-autospace"],
  "a word that is misspelt": [".a { colour: red; }", "property-no-unknown"],
};

for (const [name, [code, word]] of Object.entries(BAD_STYLES)) {
  test(`styles: ${name}`, async () => assert.match(await stylesFault(code), new RegExp(word.replace(/[()]/g, "\\$&"))));
}

test("styles: what is right, and what asks first", async () => {
  const code = `.action-bar { right: 0; bottom: 0; left: 0; }
@supports (color: color-mix(in srgb, red, blue)) { .a { color: color-mix(in srgb, red, blue); } }
@supports selector(:has(a)) { .card:has(a) { color: red; } }
li:not(.a):not(.b):focus-visible { text-wrap: balance; }
`;
  assert.equal(await stylesFault(code), "");
});

/** Selectors of rows and columns with a gap, which Safari 14.0 lays out without it and no linter knows of. */
function flexGaps(folder) {
  const found = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".css"))) {
    postcss.parse(readFileSync(folder + name, "utf-8")).walkRules((rule) => {
      if (rule.parent.params === "print") return; /* nobody prints from an old phone */
      const set = Object.fromEntries(rule.nodes.filter((node) => node.type === "decl").map((node) => [node.prop, node.value]));
      if (/flex$/.test(set.display || "") && (set.gap || set["column-gap"])) found.push(...rule.selectors);
    });
  }
  return found;
}

test("styles: every gap in a row has its like for Safari 14.0", () => {
  const folder = ROOT + "themes/default/styles/";
  const instead = new Set();
  postcss.parse(readFileSync(folder + "old-safari.css", "utf-8")).walkRules((rule) => {
    rule.selectors.forEach((selector) => instead.add(selector.replace(/ > :not\(:last-child\)$/, "")));
  });
  const gaps = flexGaps(folder);
  assert.ok(gaps.length > 40);
  assert.deepEqual(gaps.filter((selector) => !instead.has(selector)), [], "name them in styles/old-safari.css");
});

const eslint = new ESLint({ cwd: ROOT });

async function scriptsFault(code) {
  const [result] = await eslint.lintText(code, { filePath: "themes/default/scripts/sample.js" });
  return result.messages.map((message) => message.message).join("\n");
}

const BAD_SCRIPTS = {
  "an assignment of a later year": ["export function f(a) {\n  a ??= 1;\n  return a;\n}", "Parsing error"],
  "a private field": ["export class A {\n  #a = 1;\n}", "Parsing error"],
  "a wait at the top": ["await fetch('x');", "Parsing error"],
  "a clone": ["export const a = structuredClone({});", "structuredClone"],
  "a call when nothing else is to be done": ["requestIdleCallback(() => {});", "requestIdleCallback"],
  "a channel between tabs": ["export const a = new BroadcastChannel('kept');", "BroadcastChannel"],
  "markup out of text": ["export function f(a, b) {\n  a.innerHTML = b;\n}", "textContent"],
  "a loose comparison": ["export const f = (a) => a == 1;", "==="],
};

for (const [name, [code, word]] of Object.entries(BAD_SCRIPTS)) {
  test(`scripts: ${name}`, async () => assert.ok((await scriptsFault(code)).includes(word), await scriptsFault(code)));
}

test("scripts: what is right", async () => {
  assert.equal(await scriptsFault("export const f = (a) => a?.b ?? [1, 2].flatMap((x) => x);"), "");
});

/** What the type checker says of a module, with the settings of the project. */
function typesFault(code) {
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(ROOT + "tsconfig.json", ts.sys.readFile).config, ts.sys, ROOT);
  const name = ROOT + "themes/default/scripts/sample.js";
  const host = ts.createCompilerHost(options);
  const { getSourceFile } = host;
  host.getSourceFile = (path, ...rest) =>
    path === name ? ts.createSourceFile(path, code, ts.ScriptTarget.ES2020) : getSourceFile(path, ...rest);
  const program = ts.createProgram([name], options, host);
  return ts.getPreEmitDiagnostics(program).map((found) => ts.flattenDiagnosticMessageText(found.messageText, "\n")).join("\n");
}

test("types: methods of a later year, and values of another type", () => {
  const code = `
export const a = [1].at(-1);
export const b = "x".replaceAll("x", "y");
/** @param {string} text */
export function f(text) {
  return text.length;
}
f(1);
document.querySelector("a").href = "";
`;
  const fault = typesFault(code);
  assert.match(fault, /'at' does not exist/);
  assert.match(fault, /'replaceAll' does not exist/);
  assert.match(fault, /'number' is not assignable to parameter of type 'string'/);
  assert.match(fault, /possibly 'null'/);
  assert.equal(typesFault("/** @param {string} a */\nexport const f = (a) => a.padStart(2);\n"), "");
});
