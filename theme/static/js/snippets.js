/**
 * Best passages for the hits in view, once the list stands: texts are loaded for these only, and a passage takes the place of
 * the lead without moving what is below it.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /** @typedef {[number, number]} Range */

  const arsheef = scope.arsheef;
  const LIMIT = 160; // UTF-16 units of a passage, as many as a lead has
  const AHEAD = "300px"; // how far below the window passages are looked for

  /**
   * @param {HTMLElement[]} entries of the list, one a hit
   * @param {any[]} hits
   * @param {any} engine
   * @param {string} query
   */
  function fill(entries, hits, engine, query) {
    const watch = new IntersectionObserver((seen) => seen.forEach(({ isIntersecting, target }) => {
      if (!isIntersecting) return;
      watch.unobserve(target);
      const hit = hits[entries.indexOf(/** @type {HTMLElement} */ (target))], snippet = target.querySelector(".entry__snip");
      replace(/** @type {HTMLElement} */ (snippet), hit, engine, query).catch((error) => {
        if (error.kind !== "missing") throw error; // else the lead stays
      });
    }), { rootMargin: AHEAD });
    entries.forEach((entry, n) => {
      if (wordsIn(engine, hits[n].lead || "", query).size < engine.parser.parse(query).needs.length) watch.observe(entry);
    });
  }

  /** @param {any} engine @param {string} text @param {Range[]} marks @returns {string[]} the word of each mark */
  const keysOf = (engine, text, marks) => marks.map((mark) => engine.analysis.analyse(text.slice(...mark))[0].class);
  /** @param {any} engine @param {string} text @param {string} query */
  const wordsIn = (engine, text, query) => new Set(keysOf(engine, text, engine.marks(text, query)));

  /** @param {HTMLElement} snippet @param {any} hit @param {any} engine @param {string} query */
  async function replace(snippet, hit, engine, query) {
    const [text] = await arsheef.texts.load(engine.archive, [hit.doc]), marks = engine.marks(text, query);
    if (!marks.length || !snippet.isConnected) return;
    const [start, whole] = arsheef.passages.best(text, marks, keysOf(engine, text, marks), LIMIT), room = snippet.clientHeight;
    let end = whole;
    do {
      snippet.replaceChildren(...(start ? ["… "] : []), ...arsheef.dom.marked(text, marks, [start, end]), ...(end < text.length ? [" …"] : []));
      end = arsheef.passages.wordBefore(text, end - 1);
    } while (snippet.clientHeight > room && end > start);
  }

  arsheef.snippets = { fill };
})(globalThis);
