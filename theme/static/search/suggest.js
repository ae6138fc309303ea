/* Suggestions for what is being typed, from the words of titles and the names that g<k>.js list, and titles of articles.
   plugins/arsheef/search/suggestions.py writes the files. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const LETTERS = 2, WORDS = 5, NAMES = 3, TITLES = 3, LAST = "\uffff"; // LAST sorts after every letter

  /** @typedef {import("./types").Archive} Archive @typedef {import("./types").Suggestion} Suggestion */

  /** Entries with a word that starts with `key`, their counts added up over the segments.
   * @param {Archive} archive @param {string} key @returns {Promise<Suggestion[]>} most first */
  async function entries(archive, key) {
    /** @type {Map<string, Suggestion>} */
    const found = new Map();
    await Promise.all(archive.segments.map(async ({ name }) => {
      /** @type {string[]} */
      const starts = await archive.store.get(name + "/g0");
      const wanted = starts.map((_, k) => k).filter((k) => starts[k] < key + LAST && !(starts[k + 1] < key));
      const files = await Promise.all(wanted.map((k) => archive.store.get(`${name}/g${k + 1}`)));
      new Map([].concat(...files).map((/** @type {[string, string, number]} */ row) => [row[1] + row[0], row])).forEach(([text, kind, count], id) => {
        const known = found.get(id);
        if (known) known.count += count;
        else if (keys(archive, text).some((one) => one.startsWith(key))) found.set(id, { kind: kind || "word", text, count, query: "", url: null });
      });
    }));
    return Array.from(found.values()).sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
  }

  /** @param {Archive} archive @param {string} text the keys of its words */
  const keys = (archive, text) => archive.analysis.analyse(text).map((term) => archive.analysis.bare(term.form));

  /** Words that complete the last one typed, names that have all words typed, articles that have them in the title.
   * @param {Archive} archive @param {string} typed
   * @param {(query: string, options: import("./types").SearchOptions) => Promise<import("./types").SearchResult>} search
   * @returns {Promise<Suggestion[]>} `query` is what to search for; `url` is set for an article */
  async function suggest(archive, typed, search) {
    const { analysis } = archive, terms = analysis.analyse(typed), last = terms[terms.length - 1];
    if (!last || last.end < typed.trimEnd().length) return [];
    const all = terms.map((term) => analysis.bare(term.form)), key = all[all.length - 1], before = typed.slice(0, last.start);
    if (key.length < LETTERS) return [];
    const found = await entries(archive, key), own = before.slice(before.lastIndexOf(" ") + 1);
    const words = own ? [] : found.filter(({ kind, text }) => kind === "word" && analysis.analyse(text)[0].form !== last.form).slice(0, WORDS);
    words.forEach((word) => (word.query = before + word.text));
    /** @type {{[kind: string]: number}} */
    const shown = {};
    const names = found.filter(({ kind, text }) => {
      if (kind === "word" || !all.every((one) => keys(archive, text).some((other) => other.startsWith(one)))) return false;
      return (shown[kind] = (shown[kind] || 0) + 1) <= NAMES;
    });
    names.forEach((name) => (name.query = `${archive.fields[name.kind].split(" ").pop()}:"${name.text.replace(/["«»“”„]/g, "")}"`));
    const whole = found.some(({ text }) => analysis.analyse(text).some((term) => term.form === last.form));
    const { hits } = await search(whole || !words.length ? typed : words[0].query, { limit: 2 * TITLES, facets: [] });
    const titles = hits.filter(({ title }) => all.every((one) => keys(archive, title).some((other) => other.startsWith(one))));
    return words.concat(names, titles.slice(0, TITLES).map(({ title, url }) => ({ kind: "title", text: title, count: 1, query: "", url })));
  }

  arsheef.suggest = { suggest };
})(typeof globalThis !== "undefined" ? globalThis : this);
