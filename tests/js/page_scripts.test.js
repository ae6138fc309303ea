"use strict";
const { test } = require("node:test");
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");

const theme = path.join(__dirname, "../../theme");
const bundles = JSON.parse(fs.readFileSync(path.join(theme, "bundles.json"), "utf8"));
const written = fs.readdirSync(path.join(theme, "static/search")).filter((name) => name.endsWith(".js")).map((name) => `search/${name.slice(0, -3)}`);

test("the bundles hold every script of search/ once, and name no file that is not there", () => {
  const bundled = Object.values(bundles).flat().filter((name) => name.startsWith("search/"));
  assert.deepEqual(bundled.sort(), written.sort());
  for (const name of Object.values(bundles).flat().filter((name) => name !== "js/strings")) assert.ok(fs.existsSync(path.join(theme, `static/${name}.js`)), name);
});
