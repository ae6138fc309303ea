"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");

const theme = path.join(__dirname, "../../theme");
const bundles = JSON.parse(fs.readFileSync(path.join(theme, "bundles.json"), "utf8"));
const written = fs.readdirSync(path.join(theme, "static/search")).filter((name) => name.endsWith(".js")).map((name) => `search/${name.slice(0, -3)}`);

test("the bundles hold every script of search/ once, and name no file that is not there", () => {
  const bundled = [...bundles.engine, ...bundles.reading].filter((name) => name.startsWith("search/"));
  assert.deepEqual(bundled.sort(), written.sort());
  for (const name of Object.values(bundles).flat().filter((name) => name !== "js/strings")) assert.ok(fs.existsSync(path.join(theme, `static/${name}.js`)), name);
});

test("every text of the page's scripts is in the list that the build translates, and nothing else", () => {
  const listed = JSON.parse(fs.readFileSync(path.join(theme, "locale/script.json"), "utf8"));
  const scripts = Object.values(bundles).flat().filter((name) => name.startsWith("js/") && name !== "js/strings");
  const code = scripts.map((name) => fs.readFileSync(path.join(theme, `static/${name}.js`), "utf8")).join("\n");
  for (const text of [...listed.messages, ...listed.plurals.flat()]) assert.ok(code.includes(JSON.stringify(text)), text);
  const said = [...code.matchAll(/(?:_|\btext|said)\(("(?:[^"\\]|\\.)+")/g)].map((found) => JSON.parse(found[1]));
  assert.ok(said.length > 10);
  for (const text of said) assert.ok(listed.messages.includes(text), text);
});
