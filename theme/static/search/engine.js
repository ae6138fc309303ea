/* Search over the static index: loads the few files a query needs, matches, scores, and gives hits.
   Twin of plugins/arsheef/search/query.py, which gives the same ids in the same order with the same scores. */
(function (root) {
  "use strict";
  var arsheef = (root.arsheef = root.arsheef || {});
  var FORMAT = 1, RECORDS = 8, RECORD_FIELDS = ["id", "title", "date", "source", "section", "source_url", "lead"];

  /** An engine over one store: knows the manifest, the analysis, and what is the same for all queries.
   * @param {any} store see store.js
   * @returns {Promise<any>} engine */
  function open(store) {
    return store.get("manifest").then(function (manifest) {
      if (!manifest || manifest.format !== FORMAT) {
        throw arsheef.store.failure("format", "the search index has format " + (manifest && manifest.format) + ", this page reads " + FORMAT);
      }
      return Promise.all([store.get("rules", manifest.rules + ".js"), Promise.all(manifest.segments.map(function (segment) {
        return store.get(segment.name + "/l");
      }))]).then(function (got) { return engine(store, manifest, got[0], got[1]); });
    });
  }

  /** @param {any} store @param {any} manifest @param {any} rules @param {any[]} columns lengths and days of each segment */
  function engine(store, manifest, rules, columns) {
    var codec = arsheef.codec, analysis = arsheef.analysis.create(rules.analysis);
    var size = manifest.segments.reduce(function (sum, segment) { return sum + segment.docs; }, 0);
    var lengths = new Int32Array(size), days = new Int32Array(size), dead = new Uint8Array(size), bases = [], base = 0, words = 0, alive = 0;
    manifest.segments.forEach(function (segment, n) {
      bases.push(base);
      codec.bytes(columns[n].lengths).forEach(function (byte, doc) { lengths[base + doc] = rules.lengths[byte]; });
      arsheef.postings.readDays(codec.bytes(columns[n].days), days, base);
      segment.dead.forEach(function (doc) { dead[base + doc] = 1; });
      base += segment.docs;
    });
    for (var doc = 0; doc < size; doc++) if (!dead[doc]) { words += lengths[doc]; alive++; }

    var archive = { store: store, segments: manifest.segments, bases: bases, size: size, lengths: lengths, days: days, dead: dead,
      count: alive, average: alive ? words / alive : 0, analysis: analysis };
    return {
      analysis: analysis,
      /** @param {string} text @param {any} [options] */
      search: function (text, options) { return search(archive, text, options || {}); },
      /** Places of the words in `text` that a query found. @param {string} text @param {string} query @returns {[number, number][]} */
      marks: function (text, query) {
        var parsed = arsheef.query.parse(query, analysis), classes = new Set(parsed.required.map(function (term) { return term.class; }));
        parsed.clauses.forEach(function (clause) {
          if (clause.phrase && !clause.negative) clause.terms.forEach(function (term) { classes.add(term.class); });
        });
        return analysis.analyse(text).filter(function (term) { return classes.has(term.class); })
          .map(function (term) { return [term.start, term.end]; });
      },
    };
  }

  /** Families of all skeletons of a query, joined over the segments.
   * @param {any} archive @param {string[]} skeletons @param {boolean} places whether positions are needed too
   * @returns {Promise<Map<string, {postings: any, cursor: any}[]>>} skeleton -> one entry a segment that has it */
  function load(archive, skeletons, places) {
    var found = new Map(skeletons.map(function (skeleton) { return [skeleton, []]; })), wanted = [];
    skeletons.forEach(function (skeleton) {
      archive.segments.forEach(function (segment, n) {
        var heavy = segment.heavy.indexOf(skeleton), shard = arsheef.codec.shardOf(skeleton, segment.shards);
        var files = (heavy < 0 ? ["s" + shard, "p" + shard] : ["h" + heavy, "q" + heavy]).slice(0, places ? 2 : 1);
        wanted.push(Promise.all(files.map(function (file) { return archive.store.get(segment.name + "/" + file); })).then(function (got) {
          var cursors = got.map(function (text) {
            var data = arsheef.codec.bytes(text);
            return heavy < 0 ? arsheef.postings.find(data, skeleton) : new arsheef.codec.Cursor(data, 0);
          });
          if (!cursors[0]) return;
          var family = arsheef.postings.family(cursors[0], archive.bases[n]);
          found.get(skeleton).push({ segment: n, postings: family, cursor: cursors[1] });
        }));
      });
    });
    return Promise.all(wanted).then(function () {
      found.forEach(function (list) { list.sort(function (a, b) { return a.segment - b.segment; }); });
      return found;
    });
  }

  /** One query on its way through the index. @param {any} archive @param {any} query @param {any} families */
  function matcher(archive, query, families) {
    var sums = new Map();

    /** Documents and weights of a key, ascending, without deleted ones. @param {string} level @param {string} key */
    function weights(level, key) {
      var name = level + " " + key;
      if (sums.has(name)) return sums.get(name);
      var total = new Int32Array(archive.size), skeletons = new Set();
      query.terms.concat(excludedTerms(query)).forEach(function (term) { if (term[level] === key) skeletons.add(term.skeleton); });
      skeletons.forEach(function (skeleton) {
        families.get(skeleton).forEach(function (part) {
          part.postings.forEach(function (forms, of) {
            if (level === "class" && of !== key) return;
            forms.forEach(function (form) {
              if (level === "form" && form.form !== key) return;
              for (var i = 0; i < form.docs.length; i++) total[form.docs[i]] += form.weights[i];
            });
          });
        });
      });
      var docs = [], sum = [];
      for (var doc = 0; doc < archive.size; doc++) if (total[doc] && !archive.dead[doc]) { docs.push(doc); sum.push(total[doc]); }
      sums.set(name, { docs: docs, weights: sum });
      return sums.get(name);
    }

    /** Documents of a clause; for a phrase those with its words one after another. @param {any} clause @returns {Set<number>} */
    function clauseDocs(clause) {
      var sets = clause.terms.map(function (term) { return new Set(weights("class", term.class).docs); });
      var found = intersect(sets);
      if (!clause.phrase) return found;
      var places = clause.terms.map(function (term) {
        var all = new Map();
        families.get(term.skeleton).forEach(function (part) {
          var cursor = new arsheef.codec.Cursor(part.cursor.data, part.cursor.at, part.cursor.end);
          arsheef.postings.positions(cursor, part.postings, term.class).forEach(function (at, doc) { all.set(doc, at); });
        });
        return all;
      });
      return new Set(Array.from(found).filter(function (doc) {
        return Array.from(places[0].get(doc)).some(function (start) {
          return places.every(function (at, n) { return at.get(doc).has(start + n); });
        });
      }));
    }

    /** The documents to show, and what must be said about them. @returns {{docs: Set<number>, notes: any[]}} */
    function matches() {
      if (!query.required.length) return { docs: new Set(), notes: [{ kind: query.clauses.length ? "only-minus" : "empty", words: [] }] };
      var sets = query.required.map(function (term) { return new Set(weights("class", term.class).docs); });
      var unknown = query.required.filter(function (_, n) { return !sets[n].size; }).map(function (term) { return term.text; });
      var notes = unknown.length ? [{ kind: "unknown", words: unknown }] : [];
      var phrases = query.clauses.filter(function (clause) { return clause.phrase && !clause.negative; }).map(clauseDocs);
      var excluded = query.clauses.filter(function (clause) { return clause.negative; }).map(clauseDocs);
      var everywhere = without(intersect(sets), excluded), found = intersect([everywhere].concat(phrases));
      if (found.size) return { docs: found, notes: notes };
      if (everywhere.size && phrases.length) return { docs: everywhere, notes: notes.concat({ kind: "phrase", words: [] }) };
      var some = new Set();
      sets.forEach(function (set) { set.forEach(function (doc) { some.add(doc); }); });
      some = without(some, excluded);
      return { docs: some, notes: some.size ? notes.concat({ kind: "partial", words: [] }) : notes };
    }

    return { weights: weights, matches: matches };
  }

  /** @param {any} query */
  function excludedTerms(query) {
    return [].concat.apply([], query.clauses.filter(function (clause) { return clause.negative; }).map(function (clause) { return clause.terms; }));
  }

  /** @param {Set<number>[]} sets */
  function intersect(sets) {
    return new Set(Array.from(sets[0]).filter(function (doc) { return sets.every(function (set) { return set.has(doc); }); }));
  }

  /** @param {Set<number>} set @param {Set<number>[]} excluded */
  function without(set, excluded) {
    return new Set(Array.from(set).filter(function (doc) { return !excluded.some(function (other) { return other.has(doc); }); }));
  }

  /** Records of documents. @param {any} archive @param {number[]} docs @returns {Promise<any[]>} */
  function records(archive, docs) {
    return Promise.all(docs.map(function (doc) {
      var n = archive.bases.length - 1;
      while (archive.bases[n] > doc) n--;
      var local = doc - archive.bases[n];
      return archive.store.get(archive.segments[n].name + "/r" + Math.floor(local / RECORDS)).then(function (rows) {
        /** @type {Object<string, any>} */
        var record = {};
        RECORD_FIELDS.forEach(function (field, i) { record[field] = rows[local % RECORDS][i] || null; });
        record.url = "a/" + record.id.slice(0, 2) + "/" + record.id + ".html";
        return record;
      });
    }));
  }

  /** @param {any} archive @param {string} text @param {{sort?: string, limit?: number, offset?: number}} options */
  function search(archive, text, options) {
    var analysis = archive.analysis, rank = arsheef.rank, query = arsheef.query.parse(text, analysis);
    var limit = options.limit === undefined ? 20 : options.limit, offset = options.offset || 0;
    var all = query.terms.concat(excludedTerms(query));
    var skeletons = Array.from(new Set(all.map(function (term) { return term.skeleton; })));
    var needsPlaces = query.clauses.some(function (clause) { return clause.phrase; });
    return load(archive, query.required.length ? skeletons : [], needsPlaces).then(function (families) {
      var match = matcher(archive, query, families), found = match.matches(), docs = Array.from(found.docs);
      var total = new Float64Array(archive.size);
      if (docs.length) {
        rank.LEVELS.forEach(function (level) {
          var keys = new Set(query.terms.map(function (term) { return term[level[0]]; }));
          keys.forEach(function (key) {
            var postings = match.weights(level[0], key), scale = level[1] * rank.multiplier(query.terms, level[0], key, analysis.isStop);
            rank.add(total, postings, scale, rank.idf(archive.count, postings.docs.length), archive.lengths, archive.average);
          });
        });
      }
      return sorted(archive, query, match, docs, total, options.sort || "relevance").then(function (order) {
        var page = order.slice(offset, offset + limit);
        return records(archive, page).then(function (hits) {
          hits.forEach(function (hit, n) { hit.score = total[page[n]]; });
          return {
            query: text, total: order.length, hits: hits, notes: found.notes,
            partial: found.notes.some(function (note) { return note.kind === "partial"; }),
            words: query.required.map(function (term) { return { text: term.text, count: match.weights("class", term.class).docs.length }; }),
          };
        });
      });
    });
  }

  /** Documents in the order asked for; adds title nearness to the best. @returns {Promise<number[]>}
   * @param {any} archive @param {any} query @param {any} match @param {number[]} docs @param {Float64Array} total @param {string} sort */
  function sorted(archive, query, match, docs, total, sort) {
    var rank = arsheef.rank, days = archive.days;
    if (sort === "newest") return Promise.resolve(docs.sort(function (a, b) { return days[b] - days[a] || b - a; }));
    if (sort === "oldest") return Promise.resolve(docs.sort(function (a, b) { return +!days[a] - +!days[b] || days[a] - days[b] || a - b; }));
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
