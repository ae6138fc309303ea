/* Which documents a query finds: postings of its keys, phrases, exclusions, and what a reader must be told.
   Twin of _Search in plugins/arsheef/search/query.py. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});

  /**
   * @typedef {import("./types").Archive} Archive
   * @typedef {import("./types").Clause} Clause
   * @typedef {import("./types").Families} Families
   * @typedef {import("./types").Level} Level
   * @typedef {import("./types").Note} Note
   * @typedef {import("./types").Query} Query
   * @typedef {import("./types").Term} Term
   */

  /** One query on its way through the index. @param {Archive} archive @param {Query} query @param {Families} families */
  function matcher(archive, query, families) {
    /** @type {Map<string, {docs: number[], weights: number[]}>} */
    var sums = new Map();

    /** Documents and weights of a key, ascending, without deleted ones.
     * @param {Level} level @param {string} key @returns {{docs: number[], weights: number[]}} */
    function weights(level, key) {
      var name = level + " " + key;
      var known = sums.get(name);
      if (known) return known;
      /** @type {Set<string>} */
      var skeletons = new Set();
      var total = new Int32Array(archive.size);
      query.terms.concat(excludedTerms(query)).forEach(function (term) { if (term[level] === key) skeletons.add(term.skeleton); });
      skeletons.forEach(function (skeleton) {
        parts(skeleton).forEach(function (part) {
          part.postings.forEach(function (forms, of) {
            if (level === "class" && of !== key) return;
            forms.forEach(function (form) {
              if (level === "form" && form.form !== key) return;
              for (var i = 0; i < form.docs.length; i++) total[form.docs[i]] += form.weights[i];
            });
          });
        });
      });
      /** @type {number[]} */
      var docs = [], sum = [];
      for (var doc = 0; doc < archive.size; doc++) if (total[doc] && !archive.dead[doc]) { docs.push(doc); sum.push(total[doc]); }
      var found = { docs: docs, weights: sum };
      sums.set(name, found);
      return found;
    }

    /** Documents of a clause; for a phrase those with its words one after another. @param {Clause} clause @returns {Set<number>} */
    function clauseDocs(clause) {
      var sets = clause.terms.map(function (term) { return new Set(weights("class", term.class).docs); });
      var found = intersect(sets);
      if (!clause.phrase) return found;
      var places = clause.terms.map(function (term) {
        /** @type {Map<number, Set<number>>} */
        var all = new Map();
        parts(term.skeleton).forEach(function (part) {
          var cursor = new arsheef.codec.Cursor(part.cursor.data, part.cursor.at, part.cursor.end);
          var places = /** @type {Map<number, Set<number>>} */ (arsheef.postings.positions(cursor, part.postings, term.class));
          places.forEach(function (at, doc) { all.set(doc, at); });
        });
        return all;
      });
      return new Set(Array.from(found).filter(function (doc) {
        return Array.from(places[0].get(doc) || []).some(function (start) {
          return places.every(function (at, n) { return (at.get(doc) || new Set()).has(start + n); });
        });
      }));
    }

    /** The documents to show, others with some of the words only, and what must be said about them.
     * @returns {{docs: Set<number>, near: Set<number>, notes: Note[]}} */
    function matches() {
      /** @type {Set<number>} */
      var none = new Set();
      if (!query.required.length) return { docs: none, near: none, notes: [{ kind: query.clauses.length ? "only-minus" : "empty", words: [] }] };
      var sets = query.required.map(function (term) { return new Set(weights("class", term.class).docs); });
      var unknown = query.required.filter(function (_, n) { return !sets[n].size; }).map(function (term) { return term.text; });
      /** @type {Note[]} */
      var notes = unknown.length ? [{ kind: "unknown", words: unknown }] : [];
      var phrases = query.clauses.filter(function (clause) { return clause.phrase && !clause.negative; }).map(clauseDocs);
      var excluded = query.clauses.filter(function (clause) { return clause.negative; }).map(clauseDocs);
      var everywhere = without(intersect(sets), excluded);
      /** @type {Set<number>} */
      var some = new Set();
      sets.forEach(function (set) { set.forEach(function (doc) { some.add(doc); }); });
      some = without(some, excluded.concat([everywhere]));
      var found = intersect([everywhere].concat(phrases));
      if (found.size) return { docs: found, near: phrases.length ? none : some, notes: notes };
      if (everywhere.size && phrases.length) return { docs: everywhere, near: none, notes: notes.concat({ kind: "phrase", words: [] }) };
      return { docs: some, near: none, notes: some.size ? notes.concat({ kind: "partial", words: [] }) : notes };
    }

    /** @param {string} skeleton */
    function parts(skeleton) { return families.get(skeleton) || []; }

    return { weights: weights, matches: matches };
  }

  /** Terms that a query excludes. @param {Query} query */
  function excludedTerms(query) {
    return query.clauses.reduce(function (terms, clause) {
      return clause.negative ? terms.concat(clause.terms) : terms;
    }, /** @type {Term[]} */ ([]));
  }

  /** @param {Set<number>[]} sets */
  function intersect(sets) {
    return new Set(Array.from(sets[0]).filter(function (doc) { return sets.every(function (set) { return set.has(doc); }); }));
  }

  /** @param {Set<number>} set @param {Set<number>[]} excluded */
  function without(set, excluded) {
    return new Set(Array.from(set).filter(function (doc) { return !excluded.some(function (other) { return other.has(doc); }); }));
  }

  arsheef.match = { matcher: matcher, excludedTerms: excludedTerms };
})(typeof globalThis !== "undefined" ? globalThis : this);
