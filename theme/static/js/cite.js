/**
 * Files made on the page: a download, and the citation of the article that the page shows.
 */
"use strict";

(function (/** @type {any} */ scope) {
  const arsheef = scope.arsheef;

  /** Hands a file to the reader. @param {string} name @param {string} type media type @param {string[]} parts */
  function download(name, type, parts) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob(parts, { type: `${type};charset=utf-8` }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000); // a browser may still be asking where to put it
  }

  /** @param {string} name of a meta element @returns {string} */
  function meta(name) {
    const found = document.querySelector(`meta[name="${name}"], meta[property="${name}"]`);
    return (found && found.getAttribute("content")) || "";
  }

  /** The article of the page as its tags describe it. @param {string} ending of arsheef.citing.FORMATS */
  function article(ending) {
    const { type, write } = arsheef.citing.FORMATS[ending], original = /** @type {HTMLAnchorElement|null} */ (document.querySelector("a[rel=external]"));
    const id = (/([^/]+)\.html$/.exec(location.pathname) || ["", "article"])[1];
    download(`${id}.${ending}`, type, [write({
      id, title: meta("citation_title"), date: meta("citation_publication_date").replace(/\//g, "-"), source: meta("citation_journal_title"),
      author: meta("citation_author"), agency: meta("arsheef:agency"), section: meta("article:section"),
      url: meta("citation_public_url") || (/^http/.test(location.protocol) ? location.href.split("#")[0] : ""), source_url: original ? original.href : "",
    })]);
  }

  arsheef.cite = { download, article };
})(globalThis);
