/* Which documents a query finds, and what a reader must be told about them. Twin of plugins/arsheef/search/match.py.
   Words are ANDed by class; what narrows is applied to the result, so that what a name or a month would give can be counted. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const SHOWN_NAMES = 5;

  /**
   * @typedef {import("./types").Archive} Archive
   * @typedef {import("./types").Clause} Clause
   * @typedef {import("./types").Families} Families
   * @typedef {import("./types").Filters} Filters
   * @typedef {import("./types").Level} Level
   * @typedef {import("./types").Matched} Matched
   * @typedef {import("./types").Note} Note
   * @typedef {import("./types").Query} Query
   * @typedef {import("./types").Term} Term
   * @typedef {Set<number>} Docs
   */

  /** One query on its way through the index. @param {Archive} archive @param {Query} query @param {Families} families
   * @param {number[]} segments that are read @param {{[kind: string]: Map<string, number[]>}} names of the kinds that narrow
   * @param {(text: string) => string | null} when reads a date
   * @returns {import("./types").Matcher} */
  function matcher(archive, query, families, segments, names, when) {
    /** @type {Map<string, {docs: number[], weights: number[]}>} */
    const sums = new Map();
    /** @type {Note[]} */
    const notes = [];
    /** @type {Docs[]} documents of each need */
    let sets = [];
    const say = (/** @type {string} */ kind, /** @type {string[]} */ words = []) => notes.push({ kind, words });
    const terms = termsOf(query);
    const parts = (/** @type {string} */ skeleton) => families.get(skeleton) || [];

    /** Documents and weights of a key, ascending, without deleted ones.
     * @param {Level} level @param {string} key @param {boolean} [alone] whether a class is without its synonyms
     * @returns {{docs: number[], weights: number[]}} */
    function weights(level, key, alone) {
      const name = level + " " + key + !!alone, known = sums.get(name);
      if (known) return known;
      const keys = alone ? [key] : arsheef.rank.keysOf(query, level, key);
      const words = terms.filter((term) => keys.includes(term[level])), skeletons = new Set(words.map((term) => term.skeleton));
      /** @type {import("./types").Weighted[]} */
      const lists = [];
      const add = (/** @type {import("./types").Weighted | undefined} */ found) => found && lists.push(found);
      skeletons.forEach((skeleton) => parts(skeleton).forEach(({ postings, lists }) => {
        if (lists && level === "own") return add(lists.get("class =" + key) || lists.get("class " + key));
        if (lists) return level === "skeleton" ? add(lists.get(level)) : keys.forEach((/** @type {string} */ of) => add(lists.get(level + " " + of)));
        postings.forEach((forms, of) => {
          if (level === "class" && !keys.includes(of) || level === "own" && of !== words[0].class) return;
          forms.forEach((form) => level === "form" && form.form !== key || level === "own" && archive.analysis.ownClass(form.form, of) !== key || add(form));
        });
      }));
      const found = joined(lists, archive.dead);
      sums.set(name, found);
      return found;
    }

    /** Documents that a test lets pass, of all that are read and not deleted. @param {(doc: number) => boolean} [test] @returns {Docs} */
    function alive(test) {
      /** @type {Docs} */
      const found = new Set();
      segments.forEach((n) => {
        for (let doc = archive.bases[n], end = doc + archive.segments[n].docs; doc < end; doc++) if (!archive.dead[doc] && (!test || test(doc))) found.add(doc);
      });
      return found;
    }

    /** @param {{[edge: string]: string}} bounds ISO dates of after and before */
    function inRange(bounds) {
      const after = bounds.after ? arsheef.facets.dayOf(bounds.after) : 1, before = bounds.before ? arsheef.facets.dayOf(bounds.before) : Infinity;
      return alive((doc) => archive.days[doc] >= after && archive.days[doc] < before);
    }

    /** Documents of one clause: all its words, for a phrase one after another, in the title where it says so.
     * @param {Clause} clause @returns {Docs} */
    function clauseDocs(clause) {
      const { field, level = arsheef.query.levelOf(clause) } = /** @type {any} */ (clause);
      if (clause.date) return inRange({ [field]: clause.date });
      if (arsheef.query.narrows(clause)) {
        const meant = arsheef.facets.resolve(names[field], clause.terms, archive.analysis);
        if (!meant.same) say("names", [clause.text].concat(meant.names.slice(0, SHOWN_NAMES)));
        return union(meant.names.map((/** @type {string} */ name) => names[field].get(name) || []));
      }
      const found = intersect(clause.terms.map((term) => new Set(weights(level, term[/** @type {Level} */ (level)], clause.negative).docs)));
      if (!clause.phrase && !field) return found;
      const places = clause.terms.map((term) => {
        /** @type {Map<number, Docs>} */
        const all = new Map();
        arsheef.query.meant(query, clause, term).forEach((/** @type {Term} */ word) => parts(word.skeleton).forEach(({ postings, cursor }) => {
          const fresh = new arsheef.codec.Cursor(cursor.data, cursor.at, cursor.end);
          arsheef.postings.positions(fresh, postings, word.class, clause.exact ? term.form : null, !!field)
            .forEach((/** @type {Docs} */ at, /** @type {number} */ doc) => all.set(doc, union([at, all.get(doc) || []])));
        }));
        return all;
      });
      return filter(found, (doc) => {
        const at = places.map((all) => all.get(doc) || new Set());
        return clause.phrase ? Array.from(at[0]).some((start) => at.every((set, n) => set.has(start + n))) : at.every((set) => set.size > 0);
      });
    }

    /** Documents that have any of the clauses. @param {Clause[]} clauses */
    const alternatives = (clauses) => (clauses.length === 1 ? clauseDocs(clauses[0]) : union(clauses.map(clauseDocs)));

    /** The documents that match the text and the fields of the query, and others with some of the words only.
     * @param {boolean} narrows whether anything narrows @returns {{base: Docs, near: () => Docs}} */
    function matchText(narrows) {
      const none = () => new Set();
      if (query.unread.length) say("date", query.unread);
      const excluded = alternatives(query.excluded), narrowing = query.narrowing.map(alternatives);
      if (!query.needs.length) {
        if (!narrows && !query.unread.length) say(query.excluded.length ? "only-minus" : "empty");
        return { base: narrows ? without(intersect([alive()].concat(narrowing)), excluded) : none(), near: none };
      }
      sets = query.needs.map((need) => alternatives(need.clauses));
      const unknown = query.needs.filter((_, n) => !sets[n].size).map((need) => need.text);
      if (unknown.length) say("unknown", unknown);
      query.synonyms.forEach(([typed, ...others]) => {
        const also = others.filter((other) => weights("class", other.class, true).docs.length).map((other) => other.text);
        if (also.length) say("synonym", [typed.text].concat(also));
      });
      const all = intersect(sets), everywhere = without(all, excluded), some = () => without(without(union(sets), excluded), all);
      let found = intersect([everywhere].concat(query.phrases.map(clauseDocs))), near = query.phrases.length ? none : some;
      if (!found.size) {
        const instead = query.phrases.length > 0 && everywhere.size > 0;
        found = instead ? everywhere : some();
        near = none;
        if (found.size) say(instead ? "phrase" : "partial");
      }
      const base = intersect([found].concat(narrowing)); // without what is deleted and what is left out, as all of these sets are
      if (found.size && !base.size) say("filtered");
      return { base, near: () => intersect([near()].concat(narrowing)) };
    }

    /** Kind -> documents that its filter lets pass. @param {Filters} filters @returns {{[kind: string]: Docs}} */
    function narrowed(filters) {
      /** @type {{[kind: string]: Docs}} */
      const passing = {};
      /** @type {{[edge: string]: string}} */
      const bounds = {};
      /** @type {string[]} */
      const unread = [];
      arsheef.facets.KINDS.forEach((/** @type {import("./types").Kind} */ kind) => {
        const chosen = filters[kind];
        if (chosen && chosen.length) passing[kind] = union(chosen.map((name) => names[kind].get(name) || []));
      });
      [filters.after, filters.before].forEach((typed, n) => {
        const date = typed && when(typed);
        if (date) bounds[n ? "before" : "after"] = date;
        else if (typed) unread.push(typed);
      });
      if (unread.length) say("date", unread);
      if (bounds.after || bounds.before) passing.date = inRange(bounds);
      return passing;
    }

    /** What the query finds, narrowed by filters. @param {Filters} filters @returns {Matched} */
    function matches(filters) {
      const passing = narrowed(filters), each = Object.keys(passing), { base, near } = matchText(each.length + query.narrowing.length > 0);
      const without = (/** @type {string} */ kind) => intersect([base].concat(each.filter((other) => other !== kind).map((other) => passing[other])));
      const docs = without("");
      if (base.size && !docs.size) say("filtered");
      return { docs, near: () => intersect([near()].concat(each.map((kind) => passing[kind]))), notes, sets, without };
    }

    /** The words that no article has, by their forms: not those of which only just that form would do. @returns {string[]} */
    function unknown() {
      const alone = query.needs.filter((need) => need.clauses.length === 1).map((need) => need.clauses[0]);
      return alone.filter((clause) => !clause.exact && !clause.field)
        .reduce((forms, clause) => forms.concat(clause.terms), /** @type {import("./types").Term[]} */ ([]))
        .filter((term) => !weights("class", term.class).docs.length).map((term) => term.form);
    }

    return { weights, unknown, matches };
  }

  /** All terms that a query needs postings of. @param {Query} query */
  const termsOf = (query) => query.terms.concat(...query.excluded.filter((clause) => !arsheef.query.narrows(clause)).map((clause) => clause.terms), ...query.synonyms.values());
  /** Lists of documents as one, ascending, weights added up, without deleted ones.
   * @param {import("./types").Weighted[]} lists @param {Uint8Array} dead @returns {{docs: number[], weights: number[]}} */
  function joined(lists, dead) {
    let last = -1;
    for (const { docs } of lists) if (docs.length) last = Math.max(last, docs[docs.length - 1]);
    const total = new Int32Array(last + 1), found = { docs: /** @type {number[]} */ ([]), weights: /** @type {number[]} */ ([]) };
    for (const { docs, weights } of lists) for (let n = 0; n < docs.length; n++) total[docs[n]] += weights[n];
    for (let doc = 0; doc <= last; doc++) {
      if (!total[doc] || dead[doc]) continue;
      found.docs.push(doc);
      found.weights.push(total[doc]);
    }
    return found;
  }

  /** @param {Docs} set @param {(doc: number) => boolean} test @returns {Docs} */
  const filter = (set, test) => new Set(Array.from(set).filter(test));
  /** @param {Docs[]} sets @returns {Docs} */
  function intersect(sets) {
    const [first, ...others] = sets.length > 1 ? sets.slice().sort((a, b) => a.size - b.size) : sets;
    return others.length ? filter(first, (doc) => others.every((set) => set.has(doc))) : first;
  }
  /** @param {Docs} set @param {Docs} excluded @returns {Docs} */
  const without = (set, excluded) => (excluded.size ? filter(set, (doc) => !excluded.has(doc)) : set);
  /** @param {Iterable<number>[]} sets @returns {Docs} */
  function union(sets) {
    const all = new Set();
    for (const set of sets) for (const doc of set) all.add(doc);
    return all;
  }

  /** Why a document is a hit: of each word the forms that it has, and whether in the title or in the text.
   * @param {Query} query @param {import("./types").Analysis} analysis @param {string} title @param {string} text
   * @returns {import("./types").Reason[]} */
  function reasons(query, analysis, title, text) {
    const [inTitle, inText] = [title, text].map((part) => new Map(analysis.analyse(part).map((term) => [term.form, term]))), seen = new Set();
    const all = Array.from(new Map([...inTitle, ...inText]).values());
    return query.needs.map((need) => {
      /** @type {Map<string, {form: string, title: boolean, text: boolean}>} */
      const forms = new Map();
      need.clauses.forEach((clause) => arsheef.query.narrows(clause) || clause.terms.forEach((typed) => arsheef.query.meant(query, clause, typed).forEach((/** @type {Term} */ term) =>
        all.filter(({ form, class: of }) => of === term.class && (!clause.exact || form === term.form))
          .forEach(({ form }) => forms.set(form, { form, title: inTitle.has(form), text: inText.has(form) })))));
      return { word: need.text, forms: Array.from(forms.values()) };
    }).filter((reason) => reason.forms.length && !seen.has(reason.word) && seen.add(reason.word));
  }

  arsheef.match = { matcher, termsOf, reasons };
})(typeof globalThis !== "undefined" ? globalThis : this);
