/* Articles as rows of CSV, lines of JSON, entries of BibTeX and RIS. Pure. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});

  /** @typedef {{[field: string]: string}} Row  the values of FIELDS; "" where it is not known; date as precise as the source */
  const FIELDS = ["id", "title", "date", "source", "author", "agency", "section", "url", "source_url"];

  const flat = (/** @type {string} */ text) => text.replace(/[\0-\x1f\x7f\x85\u2028\u2029]+/g, " ").trim();

  /** A cell of RFC 4180; one that a spreadsheet would take for a formula begins with an apostrophe. @param {string} value */
  function cell(value) {
    const text = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/.test(value) ? `'${value}` : value;
    return /["',;\t\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
  }
  const csv = (/** @type {Row} */ row) => FIELDS.map((field) => cell(row[field])).join(",") + "\r\n";

  /** What is not known is left out. @param {Row} row */
  const jsonl = (row) => JSON.stringify(row, FIELDS.filter((field) => row[field])) + "\n";

  /** @type {{[letter: string]: string}} */
  const TEX = { "\\": "\\textbackslash{}", "~": "\\textasciitilde{}", "^": "\\textasciicircum{}", "{": "\\{", "}": "\\}" };
  const tex = (/** @type {string} */ text) => flat(text).replace(/[\\~^{}&%$#_]/g, (letter) => TEX[letter] || `\\${letter}`);
  // an address is read verbatim, where only braces that do not match do harm
  const address = (/** @type {string} */ text) => flat(text).replace(/[\\{}\s]/g, encodeURIComponent);

  /** @param {Row} row @returns {string} */
  function bibtex(row) {
    const fields = [["title", row.title && `{${tex(row.title)}}`], ["author", row.author && `{${tex(row.author)}}`], ["journal", tex(row.source)],
      ["date", row.date.slice(0, 10)], ["year", row.date.slice(0, 4)], ["url", address(row.url || row.source_url)],
      ["note", row.url && row.source_url && `\\url{${address(row.source_url)}}`], ["keywords", tex(row.section)], ["organization", tex(row.agency)]];
    return `@article{${row.id},\n${fields.filter(([, value]) => value).map(([name, value]) => `  ${name} = {${value}},\n`).join("")}}\n\n`;
  }

  /** @param {Row} row @returns {string} */
  function ris(row) {
    const [year = "", month = "", day = ""] = row.date.slice(0, 10).split("-");
    const lines = [["TY", "NEWS"], ["ID", row.id], ["TI", row.title], ["AU", row.author], ["T2", row.source], ["PY", year], ["DA", year && `${year}/${month}/${day}/`],
      ["UR", row.url], ["L2", row.source_url], ["KW", row.section], ["PB", row.agency]];
    return lines.filter(([, value]) => value).map(([tag, value]) => `${tag}  - ${flat(value)}\r\n`).join("") + "ER  - \r\n\r\n";
  }

  /** Ending -> media type, what stands before the first article, and how an article is written. A byte order mark is what
   * makes spreadsheets read UTF-8. */
  const FORMATS = {
    csv: { type: "text/csv", head: `\ufeff${FIELDS.join(",")}\r\n`, write: csv },
    jsonl: { type: "application/x-ndjson", head: "", write: jsonl },
    bib: { type: "application/x-bibtex", head: "", write: bibtex },
    ris: { type: "application/x-research-info-systems", head: "", write: ris },
  };

  arsheef.citing = { FORMATS };
})(typeof globalThis !== "undefined" ? globalThis : this);
