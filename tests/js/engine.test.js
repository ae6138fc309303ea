"use strict";
const test = require("node:test");
const assert = require("node:assert");
const { world } = require("./engine_host.js");

/** A store of the engine over files given as name -> content; null is a file that cannot be loaded. */
function storeWith(files) {
  const { arsheef, context } = world();
  const asked = [];
  const store = arsheef.store.create((file, done, failed) => {
    asked.push(file);
    const name = file.split(".js")[0];
    if (!(name in files) || files[name] === null) return failed();
    for (const [as, content] of Object.entries(files[name])) arsheef.load(as, content);
    return done();
  });
  return { arsheef, context, store, asked };
}

test("a manifest of another format is refused in words", async () => {
  const { arsheef, store } = storeWith({ manifest: { manifest: { format: 99 } } });
  await assert.rejects(arsheef.engine.open(store), (error) => error.kind === "format" && /format 99/.test(error.message));
});

test("a file that holds something else is refused", async () => {
  const { arsheef, store } = storeWith({ manifest: { something: {} } });
  await assert.rejects(arsheef.engine.open(store), (error) => error.kind === "format");
});

test("a missing file says which one, and is asked for again next time", async () => {
  const files = { manifest: null };
  const { arsheef, store, asked } = storeWith(files);
  await assert.rejects(arsheef.engine.open(store), (error) => error.kind === "missing" && /manifest\.js/.test(error.message));
  await assert.rejects(arsheef.engine.open(store), (error) => error.kind === "missing");
  assert.deepStrictEqual(asked, ["manifest.js", "manifest.js"]);
});

test("what the page loads before anybody asks is kept and not loaded twice", async () => {
  const { arsheef, store, asked } = storeWith({});
  arsheef.load("manifest", { early: true });
  assert.deepStrictEqual(await store.get("manifest"), { early: true });
  assert.deepStrictEqual(asked, []);
});

test("two who ask for one file at the same time load it once", async () => {
  const { store, asked } = storeWith({ a: { a: 1 } });
  assert.deepStrictEqual(await Promise.all([store.get("a"), store.get("a")]), [1, 1]);
  assert.deepStrictEqual(asked, ["a.js"]);
});
