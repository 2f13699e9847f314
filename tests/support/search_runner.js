/* Looks texts up in a built site as the search page does; asked and answered in JSON (tests/support/search.py). */
import { existsSync, readFileSync } from "node:fs";

import { blockOf, indexIn, numberOf } from "../../themes/default/scripts/search/index.js";
import { tablesOf, understood } from "../../themes/default/scripts/search/query.js";
import { ranked } from "../../themes/default/scripts/search/ranking.js";

const ROWS = 20;
const { tree, locale, texts } = JSON.parse(readFileSync(0, "utf-8"));
const folder = tree + "/search/";
const read = (path) => readFileSync(path, "utf-8");
const known = new Map();
const kept = (path) => {
  if (!known.has(path)) known.set(path, read(path));
  return known.get(path);
};
let blocks = 0;
while (existsSync(folder + blocks)) blocks++;
const inTexts = existsSync(folder + "texts-0");
const tables = tablesOf(kept(folder + "words.json"));

const answers = [];
for (const text of texts) {
  const files = new Set([folder + "words.json"]);
  const load = (path) => {
    files.add(path);
    return Promise.resolve(kept(path));
  };
  const index = indexIn(load, folder, blocks, inTexts);
  const { ids, dropped } = await ranked(understood(text, tables), index.find, await index.heads());
  const paths = ids.map((id, place) => {
    const file = `${tree}/${locale}/search/${blockOf(id)}-${Math.floor(numberOf(id) / ROWS)}.json`;
    if (place < 10) files.add(file);
    return JSON.parse(kept(file))[numberOf(id) % ROWS][0];
  });
  answers.push({ paths, dropped, files: [...files] });
}
process.stdout.write(JSON.stringify(answers));
