/**
 * Marks the words of a search in the article that a result led to (its address ends in #q=…), by the rules that found it.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {[number, number]} Range  start and end, in UTF-16 units
   * @typedef {{node: Text, start: number}} Place  a text node and where it starts in the text of its block
   * @typedef {{text: string, places: Place[]}} Block
   */

  const arsheef = scope.arsheef;
  const { element, say } = arsheef.dom;
  const { page } = arsheef;
  const SEARCH = `${arsheef.root}search.html`;
  const SCOPE = ".art__title, .prose";
  const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, blockquote, pre, td, th, .prose";

  /**
   * The text of each block, whatever links and other inline elements it is made of: a phrase may run through them.
   * @param {Element} area
   * @returns {Block[]}
   */
  function readBlocks(area) {
    /** @type {Map<Element, Block>} */
    const blocks = new Map();
    const walker = document.createTreeWalker(area, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = /** @type {Text} */ (walker.currentNode);
      const owner = (node.parentElement && node.parentElement.closest(BLOCKS)) || area;
      const block = blocks.get(owner) || { text: "", places: [] };
      blocks.set(owner, block);
      block.places.push({ node, start: block.text.length });
      block.text += node.data;
    }
    return [...blocks.values()];
  }

  /**
   * Wraps one range of a block in <mark>: one element a text node that it touches.
   * @param {Block} block
   * @param {Range} range
   * @returns {HTMLElement[]} in the order of the text
   */
  function wrap(block, [from, to]) {
    return block.places.flatMap(({ node, start }) => {
      const first = Math.max(from - start, 0);
      const last = Math.min(to - start, node.length);
      if (first >= last) return [];
      const mark = element("mark");
      const word = node.splitText(first); // what is before stays in `node`, so earlier ranges still fit
      word.splitText(last - first);
      word.replaceWith(mark);
      mark.append(word);
      return [mark];
    });
  }

  /** @param {(text: string, query: string) => Range[]} marks @param {string} query @returns {HTMLElement[][]} elements of each mark */
  function markAll(marks, query) {
    const blocks = [...document.querySelectorAll(SCOPE)].flatMap(readBlocks);
    return blocks.flatMap((block) => marks(block.text, query).reverse().map((range) => wrap(block, range)).reverse());
  }

  /** @param {string} query @param {Node} state @param {Node[]} tools @returns {HTMLElement} */
  function bar(query, state, tools) {
    const back = element("a", { href: SEARCH + page.writeState({ query }) }, [element("bdi", {}, [query])]);
    const line = element("p", { class: "marks__n" }, [element("span", { class: "long" }, [page.text("You searched for"), " "]), back, ": ", state]);
    return element("div", { class: "marks", role: "region", "aria-label": page.text("The searched words in this article") }, [element("div", { class: "row" }, [line, ...tools])]);
  }

  /** @param {string} label @param {string} text @param {() => void} act @returns {HTMLElement} */
  function button(label, text, act) {
    const made = element("button", { type: "button", "aria-label": label }, [text]);
    made.addEventListener("click", act);
    return made;
  }

  /** @param {HTMLElement[][]} found @param {HTMLElement} state @param {Element} article
   * @returns {{buttons: HTMLElement[], go: (step: number) => void}} previous, next, hide; go: from the first (1) or last (-1) on */
  function tools(found, state, article) {
    let now = -1;
    /** @param {number} step */
    function go(step) {
      if (now >= 0) found[now].forEach((mark) => mark.classList.remove("here"));
      now = (now < 0 && step < 0 ? step : now + step) % found.length;
      if (now < 0) now += found.length;
      found[now].forEach((mark) => mark.classList.add("here"));
      found[now][0].scrollIntoView({ block: "center" });
      const place = { i: page.number(now + 1), n: page.number(found.length) };
      state.replaceChildren(page.fill(page.text("place %(i)s of %(n)s"), place));
    }
    const hide = button(page.text("Hide the marks"), page.text("Hide"), () => hide.setAttribute("aria-pressed", String(article.classList.toggle("marks-off"))));
    hide.setAttribute("aria-pressed", "false");
    return { buttons: [button(page.text("Previous place"), "↑", () => go(-1)), button(page.text("Next place"), "↓", () => go(1)), hide], go };
  }

  async function start() {
    const query = page.readFragment(location.hash);
    const article = document.querySelector("article");
    if (!query || !article) return;
    const state = element("span", { "aria-live": "polite" });
    try {
      const engine = await arsheef.ready();
      const found = markAll(engine.marks, query);
      state.append(...say(page.counted(page.forms("%(n)s place", "%(n)s places"), found.length), { n: page.number(found.length) }));
      if (!found.length) return article.before(bar(query, state, []));
      const { buttons, go } = tools(found, state, article), mark = Number(new URLSearchParams(location.hash.slice(1)).get("mark"));
      article.before(bar(query, state, buttons));
      if (mark && Math.abs(mark) <= found.length) go(mark); // the way in was one certain place
    } catch (error) {
      state.append(page.text("The words could not be marked: the search index did not load."));
      article.before(bar(query, state, []));
      throw error;
    }
  }

  start();
})(globalThis);
