/**
 * The list of results: one entry a hit, and the ghost lines that stand in their place until the search is final.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {{url: string, title: string, date: string|null, source: string|null, section: string|null, lead: string|null, missing: string[]}} Hit
   * @typedef {(text: string) => [number, number][]} Marks  places of the searched words in a text
   */

  const arsheef = scope.arsheef;
  const { element, drawing, joined, marked, say } = arsheef.dom;
  const { page } = arsheef;
  const SNIPPET = 200; // UTF-16 units of a lead shown
  const GHOSTS = [[28, 4, 40], [42, 8, 29], [20, 5, 56], [36, 3, 34], [30, 10, 48]]; // where each line of a ghost starts, %

  /**
   * @param {Hit} hit its url is relative to the site's top, where search.html is too
   * @param {string} fragment carries the query into the article
   * @param {Marks} marks
   * @param {string} level h2 or h3
   * @returns {HTMLElement}
   */
  function entry(hit, fragment, marks, level) {
    const link = element("a", { href: hit.url + fragment }, marked(hit.title, marks(hit.title)));
    const body = element("div", {}, [element(level, { class: "entry__title" }, [link])]);
    if (hit.lead) body.append(snippet(hit.lead, marks(hit.lead)));
    if (hit.missing.length) {
      const words = joined(hit.missing.map((word) => element("bdi", {}, [word])), page.text(", "));
      body.append(element("p", { class: "entry__missing" }, say(page.text("It lacks: %(words)s"), { words })));
    }
    const facts = [hit.source, page.dateText(hit.date), hit.section].filter(Boolean);
    const meta = facts.map((fact) => element("span", {}, marked(fact, [])));
    return element("li", { class: "entry entry--hit" }, [body, element("p", { class: "entry__meta" }, meta)]);
  }

  /** @param {string} lead @param {[number, number][]} marks @returns {HTMLElement} */
  function snippet(lead, marks) {
    const [start, end] = page.passage(lead, marks, SNIPPET);
    const made = element("p", { class: "entry__snip" }, marked(lead, marks, [start, end]));
    if (start > 0) made.prepend("… ");
    if (end < lead.length) made.append(" …");
    return made;
  }

  /** @returns {HTMLElement[]} */
  function ghosts() {
    return GHOSTS.map((starts) => {
      const lines = starts.map((x, i) =>
        drawing("rect", { x: `${x}%`, y: String([4, 38, 62][i]), width: `${100 - x}%`, height: i ? "12" : "18" }));
      return element("li", { class: "ghost" }, [drawing("svg", { width: "100%", height: "88", fill: "none", "aria-hidden": "true" }, lines)]);
    });
  }

  arsheef.hits = { entry, ghosts };
})(globalThis);
