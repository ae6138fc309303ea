/**
 * The strip of time over the results: bars, and a range chosen with the mouse, a finger, the keys or two lists.
 *
 *   slots   days, months or years from the start of the first tick to the end of the last; oldest where reading starts
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {import("../search/types").SearchResult} Found
   * @typedef {{query: string, page: number, filters: {[kind: string]: any}}} State
   * @typedef {{starts: string[], counts: number[], ticks: {name: string, from: number, length: number}[]}} Slots
   */

  const arsheef = scope.arsheef;
  const { element, drawing, say } = arsheef.dom;
  const { page } = arsheef;
  /** @param {string} selector @returns {any} */
  const $ = (selector) => document.querySelector(selector);
  const at = { strip: $("[data-search-strip]"), range: $("[data-search-range]") };
  const TALLEST = 96;
  const MOST = 4000; // slots: what an archive of centuries of days would need is not drawn
  const DELAY = 600; // ms after the last key before the range is searched
  const UNITS = { day: 10, month: 7, year: 4 };
  const CAPTIONS = { day: page.text("Hits by day"), month: page.text("Hits by month"), year: page.text("Hits by year") };

  /** The slots of a histogram. @param {Found["histogram"]} histogram @returns {Slots} */
  function slotsOf({ unit, bars }) {
    const length = UNITS[unit], tick = unit === "day" ? 7 : unit === "month" ? 4 : 3; // letters of the ISO date that name a tick
    const by = new Map(bars.map((bar) => [bar.from, bar.count])), last = bars[bars.length - 1].from.slice(0, tick);
    let start = tick === 3 ? `${bars[0].from.slice(0, 3)}0` : `${bars[0].from.slice(0, tick)}-01`.slice(0, length);
    /** @type {Slots} */
    const made = { starts: [], counts: [], ticks: [] };
    for (; start.slice(0, tick) <= last && made.starts.length < MOST; start = arsheef.facets.next(start)) {
      const name = start.slice(0, tick), ticks = made.ticks, end = ticks[ticks.length - 1];
      if (!end || end.name !== name) ticks.push({ name, from: made.starts.length, length: 1 });
      else end.length++;
      made.starts.push(start);
      made.counts.push(by.get(start) || 0);
    }
    return made;
  }

  /** First and last slot of the range of a state, both of them inside. @param {string[]} starts @param {State["filters"]} filters @returns {[number, number]} */
  function chosen(starts, { after, before }) {
    const from = after ? starts.findIndex((start) => arsheef.facets.next(start) > after) : 0;
    const to = before ? starts.filter((start) => start < before).length - 1 : starts.length - 1;
    return [from < 0 ? starts.length - 1 : from, Math.max(0, to)];
  }

  /** @param {State} state @param {Found} found @param {(state: any) => void} go @param {any} link */
  function draw(state, found, go, link) {
    const { bars, unit } = found.histogram, active = state.filters.after || state.filters.before;
    if (at.strip.hidden) return at.range.replaceChildren(...(active ? [whole(state, link)] : []));
    const focus = document.activeElement && at.strip.contains(document.activeElement) && document.activeElement.getAttribute("data-edge");
    const slots = slotsOf(found.histogram), [first, last] = chosen(slots.starts, state.filters);
    const choose = (/** @type {number} */ from, /** @type {number} */ to) => go(ranged(state, slots.starts, Math.min(from, to), Math.max(from, to)));
    const svg = bar(slots, unit, active ? [first, last] : null);
    edges(svg, slots, [first, last], choose);
    drag(svg, slots.starts.length, choose);
    at.strip.replaceChildren(svg, years(state, slots, unit, link));
    const n = found.histogram.undated, without = page.counted(page.forms("%(n)s article without a date stands in no bar.", "%(n)s articles without a date stand in no bar."), n);
    if (n) at.strip.append(element("figcaption", {}, say(without, { n: page.number(n) })));
    at.range.replaceChildren(...lists(slots.starts, [first, last], choose), ...(active ? [whole(state, link)] : []));
    if (focus) at.strip.querySelector(`[data-edge=${focus}]`).focus({ preventScroll: true });
  }

  /** @param {State} state @param {string[]} starts @param {number} from @param {number} to @returns {State} */
  const ranged = (state, starts, from, to) => ({ ...state, page: 1, filters: { ...state.filters,
    after: from > 0 ? starts[from] : "", before: to < starts.length - 1 ? arsheef.facets.next(starts[to]) : "" } });

  /** @param {number} slot @param {number} n @returns {number} where its bar stands, oldest where reading starts */
  const place = (slot, n) => (document.dir === "rtl" ? n - 1 - slot : slot);

  /** @param {Slots} slots @param {keyof typeof UNITS} unit @param {[number, number]|null} range @returns {SVGElement} */
  function bar({ starts, counts }, unit, range) {
    const n = starts.length, most = Math.max(...counts);
    const shape = (/** @type {(slot: number) => boolean} */ wanted) => counts.map((count, slot) =>
      (count && wanted(slot) ? `M${place(slot, n)} 100v-${Math.max(2, Math.round((TALLEST * count) / most))}` : "")).join("");
    const inside = (/** @type {number} */ slot) => !!range && slot >= range[0] && slot <= range[1];
    const svg = drawing("svg", { class: n > 24 ? "strip__bars" : "strip__bars strip__bars--few", viewBox: `-.5 0 ${n} 100`, width: "100%", height: "90", preserveAspectRatio: "none",
      role: "group", "aria-label": CAPTIONS[unit], fill: "none", stroke: "currentColor" });
    svg.append(drawing("rect", { class: "band", stroke: "none", y: "0", height: "100" }), drawing("path", { d: shape((slot) => !inside(slot)) }), drawing("path", { class: "sel", d: shape(inside) }));
    if (range) band(svg, n, range);
    return svg;
  }

  /** Draws the chosen stretch. @param {Element} svg @param {number} n @param {number[]} range */
  function band(svg, n, [from, to]) {
    const rect = /** @type {Element} */ (svg.querySelector(".band"));
    rect.setAttribute("x", String(Math.min(place(from, n), place(to, n)) - 0.5));
    rect.setAttribute("width", String(Math.abs(to - from) + 1));
  }

  /** The two ends as sliders for the keyboard. @param {Element} svg @param {Slots} slots @param {[number, number]} range @param {(from: number, to: number) => void} choose */
  function edges(svg, { starts }, range, choose) {
    const n = starts.length, rtl = document.dir === "rtl", now = [...range];
    /** @type {number|undefined} */
    let timer;
    ["from", "to"].forEach((edge, which) => {
      const line = drawing("line", { class: "edge", y1: "0", y2: "100" });
      const slider = drawing("g", { "data-edge": edge, role: "slider", tabindex: "0", "aria-label": which ? page.text("End of the range") : page.text("Start of the range"), "aria-valuemin": "0", "aria-valuemax": String(n - 1) }, [line]);
      const move = () => {
        const x = String(place(now[which], n) + (rtl === !which ? 0.5 : -0.5));
        line.setAttribute("x1", x);
        line.setAttribute("x2", x);
        slider.setAttribute("aria-valuenow", String(now[which]));
        slider.setAttribute("aria-valuetext", page.dateText(starts[now[which]]));
      };
      slider.addEventListener("keydown", (/** @type {any} */ event) => {
        const step = { ArrowUp: 1, ArrowDown: -1, ArrowLeft: rtl ? 1 : -1, ArrowRight: rtl ? -1 : 1, PageUp: 12, PageDown: -12, Home: -n, End: n }[/** @type {string} */ (event.key)];
        clearTimeout(timer);
        if (event.key === "Enter") return choose(now[0], now[1]);
        if (step) {
          event.preventDefault();
          now[which] = which ? Math.min(n - 1, Math.max(now[0], now[1] + step)) : Math.max(0, Math.min(now[1], now[0] + step));
          move();
          band(svg, n, now);
        }
        if (now[0] !== range[0] || now[1] !== range[1]) timer = setTimeout(() => choose(now[0], now[1]), DELAY);
      });
      move();
      svg.append(slider);
    });
  }

  /** A range drawn with the mouse or a finger; a tap chooses one bar. @param {SVGElement} svg @param {number} n @param {(from: number, to: number) => void} choose */
  function drag(svg, n, choose) {
    const slot = (/** @type {any} */ event) => {
      const box = svg.getBoundingClientRect();
      return place(Math.max(0, Math.min(n - 1, Math.floor(((event.clientX - box.left) / box.width) * n))), n);
    };
    /** @type {number|null} */
    let start = null;
    svg.addEventListener("pointerdown", (/** @type {any} */ event) => {
      if (event.button) return;
      start = slot(event);
      svg.setPointerCapture(event.pointerId);
      band(svg, n, [start, start]);
    });
    svg.addEventListener("pointermove", (event) => {
      const to = slot(event);
      if (start !== null) band(svg, n, [Math.min(start, to), Math.max(start, to)]);
    });
    svg.addEventListener("pointerup", (event) => {
      if (start !== null) choose(start, slot(event));
      start = null;
    });
    svg.addEventListener("pointercancel", () => { start = null; }); // the finger scrolls the page instead
  }

  /** The ticks as links, each with its own count. @param {State} state @param {Slots} slots @param {keyof typeof UNITS} unit @param {any} link @returns {HTMLElement} */
  function years(state, { starts, counts, ticks }, unit, link) {
    const items = ticks.map(({ name, from, length }) => {
      const sum = counts.slice(from, from + length).reduce((all, count) => all + count, 0);
      const text = unit === "day" ? page.dateText(name) : page.dateText(starts[from].slice(0, 4));
      const children = [text, " ", element("span", { class: "count" }, [page.number(sum)])];
      const next = { ...state, page: 1, filters: { ...state.filters, after: starts[from], before: arsheef.facets.next(starts[from + length - 1]) } };
      return element("li", {}, [sum ? link(next, children) : element("span", {}, children)]);
    });
    const crowd = [16, 24, 31].find((limit) => ticks.length >= limit && ticks.length < limit + 8);
    return element("ol", { class: ticks.length > 12 ? `strip__years y${crowd || 31}` : "strip__years" }, items);
  }

  /** @param {string[]} starts @param {[number, number]} range @param {(from: number, to: number) => void} choose @returns {(Node|string)[]} */
  function lists(starts, range, choose) {
    const [from, to] = [page.text("From"), page.text("to (and with)")].map((label, which) => {
      const made = /** @type {HTMLSelectElement} */ (element("select", { "aria-label": label }, starts.map((start, slot) => element("option", { value: String(slot) }, [page.dateText(start, true)]))));
      made.value = String(range[which]);
      made.addEventListener("change", () => choose(which ? Math.min(range[0], +made.value) : +made.value, which ? +made.value : Math.max(range[1], +made.value)));
      return made;
    });
    return [element("span", {}, [page.text("From")]), from, element("span", {}, [page.text("to")]), to];
  }

  /** @param {State} state @param {any} link @returns {HTMLElement} */
  const whole = (state, link) => link({ ...state, page: 1, filters: { ...state.filters, after: "", before: "" } }, [page.text("All of time")], false, { class: "button" });

  arsheef.range = { draw };
})(globalThis);
