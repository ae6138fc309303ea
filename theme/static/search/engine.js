/* Search over the static index: loads the few files a query needs, matches, scores, and gives hits.
   Twin of plugins/arsheef/search/query.py, which gives the same ids in the same order with the same scores. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const FORMAT = 5, COPIES = 10;

  /**
   * @typedef {import("./types").Archive} Archive
   * @typedef {import("./types").Engine} Engine
   * @typedef {import("./types").Families} Families
   * @typedef {import("./types").Hit} Hit
   * @typedef {import("./types").Kind} Kind
   * @typedef {import("./types").Level} Level
   * @typedef {import("./types").Matched} Matched
   * @typedef {import("./types").Matcher} Matcher
   * @typedef {import("./types").Period} Period
   * @typedef {import("./types").Query} Query
   * @typedef {import("./types").SearchOptions} SearchOptions
   * @typedef {import("./types").SearchResult} SearchResult
   * @typedef {import("./types").Term} Term
   */

  /** An engine over one store: knows the manifest, the analysis, and what is the same for all queries.
   * @param {import("./types").Store} store @returns {Promise<Engine>} rejects with an Error of kind "missing" or "format" */
  async function open(store) {
    const manifest = await store.get("manifest");
    if (!manifest || manifest.format !== FORMAT) {
      throw arsheef.store.failure("format", "the search index has format " + (manifest && manifest.format) + ", this page reads " + FORMAT);
    }
    const archive = arsheef.archive.create(store, manifest, await store.get(manifest.rules)), { analysis, parser } = archive;
    /** @type {string | undefined} the query of `mark`: all texts of a page are marked by one */
    let marked;
    /** @type {(text: string) => [number, number][]} */
    let mark;
    return {
      analysis, parser, archive,
      search: (text, options) => /** @type {Promise<SearchResult>} */ (search(archive, text, options || {})),
      suggest: (typed) => arsheef.suggest.suggest(archive, typed, (/** @type {string} */ text, /** @type {SearchOptions} */ options) => search(archive, text, options)),
      why: async (query, { doc, title }) => arsheef.match.reasons(parser.parse(query), analysis, title, (await arsheef.texts.load(archive, [doc]))[0]),
      marks: (text, query) => {
        if (query !== marked) mark = arsheef.marking.marker(analysis, parser.parse((marked = query)));
        return mark(text);
      },
    };
  }

  /** Scores of all documents that have any key of the query.
   * @param {Archive} archive @param {Period} period @param {Query} query @param {Matcher} match @returns {Float64Array} */
  function scores(archive, period, query, match) {
    const { rank } = arsheef, total = new Float64Array(archive.size);
    rank.LEVELS.forEach((/** @type {[Level, number]} */ [level, factor]) => {
      new Set(query.terms.map((term) => term[level])).forEach((key) => {
        const found = match.weights(level, key), scale = factor * rank.multiplier(query.terms, level, key, archive.analysis.isStop);
        rank.add(total, found, scale, rank.idf(period.count, found.docs.length), archive.lengths, period.average);
      });
    });
    return total;
  }

  /** One query, from text to a page of hits.
   * @param {Archive} archive @param {string} text @param {SearchOptions} options
   * @param {{text: string, notes: import("./types").Note[], total: Float64Array | null}} [typed] what this is another reading
   *   of; `total`: scores of a slip of spelling, which count half
   * @returns {Promise<SearchResult | null>} null where it is another reading and no article has one of its words */
  async function search(archive, text, options, typed) {
    const query = archive.parser.parse(text), { filters = {}, limit = 20, offset = 0, facets = ["source", "section"] } = options;
    /** @type {Term[]} */
    const terms = arsheef.match.termsOf(query), skeletons = Array.from(new Set(terms.map((term) => term.skeleton)));
    const clauses = query.excluded.concat(...query.groups), places = clauses.some((clause) => clause.phrase || clause.field === "title");
    const { segments, since } = arsheef.archive.choose(archive, skeletons, options.older || 0);
    const narrowing = arsheef.facets.KINDS.filter((/** @type {Kind} */ kind) => (filters[kind] || []).length || clauses.some((clause) => clause.field === kind));
    /** @type {{[kind: string]: Map<string, number[]>}} */
    const names = {};
    const measured = arsheef.archive.measure(archive, segments);
    const [families, { count, average }] = await Promise.all([
      arsheef.archive.families(archive, segments, terms, places), measured, facets.length && arsheef.facets.kinds(archive, segments),
      options.fold && arsheef.copies.load(archive, segments),
      measured.then(() => Promise.all(narrowing.map(async (/** @type {Kind} */ kind) => { names[kind] = await arsheef.facets.gather(archive, segments, kind); }))),
    ]);
    const match = arsheef.match.matcher(archive, query, families, segments, names, archive.parser.when), unknown = match.unknown();
    const period = { segments, count, average, since }, total = scores(archive, period, query, match);
    if (unknown.length) {
      if (typed) return null;
      if (arsheef.bundle) await arsheef.bundle("spelling.js"); // rarely needed; outside of a page all modules are there
      for (const other of arsheef.keyboard.create(archive.layouts, archive.analysis.analyse)(text, unknown)) {
        const instead = await search(archive, other, options, { text, notes: [{ kind: "keyboard", words: [text, other] }], total: null });
        if (instead) return instead;
      }
      const spelled = await arsheef.spelling.respell(archive, segments, text, unknown);
      const notes = spelled.pairs.map((/** @type {string[]} */ words) => ({ kind: "spelling", words }));
      const instead = notes.length && (await search(archive, spelled.text, options, { text, notes, total }));
      if (instead) return instead;
    }
    if (typed && typed.total) typed.total.forEach((score, doc) => (total[doc] = (total[doc] + score) / 2));
    const found = match.matches(filters);
    if (typed) found.notes.unshift(...typed.notes);
    const counts = (/** @type {Kind[]} */ some) => arsheef.facets.counts(archive, segments, some, found, filters);
    const counted = facets.length ? counts(facets) : { facets: [], kinds: [] };
    /** @param {number[]} order */
    const listed = async (order) => {
      const { entries, copies } = options.fold ? await arsheef.copies.fold(archive, order, limit) : { entries: order, copies: new Map() };
      const page = entries.slice(offset, offset + limit);
      const [hits, folded] = await Promise.all([arsheef.archive.records(archive, page), Promise.all(page.map((/** @type {number} */ doc) =>
        arsheef.archive.records(archive, (copies.get(doc) || []).slice(0, COPIES))))]);
      hits.forEach((/** @type {Hit} */ hit, /** @type {number} */ n) => Object.assign(hit, { folded: (copies.get(page[n]) || []).length, copies: folded[n] }));
      return { entries, page, hits };
    };
    const order = await inOrder(archive, period, query, match, found, total, options.sort || "relevance", listed);
    const { entries, page, hits } = await listed(order);
    hits.forEach((/** @type {Hit} */ hit, /** @type {number} */ n) => {
      hit.score = total[page[n]];
      hit.missing = query.needs.filter((_, i) => !found.sets[i].has(page[n])).map((need) => need.text);
    });
    return {
      query: typed ? typed.text : text, read: text, total: found.docs.size, listed: entries.length, docs: order, hits, notes: found.notes,
      partial: found.notes.some((/** @type {import("./types").Note} */ note) => note.kind === "partial"),
      words: query.needs.map((need, n) => ({ text: need.text, count: found.sets[n].size })),
      ...await counted, count: counts,
      histogram: arsheef.facets.histogram(found.without("date"), archive.days),
      complete: segments.length === archive.segments.length, since,
    };
  }

  /** All documents in the order asked for; where few have all words, the best partial matches are ranked among them.
   * @param {Archive} archive @param {Period} period @param {Query} query @param {Matcher} match @param {Matched} found
   * @param {Float64Array} total @param {string} sort @param {(order: number[]) => Promise<any>} listed loads what an order lists
   * @returns {Promise<number[]>} */
  async function inOrder(archive, period, query, match, found, total, sort, listed) {
    const docs = Array.from(found.docs), { days } = archive;
    if (sort === "newest") return docs.sort((a, b) => days[b] - days[a] || b - a);
    if (sort === "oldest") return docs.sort((a, b) => +!days[a] - +!days[b] || days[a] - days[b] || a - b);
    if (docs.length < arsheef.rank.FEW_FULL) found.near().forEach((doc) => docs.push(doc));
    // the best are ordered anew by their titles, which changes little of what is listed: all of it is loaded at once
    const before = listed(arsheef.rank.listed(arsheef.rank.order(docs, total, days), found.docs));
    const [ordered] = await Promise.all([byRelevance(archive, period, query, match, docs, total), before]), order = arsheef.rank.listed(ordered, found.docs);
    if (order.length > found.docs.size) found.notes.push({ kind: "near", words: [] });
    return order;
  }

  /** Adds what the titles of the best of `docs` say and orders all.
   * @param {Archive} archive @param {Period} period @param {Query} query @param {Matcher} match @param {number[]} docs by score
   * @param {Float64Array} total @returns {Promise<number[]>} */
  async function byRelevance(archive, period, query, match, docs, total) {
    const { rank } = arsheef, { days, analysis } = archive;
    const top = docs.slice(0, rank.NEAR_TOP), found = await arsheef.archive.records(archive, top);
    found.forEach((/** @type {Hit} */ record, /** @type {number} */ n) => {
      total[top[n]] += rank.titleGain(query, match, top[n], archive.lengths[top[n]] / period.average, analysis.analyse(record.title), period.count, analysis.isStop);
    });
    return rank.order(top, total, days).concat(docs.slice(rank.NEAR_TOP));
  }

  arsheef.engine = { open };
})(typeof globalThis !== "undefined" ? globalThis : this);
