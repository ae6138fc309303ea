/* The score, operation by operation the same as plugins/arsheef/search/rank.py, where it is explained. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const K1 = 1, B = 0.8, STOP = 0.3;
  /** @type {[Level, number][]} */
  const LEVELS = [["skeleton", 0.6], ["class", 0.5], ["own", 0.5], ["form", 0.4]];
  const TITLE_WEIGHT = 5, TITLE_WORDS = 8, TITLE_B = 0.5;
  const NEAR_ERROR = 8, NEAR_TOP = 20, FEW_FULL = 30, PRECISION = 1e6;

  /**
   * @typedef {import("./types").Level} Level
   * @typedef {import("./types").Matcher} Matcher
   * @typedef {import("./types").Query} Query
   * @typedef {import("./types").Term} Term
   */

  /** @param {number} count documents in the archive @param {number} documents documents with the key */
  const idf = (count, documents) => Math.log(1 + (count - documents + 0.5) / (documents + 0.5));

  /** m of a key. @param {Term[]} terms @param {Level} level @param {string} key @param {(form: string) => boolean} isStop */
  const multiplier = (terms, level, key, isStop) =>
    terms.every((term) => isStop(term.form)) || terms.some((term) => term[level] === key && !isStop(term.form)) ? 1 : STOP;

  /** A key, and on the level of classes those of its synonyms. @param {Query} query @param {Level} level @param {string} key */
  const keysOf = (query, level, key) => (level === "class" && query.synonyms.get(key) || []).map((term) => term.class).concat(key);

  /** Places in a title of a key and its synonyms. @param {Query} query @param {Level} level @param {string} key @param {Term[]} title */
  function placesOf(query, level, key, title) {
    const keys = keysOf(query, level, key);
    return Array.from(title.keys()).filter((place) => keys.includes(title[place][level]));
  }

  /** Adds the score of one key to all documents that have it.
   * @param {Float64Array} total score of each document so far
   * @param {{docs: number[], weights: number[]}} found @param {number} scale factor of the level times m
   * @param {number} weight idf of the key
   * @param {ArrayLike<number>} lengths of each document @param {number} average mean length */
  function add(total, found, scale, weight, lengths, average) {
    for (let i = 0; i < found.docs.length; i++) {
      const doc = found.docs[i], w = found.weights[i], norm = K1 * (1 - B + B * (lengths[doc] / average));
      total[doc] += scale * (weight * (w * (K1 + 1)) / (w + norm));
    }
  }

  /** What a title adds: counted as a field with a length of its own, and for query words that stand in it as in the query.
   * @param {Query} query @param {Matcher} match @param {number} doc @param {number} length of it, the mean length being 1
   * @param {Term[]} title its terms @param {number} count documents in the archive @param {(form: string) => boolean} isStop */
  function titleGain(query, match, doc, length, title, count, isStop) {
    const norm = 1 - B + B * length, share = TITLE_WEIGHT / (1 - TITLE_B + TITLE_B * (title.length / TITLE_WORDS));
    let apart = 0, near = 0;
    LEVELS.forEach(([level, factor]) => new Set(query.terms.map((term) => term[level])).forEach((key) => {
      const times = placesOf(query, level, key, title).length;
      if (!times) return;
      const { docs, weights } = match.weights(level, key), w = weights[docs.indexOf(doc)], whole = w / norm, own = (w - TITLE_WEIGHT * times) / norm + share * times;
      apart += factor * multiplier(query.terms, level, key, isStop) * idf(count, docs.length) * (K1 + 1) * (own / (own + K1) - whole / (whole + K1));
    }));
    const words = Array.from(query.terms.entries()).filter((word) => !isStop(word[1].form));
    for (let n = 1; n < words.length; n++) {
      const pair = words.slice(n - 1, n + 1), [[at], [then]] = pair, [us, vs] = pair.map((word) => placesOf(query, "class", word[1].class, title));
      const error = Math.min(...us.flatMap((u) => vs.map((v) => Math.abs(v - u - (then - at)))));
      if (error <= NEAR_ERROR) near += Math.min(...pair.map((word) => idf(count, match.weights("class", word[1].class).docs.length))) / (1 + error);
    }
    return apart + near;
  }

  /** Orders documents by score in place, best first; equal scores (in steps of a millionth) newest first.
   * @param {number[]} docs @param {ArrayLike<number>} total @param {ArrayLike<number>} days @returns {number[]} */
  function order(docs, total, days) {
    const steps = new Float64Array(total.length); // of each once: a sort compares it many times
    for (const doc of docs) steps[doc] = Math.floor(total[doc] * PRECISION + 0.5);
    return docs.sort((a, b) => steps[b] - steps[a] || days[b] - days[a] || b - a);
  }

  /** What is listed of an order of full and partial hits: the best NEAR_TOP, and of the rest the full ones.
   * @param {number[]} order @param {Set<number>} full @returns {number[]} */
  const listed = (order, full) => order.filter((doc, place) => place < NEAR_TOP || full.has(doc));

  arsheef.rank = { LEVELS, NEAR_TOP, FEW_FULL, listed, idf, multiplier, keysOf, add, titleGain, order };
})(typeof globalThis !== "undefined" ? globalThis : this);
