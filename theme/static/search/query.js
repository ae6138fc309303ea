/* The query language: what a reader typed, to clauses of analysed terms. Twin of plugins/arsheef/search/parse.py.

     word  "a phrase"  «عبارة»  -word  -"a phrase"  */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});
  var CHUNK = /(-?)(?:(["«“„”])([^"»“”]*)|([^ \t\r\n\u00a0\u3000"«»“”„]+))/g;

  /** @typedef {import("./types").Clause} Clause @typedef {import("./types").Query} Query @typedef {import("./types").Term} Term */

  /** Reads a query; anything typed is a query, so nothing is ever an error.
   * @param {string} text @param {import("./types").Analysis} analysis
   * @returns {Query} terms: all positive terms in the order typed; required: one of each class, no stop words unless there
   *   is nothing else */
  function parse(text, analysis) {
    /** @type {Clause[]} */
    var clauses = [];
    CHUNK.lastIndex = 0;
    for (var match = CHUNK.exec(text); match; match = CHUNK.exec(text)) {
      var quoted = match[2] !== undefined, terms = analysis.analyse(quoted ? match[3] : match[4]);
      if (terms.length) clauses.push({ terms: terms, phrase: quoted && terms.length > 1, negative: match[1] === "-" });
    }
    /** @type {Term[]} */
    var all = [];
    clauses.forEach(function (clause) { if (!clause.negative) all = all.concat(clause.terms); });
    var content = all.filter(function (term) { return !analysis.isStop(term.form); }), seen = new Set();
    var required = (content.length ? content : all).filter(function (term) {
      return !seen.has(term.class) && seen.add(term.class);
    });
    return { text: text, clauses: clauses, terms: all, required: required };
  }

  arsheef.query = { parse: parse };
})(typeof globalThis !== "undefined" ? globalThis : this);
