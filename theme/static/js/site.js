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
    input.addEventListener("input", (event) => event.isTrusted && load("suggest"));
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
        button.addEventListener("click", () => load("reading").then(() => /** @type {any} */ (globalThis).arsheef.cite.article(ending)));
        print.before(button);
      }
      print.addEventListener("click", () => window.print());
    }
  }

  /** An article reached from results (#q=…) marks the searched words: only then are the engine and its rules loaded. */
  function marks() {
    if (!/[#&]q=./.test(location.hash) || !document.getElementById("article")) return;
    load("reading");
  }

  /** @type {{[address: string]: Promise<Event>}} */
  const loading = {};

  /** Loads a bundle of theme/bundles.json that pages load only when they need it, and the engine before it, where the page has
   * none. @param {"reading" | "suggest"} bundle @returns {Promise<Event>} when it has run */
  function load(bundle) {
    for (const name of ["engine", bundle]) {
      const src = new URL(`../${name}.js`, here).href;
      if (src in loading || (name === "engine" && document.querySelector(`script[src$="theme/engine.js"]`))) continue;
      const script = document.createElement("script");
      loading[src] = new Promise((resolve) => script.addEventListener("load", resolve));
      script.src = src;
      script.async = false; // in this order
      document.head.append(script);
    }
    return loading[new URL(`../${bundle}.js`, here).href];
  }

  const SVG = "http://www.w3.org/2000/svg";

  /** The ruler of an article's year. Its links are those of the path above it, so that pages need not carry them. */
  function ruler() {
    const day = /** @type {HTMLTimeElement|null} */ (document.querySelector(".art__date a")?.closest("time"));
    if (!day) return;
    const [year, month, date] = day.dateTime.slice(0, 10).split("-").map(Number);
    const name = new Intl.DateTimeFormat(`${root.lang}-u-ca-gregory`, { month: "long", timeZone: "UTC" });
    const nav = document.createElement("nav");
    nav.className = root.dataset.digits === "arabic" ? "ruler ruler--arabic" : "ruler";
    nav.setAttribute("aria-label", String(year));
    if (date) {
      const at = Math.round(100 * (month - 1 + (date - 0.5) / new Date(Date.UTC(year, month, 0)).getUTCDate()));
      const needle = nav.appendChild(document.createElementNS(SVG, "svg"));
      for (const [key, value] of [["viewBox", "0 0 1200 10"], ["preserveAspectRatio", "none"], ["aria-hidden", "true"]]) needle.setAttribute(key, value);
      needle.appendChild(document.createElementNS(SVG, "path")).setAttribute("d", `M${root.dir === "rtl" ? 1200 - at : at} 0v10`);
    }
    for (let n = 1; n <= 12; n++) {
      const link = document.createElement("a");
      link.href = new URL(`../../archive/${day.dateTime.slice(0, 4)}/${String(n).padStart(2, "0")}/index.html`, here).href;
      link.textContent = name.format(Date.UTC(2001, n - 1));
      if (n === month) link.setAttribute("aria-current", "true");
      nav.append(link);
    }
    document.getElementById("main")?.prepend(nav);
  }

  dress(stored());
  document.addEventListener("DOMContentLoaded", () => {
    ruler();
    themeSwitch();
    searchBox();
    citing();
    marks();
  });
})();
