/**
 * What narrows the results: check boxes of the names at their start, and a line of what is chosen, each to be dropped.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {import("../search/types").Facet} Facet
   * @typedef {import("../search/types").Kind} Kind
   * @typedef {import("../search/types").SearchResult} Found
   * @typedef {{query: string, page: number, older: number, filters: {[kind: string]: any}}} State
   */

  const arsheef = scope.arsheef;
  const { element, drawing, say } = arsheef.dom;
  const { page } = arsheef;
  /** @param {string} selector @returns {any} */
  const $ = (selector) => document.querySelector(selector);
  const at = { list: $("[data-search-facet-list]"), n: $("[data-search-facet-count]"), chips: $("[data-search-chips]"), older: $("[data-search-older]"), facets: $("[data-search-facets]") };
  /** @type {{[kind: string]: string}} */
  const NAMES = { source: page.text("Source"), section: page.text("Section"), place: page.text("Place"), person: page.text("Person"), org: page.text("Organisation"), tag: page.text("Topic") };
  /** Kinds whose names are shown: counting the others costs a reader more bytes. @type {Set<Kind>} */
  const open = new Set(["source", "section"]);
  /** Names that the same words have shown before: a choice never makes one vanish under the reader's hand. @type {{[kind: string]: string[]}} */
  let before = {};
  let asked = "";

  /** The state with a name of a kind chosen, or not any more. @param {State} state @param {string} kind @param {string} name @returns {State} */
  function toggle(state, kind, name) {
    const chosen = state.filters[kind] || [];
    const names = chosen.includes(name) ? chosen.filter((/** @type {string} */ other) => other !== name) : [...chosen, name];
    return { ...state, page: 1, filters: { ...state.filters, [kind]: names } };
  }

  /** What the list stands with. @param {State} state @param {Found} found @param {any} link */
  function head(state, found, link) {
    if (state.query !== asked) before = {};
    asked = state.query;
    chips(state, link);
    const chosen = page.chosen(state.filters).length;
    at.n.replaceChildren(...(chosen ? say(page.counted(page.forms("%(n)s filter", "%(n)s filters"), chosen), { n: page.number(chosen) }) : []));
    at.older.hidden = found.complete;
    const since = found.since ? page.dateText(found.since.slice(0, 7)) : page.text("Undated");
    at.older.replaceChildren(...(found.complete ? [] : [...say(page.text("Read so far: everything newer than %(date)s, ranked by itself."), { date: since }), " ",
      link({ ...state, older: state.older + 1, page: 1 }, [page.text("Search what is older")])]));
  }

  /** The names of the result, which are read and counted once the list stands. @param {State} state @param {Found} found
   * @param {(state: any) => void} go @param {() => boolean} wanted whether the result is still the one shown */
  async function draw(state, found, go, wanted) {
    const counted = await read(at.list, () => found.count([...open]));
    if (!counted || !wanted()) return;
    const focus = document.activeElement && at.list.contains(document.activeElement) && document.activeElement;
    at.list.replaceChildren(...counted.kinds.map((kind) => drawKind(state, found, kind, counted.facets.find((facet) => facet.kind === kind), go)));
    at.facets.hidden = !counted.kinds.length;
    if (focus) refocus(focus);
  }

  /** What `ask` gives; where it fails, the page says so in `place`.
   * @template T @param {HTMLElement} place @param {() => Promise<T>} ask @returns {Promise<T | undefined>} */
  async function read(place, ask) {
    try {
      return await ask();
    } catch (error) {
      place.replaceChildren(element(place.matches("ul") ? "li" : "div", {}, arsheef.failure.notes(error, location.href)));
      if (!(/** @type {any} */ (error).kind)) throw error;
    }
  }

  /** The same box after it was drawn again. @param {any} old */
  function refocus(old) {
    const boxes = [...at.list.querySelectorAll(old.value ? "input" : "summary")];
    const same = boxes.find((box) => (old.value ? box.name === old.name && box.value === old.value : box.parentElement.dataset.kind === old.parentElement.dataset.kind));
    if (same) same.focus({ preventScroll: true });
  }

  /** @param {State} state @param {Found} found @param {Kind} kind @param {Facet|undefined} facet @param {(state: any) => void} go @returns {HTMLElement} */
  function drawKind(state, found, kind, facet, go) {
    const list = element("ul"), made = element("details", { class: "facet", "data-kind": kind }, [element("summary", {}, [NAMES[kind]]), list]);
    const fill = (/** @type {Facet|undefined} */ of) => list.replaceChildren(...drawValues(state, kind, of, go));
    if (open.has(kind)) {
      made.setAttribute("open", "");
      fill(facet);
    }
    made.addEventListener("toggle", async () => {
      const opened = made.hasAttribute("open");
      if (opened === open.has(kind)) return;
      if (!opened) return void open.delete(kind);
      open.add(kind);
      list.replaceChildren(element("li", { class: "note" }, [page.text("Reading the index…")]));
      const counted = await read(list, () => found.count([kind]));
      if (counted) fill(counted.facets[0]);
    });
    return made;
  }

  /** @param {State} state @param {string} kind @param {Facet|undefined} facet @param {(state: any) => void} go @returns {HTMLElement[]} */
  function drawValues(state, kind, facet, go) {
    const values = facet ? facet.values : [], names = values.map((value) => value.name);
    const gone = (before[kind] || []).filter((name) => !names.includes(name)).map((name) => ({ name, count: 0, selected: false }));
    before[kind] = [...names, ...gone.map(({ name }) => name)].slice(0, 20);
    const most = Math.max(1, ...values.map((value) => value.count));
    const rows = [...values, ...gone].map(({ name, count, selected }) => {
      const box = /** @type {HTMLInputElement} */ (element("input", { type: "checkbox", name: kind, value: name }));
      box.checked = selected;
      box.disabled = !count && !selected;
      box.addEventListener("change", () => go(toggle(state, kind, name)));
      const share = drawing("svg", { class: "share", height: "3", "aria-hidden": "true" }, [drawing("rect", { width: `${Math.round((100 * count) / most)}%`, height: "3" })]);
      return element("li", {}, [element("label", {}, [box, " ", element("bdi", {}, [name]), " ", element("span", { class: "count" }, [page.number(count)])]), share]);
    });
    if (facet && facet.more) rows.push(element("li", { class: "note" }, [page.text("and others with fewer hits")]));
    return rows.length ? rows : [element("li", { class: "note" }, [page.text("none in these results")])];
  }

  /** @param {State} state @param {any} link */
  function chips(state, link) {
    const { after, before: until } = state.filters;
    const shown = page.chosen(state.filters).filter((/** @type {[string, string]} */ [kind]) => NAMES[kind]).map((/** @type {[string, string]} */ [kind, name]) =>
      chip(toggle(state, kind, name), [NAMES[kind], ": ", element("bdi", {}, [name])], link));
    if (after || until) shown.push(chip({ ...state, page: 1, filters: { ...state.filters, after: "", before: "" } }, [range(after, until)], link));
    if (shown.length > 1) shown.push(link({ ...state, page: 1, filters: {} }, [page.text("Drop all")], true, { class: "chips__all" }));
    at.chips.hidden = !shown.length;
    at.chips.replaceChildren(...shown);
  }

  /** @param {State} without @param {(Node|string)[]} text @param {any} link @returns {HTMLElement} */
  const chip = (without, text, link) => link(without, [element("span", { class: "hide" }, [page.text("Drop the filter"), " "]), ...text], true);

  /** A range of dates in words; its end is the last that belongs to it. @param {string} [after] @param {string} [until] @returns {string} */
  function range(after, until) {
    const from = after ? page.dateText(after) : "", to = until ? page.dateText(page.previous(until)) : "";
    return page.fill(!from ? page.text("until %(to)s") : !to ? page.text("from %(from)s on") : from === to ? "%(from)s" : page.text("%(from)s to %(to)s"), { from, to });
  }

  arsheef.narrow = { draw, chips, head };
})(globalThis);
