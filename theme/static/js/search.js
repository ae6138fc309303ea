/**
 * The search page: an address in, a list of hits out. All that the page knows of the index comes through arsheef.search.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {{query: string, sort: string, page: number, view: string, unit: string, measure: string, older: number, filters: any}} State
   * @typedef {{kind: string, words?: string[]}} Note
   * @typedef {{query: string, read: string, total: number, listed: number, docs: number[], partial: boolean, hits: any[], notes: Note[], words: {text: string, count: number}[], histogram: any, kinds: string[]}} Found
   * @typedef {{marks: (text: string, query: string) => [number, number][], analysis: any}} Engine
   */

  const arsheef = scope.arsheef;
  const { element, say } = arsheef.dom;
  const { page } = arsheef, { LIMIT } = page;

  const PATIENCE = 150; // ms before ghost lines replace the list of the search before

  /** @param {string} selector @returns {any} */
  const $ = (selector) => document.querySelector(selector);
  const at = {
    form: $("form[role=search]"),
    input: $("[data-search-input]"),
    heading: $("[data-search-heading]"),
    note: $("[data-search-note]"),
    bar: $("[data-search-bar]"),
    notes: $("[data-search-notes]"),
    list: $("[data-search-results]"),
    view: $("[data-search-view]"),
    pager: $("[data-search-pager]"),
    doors: $("[data-search-doors]"),
    // filled by other modules: here they are only hidden
    strip: $("[data-search-strip]"),
    range: $("[data-search-range]"),
    facets: $("[data-search-facets]"),
    chips: $("[data-search-chips]"),
    older: $("[data-search-older]"),
    saved: $("[data-search-saved]"),
    tools: $("[data-search-tools]"),
  };
  const title = document.title;
  /** Kind of note, heading, and what the list is called, where the hits are not what was asked for. @type {string[][]} */
  const INSTEAD = [
    ["partial", page.text("No article has all the words"), page.text("The nearest that we found")],
    ["phrase", page.text("No article has the phrase as typed"), page.text("Articles that have the words, but not side by side")],
  ];
  let turn = 0; // the search of an older turn never draws over a newer one
  /** @type {number|undefined} */
  let waiting; // timer of the ghost lines
  /** @type {State} */
  let shown = page.readState("");

  /** @param {string} text @returns {Node} what somebody typed, isolated from the sentence around it */
  const typed = (text) => element("bdi", {}, [text]);
  /** @param {{[category: string]: string}} forms @param {number} n @param {{[name: string]: Node|string}} [values] */
  const counted = (forms, n, values) => say(page.counted(forms, n), { n: page.number(n), ...values });

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

  /**
   * @param {State} state
   * @param {number} y where the page scrolls to, px
   */
  async function show(state, y) {
    const mine = ++turn;
    shown = state;
    at.input.value = state.query;
    at.input.dispatchEvent(new Event("input")); // the box takes the direction of its text
    document.title = state.query ? `${state.query} | ${title}` : title;
    clearTimeout(waiting);
    at.saved.hidden = true;
    if (!page.asks(state)) {
      drawNothingAsked();
      return drawBeside(state);
    }
    at.list.setAttribute("aria-busy", "true");
    waiting = setTimeout(drawGhosts, at.list.children.length ? PATIENCE : 0);
    /** @type {any} */
    let fault;
    /** @type {any} */
    let found;
    try {
      if (!arsheef.search) throw Object.assign(new Error("search/engine.js"), { kind: "missing" });
      const list = state.view === "list";
      found = list ? await asked(state) : await arsheef.tools.view(state, link);
      const engine = await arsheef.ready(), plain = !list || (found.total && !found.notes.length);
      if (!plain) await arsheef.bundle("spelling.js"); // has the words for it, too
      if (mine !== turn) return;
      const last = Math.max(1, Math.ceil(found.listed / (list ? LIMIT : found.limit)));
      if (state.page > last) return await show({ ...state, page: last }, y);
      if (list) draw(state, found, engine);
      else drawView(state, found);
    } catch (error) {
      if (mine !== turn) return;
      fault = error;
      drawError(state, fault);
    }
    clearTimeout(waiting);
    if (y || mine > 1) scrollTo({ top: y, behavior: "instant" }); // a page that was just opened stands at its top
    at.list.setAttribute("aria-busy", "false");
    if (fault && !fault.kind) throw fault; // ours: the console should have it
    if (!fault) drawBeside(state, found);
  }

  /** The answer for a state, which search/public.js may have asked for already. @param {State} state @returns {Promise<Found>} */
  function asked(state) {
    const { begun } = arsheef;
    delete arsheef.begun;
    return begun && begun.address === page.writeState(state) ? begun.found : arsheef.search(state.query, page.listOptions(state));
  }

  /** @param {State} state @param {Found} found @param {Engine} engine */
  function draw(state, found, engine) {
    const instead = found.total > 0 ? INSTEAD.find(([kind]) => found.notes.some((note) => note.kind === kind)) : undefined;
    const whole = found.total > 0 && !instead; // the hits are what was asked for
    drawHead(state, found, engine, instead);
    at.notes.replaceChildren(...(arsheef.notes ? arsheef.notes.all(state, found, engine, whole, link) : []));
    if (instead) at.notes.append(element("h2", {}, [instead[2]]));
    const list = entries(state, found, engine, whole);
    at.list.replaceChildren(...list);
    at.view.replaceChildren();
    keepPlaces(state, found);
    arsheef.pager.bar(state, found, address);
    arsheef.pager.pages(state, found.listed, LIMIT, link);
    at.doors.hidden = whole;
    arsheef.narrow.head(state, found, link);
    arsheef.tools.update(state, found.listed > 0, address, go);
  }

  /** What stands above or beside the list is as high empty as it will be, so that nothing moves. @param {State} state @param {Found} found */
  function keepPlaces({ filters }, found) {
    const bars = found.histogram.bars.length;
    at.range.hidden = bars < 2 && !filters.after && !filters.before;
    at.strip.hidden = !bars || at.range.hidden;
    if (at.facets.hidden) at.facets.open = matchMedia("(min-width: 64rem)").matches;
    at.facets.hidden = false;
  }

  /** What other modules draw around the list, once the browser has shown that.
   * @param {State} state @param {any} [found] a result, a view, or nothing where nothing is asked */
  async function drawBeside(state, found) {
    const mine = turn;
    if (!found || state.view !== "list") arsheef.tools.update(state, !!found, address, go);
    if (!found) return void arsheef.tools.saved(link);
    if (state.view !== "list") return arsheef.narrow.chips(state, link);
    at.facets.setAttribute("aria-busy", "true");
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    if (mine !== turn) return;
    const engine = await arsheef.ready();
    arsheef.snippets.fill([...at.list.children], found.hits, engine, found.read);
    arsheef.range.draw(state, found, go, link);
    await arsheef.narrow.draw(state, found, go, () => mine === turn);
    if (mine === turn) at.facets.setAttribute("aria-busy", "false");
  }

  /** @param {State} state @param {{heading: Node[], note: Node[], body: Node[], listed: number, limit: number}} made */
  function drawView(state, made) {
    clear();
    at.heading.replaceChildren(...made.heading);
    at.note.replaceChildren(...made.note);
    at.view.replaceChildren(...made.body);
    arsheef.pager.pages(state, made.listed, made.limit, link);
  }

  /** @param {State} state @param {Found} found @param {Engine} engine @param {boolean} whole @returns {HTMLElement[]} */
  function entries(state, found, engine, whole) {
    /** @param {string} text @returns {[number, number][]} */
    const marks = (text) => engine.marks(text, found.read);
    return found.hits.map((hit) => {
      const entry = arsheef.hits.entry(hit, page.writeFragment(found.read), marks, whole ? "h2" : "h3");
      if (found.words.length) entry.firstElementChild.append(arsheef.hits.why(hit, engine, found.read));
      return entry;
    });
  }

  /** @param {State} state @param {Found} found @param {Engine} engine @param {string[]|undefined} instead */
  function drawHead(state, found, engine, instead) {
    const query = state.query ? typed(state.query) : page.text("what was chosen");
    if (instead || !found.total) {
      at.heading.replaceChildren(instead ? instead[1] : page.text("Nothing found for what was typed"));
      at.note.replaceChildren(...say(page.text("Typed: %(query)s."), { query }));
      const some = page.forms("%(n)s article has some of them.", "%(n)s articles have some of them.");
      if (found.partial && found.total) at.note.append(" ", ...counted(some, found.total));
    } else {
      const slips = found.notes.filter((note) => note.kind === "spelling");
      const read = !state.query ? query : typed(slips.reduce((text, { words = [] }) => text.split(words[1]).join(arsheef.notes.written(found, engine, words[1])), found.read));
      at.heading.replaceChildren(...counted(page.forms("%(n)s article has %(query)s", "%(n)s articles have %(query)s"), found.total, { query: read }));
      const { bars, undated } = found.histogram, all = bars.reduce((/** @type {number} */ sum, /** @type {any} */ one) => sum + one.count, undated);
      at.note.replaceChildren(...(all > found.total ? counted(page.forms("in the chosen range, of %(n)s article in all of time", "in the chosen range, of %(n)s articles in all of time"), all) : []));
      const folded = found.docs.length - found.listed;
      if (folded) at.note.append(" ", ...counted(page.forms("%(n)s of them is a copy of another one and stands with it.", "%(n)s of them are copies of another one and stand with it."), folded));
    }
  }

  function clear() {
    empty();
    hideBeside();
  }

  function empty() {
    for (const part of [at.note, at.notes, at.list, at.view, at.pager]) part.replaceChildren();
    at.bar.hidden = at.pager.hidden = at.doors.hidden = true;
  }

  function hideBeside() {
    for (const part of [at.strip, at.range, at.facets, at.chips, at.older, at.tools]) part.hidden = true;
    at.facets.removeAttribute("aria-busy");
  }

  function drawNothingAsked() {
    clear();
    at.heading.replaceChildren(page.text("Search the archive"));
    at.doors.hidden = false;
    at.list.setAttribute("aria-busy", "false");
    if (matchMedia("(pointer: fine)").matches) at.input.focus({ preventScroll: true }); // a phone would raise its keyboard
  }

  function drawGhosts() {
    empty(); // what narrows stays: the reader's focus may be in it
    at.heading.replaceChildren(typed(shown.query));
    at.note.replaceChildren(page.text("Reading the index…"));
    at.list.replaceChildren(...arsheef.hits.ghosts());
  }

  /** @param {State} state @param {Error & {kind?: string}} error */
  function drawError(state, error) {
    clear();
    at.heading.replaceChildren(page.text("The search does not work just now"));
    at.notes.replaceChildren(...arsheef.failure.notes(error, address(state)));
    at.doors.hidden = false;
  }

  history.scrollRestoration = "manual"; // the list comes after the browser would have scrolled
  at.form.addEventListener("submit", (/** @type {Event} */ event) => {
    event.preventDefault();
    if (matchMedia("(pointer: coarse)").matches) at.input.blur(); // lowers the keyboard over the results
    go({ ...shown, query: at.input.value.trim(), page: 1, older: 0 });
  });
  for (const choice of at.bar.querySelectorAll("a")) {
    choice.addEventListener("click", (/** @type {MouseEvent} */ event) => follow(event, { ...shown, sort: choice.dataset.sort, page: 1 }));
  }
  addEventListener("popstate", (/** @type {PopStateEvent} */ event) => {
    const state = page.readState(location.search);
    if (page.writeState(state) !== page.writeState(shown)) show(state, (event.state && event.state.y) || 0);
  });
  addEventListener("pagehide", keepPlace);
  show(page.readState(location.search), (history.state && history.state.y) || 0);
})(globalThis);
