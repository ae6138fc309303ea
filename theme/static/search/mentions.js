/* Every mention of a query in a text: marks that stand side by side are one mention. Pure. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const CONTEXT = 90; // UTF-16 units of text kept on each side of a mention

  /** @typedef {[number, number]} Range @typedef {import("./types").Clause} Clause @typedef {import("./types").Term} Term */

  /**
   * The mentions in a text. Words of a phrase count where the phrase stands, once it stands anywhere in the text.
   * @param {{analysis: import("./types").Analysis, parser: import("./types").Parser, marks: (text: string, query: string) => Range[]}} engine
   * @param {string} text @param {string} query @returns {Range[]}
   */
  function find(engine, text, query) {
    const classesIn = (/** @type {string} */ part) => engine.analysis.analyse(part).map((term) => term.class);
    const parsed = engine.parser.parse(query), loose = new Set();
    parsed.groups.forEach((group) => group.forEach((clause) => clause.phrase || clause.terms.forEach((term) => loose.add(term.class))));
    const phrases = parsed.phrases.map((clause) => ` ${clause.terms.map((term) => term.class).join(" ")} `);
    const words = new Set(parsed.phrases.reduce((all, clause) => all.concat(clause.terms), /** @type {Term[]} */ ([])).map((term) => term.class));
    const found = joined(text, engine.marks(text, query)).map((range) => {
      const classes = classesIn(text.slice(...range)), run = ` ${classes.join(" ")} `;
      const whole = phrases.some((phrase) => run.includes(phrase));
      return { range, whole, kept: whole || classes.some((key) => loose.has(key) || !words.has(key)) };
    });
    return found.filter((mention) => mention.kept || !found.some((other) => other.whole)).map((mention) => mention.range);
  }

  /** Marks with nothing but blanks between them are one. @param {string} text @param {Range[]} marks sorted @returns {Range[]} */
  function joined(text, marks) {
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
   * @param {string} text @param {Range} mention @returns {[string, string, string]} */
  function line(text, [start, end]) {
    const top = text.lastIndexOf("\n", start - 1) + 1, bottom = (text.indexOf("\n", end) + 1 || text.length + 1) - 1;
    const from = start - CONTEXT > top ? arsheef.passages.wordAfter(text, start - CONTEXT) : top;
    const to = end + CONTEXT < bottom ? Math.max(arsheef.passages.wordBefore(text, end + CONTEXT), end) : bottom;
    return [text.slice(Math.min(from, start), start).trim(), text.slice(start, end), text.slice(end, to).trim()];
  }

  arsheef.mentions = { find, line };
})(typeof globalThis !== "undefined" ? globalThis : this);
