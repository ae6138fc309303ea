"use strict";
const test = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { world } = require("./engine_host.js");

const { codec, lists } = world().arsheef;
const vectors = JSON.parse(fs.readFileSync(path.join(__dirname, "../vectors/codec.json"), "utf8"));

test("numbers, words and shards are read as Python wrote them", () => {
  for (const [number, letters] of vectors.numbers) assert.strictEqual(new codec.Cursor(codec.bytes(letters), 0).number(), number);
  for (const [word, letters] of vectors.words) assert.strictEqual(new codec.Cursor(codec.bytes(letters), 0).word(), word);
  for (const [skeleton, shards, shard] of vectors.shards) assert.strictEqual(codec.shardOf(skeleton, shards), shard);
});

test("a number that is cut off is an error, not a guess", () => {
  const cursor = new codec.Cursor(Uint8Array.from([0x80]), 0);
  assert.throws(() => cursor.number(), /ends inside a number/);
});

test("lists of a heavy skeleton are read as Python wrote them: totals, the term's class, its own part of it, and the form itself", () => {
  for (const { terms, groups, files } of JSON.parse(fs.readFileSync(path.join(__dirname, "../vectors/lists.json"), "utf8"))) {
    const sum = (/** @type {any[]} */ some) => {
      const all = new Map();
      some.forEach(({ docs, weights }) => docs.forEach((doc, n) => all.set(100 + doc, (all.get(100 + doc) || 0) + weights[n])));
      const docs = Array.from(all.keys()).sort((a, b) => a - b);
      return { docs, weights: docs.map((doc) => all.get(doc)) };
    };
    for (const term of terms) {
      const group = codec.shardOf(term.class, groups.length), before = Array.from(groups).slice(0, group).reduce((all, digit) => all + Number(digit), 0);
      const found = lists.read(files[before + codec.shardOf(term.form, Number(groups[group]))], 100);
      const same = (key, some) => assert.strictEqual(JSON.stringify(found.get(key), (_, value) => (ArrayBuffer.isView(value) ? Array.from(value) : value)), JSON.stringify(sum(some)));
      same("skeleton", terms);
      same(`class ${term.class}`, terms.filter((other) => other.class === term.class));
      same(`form ${term.form}`, [term]);
      const own = terms.filter((other) => other.class === term.class && other.own === term.own);
      if (terms.some((other) => other.class === term.class && other.own !== term.class)) same(`class =${term.own}`, own);
    }
  }
  assert.throws(() => lists.read("#", 0), /ends inside a list/);
});
