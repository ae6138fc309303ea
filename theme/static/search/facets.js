/* What narrows a result and what is counted of it: names of six kinds, dates, bars of time. Twin of
   plugins/arsheef/search/facets.py; reads what columns.py writes. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  /** @type {Kind[]} */
  const KINDS = ["source", "section", "place", "person", "org", "tag"];
  const TOP = 10, MOST_DAYS = 62, MOST_MONTHS = 360;

  /**
   * @typedef {import("./types").Archive} Archive
   * @typedef {import("./types").Facet} Facet
   * @typedef {import("./types").Kind} Kind
   * @typedef {import("./types").Term} Term
   * @typedef {Map<string, number[]>} Names  name -> its documents, ascending, without deleted ones
   */

  /** Directory and columns of a segment. @param {Archive} archive @param {number} n @returns {Promise<any>} */
  const head = (archive, n) => archive.store.get(archive.segments[n].name + "/f0");

  /** Kinds of which any of the segments has names. @param {Archive} archive @param {number[]} segments */
  async function kinds(archive, segments) {
    const heads = await Promise.all(segments.map((n) => head(archive, n)));
    return KINDS.filter((kind) => heads.some(({ columns, lists }) => columns[kind] || lists[kind]));
  }

  /** Names of a kind: those with most documents first, until `enough` of them are known.
   * @param {Archive} archive @param {number[]} segments @param {Kind} kind
   * @param {(known: Names, most: number) => boolean} [enough] `most`: hits that a name may have which is not known yet
   * @returns {Promise<Names>} */
  async function gather(archive, segments, kind, enough) {
    /** @type {Names} */
    const known = new Map();
    for (let step = 0, most = Infinity; most && !(step && enough && enough(known, most)); step++) {
      most = 0;
      await Promise.all(segments.map(async (n) => {
        const { columns, lists } = await head(archive, n), list = lists[kind] || [];
        if (list[step + 1]) most += list[step + 1][1];
        if (!step && columns[kind]) read(archive, n, known, columns[kind], true);
        if (list[step]) read(archive, n, known, await archive.store.get(`${archive.segments[n].name}/f${list[step][0]}`), false);
      }));
    }
    return known;
  }

  /** @param {Archive} archive @param {number} n @param {Names} known @param {{names: string[], docs: string}} file @param {boolean} column */
  function read(archive, n, known, file, column) {
    const bytes = arsheef.codec.bytes(file.docs), cursor = new arsheef.codec.Cursor(bytes, 0), base = archive.bases[n];
    /** @type {number[][]} */
    const lists = file.names.map(() => []);
    if (column) bytes.forEach((/** @type {number} */ name, /** @type {number} */ doc) => name && lists[name - 1].push(base + doc));
    else lists.forEach((list) => {
      for (let left = cursor.number(), doc = base - 1; left > 0; left--) list.push((doc += cursor.number() + 1));
    });
    file.names.forEach((name, i) => {
      const alive = lists[i].filter((doc) => !archive.dead[doc]);
      if (alive.length) known.set(name, (known.get(name) || []).concat(alive));
    });
  }

  /** The names that a typed value means, and whether it is just that.
   * @param {Names} known @param {Term[]} words @param {import("./types").Analysis} analysis
   * @returns {{names: string[], same: boolean}} */
  function resolve(known, words, analysis) {
    const analysed = Array.from(known.keys()).sort().map((name) => ({ name, terms: analysis.analyse(name) }));
    const wanted = words.map((word) => word.form).join(" ");
    const same = analysed.filter(({ terms }) => terms.map((term) => term.form).join(" ") === wanted);
    const found = same.length ? same : analysed.filter(({ terms }) => words.every((word) =>
      terms.some((term) => term.class === word.class || term.form.startsWith(word.form))));
    return { names: found.map(({ name }) => name), same: same.length > 0 };
  }

  /** The facet of a kind: chosen names always, then the TOP others.
   * @param {Archive} archive @param {number[]} segments @param {Kind} kind @param {Set<number>} docs @param {string[]} chosen
   * @returns {Promise<Facet>} */
  async function count(archive, segments, kind, docs, chosen) {
    /** @type {{name: string, count: number, selected: boolean}[]} */
    let others = [];
    /** @type {{name: string, count: number, selected: boolean}[]} */
    let values = [];
    const counted = (/** @type {Names} */ known, /** @type {number} */ most) => {
      const one = (/** @type {string} */ name) =>
        ({ name, count: (known.get(name) || []).filter((doc) => docs.has(doc)).length, selected: chosen.includes(name) });
      others = Array.from(known.keys()).filter((name) => !chosen.includes(name)).map(one).filter((value) => value.count).sort(byCount);
      values = chosen.map(one).concat(others.slice(0, TOP)).sort(byCount);
      return !chosen.length && others.length > TOP && others[TOP - 1].count > most;
    };
    counted(await gather(archive, segments, kind, counted), 0);
    return { kind, values, more: others.length > TOP };
  }

  /** The kinds that there are, and the facets of some of them that have any name.
   * @param {Archive} archive @param {number[]} segments @param {Kind[]} some @param {import("./types").Matched} found
   * @param {import("./types").Filters} filters @returns {Promise<{kinds: Kind[], facets: Facet[]}>} */
  async function counts(archive, segments, some, found, filters) {
    const facets = await Promise.all(some.map((kind) => count(archive, segments, kind, found.without(kind), Array.from(new Set(filters[kind])))));
    return { kinds: await kinds(archive, segments), facets: facets.filter((facet) => facet.values.length) };
  }

  /** @param {{name: string, count: number}} a @param {{name: string, count: number}} b */
  const byCount = (a, b) => b.count - a.count || (a.name < b.name ? -1 : 1);

  /** Day number (see l0.js) of the first day of an ISO date. @param {string} iso */
  const dayOf = (iso) => Math.max(1, Date.parse(iso) / 864e5 - Date.UTC(1800, 0, 1) / 864e5 + 1);

  /** The bars of a result. @param {Iterable<number>} docs @param {Int32Array} days @returns {import("./types").Histogram} */
  function histogram(docs, days) {
    /** @type {Map<number, number>} */
    const counts = new Map();
    for (const doc of docs) counts.set(days[doc], (counts.get(days[doc]) || 0) + 1);
    const undated = counts.get(0) || 0, dated = Array.from(counts.keys()).filter(Boolean).sort((a, b) => a - b);
    const first = isoOf(dated[0] || 1), last = isoOf(dated[dated.length - 1] || 1);
    const months = (+last.slice(0, 4) - +first.slice(0, 4)) * 12 + +last.slice(5, 7) - +first.slice(5, 7) + 1;
    const unit = dated.length && dated[dated.length - 1] - dated[0] < MOST_DAYS ? "day" : months <= MOST_MONTHS ? "month" : "year";
    /** @type {Map<string, number>} */
    const bars = new Map();
    dated.forEach((day) => {
      const from = isoOf(day).slice(0, { day: 10, month: 7, year: 4 }[unit]);
      bars.set(from, (bars.get(from) || 0) + (counts.get(day) || 0));
    });
    return { unit, bars: Array.from(bars, ([from, count]) => ({ from, to: next(from), count })), undated };
  }

  /** @param {number} day */
  const isoOf = (day) => new Date(Date.UTC(1800, 0, day)).toISOString().slice(0, 10);

  /** The day, month or year after one. @param {string} from */
  function next(from) {
    const date = new Date(from);
    if (from.length === 4) date.setUTCFullYear(date.getUTCFullYear() + 1);
    else if (from.length === 7) date.setUTCMonth(date.getUTCMonth() + 1);
    else date.setUTCDate(date.getUTCDate() + 1);
    return date.toISOString().slice(0, from.length);
  }

  arsheef.facets = { KINDS, kinds, gather, resolve, counts, histogram, dayOf, next };
})(typeof globalThis !== "undefined" ? globalThis : this);
