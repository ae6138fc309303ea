/* Texts of documents, unpacked: twin of plugins/arsheef/search/packing.py, which says why they are packed like this. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const ESCAPE = "~", TEXTS = 8, EXTRAS = 32;
  const KEPT = " .0123456789():-\"\\~";
  const RUNS = " الم| وال| الت| الأ| ال| في| من| و| م| ب|ال| أ|ية| ل| ع|ات| ت|ان|ار|ين|ها|لى| إ|ام|ير| ي|ري|اد|ول|ست| ك| ح|ون| ف";
  const LETTERS = "اليمونترعبةدفهسقأكحجش،طصإخىزضذثئء\nغظً\"ؤ»«آ";

  /** @type {Map<string, string>} */
  const meaning = new Map();
  let code = 0x20;
  for (const value of RUNS.split("|").concat(Array.from(LETTERS))) {
    while (KEPT.includes(String.fromCharCode(code))) code++;
    meaning.set(String.fromCharCode(code++), value);
  }

  /** @param {string} packed @returns {string} paragraphs separated by line breaks */
  function unpack(packed) {
    if (packed.startsWith(ESCAPE + " ")) return packed.slice(2);
    return packed.replace(/~[^]|[!-}]/g, (letter) => (letter[0] === ESCAPE ? letter[1] : meaning.get(letter) || letter));
  }

  /** The texts of documents. @param {import("./types").Archive} archive @param {number[]} docs @returns {Promise<string[]>} */
  const load = async (archive, docs) => (await arsheef.archive.rows(archive, docs, "x", TEXTS)).map(unpack);

  /** [author, agency, source_url] of documents, [] where nothing of it is known.
   * @param {import("./types").Archive} archive @param {number[]} docs @returns {Promise<string[][]>} */
  const extras = (archive, docs) => arsheef.archive.rows(archive, docs, "e", EXTRAS);

  arsheef.texts = { unpack, load, extras };
})(typeof globalThis !== "undefined" ? globalThis : this);
