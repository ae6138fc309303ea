/**
 * What can be done with results beside reading them: other views, files, keeping the search. All of it comes with the
 * bundle that is loaded when a reader wants some of it.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;
  const { page } = arsheef;
  /** @param {string} selector @returns {any} */
  const $ = (selector) => document.querySelector(selector);
  const at = { tools: $("[data-search-tools]"), saved: $("[data-search-saved]"), done: $("[data-export-state]"), kept: $("[data-save-state]") };

  /** @type {any} */
  let shown = {};
  /** @type {(state: any, toHeading: boolean) => void} set with the first results; without any, nothing of this is shown */
  let go;

  /** @param {any} state @param {boolean} results whether there is something to work with @param {(state: any) => string} address
   * @param {(state: any, toHeading: boolean) => void} goTo */
  function update(state, results, address, goTo) {
    if (page.writeState({ ...state, page: 1 }) !== page.writeState({ ...shown, page: 1 })) {
      at.done.replaceChildren();
      at.kept.textContent = "";
    }
    shown = state;
    go = goTo;
    at.tools.hidden = !state.query || !results;
    for (const choice of at.tools.querySelectorAll("[data-view]")) {
      choice.href = address({ ...state, view: choice.dataset.view, page: 1 });
      choice.parentElement.hidden = choice.dataset.view === state.view;
    }
  }

  /** The nodes of another view than the list. @param {any} state @param {(state: any, children: any[], focus?: boolean, attributes?: any) => HTMLElement} link */
  async function view(state, link) {
    await Promise.all(["reading.js", "css/views.css"].map(arsheef.bundle));
    return arsheef.views[state.view](state, (/** @type {any} */ change, /** @type {any[]} */ children, /** @type {any} */ attributes) =>
      link({ ...state, ...change, page: 1 }, children, false, attributes));
  }

  /** The reader's own list, on the page where nothing is asked. @param {any} link */
  async function saved(link) {
    await arsheef.bundle("reading.js");
    if (!shown.query) arsheef.saved.show(at.saved, link);
  }

  for (const choice of at.tools.querySelectorAll("[data-view]")) {
    choice.addEventListener("click", (/** @type {MouseEvent} */ event) => {
      if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      go({ ...shown, view: choice.dataset.view, page: 1 }, true);
    });
  }
  for (const button of at.tools.querySelectorAll("[data-export]")) {
    button.addEventListener("click", async () => {
      const state = shown;
      try {
        await arsheef.bundle("reading.js");
        await arsheef.exports.run(state, button.dataset.export, at.done);
      } catch (error) {
        at.done.replaceChildren(...arsheef.failure.notes(error, location.href));
        if (!(/** @type {any} */ (error).kind)) throw error;
      }
    });
  }
  at.tools.querySelector("[data-save]").addEventListener("click", async () => {
    await arsheef.bundle("reading.js");
    at.kept.textContent = arsheef.saved.keep(shown);
  });

  arsheef.tools = { update, view, saved };
})(globalThis);
