"use strict";
const { beforeEach, test } = require("node:test");
const assert = require("node:assert/strict");
const path = require("node:path");

require(path.join(__dirname, "../../theme/static/js/page.js"));
const page = globalThis.arsheef.page;

const FORMS = {
  zero: "لا مقالة فيها %(query)s", one: "مقالة واحدة فيها %(query)s", two: "مقالتان فيهما %(query)s",
  few: "%(n)s مقالات فيها %(query)s", many: "%(n)s مقالة فيها %(query)s", other: "%(n)s مقالة في المجموع فيها %(query)s",
};
const ARABIC = {
  language: "ar", digits: "latin",
  months: ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"],
  weekdays: ["الأحد", "الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت"],
};
beforeEach(() => { globalThis.arsheef.strings = ARABIC; });

const PLAIN = { query: "", sort: "relevance", page: 1, view: "list", unit: "auto", measure: "share", older: 0, filters: {} };

test("an address and the state it stands for are each other's inverse", () => {
  for (const state of [
    { ...PLAIN, query: "جسر الوادي" },
    { ...PLAIN, query: '"وزير الخارجية" -مصر +1 & 50%', sort: "newest", page: 3 },
    { ...PLAIN, query: "a=b#c?d", sort: "oldest", page: 12, view: "mentions" },
    { ...PLAIN, query: "المطر، الجفاف", view: "frequency", unit: "month", measure: "count" },
    { ...PLAIN, older: 2, filters: { source: ["عكاظ", "a&b=c"], place: ["رأس الريحان"], after: "2015-03", before: "2016" } },
  ]) {
    assert.deepEqual(page.readState(page.writeState(state)), state);
    assert.equal(page.readFragment(page.writeFragment(state.query)), state.query);
  }
});

test("an address that nobody wrote gives the default state", () => {
  assert.deepEqual(page.readState(""), PLAIN);
  assert.deepEqual(page.readState("?q=%20%20&sort=price&page=-3&view=__proto__"), PLAIN);
  assert.deepEqual(page.readState("?sort=constructor&page=1e9&unit=day"), PLAIN);
  assert.deepEqual(page.readState("?page=99999999999999999999&older=x&source=&after=+"), PLAIN);
  assert.equal(page.readState("?q=%E0%A4%A").query.length > 0, true);
  assert.equal(page.readFragment(""), "");
  assert.equal(page.readFragment("#section-2"), "");
});

test("the day, month or year before one is its like", () => {
  for (const [iso, before] of [["2015", "2014"], ["2015-01", "2014-12"], ["2016-03-01", "2016-02-29"], ["soon", "soon"]]) assert.equal(page.previous(iso), before);
});

test("the default state has the shortest address", () => {
  assert.equal(page.writeState({ query: "قمة", sort: "relevance", page: 1 }), "?q=%D9%82%D9%85%D8%A9");
});

test("each of the six Arabic plural forms is used for its numbers", () => {
  const category = (n) => Object.keys(FORMS).find((name) => FORMS[name] === page.counted(FORMS, n));
  const expected = { 0: "zero", 1: "one", 2: "two", 3: "few", 10: "few", 11: "many", 99: "many", 100: "other", 102: "other", 103: "few", 111: "many" };
  for (const [n, name] of Object.entries(expected)) assert.equal(category(Number(n)), name, n);
});

test("without a translation the English of the program is said", () => {
  globalThis.arsheef.strings = { ...ARABIC, language: "en" };
  assert.equal(page.counted(page.forms("%(n)s place", "%(n)s places"), 1), "%(n)s place");
  assert.equal(page.counted(page.forms("%(n)s place", "%(n)s places"), 0), "%(n)s places");
  assert.equal(page.text("Undated"), "Undated");
});

test("numbers are grouped in the digits of the site", () => {
  assert.equal(page.number(7), "7");
  assert.equal(page.number(1204), "1,204");
  globalThis.arsheef.strings = { ...ARABIC, digits: "arabic" };
  assert.equal(page.number(1234567), "١٬٢٣٤٬٥٦٧");
});

test("a date is never more precise than its source", () => {
  assert.equal(page.dateText("2024-03-12T09:30"), "الثلاثاء 12 مارس 2024");
  assert.equal(page.dateText("2024-03-12", true), "12 مارس 2024");
  assert.equal(page.dateText("2024-03"), "مارس 2024");
  assert.equal(page.dateText("1923"), "1923");
  assert.equal(page.dateText(null), "Undated");
  assert.equal(page.dateText(""), "Undated");
  globalThis.arsheef.strings = { ...ARABIC, digits: "arabic" };
  assert.equal(page.dateText("2024-03-02"), "السبت ٢ مارس ٢٠٢٤");
});

test("a sentence splits at its placeholders and what fills them is not read again", () => {
  assert.deepEqual(page.pieces("كُتب: %(query)s."), [{ text: "كُتب: " }, { name: "query" }, { text: "." }]);
  assert.equal(page.fill("%(a)s و%(b)s", { a: "%(b)s", b: "x" }), "%(b)s وx");
});

test("runs keep every letter, isolate what is foreign, and mark across both", () => {
  const text = "فاز فريق Halden Survey Lab على النجوم 2-1 في 2024";
  const start = text.indexOf("Survey");
  const runs = page.runs(text, [[4, 8], [start, start + 6]]);
  assert.equal(runs.flatMap((run) => run.parts.map((part) => part.text)).join(""), text);
  assert.deepEqual(runs.filter((run) => run.dir).map((run) => [run.dir, run.parts.map((p) => p.text).join("")]),
    [["auto", "Halden Survey Lab"], ["ltr", "2-1"]]);
  assert.deepEqual(runs.flatMap((run) => run.parts).filter((part) => part.mark).map((part) => part.text), ["فريق", "Survey"]);
});

test("vowelled words are marked whole and are not foreign", () => {
  const text = "هذا الجِسْرُ أُقِيمَ سنةَ ألفٍ";
  const runs = page.runs(text, [[4, 12]]);
  assert.equal(runs.length, 1);
  assert.deepEqual(runs[0].parts.map((part) => part.text), ["هذا ", "الجِسْرُ", " أُقِيمَ سنةَ ألفٍ"]);
});

test("marks that overlap, stand in disorder or leave the text never repeat or lose a letter", () => {
  const text = "واحد اثنان ثلاثة";
  for (const marks of [[[0, 4], [2, 8]], [[5, 11], [0, 4]], [[10, 99]], [[-5, 2]], [[3, 3]]]) {
    assert.equal(page.runs(text, marks).flatMap((run) => run.parts.map((part) => part.text)).join(""), text);
  }
});

test("hostile text costs no more than its length", () => {
  const text = "a.".repeat(50000) + "!".repeat(50000) + "1-".repeat(50000);
  assert.equal(page.runs(text, []).flatMap((run) => run.parts.map((part) => part.text)).join("").length, text.length);
});
