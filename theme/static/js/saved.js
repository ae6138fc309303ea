/**
 * Searches that a reader keeps in this browser. Where it keeps nothing (private windows, some files), the address is the way.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;
  const { element, say } = arsheef.dom;
  const { page } = arsheef;
  const KEY = `saved ${new URL(arsheef.root).pathname}`; // sites of one host keep their own
  const MOST = 100;

  /** Addresses from "?" on, newest first; null where the browser keeps nothing. @param {string[]} [list] to keep @returns {string[]|null} */
  function kept(list) {
    try {
      if (list) localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
      const found = JSON.parse(localStorage.getItem(KEY) || "[]");
      return Array.isArray(found) ? found.filter((entry) => typeof entry === "string" && entry.startsWith("?")) : [];
    } catch (error) {
      if (error instanceof SyntaxError) return [];
      if (error instanceof DOMException) return null;
      throw error;
    }
  }

  /** @param {any} state @returns {string} what to say of it */
  function keep(state) {
    const address = page.writeState({ ...state, page: 1 }), list = kept();
    const done = list && kept([address, ...list.filter((other) => other !== address)]);
    return done ? page.text("Kept; it is on the search page while nothing is asked.") : page.text("This browser keeps nothing here. The address of this page is the search: keep it as a bookmark.");
  }

  /** The list, with a way to open and to remove each. @param {HTMLElement} place @param {(state: any, children: Node[]) => HTMLElement} link */
  function show(place, link) {
    const list = kept(), rows = place.querySelector("ul");
    place.hidden = !list || !list.length;
    if (!list || !rows) return;
    rows.replaceChildren(...list.map((address) => {
      const state = page.readState(address), name = element("bdi", {}, [state.query]), drop = element("button", { type: "button" }, [page.text("Remove")]);
      drop.setAttribute("aria-label", page.fill(page.text("Remove %(word)s"), { word: state.query }));
      drop.addEventListener("click", () => {
        kept(list.filter((other) => other !== address));
        show(place, link);
        const next = place.hidden ? document.querySelector("[data-search-heading]") : rows.querySelector("a");
        /** @type {HTMLElement} */ (next).focus();
      });
      const view = state.view === "mentions" ? page.text("Every mention of %(query)s") : state.view === "frequency" ? page.text("Words over time") : "";
      return element("li", { class: "row" }, [link(state, view.includes("%") ? say(view, { query: name }) : [name, view && ` (${view})`].filter(Boolean)), drop]);
    }));
  }

  arsheef.saved = { keep, show };
})(globalThis);
