"use strict";
// Every example of rules.json and every shared vector, by the interpreter in the browser. The same files drive pytest.
const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");

require("../../theme/static/search/codec.js");
require("../../theme/static/search/analysis.js");
const root = path.join(__dirname, "../..");
const read = (/** @type {string} */ name) => fs.readFileSync(path.join(root, name), "utf8");
const rules = JSON.parse(read("plugins/arsheef/arabic/rules.json"));
const bases = read("plugins/arsheef/arabic/bases.txt").split("\n").filter((line) => line && !line.startsWith("#"));
const plurals = read("plugins/arsheef/arabic/plurals.txt").split("\n").filter((line) => line && !line.startsWith("#"))
  .flatMap((line) => line.split(": ")[1].split(" ").flatMap((plural) => [line.split(": ")[0], plural]));
const analyser = globalThis.arsheef.analysis.create(rules, bases, plurals);
const vectors = JSON.parse(read("tests/vectors/analysis.json"));
const families = JSON.parse(read("tests/vectors/families.json"));

const RESULT = {
  token: (text) => analyser.analyse(text).map((term) => term.form),
  form: (token) => analyser.fold(token),
  class: (word) => analyser.classOf(analyser.fold(word)),
  skeleton: (key) => analyser.cutSkeleton(key),
  stop: (word) => analyser.isStop(analyser.fold(word)),
  spelling: (letters) => analyser.alike(letters),
};

for (const level of Object.keys(RESULT)) {
  for (const operation of rules[level]) {
    test(`${level}: ${operation.name}: every example`, () => {
      assert.ok(operation.examples.length);
      for (const [given, wanted] of operation.examples) assert.deepEqual(RESULT[level](given), wanted, given);
    });
  }
}

for (const { name, text, terms } of vectors) {
  test(`whole text: ${name}`, () => {
    const found = analyser.analyse(text);
    assert.deepEqual(found.map((term) => [term.text, term.form, term.class, term.skeleton]), terms);
    for (const term of found) {
      assert.equal(text.slice(term.start, term.end), term.text);
      assert.equal(analyser.skeletonOf(term.form), term.skeleton);
    }
  });
}

test("families meet in one class, and the others stay apart", () => {
  const classes = (/** @type {string} */ words) => analyser.analyse(words).map((term) => term.class);
  for (const words of families.together) assert.equal(new Set(classes(words)).size, 1, words);
  for (const words of families.apart) assert.equal(new Set(classes(words)).size, words.split(" ").length, words);
});

test("a packed base list gives the same words", () => {
  const packed = { letters: "ابت", words: "0abc2a0bac" };
  assert.deepEqual(globalThis.arsheef.codec.unpack(packed), ["ابت", "ابا", "بات"]);
});

test("rules of another format are refused", () => {
  assert.throws(() => globalThis.arsheef.analysis.create({ ...rules, format: 99 }, bases), /format 99/);
});

test("a word of a million letters is cut off at 64", () => {
  const [term] = analyser.analyse("ب".repeat(1000000));
  assert.equal(term.form.length, 64);
  assert.equal(term.end, 1000000);
});
