/* Which part of a text to show for its marks, whole words only. Pure: offsets in, offsets out. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const LEAD_IN = 90; // UTF-16 units before the first mark within which a sentence is shown from its start
  const CONTEXT = 40; // units before the first mark where its sentence starts farther off
  const REACH = 40; // a "word" longer than this may be cut inside
  const STOP = /[.!?؟…]["»”)]*\s|\n/g;

  /** @typedef {[number, number]} Range  start and end, in UTF-16 units */

  /**
   * The stretch of about `limit` that has most different words, then most marks, then comes first.
   * @param {string} text @param {Range[]} marks sorted @param {string[]} keys the word of each mark
   * @param {number} limit UTF-16 units
   * @returns {Range}
   */
  function best(text, marks, keys, limit) {
    if (text.length <= limit || !marks.length) return [0, text.length <= limit ? text.length : wordBefore(text, limit)];
    /** @type {Map<string, number>} */
    const inside = new Map();
    let last = 0, first = 0, most = -1;
    marks.forEach(([start], n) => {
      for (; last < marks.length && marks[last][1] - start <= limit - CONTEXT; last++) inside.set(keys[last], (inside.get(keys[last]) || 0) + 1);
      const score = inside.size * marks.length + last - n;
      if (score > most) [most, first] = [score, start];
      const left = (inside.get(keys[n]) || 0) - 1;
      if (left > 0) inside.set(keys[n], left); else inside.delete(keys[n]);
      if (last <= n) last = n + 1; // a mark longer than the limit
    });
    const start = begin(text, first), end = start + limit;
    return [start, end >= text.length ? text.length : wordBefore(text, end)];
  }

  /** Where a passage begins whose first mark is at `first`. @param {string} text @param {number} first */
  function begin(text, first) {
    if (first <= LEAD_IN) return 0;
    let sentence = -1;
    text.slice(first - LEAD_IN, first).replace(STOP, (stop, at) => {
      sentence = first - LEAD_IN + at + stop.length;
      return stop;
    });
    return sentence >= 0 ? sentence : wordAfter(text, first - CONTEXT);
  }

  /** @param {string} text @param {number} at @returns {number} the end of the last whole word before `at` */
  function wordBefore(text, at) {
    for (let space = at; space > at - REACH && space > 0; space--) if (/\s/.test(text.charAt(space))) return space;
    return whole(text, at);
  }

  /** @param {string} text @param {number} at @returns {number} the start of the first whole word from `at` on */
  function wordAfter(text, at) {
    if (at <= 0) return 0;
    for (let space = at - 1; space < at + REACH; space++) if (/\s/.test(text.charAt(space))) return space + 1;
    return whole(text, at);
  }

  /** @param {string} text @param {number} at @returns {number} the same place, never between the halves of one character */
  function whole(text, at) {
    return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
  }

  arsheef.passages = { best, wordBefore, wordAfter };
})(typeof globalThis !== "undefined" ? globalThis : this);
