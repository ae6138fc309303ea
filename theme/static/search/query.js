/* The query language: what a reader typed, to groups of clauses. Twin of plugins/arsheef/search/parse.py and dates.py.

     word   "a phrase"   «عبارة»   -word   one أو other   =form   title:word   source:name   after:2015-07
   Groups are ANDed; the clauses of a group are alternatives. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const CHUNK = /\||(-?)(?:([^ \t\r\n\u00a0\u3000"«»“”„|:=-]+):(?=[^ \t\r\n\u00a0\u3000|]))?(=?)(?:(["«“„”])([^"»“”]*)["»“”]?|([^ \t\r\n\u00a0\u3000"«»“”„|]+))/g;
  const FIRST_YEAR = 1800, LAST_YEAR = 2199;
  const DATES = ["after", "before"];

  /**
   * @typedef {import("./types").Clause} Clause
   * @typedef {import("./types").Query} Query
   * @typedef {import("./types").Need} Need
   * @typedef {import("./types").Analysis} Analysis
   */

  /** A parser. @param {Analysis} analysis @param {any} table the words of the query language: `query` of the rules file
   * @returns {import("./types").Parser} */
  function parser(analysis, table) {
    const formsOf = (/** @type {string} */ text) => analysis.analyse(text).map((term) => term.form);
    const operators = table.or.map((/** @type {string} */ word) => (word === "OR" ? word : analysis.fold(word)));
    const dateWords = formsOf(table.date_words);
    /** @type {Map<string, string>} */
    const fields = new Map();
    Object.keys(table.fields).forEach((field) => table.fields[field].split(" ").forEach((/** @type {string} */ name) => fields.set(analysis.fold(name), field)));
    /** @type {Map<string, number>} */
    const months = new Map();
    table.months.forEach((/** @type {string} */ names, /** @type {number} */ n) =>
      names.split("|").forEach((name) => months.set(formsOf(name).join(" "), n + 1)));

    /** The ISO date, as precise as what was typed; null where it cannot be read. @param {string} text @returns {string | null} */
    function when(text) {
      const words = formsOf(text).filter((word) => !dateWords.includes(word)), named = new Set();
      for (let at = 0; at < words.length; at++) {
        for (const length of [2, 1]) {
          const number = months.get(words.slice(at, at + length).join(" "));
          if (!number) continue;
          named.add(number);
          words.splice(at--, length);
          break;
        }
      }
      if (named.size > 1 || !words.length || !words.every((word) => /^[0-9]{1,4}$/.test(word))) return null;
      const numbers = words.map(Number), last = numbers.length - 1;
      const parts = named.size ? [numbers[last], ...named, ...numbers.slice(0, last)] : words[0].length === 4 ? numbers : numbers.reverse();
      const [year, month = 1, day = 1] = parts, date = new Date(Date.UTC(year, month - 1, day));
      if (parts.length > 3 || year < FIRST_YEAR || year > LAST_YEAR || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
      return date.toISOString().slice(0, [4, 7, 10][parts.length - 1]);
    }

    /** What was typed, piece by piece; the sign | has no terms. @param {string} typed @returns {Clause[]} */
    function clausesOf(typed) {
      /** @type {Clause[]} */
      const found = [];
      /** @param {string} text @param {string} value @param {boolean} negative @param {Partial<Clause>} [more] */
      function add(text, value, negative, more) {
        const terms = analysis.analyse(value);
        if (terms.length || text === "|") {
          found.push({ text, terms, negative, field: null, exact: false, date: null, ...more, phrase: !!(more && more.phrase) && terms.length > 1 });
        }
      }
      typed.replace(CHUNK, (all, minus, name, equals, quote, quoted, word) => {
        const field = (name && fields.get(analysis.fold(name))) || null, words = !field || field === "title";
        let value = quote ? quoted : word || "";
        if (name && !field) { // a colon in a text: قال:"نعم"
          if (quote) add(name, name, !!minus);
          else value = `${name}:${equals}${value}`;
        }
        add(all.slice((minus || "").length), value, !!minus,
          { field, phrase: !!quote && words, exact: !!equals && words, date: field && DATES.includes(field) ? when(value) : null });
        return "";
      });
      return found;
    }

    /** @param {Clause} clause */
    const isOperator = (clause) => !(clause.field || clause.phrase || clause.exact || clause.negative)
      && (operators.includes(clause.text) || operators.includes(analysis.fold(clause.text)));

    /** Reads a query; anything typed is a query, so nothing is ever an error. @param {string} text @returns {Query} */
    function parse(text) {
      /** @type {Clause[][]} */
      const groups = [];
      /** @type {Clause[]} */
      const excluded = [];
      /** @type {string[]} */
      const unread = [];
      /** @type {Clause | null} an "or" that waits for its right neighbour */
      let operator = null;
      let joins = false; // whether the clause before can be the left neighbour of an "or"
      for (const clause of clausesOf(text)) {
        if (joins && isOperator(clause)) {
          operator = operator || clause;
        } else if (clause.field && DATES.includes(clause.field) && !clause.date) {
          unread.push(clause.text);
        } else if (clause.negative) {
          if (operator && operator.terms.length) groups.push([operator]);
          excluded.push(clause);
          operator = null;
          joins = false;
        } else if (clause.terms.length) {
          if (operator) groups[groups.length - 1].push(clause);
          else groups.push([clause]);
          operator = null;
          joins = true;
        }
      }
      if (operator && operator.terms.length) groups.push([operator]); // the last word is "or": a word like any other
      const words = groups.filter((group) => !group.every(narrows));
      return {
        text, groups, excluded, unread, synonyms: synonymsOf(words.concat([excluded])), needs: needsOf(words), narrowing: groups.filter((group) => group.every(narrows)),
        phrases: words.filter((group) => group.length === 1 && group[0].phrase).map((group) => group[0]),
        terms: [].concat(...words.map((group) => [].concat(.../** @type {any} */ (group.filter((clause) => !narrows(clause)).map((clause) => clause.terms))))),
      };
    }

    /** Class of a word that others may stand for -> the word, and those; a word that is typed itself stands for no other.
     * @param {Clause[][]} groups @returns {Map<string, import("./types").Term[]>} */
    function synonymsOf(groups) {
      const found = new Map(), clauses = groups.reduce((all, group) => all.concat(group), []).filter((clause) => !narrows(clause));
      const typed = new Set(clauses.reduce((/** @type {string[]} */ all, clause) => all.concat(clause.terms.map((term) => term.class)), []));
      clauses.forEach((clause) => clause.exact || clause.negative || clause.terms.forEach((term) => {
        const others = analysis.synonyms(term.class).filter((other) => !typed.has(other.class));
        if (others.length && !found.has(term.class)) found.set(term.class, [term].concat(others));
      }));
      return found;
    }

    /** One word a class, no stop words unless nothing else is there; an exact word, a word of the title, or a group of
     * alternatives. @param {Clause[][]} groups @returns {Need[]} */
    function needsOf(groups) {
      /** @type {Map<string, Need>} */
      const found = new Map();
      /** @type {Map<string, Need>} */
      const stops = new Map();
      for (const group of groups) {
        const [clause] = group, special = clause.exact || clause.field;
        if (group.length > 1) {
          const text = group.map((one) => one.text).join(" | ");
          found.set(text, { text, clauses: group });
          continue;
        }
        const before = special ? ((clause.field ? /^[^:]*:=?/ : /^=?/).exec(clause.text) || [""])[0] : "";
        for (const term of clause.terms) {
          const key = `${clause.field || ""}:${levelOf(clause)}:${term[levelOf(clause)]}`, text = before + term.text;
          const needs = !special && analysis.isStop(term.form) ? stops : found;
          if (!needs.has(key)) needs.set(key, { text, clauses: [{ ...clause, text, terms: [term], phrase: false }] });
        }
      }
      return Array.from((found.size ? found : stops).values());
    }

    return { parse, when };
  }

  /** Whether a clause is no word of the text, but a field that only narrows. @param {Clause} clause */
  const narrows = (clause) => !!clause.field && clause.field !== "title";
  /** The level on which the words of a clause match. @param {Clause} clause @returns {"form" | "class"} */
  const levelOf = (clause) => (clause.exact ? "form" : "class");
  /** A term of a clause, and the words that may stand for it. @param {Query} query @param {Clause} clause
   * @param {import("./types").Term} term @returns {import("./types").Term[]} */
  const meant = (query, clause, term) => (!clause.exact && !clause.negative && query.synonyms.get(term.class)) || [term];

  arsheef.query = { parser, narrows, levelOf, meant };
})(typeof globalThis !== "undefined" ? globalThis : this);
