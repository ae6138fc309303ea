/**
 * A search box for this archive on another site:
 *
 *     <div data-arsheef></div>
 *     <script src="https://archive.example/theme/embed.js" defer></script>
 *
 * The box lives in a shadow root, so that neither site's style reaches the other. Hits link into the archive.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const LIMIT = 5;
  const here = /** @type {HTMLScriptElement} */ (document.currentScript).src;
  const root = here.slice(0, here.lastIndexOf("/theme/") + 1);
  const engine = document.createElement("script"); // brings sentences, nodes and the search
  engine.src = `${root}theme/engine.js`;
  engine.addEventListener("load", () => document.querySelectorAll("[data-arsheef]").forEach(place));
  document.head.append(engine);

  /** @param {Element} host */
  function place(host) {
    const { dom: { element }, page, strings: { language } } = scope.arsheef;
    const input = element("input", { type: "search", name: "q", dir: "auto", "aria-label": page.text("Search the archive"), autocomplete: "off" });
    const form = element("form", { role: "search", action: `${root}search.html`, class: "box" }, [input, element("button", {}, [page.text("Search")])]);
    const count = element("p", { role: "status" });
    const list = element("ol", { "aria-busy": "false" });
    const box = element("div", { lang: language, dir: language === "ar" ? "rtl" : "ltr" }, [form, count, list]);
    host.attachShadow({ mode: "open" }).append(element("link", { rel: "stylesheet", href: `${root}theme/css/embed.css` }), box);
    form.addEventListener("submit", (/** @type {Event} */ event) => {
      event.preventDefault();
      const query = /** @type {HTMLInputElement} */ (input).value.trim();
      if (query) show(query, count, list);
    });
  }

  /** @param {string} query @param {HTMLElement} count @param {HTMLElement} list */
  async function show(query, count, list) {
    const { arsheef } = scope, { dom: { element, say, marked }, page } = arsheef;
    const all = `${root}search.html${page.writeState({ query, sort: page.SORTS[0], page: 1 })}`;
    list.setAttribute("aria-busy", "true");
    try {
      const found = await arsheef.search(query, { limit: LIMIT });
      const open = await arsheef.ready();
      const hits = found.hits.map((/** @type {any} */ hit) => {
        const title = marked(hit.title, open.marks(hit.title, query));
        const link = element("a", { href: root + hit.url + page.writeFragment(query) }, title);
        return element("li", {}, [link, element("p", {}, [[hit.source, page.dateText(hit.date)].filter(Boolean).join(page.text(", "))])]);
      });
      list.replaceChildren(...hits);
      const said = say(page.counted(page.forms("%(n)s article has %(query)s", "%(n)s articles have %(query)s"), found.total), {
        n: page.number(found.total), query: element("bdi", {}, [query]),
      });
      count.replaceChildren(element("a", { href: all }, found.total && !found.partial ? said : [page.text("Search the archive")]));
    } catch (error) {
      if (!(/** @type {any} */ (error).kind)) throw error;
      location.assign(all); // the archive's own page says what is wrong
    } finally {
      list.setAttribute("aria-busy", "false");
    }
  }
})(globalThis);
