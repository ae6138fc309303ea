/* Files of the static index, loaded as classic scripts: the one way that works on http, on file://, in Kiwix and installed.
   Every file calls arsheef.load(name, content); a store turns that into promises and keeps what it has. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});
  /** @type {Object<string, {resolve: function(any): void, reject: function(Error): void}>} */
  var waiting = {};
  /** Files that came before anybody asked for them.
   * @type {Object<string, any>} */
  var early = {};

  /** Called by the files themselves. @param {string} name @param {any} content */
  arsheef.load = function (name, content) {
    if (waiting[name]) {
      waiting[name].resolve(content);
      delete waiting[name];
    } else {
      early[name] = content;
    }
  };

  /** An error that the page can explain: kind is "missing" or "format".
   * @param {string} kind @param {string} message @returns {Error & {kind: string}} */
  function failure(kind, message) {
    return Object.assign(new Error(message), { kind: kind });
  }

  /** A store of index files.
   * @param {function(string, function(): void, function(): void): void} inject loads the script of a file by its path
   *   below the search folder and calls back once it ran, or once it could not be loaded
   * @returns {import("./types").Store} */
  function create(inject) {
    /** @type {Object<string, Promise<any>>} */
    var kept = {};
    return {
      /* get(name) gives the content of <name>.js; `file` where the path differs (a manifest that must not come from a cache) */
      get: function (name, file) {
        if (!kept[name]) {
          kept[name] = new Promise(function (resolve, reject) {
            if (name in early && !file) {
              resolve(early[name]);
              return;
            }
            waiting[name] = { resolve: resolve, reject: reject };
            inject(file || name + ".js", function () {
              if (!waiting[name]) return;
              delete waiting[name];
              reject(failure("format", "search file " + name + ".js holds something else"));
            }, function () {
              delete waiting[name];
              reject(failure("missing", "search file " + name + ".js cannot be loaded"));
            });
          });
          kept[name].catch(function () { delete kept[name]; });
        }
        return kept[name];
      },
      forget: function (name) { delete kept[name]; },
    };
  }

  /** An `inject` for browsers. Files that the page itself is loading are waited for, not loaded twice.
   * @param {Document} document @param {string} base address of the search folder */
  function scripts(document, base) {
    /** @type {Set<EventTarget | null>} */
    var ended = new Set();
    ["load", "error"].forEach(function (event) {
      document.addEventListener(event, function (of) { ended.add(of.target); }, true);
    });

    /** @param {string} file @param {function(): void} done @param {function(): void} failed */
    return function (file, done, failed) {
      var script = Array.from(document.scripts).find(function (one) { return one.src === base + file && !ended.has(one); }) || document.createElement("script");
      script.addEventListener("load", function () { script.remove(); done(); });
      script.addEventListener("error", function () { script.remove(); failed(); });
      if (script.src) return;
      Object.assign(script, { charset: "utf-8", fetchPriority: "high" }); // else a browser lets them wait while a page has no body
      script.src = base + file;
      document.head.appendChild(script);
    };
  }

  arsheef.store = { create: create, scripts: scripts, failure: failure };
})(typeof globalThis !== "undefined" ? globalThis : this);
