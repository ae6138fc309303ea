/* Which words of a text a query found: what is marked in results, mentions and articles. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});

  /**
   * @typedef {import("./types").Clause} Clause
   * @typedef {import("./types").Term} Term
   */

  /** @param {Clause[]} clauses @returns {Term[]} */
  const termsOf = (clauses) => clauses.reduce((all, clause) => all.concat(clause.terms), /** @type {Term[]} */ ([]));

  /** Where the words stand; where a phrase of the query stands in the text, its words are found only inside it.
   * @param {import("./types").Analysis} analysis @param {import("./types").Query} query
   * @returns {(text: string) => [number, number][]} UTF-16 offsets, ascending */
  function marker(analysis, query) {
    const groups = query.groups.reduce((all, group) => all.concat(group), /** @type {Clause[]} */ ([]));
    const needs = query.needs.reduce((all, need) => all.concat(need.clauses), query.phrases).filter((clause) => !arsheef.query.narrows(clause));
    const forms = new Set(termsOf(needs.filter((clause) => clause.exact)).map((term) => term.form));
    const classesOf = (/** @type {Clause} */ clause, /** @type {Term} */ term) => arsheef.query.meant(query, clause, term).map((/** @type {Term} */ word) => word.class);
    const all = (/** @type {Clause[]} */ clauses) => new Set(clauses.reduce((classes, clause) =>
      classes.concat(...clause.terms.map((term) => classesOf(clause, term))), /** @type {string[]} */ ([])));
    const classes = all(needs.filter((clause) => !clause.exact)), loose = all(groups.filter((clause) => !clause.phrase));
    const phrases = groups.filter((clause) => clause.phrase), bound = all(phrases);
    return (text) => {
      const terms = analysis.analyse(text), inside = new Set();
      for (const phrase of phrases) {
        terms.forEach((_, n) => {
          if (phrase.terms.every((term, i) => terms[n + i] && classesOf(phrase, term).includes(terms[n + i].class))) phrase.terms.forEach((_, i) => inside.add(n + i));
        });
      }
      return terms.filter((term, n) => (forms.has(term.form) || classes.has(term.class))
        && (!inside.size || inside.has(n) || loose.has(term.class) || !bound.has(term.class))).map((term) => [term.start, term.end]);
    };
  }

  arsheef.marking = { marker };
})(typeof globalThis !== "undefined" ? globalThis : this);
