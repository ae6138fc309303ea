/**
 * What a reader is told about a result: why it is so, which word was read as another, what else there is.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {any} State
   * @typedef {import("../search/types").SearchResult} Found
   * @typedef {any} Engine
   * @typedef {(state: State, children: (Node|string)[], toHeading?: boolean) => HTMLElement} Link
   */

  const arsheef = scope.arsheef;
  const { element, say, joined } = arsheef.dom;
  const { page } = arsheef;
  const EXCLUDED = page.text("Every article that has the words was left out by a word with a minus sign.");
  /** @type {{[kind: string]: string}} */
  const SAID = {
    unknown: page.text("In no article of this archive: %(words)s."),
    "only-minus": page.text("All that was typed is to be left out. Add a word that the articles should have."),
    empty: page.text("There is no letter or digit in what was typed."),
    filtered: page.text("There are articles that have the words, but none that the filters let pass."),
    date: page.text("This could not be read as a date, and counts for nothing: %(words)s."),
  };

  /** @param {string} text @returns {Node} what somebody typed, isolated from the sentence around it */
  const typed = (text) => element("bdi", {}, [text]);

  /** @param {State} state @param {Found} found @param {Engine} engine @param {Link} link
   * @returns {HTMLElement[]} what was put in place of what */
  function readings(state, found, engine, link) {
    return found.notes.filter((note) => note.kind === "spelling" || note.kind === "keyboard").map(({ kind, words = [] }) => {
      const [slip, word] = words, keys = kind === "keyboard", read = word.split(" ");
      const query = keys ? slip.split(" ").map((piece) => (read.includes(piece) ? piece : `=${piece}`)).join(" ") : state.query.split(slip).join(`=${slip}`);
      const values = { typed: typed(slip), word: typed(keys ? word : written(found, engine, word)) };
      const note = said(keys ? page.text("The keyboard seems to have been in the other language: %(typed)s was read as %(word)s.") : page.text("No article has %(typed)s; these have %(word)s."), values);
      note.classList.toggle("said--strong", keys);
      note.append(" ", link({ ...state, query, page: 1 }, say(page.text("Search for %(typed)s as typed"), { typed: typed(slip) }), true));
      return note;
    });
  }

  /** What was searched for, too, and the way to the typed word alone. @param {State} state @param {Found} found @param {Engine} engine
   * @param {Link} link @returns {HTMLElement[]} */
  const synonyms = (state, found, engine, link) => found.notes.filter((note) => note.kind === "synonym").map(({ words: [word, ...others] }) => {
    const { text } = engine.parser.parse(found.read).groups.flat().find((/** @type {any} */ clause) => clause.terms.some((/** @type {any} */ term) => term.text === word));
    const alone = text.replace(/^([^"«:]*:)?/, "$1="), query = found.read.split(text).join(alone);
    return said(page.text("Also searched for: %(words)s. Only as written: %(alone)s"), { words: joined(others.map(typed), page.text(", ")), alone: link({ ...state, query, page: 1 }, [typed(alone)], true) });
  });

  /** A word of the index as it is written in the hits: the index folds its letters. @param {Found} found @param {Engine} engine
   * @param {string} word */
  function written({ hits }, { analysis }, word) {
    for (const text of hits.flatMap((hit) => [hit.title, hit.lead || ""])) {
      const same = analysis.analyse(text).find((/** @type {any} */ term) => analysis.bare(term.form) === word);
      if (same) return same.text;
    }
    return word;
  }

  /** @param {State} state @param {Found} found @param {boolean} whole @param {Link} link
   * @returns {HTMLElement[]} why it is so and what else there is, in words */
  function reasons(state, found, whole, link) {
    const comma = page.text(", ");
    const out = found.notes
      .filter((note) => SAID[note.kind])
      .map((note) => said(SAID[note.kind], { words: joined((note.words || []).map(typed), comma) }));
    out.push(...names(found));
    if (!found.total && found.words.length && found.words.every((word) => word.count) && !found.notes.length) out.push(said(EXCLUDED));
    if (!whole && found.words.some((word) => word.count)) {
      const each = found.words.map((word) => joined([wordLink(state, word, link), element("span", { class: "count" }, [page.number(word.count)])], " "));
      out.push(said(page.text("Each word by itself: %(words)s."), { words: joined(each, comma) }));
    }
    return out;
  }

  /** What was made of fields whose value is no name as it stands. @param {Found} found @returns {HTMLElement[]} */
  const names = (found) => found.notes.filter((note) => note.kind === "names").map(({ words: [name, ...meant] }) =>
    said(meant.length ? page.text("No name is %(name)s as it stands; taken as: %(names)s.") : page.text("No name of the archive is %(name)s."), { name: typed(name), names: joined(meant.map(typed), page.text(", ")) }));

  /** @param {State} state @param {{text: string, count: number}} word @param {Link} link @returns {Node} */
  function wordLink(state, word, link) {
    return word.count ? link({ ...state, query: word.text, page: 1 }, [typed(word.text)], true) : typed(word.text);
  }

  /** @param {string} sentence @param {{[name: string]: Node|string}} [values] */
  const said = (sentence, values = {}) => element("p", { class: "said" }, say(sentence, values));

  /** @param {State} state @param {Found} found @param {Engine} engine @param {boolean} whole @param {Link} link */
  const all = (state, found, engine, whole, link) => [...readings(state, found, engine, link), ...synonyms(state, found, engine, link), ...reasons(state, found, whole, link)];

  arsheef.notes = { all, written };
})(globalThis);
