"use strict";
const test = require("node:test");
const assert = require("node:assert");
const fs = require("node:fs");
const path = require("node:path");
const { world } = require("./engine_host.js");

const { codec } = world().arsheef;
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
