/* Postings of a heavy skeleton out of bits: its totals, those of classes within them, of forms within a class.
   Twin of plugins/arsheef/search/lists.py, which draws them; tests/vectors/lists.json is run by both. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const { bytes, LETTERS } = arsheef.codec, MOST_ONES = 15, RAW = 30;

  /** @typedef {import("./types").Weighted} Weighted */

  /** Reads bits out of letters of six. @param {string} text */
  function reader(text) {
    const data = bytes(text), size = 6 * data.length;
    let at = 0;
    const bit = () => {
      if (at >= size) throw new RangeError("index file ends inside a list");
      return (data[(at / 6) | 0] >> (5 - (at++ % 6))) & 1;
    };
    /** @param {number} count */
    const fixed = (count) => {
      let value = 0;
      for (; count > 0; count--) value = 2 * value + bit();
      return value;
    };
    const number = () => {
      let zeros = 0;
      while (!bit()) zeros++;
      return 2 ** zeros + fixed(zeros) - 1;
    };
    /** @param {number} count @returns {number[]} */
    const numbers = (count) => {
      const k = fixed(4), values = [];
      while (count--) {
        let ones = 0;
        while (ones < MOST_ONES && bit()) ones++;
        values.push(ones < MOST_ONES ? ones * 2 ** k + fixed(k) : fixed(RAW));
      }
      return values;
    };
    /** @param {number} count @returns {number[]} */
    const steps = (count) => {
      let place = -1;
      return numbers(count).map((step) => (place += step + 1));
    };
    const word = () => {
      let text = "";
      for (let left = number(); left > 0; left--) text += LETTERS[fixed(7)] || String.fromCodePoint(fixed(21));
      return text;
    };
    /** @param {number} size @returns {number[]} */
    const within = (size) => {
      const count = number(), all = count === size;
      if (count && !all && !bit()) return steps(count);
      const left = all || !count ? [] : steps(size - count), places = [];
      for (let place = 0, next = 0; count && place < size; place++) if (place === left[next]) next++; else places.push(place);
      return places;
    };
    return { number, numbers, steps, word, within };
  }

  /** A file of a skeleton: key ("skeleton", "class ", "class =" or "form " and the word) -> documents and weights.
   * @param {string} text @param {number} base number of the segment's first document @returns {Map<string, Weighted>} */
  function read(text, base) {
    const { number, numbers, steps, word, within } = reader(text), count = number(), docs = steps(count).map((doc) => base + doc);
    /** @type {Map<string, Weighted>} */
    const found = new Map();
    /** @param {Weighted} of @returns {Weighted} */
    const part = (of) => {
      const places = within(of.docs.length), weights = places.map((place) => of.weights[place]), able = /** @type {number[]} */ ([]);
      for (let n = 0; n < weights.length; n++) if (weights[n] > 1) able.push(n);
      const less = within(able.length);
      if (less.length) numbers(less.length).forEach((value, n) => { weights[able[less[n]]] -= value + 1; });
      return { docs: places.map((place) => of.docs[place]), weights };
    };
    const all = { docs, weights: numbers(count).map((weight) => weight + 1) };
    found.set("skeleton", all);
    for (let classes = number(); classes > 0; classes--) {
      const name = word(), of = part(all);
      found.set("class " + name, of);
      for (let forms = number(); forms > 0; forms--) found.set("form " + word(), part(of));
    }
    return found;
  }

  arsheef.lists = { read };
})(typeof globalThis !== "undefined" ? globalThis : this);
