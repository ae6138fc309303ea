/* The public interface: arsheef.ready(), arsheef.search(query, options), arsheef.marks(text, query).
   The search folder is found from the address of this very script, so it works at any depth and on file://. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});
  var script = /** @type {HTMLScriptElement} */ (document.currentScript), here = script.src;
  /** Address of the site's root: scripts of the theme stand below theme/, at whatever depth. */
  arsheef.root = here.slice(0, here.lastIndexOf("/theme/") + 1);
  /** @type {any} */
  var opened = null, store = arsheef.store.create(arsheef.store.scripts(document, arsheef.root + "search/"));

  /** @type {{[file: string]: Promise<void>}} */
  var bundles = {};
  /** Loads a script or style sheet below theme/ once; rejects with an Error of kind "missing". @param {string} file */
  arsheef.bundle = function (file) {
    return bundles[file] || (bundles[file] = new Promise(function (resolve, reject) {
      var css = /css$/.test(file), made = document.createElement(css ? "link" : "script");
      Object.assign(made, css ? { rel: "stylesheet", href: arsheef.root + "theme/" + file } : { src: arsheef.root + "theme/" + file });
      made.onload = function () { resolve(undefined); };
      made.onerror = function () {
        delete bundles[file];
        reject(arsheef.store.failure("missing", "theme/" + file + " cannot be loaded"));
      };
      document.head.append(made);
    }));
  };

  /** The engine, once manifest and rules are there. */
  arsheef.ready = function () {
    if (!opened) {
      opened = arsheef.engine.open(store);
      opened.catch(function () { opened = null; });
    }
    return opened;
  };

  /** After a shard is missing: an open page may know an older manifest than the site has, so the manifest is read once more. */
  function again() {
    opened = null;
    store.forget("manifest");
    opened = store.get("manifest", "manifest.js?" + Date.now()).then(function () { return arsheef.engine.open(store); });
    opened.catch(function () { opened = null; });
    return opened;
  }

  /** Searches the archive; docs/search-interface.md explains options and result.
   * @param {string} query @param {import("./types").SearchOptions} [options]
   * @returns {Promise<import("./types").SearchResult>} rejects with an Error of kind "missing" or "format" */
  arsheef.search = function (query, options) {
    /** @param {any} engine */
    function run(engine) { return engine.search(query, options); }
    return arsheef.ready().then(run).catch(/** @param {any} error */ function (error) {
      if (error.kind !== "missing") throw error;
      return again().then(run);
    });
  };

  /** On the search page: asks what its address says once the manifest is there, so that the index is on its way while the page
   * is read and drawn. js/search.js takes the answer, errors too. @param {Event} event */
  function begin(event) {
    if (!/\/manifest\.js$/.test(/** @type {HTMLScriptElement} */ (event.target).src || "")) return;
    document.removeEventListener("load", begin, true);
    var page = arsheef.page, state = page.readState(location.search);
    if (opened || state.view !== "list" || !page.asks(state)) return;
    arsheef.begun = { address: page.writeState(state), found: arsheef.search(state.query, page.listOptions(state)) };
    arsheef.begun.found.catch(function () {});
  }
  if ("ask" in script.dataset) document.addEventListener("load", begin, true);

  /** Places of the words in `text` that `query` finds, as UTF-16 offsets. @param {string} text @param {string} query */
  arsheef.marks = function (text, query) {
    return arsheef.ready().then(/** @param {any} engine */ function (engine) { return engine.marks(text, query); });
  };
})(typeof globalThis !== "undefined" ? globalThis : this);
