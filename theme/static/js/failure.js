/**
 * What a page says when a search fails: why, and what to do next.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;
  const { element, say } = arsheef.dom;
  const { page } = arsheef;
  const OURS = page.text("The search failed. Load the page again; if it stays so, tell the archive's keeper what you looked for.");
  /** @type {{[kind: string]: string}} */
  const KINDS = {
    missing: page.text("A part of the search index did not load. Look at your connection, then try again; if it stays so, the archive's keeper has to publish the folder search/ with the site."),
    format: page.text("The search index is damaged or was written by another version. Load the page again; if it stays so, the archive's keeper has to build the site anew."),
  };

  /** @param {Error & {kind?: string}} error @param {string} address to try again @returns {HTMLElement[]} */
  function notes(error, address) {
    const message = element("bdi", { dir: "ltr" }, [error.message]);
    return [
      element("p", { class: "said said--strong" }, [KINDS[error.kind || ""] || OURS]),
      element("p", { class: "note" }, say(page.text("In detail: %(message)s"), { message })),
      element("p", { class: "row" }, [element("a", { href: address, class: "button" }, [page.text("Try again")])]),
    ];
  }

  arsheef.failure = { notes };
})(globalThis);
