/* Runs the browser's engine in node: loads the scripts of the theme and reads index files from a folder.
   As a program it answers queries: node engine_host.js SEARCH_FOLDER < queries.jsonl > results.jsonl */
"use strict";
const fs = require("node:fs");
const path = require("node:path");
const vm = require("node:vm");

const ENGINE = path.join(__dirname, "../../theme/static/search");
const MODULES = ["analysis", "codec", "postings", "lists", "store", "query", "rank", "match", "facets", "archive", "keyboard", "words", "spelling", "copies", "marking", "engine", "texts", "passages", "mentions", "frequency", "citing"];

/** The namespace `arsheef` of a new world with the engine's modules in it. */
function world() {
  const context = vm.createContext({ console });
  for (const name of MODULES) {
    const file = path.join(ENGINE, `${name}.js`);
    vm.runInContext(fs.readFileSync(file, "utf8"), context, { filename: file });
  }
  return { context, arsheef: context.arsheef };
}

/** A store over a folder; `read` lists every file that was loaded, with its bytes. */
function storeOf({ context, arsheef }, folder) {
  const read = [];
  const store = arsheef.store.create((file, done, failed) => {
    const where = path.join(folder, file.split("?")[0]);
    if (!fs.existsSync(where)) return failed();
    const text = fs.readFileSync(where, "utf8");
    read.push({ file, text });
    try {
      vm.runInContext(text, context, { filename: where });
    } catch (error) {
      if (!(error instanceof context.SyntaxError) && error.name !== "SyntaxError") throw error;
      return failed();
    }
    return done();
  });
  return { store, read };
}

/** An open engine over a search folder. */
async function openEngine(folder) {
  const made = world();
  const { store, read } = storeOf(made, folder);
  return { engine: await made.arsheef.engine.open(store), store, read, arsheef: made.arsheef };
}

module.exports = { world, storeOf, openEngine };

if (require.main === module) {
  (async () => {
    const { engine } = await openEngine(process.argv[2]);
    for (const line of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) {
      const { query, why, ...options } = JSON.parse(line);
      const found = await engine.search(query, { limit: Infinity, ...options });
      const hits = await Promise.all(found.hits.map(async ({ id, score, missing, duplicate_of, doc, title }) => ({ id, score, missing, duplicate_of, ...(why && { why: await engine.why(found.read, { doc, title }) }) })));
      process.stdout.write(`${JSON.stringify({ ...found, hits })}\n`);
    }
  })();
}
