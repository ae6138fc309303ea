/* Search over the static index: loads the few files a query needs, matches, scores, and gives hits.
   Twin of plugins/arsheef/search/query.py, which gives the same ids in the same order with the same scores. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});
  var FORMAT = 2, RECORDS = 4, RECORD_FIELDS = ["id", "title", "date", "source", "section", "lead"];

  /**
   * @typedef {import("./types").Archive} Archive
   * @typedef {import("./types").Clause} Clause
   * @typedef {import("./types").Engine} Engine
   * @typedef {import("./types").Families} Families
   * @typedef {import("./types").Hit} Hit
   * @typedef {import("./types").Level} Level
   * @typedef {import("./types").Manifest} Manifest
   * @typedef {import("./types").Note} Note
   * @typedef {import("./types").Query} Query
   * @typedef {import("./types").Rules} Rules
   * @typedef {import("./types").SearchOptions} SearchOptions
   * @typedef {import("./types").SearchResult} SearchResult
   * @typedef {import("./types").Store} Store
   * @typedef {import("./types").Term} Term
   */

  /** An engine over one store: knows the manifest, the analysis, and what is the same for all queries.
   * @param {Store} store @returns {Promise<Engine>} rejects with an Error of kind "missing" or "format" */
  function open(store) {
    return store.get("manifest").then(/** @param {Manifest} manifest */ function (manifest) {
      if (!manifest || manifest.format !== FORMAT) {
        throw arsheef.store.failure("format", "the search index has format " + (manifest && manifest.format) + ", this page reads " + FORMAT);
      }
      return store.get(manifest.rules).then(/** @param {Rules} rules */ function (rules) {
        return engine(store, manifest, rules);
      });
    });
  }

  /** Numbers of the archive's documents: segments one after another, in each by date.
   * @param {Store} store @param {Manifest} manifest @param {Rules} rules @returns {Archive} */
  function archiveOf(store, manifest, rules) {
    var bases = manifest.segments.map(function (_, n) {
      return manifest.segments.slice(0, n).reduce(function (sum, segment) { return sum + segment.docs; }, 0);
    });
    var size = manifest.segments.reduce(function (sum, segment) { return sum + segment.docs; }, 0);
    return { store: store, segments: manifest.segments, bases: bases, size: size, lengths: new Int32Array(size), days: new Int32Array(size),
      dead: new Uint8Array(size), count: 0, average: 0, analysis: arsheef.analysis.create(rules.analysis) };
  }

  /** Fills in what the score must know of every document: its length, its day, whether it is deleted.
   * @param {Archive} archive @param {Rules} rules @returns {Promise<void>} */
  function measure(archive, rules) {
    var codec = arsheef.codec, words = 0;
    return Promise.all(archive.segments.map(function (segment) { return archive.store.get(segment.name + "/l0"); })).then(function (columns) {
      archive.count = 0;
      archive.segments.forEach(function (segment, n) {
        var base = archive.bases[n], bytes = codec.bytes(columns[n].lengths);
        arsheef.postings.readDays(codec.bytes(columns[n].days), archive.days, base);
        segment.dead.forEach(function (doc) { archive.dead[base + doc] = 1; });
        for (var doc = 0; doc < segment.docs; doc++) {
          archive.lengths[base + doc] = rules.lengths[bytes[doc]];
          if (archive.dead[base + doc]) continue;
          words += archive.lengths[base + doc];
          archive.count++;
        }
      });
      archive.average = archive.count ? words / archive.count : 0;
    });
  }

  /** @param {Store} store @param {Manifest} manifest @param {Rules} rules @returns {Engine} */
  function engine(store, manifest, rules) {
    var archive = archiveOf(store, manifest, rules), analysis = archive.analysis;
    /** @type {Promise<void> | null} */
    var measured = null;

    /** Once for all queries, beside the first one's postings. */
    function ready() {
      if (!measured) {
        measured = measure(archive, rules);
        measured.catch(function () { measured = null; });
      }
      return measured;
    }

    return {
      analysis: analysis,
      /** @param {string} text @param {SearchOptions} [options] */
      search: function (text, options) { return search(archive, ready(), text, options || {}); },
      /** Places of the words in `text` that a query found. @param {string} text @param {string} query @returns {[number, number][]} */
      marks: function (text, query) {
        var parsed = arsheef.query.parse(query, analysis), classes = new Set(parsed.required.map(/** @param {Term} term */ function (term) { return term.class; }));
        parsed.clauses.forEach(/** @param {Clause} clause */ function (clause) {
          if (clause.phrase && !clause.negative) clause.terms.forEach(function (term) { classes.add(term.class); });
        });
        return analysis.analyse(text).filter(/** @param {Term} term */ function (term) { return classes.has(term.class); })
          .map(/** @param {Term} term */ function (term) { return [term.start, term.end]; });
      },
    };
  }

  /** Families of all skeletons of a query, joined over the segments.
   * @param {Archive} archive @param {string[]} skeletons @param {boolean} places whether positions are needed too
   * @returns {Promise<Families>} */
  function load(archive, skeletons, places) {
    /** @type {Families} */
    var found = new Map();
    /** @type {Promise<void>[]} */
    var wanted = [];
    skeletons.forEach(function (skeleton) {
      /** @type {{segment: number, postings: any, cursor: any}[]} */
      var parts = [];
      found.set(skeleton, parts);
      archive.segments.forEach(function (segment, n) {
        var heavy = segment.heavy.indexOf(skeleton), shard = arsheef.codec.shardOf(skeleton, segment.files.s);
        var files = (heavy < 0 ? ["s" + shard, "p" + shard] : ["h" + heavy, "q" + heavy]).slice(0, places ? 2 : 1);
        wanted.push(Promise.all(files.map(function (file) { return archive.store.get(segment.name + "/" + file); })).then(function (got) {
          var cursors = got.map(function (text) {
            var data = arsheef.codec.bytes(text);
            return heavy < 0 ? arsheef.postings.find(data, skeleton) : new arsheef.codec.Cursor(data, 0);
          });
          if (!cursors[0]) return;
          var family = arsheef.postings.family(cursors[0], archive.bases[n]);
          parts.push({ segment: n, postings: family, cursor: cursors[1] });
        }));
      });
    });
    return Promise.all(wanted).then(function () {
      found.forEach(function (list) { list.sort(function (a, b) { return a.segment - b.segment; }); });
      return found;
    });
  }

  /** Records of documents. @param {Archive} archive @param {number[]} docs @returns {Promise<Hit[]>} */
  function records(archive, docs) {
    return Promise.all(docs.map(function (doc) {
      var n = archive.bases.length - 1;
      while (archive.bases[n] > doc) n--;
      var local = doc - archive.bases[n];
      return archive.store.get(archive.segments[n].name + "/r" + Math.floor(local / RECORDS)).then(function (rows) {
        /** @type {Object<string, any>} */
        var record = {};
        RECORD_FIELDS.forEach(function (field, i) { record[field] = rows[local % RECORDS][i] || (field === "title" ? "" : null); });
        record.url = "a/" + record.id.slice(0, 2) + "/" + record.id + ".html";
        return /** @type {Hit} */ (record);
      });
    }));
  }

  /** Scores of all documents that have any key of the query.
   * @param {Archive} archive @param {Query} query @param {any} match @returns {Float64Array} */
  function scores(archive, query, match) {
    var rank = arsheef.rank, total = new Float64Array(archive.size);
    rank.LEVELS.forEach(/** @param {[Level, number]} level */ function (level) {
      var keys = new Set(query.terms.map(function (term) { return term[level[0]]; }));
      keys.forEach(function (key) {
        var found = match.weights(level[0], key), scale = level[1] * rank.multiplier(query.terms, level[0], key, archive.analysis.isStop);
        rank.add(total, found, scale, rank.idf(archive.count, found.docs.length), archive.lengths, archive.average);
      });
    });
    return total;
  }

  /** One query, from text to a page of hits.
   * @param {Archive} archive @param {Promise<void>} measured @param {string} text @param {SearchOptions} options
   * @returns {Promise<SearchResult>} */
  function search(archive, measured, text, options) {
    var query = arsheef.query.parse(text, archive.analysis), limit = options.limit === undefined ? 20 : options.limit, offset = options.offset || 0;
    var all = query.terms.concat(arsheef.match.excludedTerms(query));
    var skeletons = Array.from(new Set(all.map(/** @param {Term} term */ function (term) { return term.skeleton; })));
    var phrases = query.clauses.some(/** @param {Clause} clause */ function (clause) { return clause.phrase; });
    return Promise.all([load(archive, query.required.length ? skeletons : [], phrases), measured]).then(function (loaded) {
      var families = loaded[0], match = arsheef.match.matcher(archive, query, families), found = match.matches(), total = scores(archive, query, match);
      return inOrder(archive, query, match, found, total, options.sort || "relevance").then(function (order) {
        var page = order.slice(offset, offset + limit);
        return records(archive, page).then(function (hits) {
          var words = /** @type {Term[]} */ (query.required).map(function (term) {
            return { text: term.text, docs: new Set(match.weights("class", term.class).docs) };
          });
          hits.forEach(function (hit, n) {
            hit.score = total[page[n]];
            hit.missing = words.filter(function (word) { return !word.docs.has(page[n]); }).map(function (word) { return word.text; });
          });
          return {
            query: text, total: found.docs.size, listed: order.length, hits: hits, notes: found.notes,
            partial: found.notes.some(/** @param {Note} note */ function (note) { return note.kind === "partial"; }),
            words: words.map(function (word) { return { text: word.text, count: word.docs.size }; }),
          };
        });
      });
    });
  }

  /** All documents in the order asked for; where few have all words, the best partial matches are ranked among them.
   * @param {Archive} archive @param {Query} query @param {any} match @param {any} found @param {Float64Array} total
   * @param {string} sort @returns {Promise<number[]>} */
  function inOrder(archive, query, match, found, total, sort) {
    var docs = /** @type {number[]} */ (Array.from(found.docs)), days = archive.days;
    if (sort === "newest") return Promise.resolve(docs.sort(function (a, b) { return days[b] - days[a] || b - a; }));
    if (sort === "oldest") {
      return Promise.resolve(docs.sort(function (a, b) { return +!days[a] - +!days[b] || days[a] - days[b] || a - b; }));
    }
    if (docs.length < arsheef.rank.FEW_FULL) found.near.forEach(/** @param {number} doc */ function (doc) { docs.push(doc); });
    return byRelevance(archive, query, match, docs, total).then(function (order) {
      order = arsheef.rank.listed(order, found.docs);
      if (order.length > found.docs.size) found.notes.push({ kind: "near", words: [] });
      return order;
    });
  }

  /** Adds title nearness to the best of `docs` and orders all.
   * @param {Archive} archive @param {Query} query @param {any} match @param {number[]} docs @param {Float64Array} total
   * @returns {Promise<number[]>} */
  function byRelevance(archive, query, match, docs, total) {
    var rank = arsheef.rank, days = archive.days;
    rank.order(docs, total, days);
    var top = docs.slice(0, rank.NEAR_TOP);
    return records(archive, top).then(function (found) {
      /** @param {string} key */
      function idfOf(key) { return rank.idf(archive.count, match.weights("class", key).docs.length); }
      found.forEach(function (record, n) {
        total[top[n]] += rank.titleNearness(query.terms, archive.analysis.analyse(record.title), idfOf, archive.analysis.isStop);
      });
      return rank.order(top, total, days).concat(docs.slice(rank.NEAR_TOP));
    });
  }

  arsheef.engine = { open: open };
})(typeof globalThis !== "undefined" ? globalThis : this);
