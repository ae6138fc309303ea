/* How often words are in the articles of each month or year, and the lines that show it. Pure. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const WORDS = 4, WIDTH = 1200, HEIGHT = 300;

  /**
   * @typedef {"year"|"month"} Unit
   * @typedef {{period: string, total: number, counts: number[]}} Row  period: ISO; total: articles of the period
   */

  /** The words (or phrases) of a query: what stands between commas, at most four. @param {string} query @returns {string[]} */
  const wordsOf = (query) => Array.from(new Set(query.split(/[,،]/).map((word) => word.trim()).filter(Boolean))).slice(0, WORDS);

  /** Articles of each period, from the first to the last year that has any; months of whole years.
   * @param {import("./types").Archive} archive @param {number[][]} found documents of each word @param {Unit} unit
   * @returns {Row[]} */
  function rows(archive, found, unit) {
    const length = unit === "year" ? 4 : 7;
    /** @type {string[]} period of each day */
    const known = [];
    const periodOf = (/** @type {number} */ day) =>
      known[day] || (known[day] = new Date(Date.UTC(1800, 0, day)).toISOString().slice(0, length));
    /** @param {number[]} docs @returns {Map<string, number>} */
    const count = (docs) => {
      const counts = new Map();
      for (const doc of docs) {
        const period = archive.days[doc] && periodOf(archive.days[doc]);
        if (period) counts.set(period, (counts.get(period) || 0) + 1);
      }
      return counts;
    };
    const all = [];
    for (let doc = 0; doc < archive.size; doc++) if (!archive.dead[doc]) all.push(doc);
    const totals = count(all), each = found.map(count), periods = periodsOf(Array.from(totals.keys()), unit);
    return periods.map((period) => ({ period, total: totals.get(period) || 0, counts: each.map((counts) => counts.get(period) || 0) }));
  }

  /** @param {string[]} periods @param {Unit} unit @returns {string[]} all from the first to the last */
  function periodsOf(periods, unit) {
    const years = periods.map((period) => Number(period.slice(0, 4))), out = [];
    if (!years.length) return [];
    const last = years.reduce((a, b) => Math.max(a, b));
    for (let year = years.reduce((a, b) => Math.min(a, b)); year <= last; year++) {
      for (let month = 1; month <= (unit === "year" ? 1 : 12); month++) {
        out.push(unit === "year" ? String(year) : `${year}-${String(month).padStart(2, "0")}`);
      }
    }
    return out;
  }

  /** Values of a word: of a thousand articles of the period, or articles; null where the archive has none of the period.
   * @param {Row[]} rows @param {number} word @param {boolean} absolute @returns {(number|null)[]} */
  const values = (rows, word, absolute) => rows.map((row) => (row.total ? (absolute ? row.counts[word] : (1000 * row.counts[word]) / row.total) : null));

  /** The distance of the lines of a grid of three: 1, 2 or 5 times a power of ten. @param {number} most @returns {number} */
  function step(most) {
    let size = 0.001;
    for (let n = 0; size * 3 < most; n++) size *= [2, 2.5, 2][n % 3];
    return Number(size.toPrecision(1));
  }

  /** `d` of a line and of its points in a drawing of WIDTH x HEIGHT; a period without articles interrupts the line.
   * @param {(number|null)[]} line @param {number} top value at the upper edge @param {boolean} rtl oldest at the right
   * @returns {{line: string, points: string}} */
  function draw(line, top, rtl) {
    let drawn = "", points = "", open = false;
    line.forEach((value, n) => {
      if (value === null) {
        open = false;
        return;
      }
      const x = ((n + 0.5) * WIDTH) / line.length, y = HEIGHT * (1 - value / top);
      const place = `${Math.round(rtl ? WIDTH - x : x)} ${Math.round(y * 10) / 10}`;
      drawn += (open ? "L" : "M") + place;
      points += `M${place}h.01`;
      open = true;
    });
    return { line: drawn, points };
  }

  arsheef.frequency = { WORDS, WIDTH, HEIGHT, wordsOf, rows, values, step, draw };
})(typeof globalThis !== "undefined" ? globalThis : this);
