/* Bytes of the static index, read: the 256-letter alphabet, variable-length integers, words, shards.
   Twin of plugins/arsheef/search/codec.py; tests/vectors/codec.json is run by both. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});

  var byteOf = new Uint8Array(0x144);
  (function () {
    var n = 0;
    for (var code = 0x20; code < 0x7f; code++) if (code !== 0x22 && code !== 0x5c) byteOf[code] = n++;
    for (var next = 0xa1; n < 256; next++) byteOf[next] = n++;
  })();

  var LETTERS = "0123456789abcdefghijklmnopqrstuvwxyz";
  for (var code = 0x621; code < 0x64b; code++) LETTERS += String.fromCharCode(code);
  var ESCAPE = LETTERS.length;

  /** Text of the 256-letter alphabet to bytes.
   * @param {string} text @returns {Uint8Array} */
  function bytes(text) {
    var out = new Uint8Array(text.length);
    for (var i = 0; i < text.length; i++) out[i] = byteOf[text.charCodeAt(i)];
    return out;
  }

  /** A place in bytes from which numbers and words are read one after another. */
  class Cursor {
    /** @param {Uint8Array} data @param {number} at @param {number} [end] */
    constructor(data, at, end) {
      this.data = data;
      this.at = at;
      this.end = end === undefined ? data.length : end;
    }

    /** A variable-length integer (LEB128). */
    number() {
      var value = 0, scale = 1, byte;
      do {
        if (this.at >= this.data.length) throw new RangeError("index file ends inside a number");
        byte = this.data[this.at++];
        value += (byte & 0x7f) * scale;
        scale *= 128;
      } while (byte & 0x80);
      return value;
    }

    /** A folded word. */
    word() {
      var text = "";
      for (var left = this.number(); left > 0; left--) {
        var letter = this.data[this.at++];
        text += letter === ESCAPE ? String.fromCodePoint(this.number()) : LETTERS[letter];
      }
      return text;
    }

    more() { return this.at < this.end; }
  }

  /** Number of the shard of a word: FNV-1a (32 bits) over its code points.
   * @param {string} skeleton @param {number} shards @returns {number} */
  function shardOf(skeleton, shards) {
    var value = 0x811c9dc5;
    for (var letter of skeleton) value = Math.imul(value ^ /** @type {number} */ (letter.codePointAt(0)), 0x01000193) >>> 0;
    return value % shards;
  }

  /** The words of a packed list. @param {import("./types").Packed} packed @returns {string[]} */
  function unpack({ letters, words }) {
    const found = [];
    let word = "";
    for (let n = 0; n < words.length; n++) {
      const code = words.charCodeAt(n);
      if (code > 57) word += letters[code > 96 ? code - 97 : code - 39];
      else {
        if (n) found.push(word);
        word = word.slice(0, code - 48);
      }
    }
    return words ? found.concat(word) : found;
  }

  arsheef.codec = { unpack: unpack, LETTERS: LETTERS, bytes: bytes, Cursor: Cursor, shardOf: shardOf };
})(typeof globalThis !== "undefined" ? globalThis : this);
