/* The score, operation by operation the same as plugins/arsheef/search/rank.py, where it is explained. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});
  var K1 = 1.2, B = 0.75, STOP = 0.4;
  /** @type {[("skeleton" | "class" | "form"), number][]} */
  var LEVELS = [["skeleton", 0.5], ["class", 1.0], ["form", 0.3]];
  var NEAR_WEIGHT = 0.5, NEAR_ERROR = 8, NEAR_TOP = 20, FEW_FULL = 30, PRECISION = 1e6;

  /** @typedef {import("./types").Term} Term */

  /** @param {number} count documents in the archive @param {number} documents documents with the key */
  function idf(count, documents) {
    return Math.log(1 + (count - documents + 0.5) / (documents + 0.5));
  }

  /** m of a key. @param {Term[]} terms @param {"skeleton" | "class" | "form"} level @param {string} key
   * @param {function(string): boolean} isStop */
  function multiplier(terms, level, key, isStop) {
    var allStop = terms.every(function (term) { return isStop(term.form); });
    return allStop || terms.some(function (term) { return term[level] === key && !isStop(term.form); }) ? 1 : STOP;
  }

  /** Adds the score of one key to all documents that have it.
   * @param {Float64Array} total score of each document so far
   * @param {{docs: number[], weights: number[]}} found @param {number} scale factor of the level times m
   * @param {number} weight idf of the key
   * @param {ArrayLike<number>} lengths of each document @param {number} average mean length */
  function add(total, found, scale, weight, lengths, average) {
    for (var i = 0; i < found.docs.length; i++) {
      var doc = found.docs[i], w = found.weights[i], norm = K1 * (1 - B + B * (lengths[doc] / average));
      total[doc] += scale * (weight * (w * (K1 + 1)) / (w + norm));
    }
  }

  /** What a title adds. @param {Term[]} terms of the query @param {Map<string, Term[]>} synonyms of it @param {Term[]} title its terms
   * @param {function(string): number} idfOf idf of a class @param {function(string): boolean} isStop */
  function titleNearness(terms, synonyms, title, idfOf, isStop) {
    /** @type {{place: number, class: string}[]} */
    var words = [];
    terms.forEach(function (term, place) { if (!isStop(term.form)) words.push({ place: place, class: term.class }); });
    /** @type {Map<string, number[]>} */
    var places = new Map();
    title.forEach(function (term, place) {
      var known = places.get(term.class);
      if (known) known.push(place); else places.set(term.class, [place]);
    });
    /** @param {string} key @returns {number[]} */
    function placesOf(key) {
      var words = synonyms.get(key);
      return words ? [].concat.apply([], /** @type {any} */ (words.map(function (term) { return places.get(term.class) || []; }))) : places.get(key) || [];
    }
    var added = 0;
    for (var n = 1; n < words.length; n++) {
      var first = words[n - 1], second = words[n], gap = second.place - first.place, error = Infinity;
      for (var u of placesOf(first.class)) {
        for (var v of placesOf(second.class)) error = Math.min(error, Math.abs(v - u - gap));
      }
      if (error <= NEAR_ERROR) added += Math.min(idfOf(first.class), idfOf(second.class)) / (1 + error);
    }
    return NEAR_WEIGHT * added;
  }

  /** Orders documents by score in place, best first; equal scores (in steps of a millionth) newest first.
   * @param {number[]} docs @param {ArrayLike<number>} total @param {ArrayLike<number>} days @returns {number[]} */
  function order(docs, total, days) {
    /** @param {number} doc */
    function step(doc) { return Math.floor(total[doc] * PRECISION + 0.5); }
    return docs.sort(function (a, b) { return step(b) - step(a) || days[b] - days[a] || b - a; });
  }

  /** What is listed of an order of full and partial hits: the best NEAR_TOP, and of the rest the full ones.
   * @param {number[]} order @param {Set<number>} full @returns {number[]} */
  function listed(order, full) {
    return order.filter(function (doc, place) { return place < NEAR_TOP || full.has(doc); });
  }

  arsheef.rank = { LEVELS: LEVELS, NEAR_TOP: NEAR_TOP, FEW_FULL: FEW_FULL, listed: listed, idf: idf, multiplier: multiplier, add: add, titleNearness: titleNearness, order: order };
})(typeof globalThis !== "undefined" ? globalThis : this);
