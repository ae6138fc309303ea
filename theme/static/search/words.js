/* The words of an archive by their first or their last letters, with the number of articles, from w<k>.js. They are forms
   without the article; docs/index-format.md draws the bytes, plugins/arsheef/search/words.py writes them. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const LAST = "\uffff"; // sorts after every letter

  /** @typedef {import("./types").Archive} Archive */

  const reversed = (/** @type {string} */ text) => Array.from(text).reverse().join("");

  /** The words of one shard, as they are sorted. @param {string} text @param {(word: string, count: number) => void} each */
  function read(text, each) {
    const cursor = new arsheef.codec.Cursor(arsheef.codec.bytes(text), 0);
    let word = "";
    while (cursor.more()) {
      word = word.slice(0, cursor.number()) + cursor.word();
      each(word, cursor.number());
    }
  }

  /** Words that start with some letters, or end with them.
   * @param {Archive} archive @param {number[]} segments to be read @param {"forward" | "backward"} order @param {string} letters
   * @returns {Promise<Map<string, number>>} word -> articles */
  async function find(archive, segments, order, letters) {
    const forward = order === "forward", from = forward ? letters : reversed(letters);
    /** @type {Map<string, number>} */
    const found = new Map();
    await Promise.all(segments.map(async (n) => {
      const { name } = archive.segments[n], starts = await archive.store.get(name + "/w0"), before = forward ? 1 : 1 + starts.forward.length;
      /** @type {string[]} */
      const own = starts[order];
      const wanted = own.map((_, k) => k).filter((k) => own[k] < from + LAST && !(own[k + 1] <= from));
      const shards = await Promise.all(wanted.map((k) => archive.store.get(name + "/w" + (before + k))));
      shards.forEach((shard) => read(shard, (word, count) => {
        if (!word.startsWith(from)) return;
        const whole = forward ? word : reversed(word);
        found.set(whole, (found.get(whole) || 0) + count);
      }));
    }));
    return found;
  }

  arsheef.words = { find };
})(typeof globalThis !== "undefined" ? globalThis : this);
