/* Spelling: for a word that no article has, the archive's own word nearest to it, one edit away.
   Twin of plugins/arsheef/search/spelling.py, where the numbers are explained. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const LEAST = 4, EXCHANGED = 0.6, ALIKE = 0.5, MORE_OR_LESS = 0.8, OTHER = 1, FREQUENT = 0.08, PRECISION = 1e6;

  /** @typedef {import("./types").Archive} Archive @typedef {import("./types").Analysis} Analysis */

  /** What the one edit from `typed` to `word` costs; Infinity where it takes none or more than one.
   * @param {string} typed @param {string} word @param {Analysis} analysis */
  function editCost(typed, word, analysis) {
    const shorter = Math.min(typed.length, word.length);
    let start = 0, end = 0;
    while (start < shorter && typed[start] === word[start]) start++;
    while (end < shorter - start && typed[typed.length - 1 - end] === word[word.length - 1 - end]) end++;
    const old = typed.slice(start, typed.length - end), put = word.slice(start, word.length - end);
    if (old.length + put.length === 1) return MORE_OR_LESS;
    if (old.length === 1 && put.length === 1) return analysis.alike(old + put) ? ALIKE : OTHER;
    return old.length === 2 && put.length === 2 && old === put[1] + put[0] ? EXCHANGED : Infinity;
  }

  /** The word that `form` is most likely a slip of, or "".
   * @param {Archive} archive @param {number[]} segments to be read @param {string} form @returns {Promise<string>} */
  async function nearest(archive, segments, form) {
    const typed = archive.analysis.bare(form);
    if (typed.length < LEAST || /[0-9]/.test(typed)) return "";
    const found = await Promise.all([
      arsheef.words.find(archive, segments, "forward", typed.slice(0, 2)),
      arsheef.words.find(archive, segments, "backward", typed.slice(-Math.max(2, typed.length - 3))),
    ]);
    let best = "", least = Infinity;
    found.forEach((words) => words.forEach((/** @type {number} */ count, /** @type {string} */ word) => {
      const step = Math.floor((editCost(typed, word, archive.analysis) - FREQUENT * Math.log(count)) * PRECISION + 0.5);
      if (step < least || (step === least && step < Infinity && word < best)) [best, least] = [word, step];
    }));
    return best;
  }

  /** A query with the words of some forms replaced by their nearest, and each such pair (as typed, the word put there).
   * @param {Archive} archive @param {number[]} segments @param {string} text @param {string[]} forms
   * @returns {Promise<{text: string, pairs: [string, string][]}>} */
  async function respell(archive, segments, text, forms) {
    const words = await Promise.all(forms.map((form) => nearest(archive, segments, form)));
    /** @type {[string, string][]} */
    const pairs = [];
    let spelled = "", at = 0;
    archive.analysis.analyse(text).forEach((term) => {
      const word = words[forms.indexOf(term.form)];
      if (!word) return;
      spelled += text.slice(at, term.start) + word;
      pairs.push([term.text, word]);
      at = term.end;
    });
    return { text: spelled + text.slice(at), pairs };
  }

  arsheef.spelling = { editCost, nearest, respell };
})(typeof globalThis !== "undefined" ? globalThis : this);
