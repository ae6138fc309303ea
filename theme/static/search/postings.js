/* Postings of a skeleton out of the files of one segment: skeleton > class > form > documents, weights, positions.
   docs/index-format.md draws the bytes; plugins/arsheef/search/export.py writes them. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});
  var codec = arsheef.codec, GAP = 16, LEAD = 12;

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
   * @param {string} wanted class @param {string | null} only one form of it @param {boolean} title only places in the title
   * @returns {Map<number, Set<number>>} */
  function positions(cursor, postings, wanted, only, title) {
    /** @type {Map<number, Set<number>>} */
    var places = new Map();
    postings.forEach(function (forms, name) {
      forms.forEach(function (form) {
        var size = cursor.number(), end = cursor.at + size;
        if (name === wanted && (!only || form.form === only)) {
          form.docs.forEach(function (doc, n) {
            var at = 0, all = [], known = places.get(doc) || new Set();
            for (var left = cursor.number(); left > 0; left--) all.push((at += cursor.number()));
            (title ? all.slice(0, inTitle(all, form.weights[n])) : all).forEach(function (place) { known.add(place); });
            places.set(doc, known);
          });
        }
        cursor.at = end;
      });
    });
    return places;
  }

  /** How many of a form's places are in the title: weight = places + 4 of the title + those in the lead, the body starts GAP
   * places after the title, and the lead is its first LEAD words; only one number fits.
   * @param {number[]} all @param {number} weight @returns {number} */
  function inTitle(all, weight) {
    var more = weight - all.length;
    for (var n = Math.floor(more / 4); n > 0; n--) {
      var lead = more - 4 * n, body = n < all.length;
      if (n + lead <= all.length && (!body || all[n] - all[n - 1] > GAP) && (!lead || all[n + lead - 1] - all[n] < LEAD)) return n;
    }
    return 0;
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
