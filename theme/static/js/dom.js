/**
 * Nodes for the pages' scripts. Text reaches the page through text nodes only: nothing here reads a string as HTML.
 */
"use strict";

(function (/** @type {any} */ scope) {
  /**
   * @typedef {[number, number]} Range  start and end, in UTF-16 units
   * @typedef {{dir: ""|"auto"|"ltr", parts: {text: string, mark: boolean}[]}} Run  see page.js
   */

  /** @type {any} */
  const arsheef = (scope.arsheef = scope.arsheef || {});
  const SVG = "http://www.w3.org/2000/svg";

  /**
   * @param {string} name
   * @param {{[attribute: string]: string}} [attributes]
   * @param {(Node|string)[]} [children]
   * @returns {HTMLElement}
   */
  function element(name, attributes, children) {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes || {})) made.setAttribute(key, value);
    made.append(...(children || []));
    return made;
  }

  /**
   * @param {string} name
   * @param {{[attribute: string]: string}} attributes
   * @param {Node[]} [children]
   * @returns {SVGElement}
   */
  function drawing(name, attributes, children) {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    made.append(...(children || []));
    return /** @type {SVGElement} */ (made);
  }

  /**
   * A sentence with nodes or texts in its %(placeholders)s.
   * @param {string} sentence
   * @param {{[name: string]: Node|string}} values
   * @returns {(Node|string)[]}
   */
  function say(sentence, values) {
    return arsheef.page.pieces(sentence).map((/** @type {{text?: string, name?: string}} */ piece) =>
      piece.name === undefined ? piece.text : values[piece.name]);
  }

  /**
   * A list of nodes as one fragment, with a separator between them.
   * @param {Node[]} nodes
   * @param {string} separator
   * @returns {DocumentFragment}
   */
  function joined(nodes, separator) {
    const all = document.createDocumentFragment();
    nodes.forEach((node, i) => all.append(...(i ? [separator, node] : [node])));
    return all;
  }

  /**
   * Text of the archive with its marks, foreign runs isolated.
   * @param {string} text
   * @param {Range[]} marks
   * @param {Range} [stretch]
   * @returns {Node[]}
   */
  function marked(text, marks, stretch) {
    return arsheef.page.runs(text, marks, stretch).flatMap((/** @type {Run} */ run) => {
      const nodes = run.parts.map((part) => (part.mark ? element("mark", {}, [part.text]) : document.createTextNode(part.text)));
      if (!run.dir) return nodes;
      return [element("bdi", run.dir === "ltr" ? { dir: "ltr" } : {}, nodes)];
    });
  }

  arsheef.dom = { element, drawing, say, joined, marked };
})(globalThis);
