/* Words typed with the keyboard set to the other language. Twin of plugins/arsheef/arabic/keyboard.py; the layouts come from
   keyboard.json, which the rules file of the index carries. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});

  const LEAST = 3;

  /** @param {{latin: {[layout: string]: string}, arabic: string}} table a letter a key, the same keys in each layout
   * @param {function(string): import("./types").Term[]} analyse
   * @returns {function(string, string[]): string[]} readings of a query of which some forms are unknown, likeliest first */
  function create(table, analyse) {
    const arabic = table.arabic.split(" ");
    /** @type {Map<string, string>[]} */
    const toArabic = [];
    /** @type {Map<string, string>[]} */
    const toLatin = [];
    Object.keys(table.latin).forEach(function (layout) {
      const latin = Array.from(table.latin[layout].replace(" ", "")), back = new Map();
      toArabic.push(new Map(latin.map(function (key, n) { return [key, arabic[n]]; })));
      latin.forEach(function (key, n) { if (!back.has(arabic[n])) back.set(arabic[n], key.toLowerCase()); });
      toLatin.push(back, new Map(Array.from(back).filter(function (pair) { return pair[0].length === 1; })));
    });
    const layouts = toArabic.concat(toLatin);

    /** What each layout reads; capitals alone are first read as typed with caps lock.
     * @param {string} text @param {function(Map<string, string>, boolean): string} read "" where a layout does not know a letter */
    function each(text, read) {
      /** @type {Set<string>} */
      const found = new Set();
      layouts.forEach((layout) => [true, false].forEach((capitals) => found.add(read(layout, capitals))));
      found.delete(text);
      found.delete("");
      return Array.from(found);
    }

    /** The word that a piece means; "" where its keys write signs, too: single letters between signs are in any archive.
     * @param {string} made */
    const word = (made) => (/^[\p{L}\p{M}\p{N}]+$/u.test(made) ? made : "");

    /** A query with the pieces that have unknown forms only retyped. @param {string} query @param {string[]} unknown */
    return function (query, unknown) {
      const pieces = query.split(/([ \t\r\n\u00a0\u3000]+)/), wrong = new Set(pieces.filter((piece) => {
        const forms = analyse(piece).map((term) => term.form);
        return forms.length && forms.every((form) => unknown.includes(form));
      }));
      if (!Array.from(wrong).some((piece) => piece.length >= LEAST)) return [];
      return each(query, (layout, capitals) => {
        const made = pieces.map((piece) => (wrong.has(piece) ? word(type(piece, layout, capitals)) : piece));
        return pieces.some((piece, n) => piece && !made[n]) ? "" : made.join("");
      });
    };
  }

  /** Key by key; two letters that one key writes go before one. "" where the layout does not know a letter.
   * @param {string} typed @param {Map<string, string>} layout @param {boolean} capitals */
  function type(typed, layout, capitals) {
    const text = capitals && typed === typed.toUpperCase() && typed !== typed.toLowerCase() ? typed.toLowerCase() : typed;
    let made = "";
    for (let at = 0, step; at < text.length; at += step) {
      step = layout.has(text.slice(at, at + 2)) ? 2 : 1;
      const piece = text.slice(at, at + step), key = layout.get(piece);
      if (key === undefined && !/[0-9٠-٩]/.test(piece)) return "";
      made += key === undefined ? piece : key;
    }
    return made;
  }

  arsheef.keyboard = { create };
})(typeof globalThis !== "undefined" ? globalThis : this);
