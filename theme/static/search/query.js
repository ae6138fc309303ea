/* The query language: what a reader typed, to clauses of analysed terms. Twin of plugins/arsheef/search/parse.py.

     word  "a phrase"  «عبارة»  -word  -"a phrase"  */
(function (root) {
  "use strict";
  var arsheef = (root.arsheef = root.arsheef || {});
  var CHUNK = /(-?)(?:(["«“„”])([^"»“”]*)|([^ \t\r\n\u00a0\u3000"«»“”„]+))/g;

  /**
   * @typedef {{text: string, form: string, class: string, skeleton: string, start: number, end: number}} Term
   * @typedef {{terms: Term[], phrase: boolean, negative: boolean}} Clause
   * @typedef {{text: string, clauses: Clause[], terms: Term[], required: Term[]}} Query
   */

  /** Reads a query; anything typed is a query, so nothing is ever an error.
   * @param {string} text @param {{analyse: function(string): Term[], isStop: function(string): boolean}} analysis
   * @returns {Query} terms: all positive terms in the order typed; required: one of each class, no stop words unless there
   *   is nothing else */
  function parse(text, analysis) {
    /** @type {Clause[]} */
    var clauses = [];
    for (var match of text.matchAll(CHUNK)) {
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
