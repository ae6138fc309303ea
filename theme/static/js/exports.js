/**
 * All results of a search as a file, made here out of the index: with progress, and a way to stop.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;
  const { element, say } = arsheef.dom;
  const { page } = arsheef;
  const BATCH = 200; // articles read at a time

  /** @returns {string} the address of the site's top, "" where it has none */
  function top() {
    const canonical = /** @type {HTMLLinkElement|null} */ (document.querySelector("link[rel=canonical]"));
    return canonical ? canonical.href : /^http/.test(location.protocol) ? location.href : "";
  }

  /**
   * @param {any} state
   * @param {string} ending of arsheef.citing.FORMATS
   * @param {HTMLElement} place where progress is shown
   */
  async function run(state, ending, place) {
    const { type, head, write } = arsheef.citing.FORMATS[ending], base = top();
    const bar = /** @type {HTMLProgressElement} */ (element("progress", { "aria-label": page.text("Making the file…") }));
    const stop = element("button", { type: "button" }, [page.text("Stop")]), told = element("span", { class: "note", role: "status" }, [page.text("Making the file…")]);
    let stopped = false;
    stop.addEventListener("click", () => { stopped = true; });
    place.replaceChildren(bar, stop, told);
    const { docs } = await arsheef.search(state.query, { ...page.searchOptions(state), limit: 0, facets: [] });
    const { archive } = await arsheef.ready(), parts = [head];
    bar.max = docs.length;
    for (let at = 0; at < docs.length && !stopped; at += BATCH) {
      const batch = docs.slice(at, at + BATCH);
      const [hits, extras] = await Promise.all([arsheef.archive.records(archive, batch), arsheef.texts.extras(archive, batch)]);
      hits.forEach((/** @type {any} */ { id, title, date, source, section, url }, /** @type {number} */ n) => {
        const [author = "", agency = "", original = ""] = extras[n];
        parts.push(write({ id, title, date: date || "", source: source || "", section: section || "", author, agency, source_url: original,
          url: base ? new URL(url, base).href : url }));
      });
      bar.value = at + batch.length;
    }
    if (!stopped) arsheef.cite.download(`${state.query.replace(/[\\/:*?"<>|\s\0-\x1f]+/g, "-").slice(0, 60)}.${ending}`, type, parts);
    bar.remove();
    stop.remove();
    told.replaceChildren(...(stopped ? [page.text("Stopped; there is no file.")] : say(page.counted(page.forms("%(n)s article in the file", "%(n)s articles in the file"), docs.length), { n: page.number(docs.length) })));
  }

  arsheef.exports = { run };
})(globalThis);
