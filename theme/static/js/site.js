/**
 * Behaviour of every page, which reads without it: the theme, the search box, printing, citing.
 * Runs in <head>, so that the chosen theme stands before the first paint.
 */
"use strict";

(function () {
  const root = document.documentElement;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  root.classList.add("js");

  /** Reads or keeps the chosen theme; a browser may refuse storage (private window, file), then the choice lasts for the page.
   * @param {string} [value] auto | light | dark
   * @returns {string|null} */
  function stored(value) {
    try {
      if (value === undefined) return localStorage.getItem("theme");
      localStorage.setItem("theme", value);
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
    }
    return null;
  }

  /** @param {string|null} value */
  function dress(value) {
    if (value === "light" || value === "dark") root.setAttribute("data-theme", value);
    else root.removeAttribute("data-theme");
  }

  /** @param {string} selector @returns {HTMLElement[]} */
  const all = (selector) => Array.from(document.querySelectorAll(selector));

  function themeSwitch() {
    const buttons = all("[data-theme-set]");
    const show = () => {
      const now = root.getAttribute("data-theme") || "auto";
      for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.themeSet === now));
    };
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const value = button.dataset.themeSet || "auto";
        stored(value);
        dress(value);
        show();
      });
    }
    show();
  }

  function searchBox() {
    const input = /** @type {HTMLInputElement|null} */ (document.querySelector("[data-search-input]"));
    if (!input) return;
    document.addEventListener("keydown", (event) => {
      const at = /** @type {HTMLElement} */ (event.target);
      if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || at.closest("input, select, textarea, [contenteditable]")) return;
      event.preventDefault();
      input.focus();
      input.select();
    });
    const direction = document.documentElement.dir;
    // the box takes the side of its first letter; while empty, that of the page
    const turn = () => {
      const letter = /\p{L}/u.exec(input.value);
      input.dir = !letter ? direction : /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/.test(letter[0]) ? "rtl" : "ltr";
    };
    input.addEventListener("input", turn);
    turn();
  }

  function citing() {
    for (const button of all("[data-copy]")) {
      const status = /** @type {HTMLElement} */ (button.parentElement).querySelector("[role=status]");
      const source = document.getElementById(button.dataset.copy || "");
      button.addEventListener("click", () => {
        if (!source || !status) return;
        getSelection()?.selectAllChildren(source); // where the clipboard is refused (file://), the text stands selected
        if (!navigator.clipboard) return;
        navigator.clipboard.writeText(source.textContent || "").then(
          () => { status.textContent = button.dataset.copied || ""; },
          () => { status.textContent = ""; },
        );
      });
    }
    for (const print of all("[data-print]")) {
      for (const [ending, name] of [["bib", "BibTeX"], ["ris", "RIS"]]) {
        const button = document.createElement("button");
        button.lang = "en";
        button.textContent = name;
        button.dataset.cite = ending;
        button.addEventListener("click", () => load(() => /** @type {any} */ (globalThis).arsheef.cite.article(ending)));
        print.before(button);
      }
      print.addEventListener("click", () => window.print());
    }
  }

  /** An article reached from results (#q=…) marks the searched words: only then are the engine and its rules loaded. */
  function marks() {
    if (!/[#&]q=./.test(location.hash) || !document.getElementById("article")) return;
    load();
  }

  /** Loads the bundles of theme/bundles.json that pages load only when they need them. @param {() => void} [done] */
  function load(done) {
    if (done && /** @type {any} */ (globalThis).arsheef?.cite) return done();
    for (const name of ["engine", "reading"]) {
      const script = document.createElement("script");
      script.src = new URL(`../${name}.js`, here).href;
      script.async = false; // in this order
      if (done && name === "reading") script.addEventListener("load", done);
      document.head.append(script);
    }
  }

  dress(stored());
  document.addEventListener("DOMContentLoaded", () => {
    themeSwitch();
    searchBox();
    citing();
    marks();
  });
})();
