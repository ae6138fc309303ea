"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");

const theme = path.join(__dirname, "../../theme");
const scripts = (file) => [...fs.readFileSync(path.join(theme, file), "utf8").matchAll(/"((?:js|search)\/[a-z]+)"/g)].map((found) => found[1]);
const written = fs.readdirSync(path.join(theme, "static/search")).filter((name) => name.endsWith(".js")).map((name) => `search/${name.slice(0, -3)}`);

test("the search page and an article with marks load every script of the engine, in one order", () => {
  const page = scripts("templates/search.html");
  const article = scripts("static/js/site.js");
  assert.deepEqual(page.filter((name) => name.startsWith("search/")).sort(), written.sort());
  assert.deepEqual(page.filter((name) => name !== "js/hits").map((name) => name.replace("js/search", "js/marks")), article);
  for (const name of page.filter((name) => name !== "js/strings")) assert.ok(fs.existsSync(path.join(theme, `static/${name}.js`)), name);
});

test("every text of the page's scripts is in the list that the build translates, and nothing else", () => {
  const listed = JSON.parse(fs.readFileSync(path.join(theme, "locale/script.json"), "utf8"));
  const code = ["search", "hits", "marks", "page", "dom"].map((name) => fs.readFileSync(path.join(theme, `static/js/${name}.js`), "utf8")).join("\n");
  for (const text of [...listed.messages, ...listed.plurals.flat()]) assert.ok(code.includes(JSON.stringify(text)), text);
  const said = [...code.matchAll(/(?:_|\btext|said)\(("(?:[^"\\]|\\.)+")/g)].map((found) => JSON.parse(found[1]));
  assert.ok(said.length > 10);
  for (const text of said) assert.ok(listed.messages.includes(text), text);
});
