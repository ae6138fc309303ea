/* Postings of a skeleton out of the files of one segment: skeleton > class > form > documents, weights, positions.
   docs/index-format.md draws the bytes; plugins/arsheef/search/export.py writes them. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});
  var codec = arsheef.codec;

  /** @typedef {import("./types").Cursor} Cursor @typedef {import("./types").Family} Family */

  /** Where a skeleton's data stands in the bytes of a shard, or null.
   * @param {Uint8Array} data @param {string} skeleton @returns {Cursor | null} */
  function find(data, skeleton) {
    var cursor = new codec.Cursor(data, 0);
    while (cursor.more()) {
      var name = cursor.word(), size = cursor.number();
      if (name === skeleton) return new codec.Cursor(data, cursor.at, cursor.at + size);
      cursor.at += size;
    }
    return null;
  }

  /** Reads the postings of a skeleton.
   * @param {Cursor} cursor @param {number} base number of the segment's first document
   * @returns {Family} */
  function family(cursor, base) {
    /** @type {Family} */
    var found = new Map();
    while (cursor.more()) {
      var name = cursor.word(), forms = [];
      for (var left = cursor.number(); left > 0; left--) {
        var form = cursor.word(), size = cursor.number(), end = cursor.at + size, doc = base - 1;
        /** @type {number[]} */
        var docs = [], weights = [];
        while (cursor.at < end) {
          var step = cursor.number();
          doc += Math.floor(step / 2) + 1;
          docs.push(doc);
          weights.push(step % 2 ? cursor.number() : 1);
        }
        forms.push({ form: form, docs: docs, weights: weights });
      }
      found.set(name, forms);
    }
    return found;
  }

  /** Positions of one class, document -> set of places.
   * @param {Cursor} cursor @param {Family} postings of the same skeleton
   * @param {string} wanted class @returns {Map<number, Set<number>>} */
  function positions(cursor, postings, wanted) {
    /** @type {Map<number, Set<number>>} */
    var places = new Map();
    postings.forEach(function (forms, name) {
      forms.forEach(function (form) {
        var size = cursor.number(), end = cursor.at + size;
        if (name === wanted) {
          form.docs.forEach(function (doc) {
            var at = 0, known = places.get(doc) || new Set();
            for (var left = cursor.number(); left > 0; left--) known.add((at += cursor.number()));
            places.set(doc, known);
          });
        }
        cursor.at = end;
      });
    });
    return places;
  }

  /** Day of each document (0: undated) from runs of (step to the next day, documents on it).
   * @param {Uint8Array} data @param {Int32Array} days @param {number} base */
  function readDays(data, days, base) {
    var cursor = new codec.Cursor(data, 0), day = 0;
    while (cursor.more()) {
      var step = cursor.number();
      day = step ? day + step : 0;
      for (var left = cursor.number(); left > 0; left--) days[base++] = day;
    }
  }

  arsheef.postings = { find: find, family: family, positions: positions, readDays: readDays };
})(typeof globalThis !== "undefined" ? globalThis : this);
