/* A shortlist: its keys and links, entries side by side, as text, as a table, as a letter. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { fragmentOf, isKey, keysOf, pathOf, toggled } from "../../themes/default/scripts/lib/shortlist.js";
import { isNew, visited } from "../../themes/default/scripts/site/visits.js";
import { labelsOf, rowsOf, usualLabels, valueOf } from "../../themes/default/scripts/shortlist/comparison.js";
import { asCsv, asMail, asRows, asText, inert, officesOf } from "../../themes/default/scripts/shortlist/texts.js";

const OFFICE = { name: "Office", phone: "0839-1", email: "a@b.cn", vcard: "https://x/a.vcf" };
const item = (key, facts, office = OFFICE) => ({ key, url: `https://x/${key}/`, title: `T ${key}`, gone: false, facts, office });
const A = item("a", [["Status", "open"], ["Investment", "CNY 1 bn"], ["Land", "50 mu"]]);
const B = item("b", [["Status", "open"], ["Jobs", "30"], ["Land", "60 mu"]], { ...OFFICE, email: "c@d.cn", vcard: "" });
const C = item("c", [["Status", "ended"], ["Land", "60 mu"]], null);

test("a key leads to a project or to a plot; what comes with an address has to look like one", () => {
  assert.equal(pathOf("foil-works"), "projects/foil-works/");
  assert.equal(pathOf("east-park/a-01"), "regions/east-park/#plot-a-01");
  assert.deepEqual(keysOf("#list=a,b/c,a"), ["a", "b/c"]);
  assert.deepEqual(keysOf("#list=../x,javascript:alert(1),A,a/b/c,//x,a%2Fb"), ["a/b"]);
  assert.deepEqual(keysOf("#list=%E0%A4%A"), []);
  assert.deepEqual(keysOf("#other"), []);
  assert.equal(keysOf("#list=" + Array.from({ length: 99 }, (_, n) => `p${n}`).join(",")).length, 60);
  assert.deepEqual(keysOf(fragmentOf(["a", "b/c"])), ["a", "b/c"]);
  assert.ok(!isKey("constructor/__proto__"));
  assert.deepEqual(toggled({ a: "1" }, "b/c", "2"), { a: "1", "b/c": "2" });
});

test("side by side: every fact once, in an order that fits all, and whether it differs", () => {
  assert.deepEqual(labelsOf([A, B]), ["Status", "Jobs", "Investment", "Land"]);
  assert.deepEqual(rowsOf([A, B]), [
    { label: "Status", values: ["open", "open"], differs: false },
    { label: "Jobs", values: ["", "30"], differs: true },
    { label: "Investment", values: ["CNY 1 bn", ""], differs: true },
    { label: "Land", values: ["50 mu", "60 mu"], differs: true },
  ]);
  assert.equal(valueOf(item("x", [["P", "1"], ["P", "2"]]), "P"), "1; 2");
  assert.deepEqual(usualLabels([A, B, C], 2), ["Status", "Land"]);
  assert.deepEqual(usualLabels([{ ...A, gone: true }, C], 5), ["Status", "Land"]);
});

test("as text: number, title, facts, whom to call, address", () => {
  assert.equal(asText([C, B], "My list", ", "), [
    "My list",
    "1. T c\nStatus ended, Land 60 mu\nhttps://x/c/",
    "2. T b\nStatus open, Jobs 30, Land 60 mu\nOffice 0839-1\nhttps://x/b/",
  ].join("\n\n"));
});

test("as a table that no spreadsheet takes for formulas", () => {
  const heads = { title: "Entry", office: "Office", phone: "Phone", email: "Mail", url: "Link" };
  const csv = asCsv(asRows([item("d", [["Note", '=1+1, "x"']])], heads));
  assert.equal(csv, '\ufeffEntry,Note,Office,Phone,Mail,Link\r\nT d,"\'=1+1, ""x""",Office,0839-1,a@b.cn,https://x/d/\r\n');
  for (const bad of ["=1", "+1", "-1", "@x", " =1", "＝1", "\t1"]) assert.equal(inert(bad), `'${bad}`);
  assert.equal(inert("1-2"), "1-2");
});

test("one letter to every office once", () => {
  assert.equal(officesOf([A, A, B, C]).length, 2);
  const mail = asMail([A, A, B, C], "About & more", "Text");
  assert.equal(mail, "mailto:a@b.cn,c@d.cn?subject=About%20%26%20more&body=Text");
  assert.equal(asMail([C], "s", "b"), "");
  assert.ok(asMail([A], "s", "长".repeat(5000)).length < 15000);
});

test("what is new since the visit before", () => {
  assert.deepEqual(visited({ today: "", before: "" }, "2026-05-01"), { today: "2026-05-01", before: "" });
  assert.deepEqual(visited({ today: "2026-05-01", before: "2026-04-01" }, "2026-05-01"), { today: "2026-05-01", before: "2026-04-01" });
  assert.deepEqual(visited({ today: "2026-05-01", before: "" }, "2026-05-03"), { today: "2026-05-03", before: "2026-05-01" });
  assert.ok(isNew("2026-05-02", "2026-05-01"));
  assert.ok(!isNew("2026-05-01", "2026-05-01"));
  assert.ok(!isNew("2026-05-02", ""));
  assert.ok(!isNew("2026", "2025-01-01"));
});
