"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { world } = require("./engine_host.js");

const { FORMATS } = world().arsheef.citing;
const ROW = { id: "7kq2m9x4tb", title: "إعادة فتح جسر القرية", date: "2024-03-12T08:30", source: "المرفأ", author: "سامر الورّاق", agency: "أنباء الساحل",
  section: "عمران", url: "https://example.org/a/7k/7kq2m9x4tb.html", source_url: "https://example.org/b_1?a=1&b=2" };
const BARE = { id: "0000000001", title: "بلا شيء", date: "", source: "", author: "", agency: "", section: "", url: "", source_url: "" };

test("a cell that a spreadsheet would run is text", () => {
  for (const evil of ["=1+1", "+1", "-2", "@SUM(A1)", " =cmd|' /C calc'!A0", "\t=1", "＝1"]) {
    const line = FORMATS.csv.write({ ...ROW, title: evil });
    assert.ok(line.includes(`'${evil}`), line);
  }
});

test("a CSV keeps commas, quotes and line breaks inside their cell", () => {
  const line = FORMATS.csv.write({ ...BARE, title: 'قال "نعم", ثم\nذهب' });
  assert.equal(line, '0000000001,"قال ""نعم"", ثم\nذهب",,,,,,,\r\n');
  assert.equal(FORMATS.csv.head, "\ufeffid,title,date,source,author,agency,section,url,source_url\r\n");
});

test("a line of JSON leaves out what is not known", () => {
  assert.equal(FORMATS.jsonl.write(BARE), '{"id":"0000000001","title":"بلا شيء"}\n');
  assert.deepEqual(JSON.parse(FORMATS.jsonl.write(ROW)), ROW);
});

test("what TeX would run is text", () => {
  const entry = FORMATS.bib.write({ ...ROW, title: "100% & {A}_B \\input{x} $y$ #1 ~^\nسطر" });
  assert.ok(entry.includes("title = {{100\\% \\& \\{A\\}\\_B \\textbackslash{}input\\{x\\} \\$y\\$ \\#1 \\textasciitilde{}\\textasciicircum{} سطر}}"), entry);
  const depth = [...entry.replace(/\\[{}]/g, "")].reduce((open, letter) => open + (letter === "{") - (letter === "}"), 0);
  assert.equal(depth, 0);
});

test("an entry of BibTeX says what is known and no more", () => {
  assert.equal(FORMATS.bib.write(BARE), "@article{0000000001,\n  title = {{بلا شيء}},\n}\n\n");
  const entry = FORMATS.bib.write(ROW);
  assert.ok(entry.includes("date = {2024-03-12}") && entry.includes("year = {2024}") && entry.includes("author = {{سامر الورّاق}}"));
  assert.ok(entry.includes("url = {https://example.org/a/7k/7kq2m9x4tb.html}"));
});

test("an address with braces cannot end its field", () => {
  assert.ok(!FORMATS.bib.write({ ...ROW, url: "https://e.org/}x{" }).includes("/}x{"));
});

test("an entry of RIS has one line a tag and ends", () => {
  const entry = FORMATS.ris.write({ ...ROW, title: "سطر\r\nER  - \r\nTY  - BOOK" });
  assert.equal(entry.match(/^ER {2}- $/gm).length, 1);
  assert.equal(entry.match(/^TY {2}- /gm).length, 1);
  assert.ok(entry.startsWith("TY  - NEWS\r\n") && entry.endsWith("ER  - \r\n\r\n"));
  assert.ok(entry.includes("DA  - 2024/03/12/\r\n"));
  assert.equal(FORMATS.ris.write(BARE), "TY  - NEWS\r\nID  - 0000000001\r\nTI  - بلا شيء\r\nER  - \r\n\r\n");
  assert.ok(FORMATS.ris.write({ ...BARE, date: "2024-03" }).includes("DA  - 2024/03//\r\n"));
});
