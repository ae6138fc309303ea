/* Postings of a heavy skeleton out of bits: its totals, those of classes within them, of forms within a class.
   Twin of plugins/arsheef/search/lists.py, which draws them; tests/vectors/lists.json is run by both. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const { bytes, LETTERS } = arsheef.codec, MOST_ONES = 15, RAW = 30, { clz32 } = Math;

  /** @typedef {import("./types").Weighted} Weighted */

  /** Reads bits out of letters of six. @param {string} text */
  function reader(text) {
    const data = bytes(text), size = data.length;
    let next = 0, kept = 0, held = 0; // bits that were taken from the letters and not read: the last `held` of `kept`
    /** Holds at least 25 bits: zeros behind the last letter. */
    const fill = () => {
      for (; held < 25; held += 6) kept = (kept << 6) | data[next++];
    };
    /** @param {number} count */
    const spend = (count) => {
      held -= count;
      if (held < 6 * (next - size)) throw new RangeError("index file ends inside a list");
    };
    /** @param {number} count @returns {number} */
    const fixed = (count) => {
      if (count > 16) return fixed(count - 16) * 65536 + fixed(16);
      fill();
      spend(count);
      return (kept >> held) & ((1 << count) - 1);
    };
    const number = () => {
      let zeros = 0;
      while (!fixed(1)) zeros++;
      return 2 ** zeros + fixed(zeros) - 1;
    };
    /** The loop that most of the reading is: without calls, since it runs before a browser has made it fast.
     * @param {number} count */
    const numbers = (count) => {
      const k = fixed(4), low = (1 << k) - 1, values = new Int32Array(Math.min(count, 6 * size));
      for (let n = 0; n < count; n++) {
        for (; held < 25; held += 6) kept = (kept << 6) | data[next++];
        const ones = clz32(~(kept << (32 - held)));
        if (ones < MOST_ONES) {
          held -= ones + 1;
          if (held < k) fill();
          held -= k;
          values[n] = (ones << k) + ((kept >> held) & low);
          if (next > size) spend(0);
        } else {
          spend(MOST_ONES);
          values[n] = fixed(RAW);
        }
      }
      return values;
    };
    /** @param {number} count */
    const steps = (count) => {
      const places = numbers(count);
      for (let n = 0, place = -1; n < count; n++) place = places[n] += place + 1;
      return places;
    };
    const word = () => {
      let text = "";
      for (let left = number(); left > 0; left--) text += LETTERS[fixed(7)] || String.fromCodePoint(fixed(21));
      return text;
    };
    /** @param {number} size */
    const within = (size) => {
      const count = number(), all = count === size;
      if (count && !all && !fixed(1)) return steps(count);
      const left = all || !count ? [] : steps(size - count), places = new Int32Array(count);
      for (let place = 0, next = 0, n = 0; n < count; place++) if (place === left[next]) next++; else places[n++] = place;
      return places;
    };
    return { number, numbers, steps, word, within };
  }

  /** A file of a skeleton: key ("skeleton", "class ", "class =" or "form " and the word) -> documents and weights.
   * @param {string} text @param {number} base number of the segment's first document @returns {Map<string, Weighted>} */
  function read(text, base) {
    const { number, numbers, steps, word, within } = reader(text), count = number();
    /** @type {Map<string, Weighted>} */
    const found = new Map();
    /** @param {Weighted} of @returns {Weighted} */
    const part = (of) => {
      const docs = within(of.docs.length), weights = new Int32Array(docs.length);
      let able = 0;
      for (let n = 0; n < docs.length; n++) {
        const place = docs[n];
        if ((weights[n] = of.weights[place]) > 1) able++;
        docs[n] = of.docs[place];
      }
      const less = within(able), smaller = less.length ? numbers(less.length) : less;
      for (let n = 0, place = 0, next = 0; next < less.length; n++) if (weights[n] > 1 && place++ === less[next]) weights[n] -= smaller[next++] + 1;
      return { docs, weights };
    };
    const all = { docs: steps(count), weights: numbers(count) };
    for (let n = 0; n < count; n++) {
      all.docs[n] += base;
      all.weights[n]++;
    }
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
