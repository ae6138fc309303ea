/**
 * A view of the search page: how often up to four words are in the articles of each year or month, drawn and in a table.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;
  const { element, drawing, say } = arsheef.dom;
  const { page, frequency } = arsheef;
  const LINES = 3; // of the grid
  const FEW = 3; // years that are rather drawn by month
  const APART = 8; // % of the height that names at the ends of lines keep between them

  /**
   * @typedef {{word: string, docs: number[], values: (number|null)[]}} Series
   * @typedef {{period: string, total: number, counts: number[]}} Row
   * @typedef {(change: any, children: (Node|string)[], attributes?: {[name: string]: string}) => HTMLElement} Link
   */

  /** @param {number} value of a thousand, or articles @returns {string} */
  const shown = (value) => (value >= 10 || Number.isInteger(value) ? page.number(Math.round(value)) : page.decimal(value));

  /** @param {(number|null)[]} values */
  const most = (values) => Math.max(0, ...values.map((value) => value || 0));

  /** @param {Series[]} series */
  const key = (series) => element("ul", { class: "key" }, series.map(({ word, docs }, n) => element("li", {}, [
    drawing("svg", { "aria-hidden": "true", width: "48", height: "16", fill: "none", stroke: "currentColor", viewBox: "0 0 48 16" },
      [drawing("path", { class: `k${n + 1}`, d: "M2 8h44" }), drawing("path", { class: `k${n + 1} p${n + 1}`, d: "M24 8h.01" })]),
    element("b", {}, [element("bdi", {}, [word])]), " ", element("span", { class: "count" }, [page.number(docs.length)])])));

  /** Names at the newest ends of the lines, moved apart where they would meet. @param {Series[]} series @param {number} top */
  function names(series, top) {
    const ends = series.map(({ word, values }, n) => {
      const last = values.filter((value) => value !== null).pop() || 0;
      return { n, word, y: Math.max(100 * (1 - last / top) - 2, 4) };
    }).sort((a, b) => a.y - b.y);
    ends.forEach((end, i) => { if (i) end.y = Math.max(end.y, ends[i - 1].y + APART); });
    const over = Math.max(0, (ends.length ? ends[ends.length - 1].y : 0) - 98);
    return drawing("svg", { class: "plot__names", width: "100%", height: "256", "aria-hidden": "true" },
      ends.map(({ n, word, y }) => drawing("text", { class: `n${n + 1}`, x: "0", y: `${Math.round(y - over)}%` }, [document.createTextNode(word)])));
  }

  /** @param {Series[]} series @param {Row[]} rows */
  function plot(series, rows) {
    const step = frequency.step(Math.max(...series.map(({ values }) => most(values)))), top = step * LINES, rtl = document.documentElement.dir === "rtl", { WIDTH, HEIGHT } = frequency;
    const lines = series.flatMap(({ values }, n) => {
      const { line, points } = frequency.draw(values, top, rtl);
      return [drawing("path", { class: `k${n + 1}`, d: line }), ...(rows.length > 60 ? [] : [drawing("path", { class: `k${n + 1} p${n + 1}`, d: points })])];
    });
    const grid = [0, 1, 2].map((n) => `M0 ${(n * HEIGHT) / LINES}H${WIDTH}`).join("");
    const chart = drawing("svg", { role: "img", "aria-label": finding(series, rows), width: "100%", height: "256", fill: "none", stroke: "currentColor",
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none" }, [drawing("path", { class: "grid", d: grid }), ...lines]);
    const labels = [3, 2, 1].map((n, i) => element("span", { class: `plot__y plot__y--${i + 1}` }, [shown(Number((n * step).toPrecision(3)))]));
    const years = Array.from(new Set(rows.map(({ period }) => period.slice(0, 4))));
    const dense = years.length > 30 ? " y31" : years.length > 23 ? " y24" : years.length > 15 ? " y16" : "";
    const axis = element("ol", { class: `strip__years${dense}` }, years.map((year) => element("li", {}, [yearLink(rows, year)])));
    return element("figure", { class: "plot" }, [chart, names(series, top), ...labels, axis]);
  }

  /** @param {Row[]} rows @param {string} year @returns {Node} the archive has no page of a year without articles */
  function yearLink(rows, year) {
    const there = rows.some(({ period, total }) => total && period.startsWith(year)), label = page.dateText(year);
    return there ? element("a", { href: `archive/${year}/index.html` }, [label]) : element("span", {}, [label]);
  }

  /** @param {Series[]} series @param {Row[]} rows @returns {string} what a reader who does not see the drawing hears */
  const finding = (series, rows) => series.map(({ word, values }) => {
    const peak = most(values);
    return page.fill(peak ? page.text("%(word)s: most in %(period)s") : page.text("%(word)s: in no article"), { word, period: peak ? page.dateText(rows[values.indexOf(peak)].period) : "" });
  }).join(page.text(", "));

  /** @param {Series[]} series @param {Row[]} rows @param {string} unit */
  function table(series, rows, unit) {
    const head = [element("th", { scope: "col" }, [page.text("Period")]), ...series.map(({ word }) => element("th", { scope: "col", class: "num" }, [element("bdi", {}, [word])])),
      element("th", { scope: "col", class: "num" }, [page.text("Articles in all")])];
    const body = rows.map(({ period, total, counts }) => element("tr", {}, [
      element("th", { scope: "row" }, [period.length === 4 ? yearLink(rows, period) : page.dateText(period)]),
      ...counts.map((count) => element("td", { class: "num" }, total
        ? [shown((1000 * count) / total), " ", element("span", { class: "count" }, [`(${page.number(count)})`])] : ["–"])),
      element("td", { class: "num" }, [page.number(total)])]));
    const made = element("table", { class: "data" }, [element("caption", {}, [page.text("The same in figures: of a thousand articles, and in brackets the number of articles")]),
      element("thead", {}, [element("tr", {}, head)]), element("tbody", {}, body)]);
    return element("details", unit === "year" ? { open: "" } : {}, [element("summary", {}, [page.text("Table of the figures")]),
      element("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": page.text("Table of the figures") }, [made])]);
  }

  /** @param {any} state @param {Link} link */
  function controls(state, link) {
    /** @param {string} label @param {string} name @param {string[][]} choices */
    const choose = (label, name, choices) => element("nav", { class: "sort", "aria-label": label }, choices.map(([value, text]) =>
      link({ [name]: value }, [text], state[name] === value ? { "aria-current": "true" } : {})));
    return element("div", { class: "bar" }, [
      choose(page.text("Measure"), "measure", [["share", page.text("Of a thousand articles")], ["count", page.text("Number of articles")]]),
      choose(page.text("Unit of time"), "unit", [["year", page.text("Year")], ["month", page.text("Month")]])]);
  }

  /**
   * @param {any} state
   * @param {Link} link to the same state with a change
   * @returns {Promise<{heading: (Node|string)[], note: (Node|string)[], body: Node[], listed: number, limit: number}>}
   */
  async function show(state, link) {
    const words = /** @type {string[]} */ (frequency.wordsOf(state.query));
    const found = await Promise.all(words.map((word) => arsheef.search(word, { ...page.searchOptions(state), sort: "newest", limit: 0, facets: [], older: Infinity })));
    const { archive } = await arsheef.ready();
    const docs = found.map((result) => (result.partial ? [] : result.docs));
    const years = frequency.rows(archive, docs, "year"), unit = state.unit === "auto" ? (years.length > FEW ? "year" : "month") : state.unit;
    const rows = unit === "year" ? years : frequency.rows(archive, docs, unit);
    const series = found.map(({ read: word }, n) => ({ word, docs: docs[n], values: frequency.values(rows, n, state.measure === "count") }));
    const others = words.length > 1 ? [element("p", { class: "chips" }, words.map((word) =>
      link({ query: words.filter((other) => other !== word).join("، ") }, [element("bdi", {}, [word])], { "aria-label": page.fill(page.text("Remove %(word)s"), { word }) })))] : [];
    return {
      heading: [page.text("Words over time")], listed: 0, limit: 1,
      note: say(page.text("For each word: articles that have it, of a thousand articles of the same time. Up to four words or phrases, with a comma between them."), {}),
      body: [...others, controls({ ...state, unit }, link), key(series), ...(rows.length ? [plot(series, rows), table(series, rows, unit)] : [])],
    };
  }

  arsheef.views = { ...arsheef.views, frequency: show };
})(globalThis);
