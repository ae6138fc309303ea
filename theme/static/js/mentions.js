/**
 * A view of the search page: every mention of the searched words in its context, by date.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;
  const { element, say, marked } = arsheef.dom;
  const { page } = arsheef;
  const ARTICLES = 25; // a page
  const COLUMNS = 260, LETTER = 8.5; // px of a line that dates, sources and the word take, and of a letter

  /**
   * @typedef {{hit: any, line: [string, string, string], mark: number}} Mention  mark: which mark of the article's page it is
   * @typedef {import("../search/types").SearchResult} Found
   */

  /** Units of text on each side of a word: as many as the line has room for beside it, on phones what a paragraph may have. */
  function context() {
    const wide = matchMedia("(min-width: 48rem)").matches, room = /** @type {HTMLElement} */ (document.querySelector("[data-search-view]")).clientWidth;
    return wide ? Math.max(20, Math.floor((room - COLUMNS) / 2 / LETTER)) : 90;
  }

  /** @param {any} engine @param {any} hit @param {string} text @param {string} query @returns {Mention[]} */
  function mentionsOf(engine, hit, text, query) {
    const size = context();
    /** @param {string} part @param {(marks: number, n: number) => number} markOf */
    function read(part, markOf) {
      const marks = engine.marks(part, query), starts = marks.map((/** @type {number[]} */ mark) => mark[0]);
      return arsheef.mentions.find(part, marks).map((/** @type {[number, number]} */ range) =>
        ({ hit, line: arsheef.mentions.line(part, range, size), mark: markOf(marks.length, starts.indexOf(range[0])) }));
    }
    // counted from the end of the article: its page may show the lead before the text
    return read(hit.title, (_, n) => n + 1).concat(read(text, (marks, n) => n - marks));
  }

  /** @param {Mention} mention @param {string} query */
  function entry({ hit, line: [before, found, after], mark }, query) {
    const [, month, day] = (hit.date || "").slice(0, 10).split("-");
    const when = month ? `${day ? `${page.number(Number(day))} ` : ""}${arsheef.strings.months[Number(month) - 1]}` : "";
    return element("li", {}, [
      element("time", { class: "note", ...(hit.date && { datetime: hit.date }) }, [when]), " ",
      element("a", { class: "kwic__line", href: hit.url + page.writeFragment(query, mark) }, [
        element("span", { class: "kwic__pre" }, [element("bdi", {}, marked(before, []))]), " ", element("mark", {}, [found]), " ",
        element("span", { class: "kwic__post" }, marked(after, []))]), " ",
      element("span", { class: "kwic__src" }, [element("bdi", {}, [hit.source || ""])])]);
  }

  /**
   * @param {any} state
   * @param {(change: any, children: string[], attributes: any) => HTMLElement} link to the same state with a change
   * @returns {Promise<{heading: (Node|string)[], note: (Node|string)[], body: Node[], listed: number, limit: number}>}
   */
  async function show(state, link) {
    const engine = await arsheef.ready();
    const asked = { ...page.searchOptions(state), sort: state.sort === "newest" ? "newest" : "oldest", older: Infinity, limit: ARTICLES, offset: (state.page - 1) * ARTICLES };
    const found = /** @type {Found} */ (await arsheef.search(state.query, { ...asked, facets: [] })), query = found.read;
    const texts = await arsheef.texts.load(engine.archive, found.hits.map((hit) => hit.doc));
    /** @type {Map<string, Mention[]>} */
    const years = new Map();
    let total = 0;
    found.hits.forEach((hit, n) => {
      const year = (hit.date || "").slice(0, 4), mentions = mentionsOf(engine, hit, texts[n], query);
      years.set(year, (years.get(year) || []).concat(mentions));
      total += mentions.length;
    });
    const counted = (/** @type {number} */ n) => page.fill(page.counted(page.forms("%(n)s place", "%(n)s places"), n), { n: page.number(n) });
    const body = Array.from(years, ([year, mentions]) => element("section", { class: "section" }, [
      element("div", { class: "section__head" }, [
        element("h2", { class: "key-head" }, [page.dateText(year)]), element("span", { class: "count" }, [counted(mentions.length)])]),
      element("ol", { class: "kwic" }, mentions.map((mention) => entry(mention, query)))]));
    const sorts = element("nav", { class: "sort", "aria-label": page.text("Order") }, [["oldest", page.text("Oldest first")], ["newest", page.text("Newest first")]].map(([sort, text]) =>
      link({ sort }, [text], sort === asked.sort ? { "aria-current": "true" } : {})));
    const mark = element("mark", {}, [element("bdi", {}, [query])]);
    const values = { places: counted(total), m: page.number(found.hits.length), n: page.number(found.listed) };
    return {
      heading: say(page.text("Every mention of %(query)s"), { query: mark }), body: [sorts, ...body], listed: found.listed, limit: ARTICLES,
      note: say(found.listed > ARTICLES ? page.text("%(places)s in %(m)s of %(n)s articles. A line leads to its place in the article.")
        : page.text("%(places)s. A line leads to its place in the article."), values),
    };
  }

  arsheef.views = { ...arsheef.views, mentions: show };
})(globalThis);
