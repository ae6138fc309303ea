/**
 * The search page: an address in, a list of hits out. All that the page knows of the index comes through arsheef.search.
 *
 * @typedef {import("./page.js").State} State
 * @typedef {import("./page.js").Forms} Forms
 * @typedef {{id: string, url: string, title: string, date: string|null, source: string|null, section: string|null, lead: string}} Hit
 * @typedef {{kind: string, words?: string[]}} Note
 * @typedef {{query: string, total: number, partial: boolean, hits: Hit[], notes: Note[], words: {text: string, count: number}[]}} Found
 * @typedef {{marks: (text: string, query: string) => [number, number][]}} Engine
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;
  const { element, drawing, say, joined, marked } = arsheef.dom;
  const { page } = arsheef;

  const LIMIT = 20; // hits a page
  const PATIENCE = 150; // ms before ghost lines replace the list of the search before
  const SNIPPET = 260; // UTF-16 units of a lead shown
  const GHOSTS = [[28, 4, 40], [42, 8, 29], [20, 5, 56], [36, 3, 34], [30, 10, 48]]; // where each line of a ghost starts, %

  const told = arsheef.told; // sentences and settings of the site
  /** @param {string} selector @returns {any} */
  const $ = (selector) => document.querySelector(selector);
  const at = {
    form: $("form[role=search]"),
    input: $("[data-search-input]"),
    heading: $("[data-search-heading]"),
    note: $("[data-search-note]"),
    notes: $("[data-search-notes]"),
    list: $("[data-search-results]"),
    sort: $("[data-search-sort]"),
    pager: $("[data-search-pager]"),
    doors: $("[data-search-doors]"),
  };
  const root = new URL(told.root || ".", location.href.replace(/[?#].*$/, ""));
  const title = document.title;
  let turn = 0; // the search of an older turn never draws over a newer one
  /** @type {State} */
  let shown = { query: "", sort: "relevance", page: 1 };

  /** @param {number} n @returns {string} */
  const number = (n) => page.number(n, told.digits);
  /** @param {string} text @returns {Node} what somebody typed, isolated from the sentence around it */
  const typed = (text) => element("bdi", {}, [text]);
  /** @param {Forms} forms @param {number} n @param {{[name: string]: Node|string}} [values] */
  const counted = (forms, n, values) => say(page.plural(forms, n, told.language), { n: number(n), ...values });

  /* ---------- address ---------- */

  /** @param {State} state @returns {string} */
  const address = (state) => location.pathname + page.writeState(state);

  /** Keeps the place on the page for the way back; a browser may forbid it for files, then the way back starts on top. */
  function keepPlace() {
    try {
      history.replaceState({ y: scrollY }, "");
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
  }

  /**
   * Goes to another state without loading the page again; where the browser forbids that for files, by loading it.
   * @param {State} state
   * @param {boolean} [toHeading] whether the reader's focus goes to the head of the results
   */
  function go(state, toHeading) {
    if (page.writeState(state) !== page.writeState(shown)) {
      keepPlace();
      try {
        history.pushState({ y: 0 }, "", address(state));
      } catch (error) {
        if (!(error instanceof DOMException)) throw error;
        location.assign(address(state));
        return;
      }
    }
    show(state, 0).then(() => toHeading && at.heading.focus({ preventScroll: true }));
  }

  /**
   * @param {State} state
   * @param {(Node|string)[]} children
   * @param {boolean} [toHeading]
   * @param {{[attribute: string]: string}} [attributes]
   * @returns {HTMLElement} a link that also works in a new tab
   */
  function link(state, children, toHeading, attributes) {
    const made = element("a", { href: address(state), ...attributes }, children);
    made.addEventListener("click", (/** @type {MouseEvent} */ event) => follow(event, state, toHeading));
    return made;
  }

  /** @param {MouseEvent} event @param {State} state @param {boolean} [toHeading] */
  function follow(event, state, toHeading) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(state, toHeading);
  }

  /* ---------- one search ---------- */

  /**
   * @param {State} state
   * @param {number} y where the page scrolls to, px
   */
  async function show(state, y) {
    const mine = ++turn;
    shown = state;
    at.input.value = state.query;
    at.input.dispatchEvent(new Event("input")); // the box takes the direction of its text
    document.title = state.query ? page.fill(told.title, { query: state.query, title }) : title;
    if (!state.query) return drawNothingAsked();
    at.list.setAttribute("aria-busy", "true");
    const wait = setTimeout(drawGhosts, at.list.children.length ? PATIENCE : 0);
    try {
      if (!arsheef.search) throw Object.assign(new Error("search/engine.js"), { kind: "missing" });
      const engine = await arsheef.ready();
      const found = await arsheef.search(state.query, { sort: state.sort, limit: LIMIT, offset: (state.page - 1) * LIMIT });
      if (mine !== turn) return;
      const last = Math.max(1, Math.ceil(found.total / LIMIT));
      if (state.page > last) return await show({ ...state, page: last }, y);
      draw(state, found, engine);
    } catch (error) {
      if (mine === turn) drawError(state, /** @type {any} */ (error));
      if (!(/** @type {any} */ (error).kind)) throw error; // a fault of ours: the console should have it
    } finally {
      clearTimeout(wait);
      if (mine === turn) at.list.setAttribute("aria-busy", "false");
    }
    if (mine === turn) scrollTo({ top: y, behavior: "instant" });
  }

  /** @param {State} state @param {Found} found @param {Engine} engine */
  function draw(state, found, engine) {
    const whole = found.total > 0 && !found.partial;
    drawHead(state, found, whole);
    at.notes.replaceChildren(...notes(state, found, whole));
    if (found.partial && found.hits.length) at.notes.append(element("h2", {}, [told.nearest]));
    at.list.replaceChildren(...found.hits.map((hit) => entry(hit, state, engine, whole ? "h2" : "h3")));
    drawSort(state, found.total > 1);
    drawPager(state, found.total);
    at.doors.hidden = whole;
  }

  /** @param {State} state @param {Found} found @param {boolean} whole */
  function drawHead(state, found, whole) {
    const query = typed(state.query);
    if (whole) at.heading.replaceChildren(...counted(told.found, found.total, { query }));
    else at.heading.replaceChildren(found.partial && found.total ? told.partial : told.nothing);
    const first = (state.page - 1) * LIMIT + 1;
    const stretch = { from: number(first), to: number(first + found.hits.length - 1) };
    const note = whole ? [] : say(told.typed, { query });
    if (found.partial && found.total) note.push(" ", ...counted(told.some, found.total));
    if (found.total > LIMIT) note.push(note.length ? " " : "", ...say(told.stretch, stretch));
    at.note.replaceChildren(...note);
  }

  /** @param {State} state @param {Found} found @param {boolean} whole @returns {HTMLElement[]} what was changed or not found, in words */
  function notes(state, found, whole) {
    const out = found.notes
      .filter((note) => told.notes[note.kind])
      .map((note) => said(told.notes[note.kind], { words: joined((note.words || []).map(typed), told.comma) }));
    if (!whole && found.words.length > 1) {
      const each = found.words.map((word) =>
        joined([link({ ...state, query: word.text, page: 1 }, [typed(word.text)], true), element("span", { class: "count" }, [number(word.count)])], " "));
      out.push(said(told.each, { words: joined(each, told.comma) }));
    }
    return out;
  }

  /** @param {string} sentence @param {{[name: string]: Node|string}} [values] @param {boolean} [strong] */
  const said = (sentence, values, strong) => element("p", { class: strong ? "said said--strong" : "said" }, say(sentence, values || {}));

  /** @param {Hit} hit @param {State} state @param {Engine} engine @param {string} level @returns {HTMLElement} */
  function entry(hit, state, engine, level) {
    const href = new URL(hit.url, root).href + page.writeFragment(state.query);
    const heading = element("a", { href }, marked(hit.title, engine.marks(hit.title, state.query)));
    const body = element("div", {}, [element(level, { class: "entry__title" }, [heading])]);
    if (hit.lead) body.append(snippet(hit.lead, engine.marks(hit.lead, state.query)));
    const meta = [hit.source, page.dateText(hit.date, told.dates, told.digits), hit.section].filter(Boolean);
    const facts = meta.map((fact) => element("span", {}, marked(/** @type {string} */ (fact), [])));
    return element("li", { class: "entry entry--src entry--hit" }, [body, element("p", { class: "entry__meta" }, facts)]);
  }

  /** @param {string} lead @param {[number, number][]} marks @returns {HTMLElement} */
  function snippet(lead, marks) {
    const [start, end] = page.passage(lead, marks, SNIPPET);
    const made = element("p", { class: "entry__snip" }, marked(lead, marks, [start, end]));
    if (start > 0) made.prepend("… ");
    if (end < lead.length) made.append(" …");
    return made;
  }

  /** The links stay the same nodes, so that the reader's focus stays on the one he chose. @param {State} state @param {boolean} useful */
  function drawSort(state, useful) {
    at.sort.hidden = !useful;
    for (const choice of at.sort.querySelectorAll("a")) {
      const sort = choice.dataset.sort;
      choice.href = address({ ...state, sort, page: 1 });
      if (sort === state.sort) choice.setAttribute("aria-current", "true");
      else choice.removeAttribute("aria-current");
    }
  }

  /** @param {State} state @param {number} total */
  function drawPager(state, total) {
    const pages = Math.ceil(total / LIMIT);
    at.pager.hidden = pages < 2;
    at.pager.replaceChildren();
    /** @param {number} step @param {string} text @param {string} rel */
    const turnTo = (step, text, rel) => link({ ...state, page: state.page + step }, [text], true, { class: "button", rel });
    if (state.page > 1) at.pager.append(turnTo(-1, told.previous, "prev"));
    at.pager.append(element("span", { class: "note" }, say(told.pages, { page: number(state.page), pages: number(pages) })));
    if (state.page < pages) at.pager.append(turnTo(1, told.next, "next"));
  }

  /* ---------- what is not a list of hits ---------- */

  function clear() {
    for (const part of [at.note, at.notes, at.list, at.pager]) part.replaceChildren();
    at.sort.hidden = at.pager.hidden = at.doors.hidden = true;
  }

  function drawNothingAsked() {
    clear();
    at.heading.replaceChildren(told.ask);
    at.doors.hidden = false;
    at.list.setAttribute("aria-busy", "false");
    if (matchMedia("(pointer: fine)").matches) at.input.focus({ preventScroll: true }); // a phone would raise its keyboard
  }

  function drawGhosts() {
    clear();
    at.heading.replaceChildren(typed(shown.query));
    at.note.replaceChildren(told.loading);
    at.list.replaceChildren(...GHOSTS.map((starts) => element("li", { class: "ghost" }, [ghost(starts)])));
  }

  /** @param {number[]} starts @returns {SVGElement} */
  function ghost(starts) {
    const lines = starts.map((x, i) =>
      drawing("rect", { x: `${x}%`, y: String([4, 38, 62][i]), width: `${100 - x}%`, height: i ? "12" : "18" }));
    return drawing("svg", { width: "100%", height: "88", fill: "none", "aria-hidden": "true" }, lines);
  }

  /** @param {State} state @param {Error & {kind?: string}} error */
  function drawError(state, error) {
    clear();
    at.heading.replaceChildren(told.broken);
    const retry = element("a", { href: address(state), class: "button" }, [told.retry]);
    at.notes.replaceChildren(
      said(told.errors[error.kind || ""] || told.errors.other, {}, true),
      element("p", { class: "note" }, say(told.detail, { message: element("bdi", { dir: "ltr" }, [error.message]) })),
      element("p", { class: "row" }, [retry]),
    );
    at.doors.hidden = false;
  }

  /* ---------- start ---------- */

  history.scrollRestoration = "manual"; // the list comes after the browser would have scrolled
  at.form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) at.input.blur(); // lowers the keyboard over the results
    go({ query: at.input.value.trim(), sort: shown.sort, page: 1 });
  });
  for (const choice of at.sort.querySelectorAll("a")) {
    choice.addEventListener("click", (/** @type {MouseEvent} */ event) => follow(event, { ...shown, sort: choice.dataset.sort, page: 1 }));
  }
  addEventListener("popstate", (/** @type {PopStateEvent} */ event) => {
    const state = page.readState(location.search);
    if (page.writeState(state) !== page.writeState(shown)) show(state, (event.state && event.state.y) || 0);
  });
  addEventListener("pagehide", keepPlace);
  show(page.readState(location.search), (history.state && history.state.y) || 0);
})(globalThis);
