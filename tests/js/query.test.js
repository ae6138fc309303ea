"use strict";
const test = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { world } = require("./engine_host.js");

const read = (name) => JSON.parse(fs.readFileSync(path.join(__dirname, name), "utf8"));
const plugins = "../../plugins/arsheef";
const { arsheef } = world();
const bases = fs.readFileSync(path.join(__dirname, plugins, "arabic/bases.txt"), "utf8").split("\n").filter((line) => line && !line.startsWith("#"));
const analysis = arsheef.analysis.create(read(`${plugins}/arabic/rules.json`), bases);
const parser = arsheef.query.parser(analysis, read(`${plugins}/search/language.json`));
const examples = read("../vectors/query.json");

for (const example of examples.queries) {
  test(`a query is read as the shared examples say: ${example.typed}`, () => {
    const query = parser.parse(example.typed), clauses = query.groups.flat();
    const plain = (value) => JSON.parse(JSON.stringify(value));
    assert.deepEqual(plain(query.groups.map((group) => group.map((clause) => clause.text))), example.groups);
    assert.deepEqual(plain(query.excluded.map((clause) => clause.text)), example.excluded || []);
    assert.deepEqual(plain(query.needs.map((need) => need.text)), example.needs);
    assert.deepEqual(plain(query.unread), example.unread || []);
    assert.deepEqual(plain(query.phrases.map((clause) => clause.text)), example.phrases || []);
    assert.deepEqual(plain(clauses.filter((clause) => clause.exact).map((clause) => clause.text)), example.exact || []);
    assert.deepEqual(plain(clauses.filter((clause) => clause.date).map((clause) => clause.date)), example.dates || []);
    if (example.fields) assert.deepEqual(plain(clauses.map((clause) => clause.field)), example.fields);
  });
}

test("a date is read or not as the shared examples say", () => {
  for (const [typed, iso] of Object.entries(examples.dates)) assert.equal(parser.when(typed), iso, typed);
});
