/**
 * What the pages need and node can test: address and state, sentences, numbers, dates, runs of marked text. No DOM here.
 *
 * Sentences are written as page.text(…) and page.forms(…, …) around literals: the build puts the site's language in their place, so that
 * pages carry one language and no table. arsheef.strings, which the build writes, has what dates and numbers need:
 * {language, digits, months: 12 names, weekdays: 7 names from Sunday}.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {"relevance"|"newest"|"oldest"} Sort
   * @typedef {{query: string, sort: Sort, page: number, view: string, unit: string, measure: string, older: number, filters: Filters}} State
   *   page counts from 1
   * @typedef {{[kind: string]: any}} Filters  lists of names by kind; after and before
   * @typedef {[number, number]} Range  start and end, in UTF-16 units
   * @typedef {{text: string, mark: boolean}} Part
   * @typedef {{dir: ""|"auto"|"ltr", parts: Part[]}} Run  dir "" is plain text, else the run is isolated by <bdi>
   * @typedef {{[category: string]: string}} Forms  one sentence for each CLDR plural category
   */

  /** @type {any} */
  const arsheef = (scope.arsheef = scope.arsheef || {});

  /** @type {Sort[]} The first is the default. */
  const SORTS = ["relevance", "newest", "oldest"];
  /** What an address may say of the way to show results; the first is what it says by saying nothing. @type {{[name: string]: string[]}} */
  const CHOICES = { sort: SORTS, view: ["list", "mentions", "frequency"], unit: ["auto", "year", "month"], measure: ["share", "count"] };

  const KINDS = ["source", "section", "place", "person", "org", "tag"];
  const RANGE = ["after", "before"];

  const LATIN = "[A-Za-zÀ-ÖØ-öø-ɏ]";
  const NUMBER = "[0-9]+(?:[.,:/][0-9]+)*";
  // What the bidi algorithm would turn around inside Arabic: words in Latin letters; scores, ranges and signed numbers.
  // Twin of plugins/arsheef/site/bidi.py, which says why; without lookbehind, which older browsers lack.
  const FOREIGN = new RegExp(
    `(?:${NUMBER})?${LATIN}(?:(?:${LATIN}|[0-9 .,:'’/@#_+&-])*(?:${LATIN}|[0-9+#]))?|[+−-]?${NUMBER}(?:\\s?[-–−]\\s?${NUMBER})*%?`, "g");
  const HAS_LATIN = new RegExp(LATIN);
  const JOINED = /[0-9]\s?[-–−]|^[+−-]/;
  const WORD = /[\p{L}\p{N}_]/u;

  /**
   * @param {string} search the part of an address from "?" on
   * @returns {State}
   */
  function readState(search) {
    const given = new URLSearchParams(search), page = given.get("page") || "";
    /** @type {any} */
    const state = { query: (given.get("q") || "").trim(), page: /^[1-9][0-9]{0,5}$/.test(page) ? Number(page) : 1,
      older: Math.min(99, Math.trunc(Math.abs(Number(given.get("older")))) || 0), filters: readFilters(given) };
    for (const name of Object.keys(CHOICES)) {
      const choice = given.get(name) || "";
      state[name] = CHOICES[name].includes(choice) ? choice : CHOICES[name][0];
    }
    return state;
  }

  /** @param {URLSearchParams} given @returns {Filters} */
  function readFilters(given) {
    /** @type {Filters} */
    const filters = {};
    for (const kind of KINDS) {
      const names = [...new Set(given.getAll(kind).map((name) => name.trim()).filter(Boolean))];
      if (names.length) filters[kind] = names;
    }
    for (const edge of RANGE) {
      const date = (given.get(edge) || "").trim();
      if (date) filters[edge] = date;
    }
    return filters;
  }

  /** The names that filters choose, as [kind, name]. @param {Filters} [filters] @returns {[string, string][]} */
  const chosen = (filters = {}) => KINDS.flatMap((kind) => (filters[kind] || []).map((/** @type {string} */ name) => /** @type {[string, string]} */ ([kind, name])));

  /** Whether a state asks for anything. @param {State} state */
  const asks = (state) => !!(state.query || chosen(state.filters).length || state.filters.after || state.filters.before);

  /**
   * The inverse of readState: what is default is left out, so that one state has one address.
   * @param {{[name: string]: any}} state
   * @returns {string}
   */
  function writeState(state) {
    const told = new URLSearchParams();
    if (state.query) told.set("q", state.query);
    for (const name of Object.keys(CHOICES)) if (state[name] && state[name] !== CHOICES[name][0]) told.set(name, state[name]);
    for (const [kind, name] of chosen(state.filters)) told.append(kind, name);
    for (const edge of RANGE) if (state.filters && state.filters[edge]) told.set(edge, state.filters[edge]);
    if (state.older) told.set("older", String(state.older));
    if (state.page > 1) told.set("page", String(state.page));
    return "?" + told.toString();
  }

  /**
   * @param {string} hash fragment of an article's address, as results write it
   * @returns {string} the query, "" where there is none
   */
  function readFragment(hash) {
    return (new URLSearchParams(hash.replace(/^#/, "")).get("q") || "").trim();
  }

  /** @param {string} query @param {number} [mark] the mark to go to: 1 is the first, -1 the last @returns {string} */
  function writeFragment(query, mark) {
    return "#" + new URLSearchParams([["q", query], ...(mark ? [["mark", String(mark)]] : [])]).toString();
  }

  /** @param {number} n @returns {string} in the site's digits, with a sign between thousands */
  function number(n) {
    return toDigits(String(n).replace(/\B(?=(?:[0-9]{3})+$)/g, arsheef.strings.digits === "arabic" ? "٬" : ","));
  }

  /** @param {number} n @returns {string} with two digits that count, in the site's digits */
  const decimal = (n) => toDigits(String(Number(n.toPrecision(2))).replace(".", arsheef.strings.digits === "arabic" ? "٫" : "."));

  /** What a state asks of arsheef.search. @param {any} state @returns {any} */
  const searchOptions = (state) => ({ sort: state.sort, older: state.older, filters: state.filters });

  /** Hits a page. */
  const LIMIT = 20;
  /** What the list of a state asks of it; names are counted once it stands. @param {State} state @returns {any} */
  const listOptions = (state) => ({ ...searchOptions(state), facets: [], limit: LIMIT, offset: (state.page - 1) * LIMIT, fold: true });

  /** @param {string} text @returns {string} */
  function toDigits(text) {
    if (arsheef.strings.digits !== "arabic") return text;
    return text.replace(/[0-9]/g, (d) => String.fromCharCode(0x660 + Number(d)));
  }

  /** @param {string} msgid @returns {string} the English of the program, where no build put another language there */
  const text = (msgid) => msgid;

  /** @param {string} one @param {string} other @returns {Forms} of a counted thing; Arabic has six */
  const forms = (one, other) => ({ one, other });

  /** @type {Intl.PluralRules | undefined} of the page's language: slow to make */
  let plurals;
  /** The form for a number. @param {Forms} of @param {number} n @returns {string} its %(placeholders)s still in it */
  const counted = (of, n) => of[(plurals = plurals || new Intl.PluralRules(arsheef.strings.language)).select(n)] || of.other;

  /**
   * Splits a sentence at its %(placeholders)s.
   * @param {string} sentence
   * @returns {{text?: string, name?: string}[]}
   */
  function pieces(sentence) {
    return sentence
      .split(/(%\([a-z]+\)s)/)
      .filter(Boolean)
      .map((piece) => (/^%\([a-z]+\)s$/.test(piece) ? { name: piece.slice(2, -2) } : { text: piece }));
  }

  /**
   * A date as it is read, never more precise than the source.
   * @param {string|null} iso 2015, 2015-07, 2015-07-21 or with a time, which lists leave out
   * @param {boolean} [bare] without the day of the week
   * @returns {string}
   */
  function dateText(iso, bare) {
    const read = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(iso || "");
    if (!read) return arsheef.page.text("Undated");
    const { months, weekdays } = arsheef.strings;
    const [, year, month, day] = read;
    const words = [year];
    if (month) words.unshift(months[Number(month) - 1]);
    if (day) words.unshift(String(Number(day)));
    if (day && !bare) words.unshift(weekdays[new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDay()]);
    return toDigits(words.join(" "));
  }

  /** The day, month or year before one. @param {string} iso @returns {string} */
  function previous(iso) {
    const date = new Date(iso);
    if (Number.isNaN(date.getTime())) return iso;
    if (iso.length === 4) date.setUTCFullYear(date.getUTCFullYear() - 1);
    else if (iso.length === 7) date.setUTCMonth(date.getUTCMonth() - 1);
    else date.setUTCDate(date.getUTCDate() - 1);
    return date.toISOString().slice(0, iso.length);
  }

  /** @param {string} sentence @param {{[name: string]: string}} values @returns {string} */
  function fill(sentence, values) {
    return pieces(sentence).map((piece) => (piece.name === undefined ? piece.text : values[piece.name])).join("");
  }

  /**
   * Cuts a stretch of text into runs for the page: foreign runs are isolated, marked words stand apart.
   * @param {string} text
   * @param {Range[]} marks sorted
   * @param {Range} [stretch] the whole text where it is left out
   * @returns {Run[]}
   */
  function runs(text, marks, stretch) {
    const [from, to] = stretch || [0, text.length];
    /** @type {Run[]} */
    const out = [];
    let at = from;
    /** @param {number} end @param {Run["dir"]} dir */
    function push(end, dir) {
      if (end > at) out.push({ dir, parts: parts(text, marks, at, end) });
      at = Math.max(at, end);
    }
    text.slice(from, to).replace(FOREIGN, (found, start) => {
      push(from + start, "");
      push(from + start + found.length, direction(text, from + start, found));
      return found;
    });
    push(to, "");
    return out;
  }

  /** @param {string} text @param {number} start @param {string} found @returns {Run["dir"]} */
  function direction(text, start, found) {
    if (HAS_LATIN.test(found)) return "auto";
    const before = text.charAt(start - 1);
    const blocked = /^[0-9]/.test(found) ? WORD : /[\p{L}\p{N}_.,:/)]/u;
    return JOINED.test(found) && !blocked.test(before) && !WORD.test(text.charAt(start + found.length)) ? "ltr" : "";
  }

  /** @param {string} text @param {Range[]} marks @param {number} from @param {number} to @returns {Part[]} */
  function parts(text, marks, from, to) {
    /** @type {Part[]} */
    const out = [];
    let at = from;
    for (const [markStart, markEnd] of marks) {
      const start = Math.max(markStart, at);
      const end = Math.min(markEnd, to);
      if (start >= end) continue;
      if (start > at) out.push({ text: text.slice(at, start), mark: false });
      out.push({ text: text.slice(start, end), mark: true });
      at = end;
    }
    if (at < to) out.push({ text: text.slice(at, to), mark: false });
    return out;
  }

  arsheef.page = { SORTS, LIMIT, listOptions, chosen, asks, previous, readState, writeState, readFragment, writeFragment, number, decimal, searchOptions, text, forms, counted, pieces, fill, dateText, runs };
})(globalThis);
