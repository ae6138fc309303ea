/**
 * Where a reader is among the results: the line over the list, with the choice of its order, and the way to other pages.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {{page: number, sort: string}} State
   * @typedef {(state: any) => string} Address
   * @typedef {(state: any, children: (Node|string)[], toHeading?: boolean, attributes?: {[name: string]: string}) => HTMLElement} Link
   */

  const arsheef = scope.arsheef;
  const { element, say } = arsheef.dom;
  const { page } = arsheef;
  /** @param {string} selector @returns {any} */
  const $ = (selector) => document.querySelector(selector);
  const at = { bar: $("[data-search-bar]"), stretch: $("[data-search-stretch]"), pager: $("[data-search-pager]") };

  /** The links stay the same nodes, so that the reader's focus stays on the one he chose.
   * @param {State} state @param {{listed: number, hits: any[]}} found @param {Address} address */
  function bar(state, found, address) {
    const first = (state.page - 1) * page.LIMIT + 1;
    const stretch = { from: page.number(first), to: page.number(first + found.hits.length - 1) };
    at.bar.hidden = found.listed < 2;
    at.stretch.replaceChildren(...say(page.text("Results %(from)s to %(to)s"), stretch));
    for (const choice of at.bar.querySelectorAll("a")) {
      const sort = choice.dataset.sort;
      choice.href = address({ ...state, sort, page: 1 });
      if (sort === state.sort) choice.setAttribute("aria-current", "true");
      else choice.removeAttribute("aria-current");
    }
  }

  /** @param {State} state @param {number} total @param {number} limit a page @param {Link} link */
  function pages(state, total, limit, link) {
    const last = Math.ceil(total / limit);
    at.pager.hidden = last < 2;
    at.pager.replaceChildren();
    if (at.pager.hidden) return;
    /** @param {number} step @param {string} text @param {string} rel */
    const turnTo = (step, text, rel) => link({ ...state, page: state.page + step }, [text], true, { class: "button", rel });
    if (state.page > 1) at.pager.append(turnTo(-1, page.text("Previous results"), "prev"));
    const place = { page: page.number(state.page), pages: page.number(last) };
    at.pager.append(element("span", { class: "note" }, say(page.text("Page %(page)s of %(pages)s"), place)));
    if (state.page < last) at.pager.append(turnTo(1, page.text("Next results"), "next"));
  }

  arsheef.pager = { bar, pages };
})(globalThis);
