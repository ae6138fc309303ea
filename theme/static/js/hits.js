/**
 * The list of results: one entry a hit, and the ghost lines that stand in their place until the search is final.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {{url: string, title: string, date: string|null, source: string|null, section: string|null, lead: string|null,
   *   missing: string[], folded: number, copies: Hit[]}} Hit
   * @typedef {(text: string) => [number, number][]} Marks  places of the searched words in a text
   */

  const arsheef = scope.arsheef;
  const { element, drawing, joined, marked, say } = arsheef.dom;
  const { page } = arsheef;
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
    body.append(element("p", { class: "entry__snip" }, marked(hit.lead || "", marks(hit.lead || "")))); // reading.js may put a better passage here
    if (hit.missing.length) {
      const words = joined(hit.missing.map((word) => element("bdi", {}, [word])), page.text(", "));
      body.append(element("p", { class: "entry__missing" }, say(page.text("It lacks: %(words)s"), { words })));
    }
    if (hit.folded) body.append(copies(hit, fragment));
    const facts = [hit.source, page.dateText(hit.date), hit.section].filter(Boolean);
    const meta = facts.map((fact) => element("span", {}, marked(fact, [])));
    return element("li", { class: "entry entry--hit" }, [body, element("p", { class: "entry__meta" }, meta)]);
  }

  /** Copies of the same text, folded: how many papers printed it, where all are known. @param {Hit} hit @param {string} fragment */
  function copies(hit, fragment) {
    const papers = new Set([hit, ...hit.copies].map(({ source }) => source)), all = hit.copies.length === hit.folded && !papers.has(null) && papers.size > 1;
    const [forms, n] = all ? [page.forms("printed by %(n)s paper", "printed by %(n)s papers"), papers.size] : [page.forms("%(n)s copy", "%(n)s copies"), hit.folded];
    const rows = hit.copies.map((copy) => element("li", {}, [element("a", { href: copy.url + fragment }, marked(copy.source || copy.title, [])),
      " ", element("span", { class: "count" }, [page.dateText(copy.date)])]));
    return element("details", { class: "copies" }, [element("summary", {}, say(page.counted(forms, n), { n: page.number(n) })), element("ul", {}, rows)]);
  }

  /** Why a hit is there, once a reader asks. @param {import("../search/types").Hit} hit @param {import("../search/types").Engine} engine
   * @param {string} query @returns {HTMLElement} */
  function why(hit, engine, query) {
    const list = element("ul"), made = element("details", { class: "copies" }, [element("summary", {}, [page.text("Why this result")]), list]);
    made.addEventListener("toggle", () => engine.why(query, hit).then((reasons) => list.replaceChildren(...rows(hit, engine, reasons)), (error) => {
      list.replaceChildren(element("li", {}, arsheef.failure.notes(error, location.href)));
      if (!error.kind) throw error;
    }), { once: true });
    return made;
  }

  /** Of each word the forms that a hit has, as they stand in its title or lead where they do. @param {import("../search/types").Hit} hit
   * @param {import("../search/types").Engine} engine @param {import("../search/types").Reason[]} reasons */
  function rows(hit, engine, reasons) {
    const seen = new Map(engine.analysis.analyse(`${hit.lead || ""} ${hit.title}`).map((term) => [term.form, term.text]));
    return reasons.map(({ word, forms }) => {
      const found = forms.map(({ form, title, text }) => {
        const place = title && text ? page.text("in title and text") : title ? page.text("in the title") : page.text("in the text");
        return joined([element("bdi", {}, [seen.get(form) || form]), element("span", { class: "count" }, [place])], " ");
      });
      return element("li", {}, [element("bdi", {}, [word]), ": ", joined(found, page.text(", "))]);
    });
  }

  /** @returns {HTMLElement[]} */
  function ghosts() {
    return GHOSTS.map((starts) => {
      const lines = starts.map((x, i) =>
        drawing("rect", { x: `${x}%`, y: String([4, 38, 62][i]), width: `${100 - x}%`, height: i ? "12" : "18" }));
      return element("li", { class: "ghost" }, [drawing("svg", { width: "100%", height: "88", fill: "none", "aria-hidden": "true" }, lines)]);
    });
  }

  arsheef.hits = { entry, why, ghosts };
})(globalThis);
