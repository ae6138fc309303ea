/* Every mention of a query in a text: marks that stand side by side are one mention. Pure. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});

  /** @typedef {[number, number]} Range  start and end, in UTF-16 units */

  /** Marks with nothing but blanks between them are one mention. @param {string} text @param {Range[]} marks sorted @returns {Range[]} */
  function find(text, marks) {
    /** @type {Range[]} */
    const out = [];
    for (const [start, end] of marks) {
      const last = out[out.length - 1];
      if (last && /^[ \u00a0]+$/.test(text.slice(last[1], start))) last[1] = end;
      else out.push([start, end]);
    }
    return out;
  }

  /** A mention with what stands before and after it in its paragraph, cut at words.
   * @param {string} text @param {Range} mention @param {number} context units kept on each side @returns {[string, string, string]} */
  function line(text, [start, end], context) {
    const top = text.lastIndexOf("\n", start - 1) + 1, bottom = (text.indexOf("\n", end) + 1 || text.length + 1) - 1;
    const from = start - context > top ? arsheef.passages.wordAfter(text, start - context) : top;
    const to = end + context < bottom ? Math.max(arsheef.passages.wordBefore(text, end + context), end) : bottom;
    return [text.slice(Math.min(from, start), start).trim(), text.slice(start, end), text.slice(end, to).trim()];
  }

  arsheef.mentions = { find, line };
})(typeof globalThis !== "undefined" ? globalThis : this);
