/**
 * What the pages need and node can test: address and state, sentences, numbers, dates, runs of marked text. No DOM here.
 *
 * @typedef {"relevance"|"newest"|"oldest"} Sort
 * @typedef {{query: string, sort: Sort, page: number}} State  page counts from 1
 * @typedef {[number, number]} Range  start and end, in UTF-16 units
 * @typedef {{text: string, mark: boolean}} Part
 * @typedef {{dir: ""|"auto"|"ltr", parts: Part[]}} Run  dir "" is plain text, else the run is isolated by <bdi>
 * @typedef {{[category: string]: string}} Forms  one sentence for each CLDR plural category
 */
"use strict";

(function (/** @type {any} */ scope) {
  /** @type {any} */
  const arsheef = (scope.arsheef = scope.arsheef || {});

  /** @type {Sort[]} The first is the default. */
  const SORTS = ["relevance", "newest", "oldest"];
  const CONTEXT = 48; // UTF-16 units of text kept before the first mark of a passage that does not start the lead

  // Letters of another script, with the digits and joining signs between them; and numbers joined by a sign that the
  // bidi algorithm would turn around inside Arabic (2-1, 50-60, 2024-02-28).
  const FOREIGN = /(?!\p{Script=Arabic})\p{L}[\p{L}\p{M}0-9]*(?:[ .&'’/@_+-]+(?!\p{Script=Arabic})[\p{L}0-9](?:(?!\p{Script=Arabic})[\p{L}\p{M}0-9])*)*|[0-9]+(?:[-–−:/.,][0-9]+)+/gu;

  /**
   * @param {string} search the part of an address from "?" on
   * @returns {State}
   */
  function readState(search) {
    const given = new URLSearchParams(search);
    const sort = /** @type {Sort} */ (given.get("sort"));
    const page = given.get("page") || "";
    return {
      query: (given.get("q") || "").trim(),
      sort: SORTS.includes(sort) ? sort : SORTS[0],
      page: /^[1-9][0-9]{0,5}$/.test(page) ? Number(page) : 1,
    };
  }

  /**
   * The inverse of readState: what is default is left out, so that one state has one address.
   * @param {State} state
   * @returns {string}
   */
  function writeState(state) {
    const told = new URLSearchParams();
    if (state.query) told.set("q", state.query);
    if (state.sort !== SORTS[0]) told.set("sort", state.sort);
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

  /** @param {string} query @returns {string} */
  function writeFragment(query) {
    return "#" + new URLSearchParams([["q", query]]).toString();
  }

  /**
   * @param {number} n
   * @param {string} digits "latin" or "arabic", a setting of the site
   * @returns {string} with a sign between thousands
   */
  function number(n, digits) {
    const grouped = String(n).replace(/\B(?=(?:[0-9]{3})+$)/g, digits === "arabic" ? "٬" : ",");
    return toDigits(grouped, digits);
  }

  /** @param {string} text @param {string} digits @returns {string} */
  function toDigits(text, digits) {
    return digits === "arabic" ? text.replace(/[0-9]/g, (d) => String.fromCharCode(0x660 + Number(d))) : text;
  }

  /**
   * @param {Forms} forms
   * @param {number} n
   * @param {string} language
   * @returns {string} the sentence for this number, its {placeholders} still in it
   */
  function plural(forms, n, language) {
    return forms[new Intl.PluralRules(language).select(n)] || forms.other;
  }

  /**
   * Splits a sentence at its {placeholders}.
   * @param {string} sentence
   * @returns {{text?: string, name?: string}[]}
   */
  function pieces(sentence) {
    return sentence
      .split(/(\{[a-z]+\})/)
      .filter(Boolean)
      .map((piece) => (/^\{[a-z]+\}$/.test(piece) ? { name: piece.slice(1, -1) } : { text: piece }));
  }

  /**
   * A date as it is read, never more precise than the source.
   * @param {string|null} iso 2015, 2015-07, 2015-07-21 or with a time, which lists leave out
   * @param {{months: string[], weekdays: string[], day: string, month: string, undated: string}} words weekdays from Sunday
   * @param {string} digits
   * @returns {string}
   */
  function dateText(iso, words, digits) {
    const read = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(iso || "");
    if (!read) return words.undated;
    const [, year, month, day] = read;
    const told = { year, month: words.months[Number(month) - 1], day: String(Number(day)), weekday: "" };
    if (day) told.weekday = words.weekdays[new Date(`${year}-${month}-${day}T00:00:00Z`).getUTCDay()];
    const sentence = day ? words.day : month ? words.month : "{year}";
    return toDigits(fill(sentence, told), digits);
  }

  /** @param {string} sentence @param {{[name: string]: string}} values @returns {string} */
  function fill(sentence, values) {
    return pieces(sentence).map((piece) => (piece.name === undefined ? piece.text : values[piece.name])).join("");
  }

  /**
   * The part of a text to show: the stretch of about `limit` with most marks, whole words only.
   * @param {string} text
   * @param {Range[]} marks
   * @param {number} limit UTF-16 units
   * @returns {Range}
   */
  function passage(text, marks, limit) {
    if (text.length <= limit) return [0, text.length];
    /** @type {Range} */
    let best = [0, wordBefore(text, limit)];
    let most = -1;
    for (const from of [0, ...marks.map((mark) => mark[0] - CONTEXT)]) {
      const start = from <= 0 ? 0 : wordAfter(text, from);
      const end = start + limit >= text.length ? text.length : wordBefore(text, start + limit);
      const inside = marks.filter((mark) => mark[0] >= start && mark[1] <= end).length;
      if (inside > most) {
        most = inside;
        best = [start, end];
      }
    }
    return best;
  }

  const REACH = 40; // a "word" longer than this may be cut inside

  /** @param {string} text @param {number} at @returns {number} */
  function wordBefore(text, at) {
    const space = text.lastIndexOf(" ", at);
    return space > at - REACH ? space : whole(text, at);
  }

  /** @param {string} text @param {number} at @returns {number} */
  function wordAfter(text, at) {
    const space = text.indexOf(" ", at - 1);
    return space >= 0 && space < at + REACH ? space + 1 : whole(text, at);
  }

  /** @param {string} text @param {number} at @returns {number} the same place, never between the halves of one character */
  function whole(text, at) {
    return /[\uDC00-\uDFFF]/.test(text.charAt(at)) ? at - 1 : at;
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
      push(from + start + found.length, /^[0-9]/.test(found) ? "ltr" : "auto");
      return found;
    });
    push(to, "");
    return out;
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

  arsheef.page = { SORTS, readState, writeState, readFragment, writeFragment, number, plural, pieces, fill, dateText, passage, runs };
})(globalThis);
