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

  /** The article of the page, as its JSON-LD states it. @param {string} ending of arsheef.citing.FORMATS */
  function article(ending) {
    const { type, write } = arsheef.citing.FORMATS[ending], stated = document.querySelector("script[type='application/ld+json']");
    const { headline, identifier, datePublished = "", publisher = {}, author = {}, articleSection = "", url, isBasedOn = "" } =
      stated ? JSON.parse(stated.textContent || "") : { headline: document.title, identifier: "article" };
    download(`${identifier}.${ending}`, type, [write({
      id: identifier, title: headline, date: datePublished, source: publisher.name || "", author: author.name || "", agency: "", section: articleSection,
      url: url || (/^http/.test(location.protocol) ? location.href.split("#")[0] : ""), source_url: isBasedOn,
    })]);
  }

  arsheef.cite = { download, article };
})(globalThis);
