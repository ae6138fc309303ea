"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const { world } = require("./engine_host.js");

const { passages, mentions, frequency, texts } = world().arsheef;
const range = (text, word, from = 0) => [text.indexOf(word, from), text.indexOf(word, from) + word.length];
const plain = (value) => JSON.parse(JSON.stringify(value));

test("the passage is where most different words stand, not where one stands most", () => {
  const text = `${"جسر جسر جسر جسر ".repeat(3)}${"كلام ".repeat(100)}جسر قرب الوادي ${"بقية ".repeat(100)}`.trim();
  const marks = [], keys = [];
  text.replace(/جسر|الوادي/g, (word, at) => { marks.push([at, at + word.length]); keys.push(word); return word; });
  const [start, end] = passages.best(text, marks, keys, 160);
  assert.ok(text.slice(start, end).includes("جسر قرب الوادي"));
  assert.ok(end - start <= 160);
  assert.equal(text[start - 1], " ");
  assert.equal(text[end], " ");
});

test("a sentence that begins shortly before the first mark is shown from its start", () => {
  const text = `${"كلام ".repeat(60)}انتهى. وقالت المهندسة إن الجسر ${"بقية ".repeat(60)}`.trim();
  const [start] = passages.best(text, [range(text, "الجسر")], ["جسر"], 160);
  assert.equal(text.slice(start).startsWith("وقالت"), true);
});

test("a short text is shown whole, one without marks from its start", () => {
  assert.deepEqual(plain(passages.best("قصير", [[0, 4]], ["قصير"], 160)), [0, 4]);
  assert.equal(passages.best("كلام ".repeat(100), [], [], 160)[0], 0);
});

test("a text without a space is cut all the same, no character in two, and a mark longer than the limit does no harm", () => {
  const text = "😀".repeat(400);
  for (const limit of [160, 161, 163]) {
    const [start, end] = passages.best(text, [[402, 404]], ["x"], limit);
    assert.ok(start <= 402 && end >= 404 && end - start <= limit);
    assert.match(text.slice(start, end), /^(?:😀)+$/u);
  }
  assert.doesNotThrow(() => passages.best(text, [[10, 700], [702, 704]], ["x", "y"], 160));
});

test("thousands of marks cost no more than their number", () => {
  const text = "جسر ".repeat(50000), marks = Array.from({ length: 50000 }, (_, n) => [4 * n, 4 * n + 3]);
  assert.deepEqual(plain(passages.best(text, marks, marks.map(() => "جسر"), 160))[0], 0);
});

test("marks side by side are one mention, others are not", () => {
  assert.deepEqual(plain(mentions.find("جسر  الوادي، الوادي", [[0, 3], [5, 11], [13, 19]])), [[0, 11], [13, 19]]);
});

test("a mention stands between whole words of its paragraph", () => {
  const text = `${"قبل ".repeat(50)}الجسر ${"بعد ".repeat(50)}\nفقرة أخرى فيها الجسر`;
  const [before, found, after] = mentions.line(text, range(text, "الجسر"), 90);
  assert.equal(found, "الجسر");
  assert.match(before, /^(?:قبل ?)+$/);
  assert.match(after, /^(?:بعد ?)+$/);
  assert.ok(before.length <= 90 && after.length <= 90);
  assert.deepEqual(plain(mentions.line(text, range(text, "الجسر", text.indexOf("\n")), 90)), ["فقرة أخرى فيها", "الجسر", ""]);
});

test("words over time: a thousandth of what was printed then, and a gap where nothing was", () => {
  const day = (iso) => (Date.parse(iso) - Date.UTC(1800, 0, 0)) / 86400000;
  const archive = { size: 6, dead: [0, 0, 0, 0, 1, 0], days: ["2020-01-05", "2020-01-06", "2020-12-31", "2022-03-01", "2022-03-01"].map(day).concat(0) };
  const rows = plain(frequency.rows(archive, [[0, 2], [3, 5]], "year"));
  assert.deepEqual(rows, [
    { period: "2020", total: 3, counts: [2, 0] }, { period: "2021", total: 0, counts: [0, 0] }, { period: "2022", total: 1, counts: [0, 1] }]);
  assert.deepEqual(plain(frequency.values(rows, 0, false)), [2000 / 3, null, 0]);
  assert.deepEqual(plain(frequency.values(rows, 0, true)), [2, null, 0]);
  assert.equal(frequency.rows(archive, [[]], "month").length, 36);
  assert.deepEqual(plain(frequency.rows({ size: 0, dead: [], days: [] }, [[]], "month")), []);
  const { line } = frequency.draw([1, null, 0, 2], 2, true);
  assert.equal(line, "M1050 150M450 300L150 0");
});

test("the grid has round steps and holds the highest value", () => {
  for (const most of [0, 0.004, 0.5, 1, 2.9, 7, 61, 146, 999, 1000]) {
    const step = frequency.step(most);
    assert.ok(step * 3 >= most && (most === 0 || step * 3 <= most * 3 || step === 0.001), `${most}: ${step}`);
    assert.match(String(step).replace(/[0.]/g, ""), /^[125]$/);
  }
});

test("up to four words stand between commas of either script", () => {
  assert.deepEqual(plain(frequency.wordsOf("المطر، الجفاف, \"جسر الوادي\"،، المطر")), ["المطر", "الجفاف", "\"جسر الوادي\""]);
  assert.equal(frequency.wordsOf("أ،ب،ج،د،ه").length, 4);
});

test("texts are unpacked", () => {
  assert.equal(texts.unpack("~ plain ~ text"), "plain ~ text");
});
