/* An archive as the engine sees it: numbers of documents, which segments are read, and what their files say. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});
  const RECORDS = 4, RECORD_FIELDS = ["id", "title", "lead", "date", "source", "section", "duplicate_of"];

  /**
   * @typedef {import("./types").Archive} Archive
   * @typedef {import("./types").Families} Families
   * @typedef {import("./types").Hit} Hit
   * @typedef {import("./types").Manifest} Manifest
   * @typedef {import("./types").Period} Period
   * @typedef {import("./types").Rules} Rules
   * @typedef {import("./types").Store} Store
   * @typedef {import("./types").Term} Term
   */

  /** Numbers of the archive's documents: segments one after another, in each by date.
   * @param {Store} store @param {Manifest} manifest @param {Rules} rules @returns {Archive} */
  function create(store, manifest, rules) {
    const segments = manifest.segments.map((row) => ({ ...row, heavy: arsheef.codec.unpack(row.heavy).concat(row.others.split(" ")), groups: row.groups.split(" ") })), analysis = arsheef.analysis.create(rules.analysis);
    let size = 0;
    const bases = segments.map((segment) => (size += segment.docs) - segment.docs);
    return { store, segments, bases, size, lengths: new Int32Array(size), days: new Int32Array(size), dead: new Uint8Array(size),
      measured: [], read: manifest.read, steps: rules.lengths, analysis, layouts: rules.keyboard, fields: rules.query.fields, parser: arsheef.query.parser(analysis, rules.query) };
  }

  /** The segments that a search reads, newest first: as many documents as one full segment has, then as long as postings of
   * `read.bytes` are not exceeded, `older` times more if wanted.
   * @param {Archive} archive @param {string[]} skeletons @param {number} older @returns {{segments: number[], since: string | null}} */
  function choose(archive, skeletons, older) {
    const newest = archive.segments.map((segment, n) => ({ segment, n })).sort((a, b) => (a.segment.last < b.segment.last ? 1 : a.segment.last > b.segment.last ? -1 : b.n - a.n));
    let docs = 0, bytes = 0, left = newest.findIndex(({ segment }) => {
      const cost = skeletons.reduce((sum, skeleton) => sum + (512 * segment.sizes[segment.heavy.indexOf(skeleton)] || segment.shard), 0);
      if (docs >= archive.read.documents && bytes + cost > archive.read.bytes * (1 + older)) return true;
      docs += segment.docs;
      bytes += cost;
      return false;
    });
    if (left < 0) left = newest.length;
    return { segments: newest.slice(0, left).map(({ n }) => n).sort((a, b) => a - b), since: left < newest.length ? newest[left].segment.last || null : null };
  }

  /** Reads what the score must know of every document of some segments: its length, its day, whether it is deleted.
   * @param {Archive} archive @param {number[]} segments @returns {Promise<{count: number, average: number}>} */
  async function measure(archive, segments) {
    const columns = await Promise.all(segments.map((n) => archive.store.get(archive.segments[n].name + "/l0")));
    let count = 0, words = 0;
    segments.forEach((n, i) => {
      const segment = archive.segments[n], base = archive.bases[n], { codec, postings } = arsheef;
      if (!archive.measured[n]) {
        const bytes = codec.bytes(columns[i].lengths), found = (archive.measured[n] = { count: 0, words: 0 });
        postings.readDays(codec.bytes(columns[i].days), archive.days, base);
        segment.dead.forEach((doc) => (archive.dead[base + doc] = 1));
        for (let doc = 0; doc < segment.docs; doc++) {
          archive.lengths[base + doc] = archive.steps[bytes[doc]];
          if (archive.dead[base + doc]) continue;
          found.words += archive.lengths[base + doc];
          found.count++;
        }
      }
      count += archive.measured[n].count;
      words += archive.measured[n].words;
    });
    return { count, average: count ? words / count : 0 };
  }

  /** Families of the skeletons of terms, joined over segments: of a heavy one only the lists of these terms.
   * @param {Archive} archive @param {number[]} segments @param {Term[]} terms @param {boolean} places whether positions are
   *   needed, and with them all forms @returns {Promise<Families>} */
  async function families(archive, segments, terms, places) {
    const { codec, postings, lists } = arsheef;
    const read = async (/** @type {string} */ skeleton, /** @type {number} */ n) => {
      const segment = archive.segments[n], heavy = segment.heavy.indexOf(skeleton), base = archive.bases[n];
      const files = heavy < 0 ? (places ? ["s", "p"] : ["s"]).map((letter) => letter + codec.shardOf(skeleton, segment.files[letter]))
        : places ? ["q" + heavy] : Array.from(new Set(terms.filter((term) => term.skeleton === skeleton).map((term) => "h" + listOf(segment, heavy, term))));
      const found = await Promise.all(files.map((file) => archive.store.get(segment.name + "/" + file)));
      if (heavy >= 0 && !places) return { segment: n, lists: new Map(found.flatMap((text) => Array.from(lists.read(text, base)))) };
      const cursors = (heavy < 0 ? found : found[0]).map((/** @type {string} */ text) => {
        const data = codec.bytes(text);
        return heavy < 0 ? postings.find(data, skeleton) : new codec.Cursor(data, 0);
      });
      return { segment: n, postings: cursors[0] && postings.family(cursors[0], base), cursor: cursors[1] };
    };
    return new Map(await Promise.all(Array.from(new Set(terms.map((term) => term.skeleton)), async (skeleton) => {
      const parts = await Promise.all(segments.map((n) => read(skeleton, n)));
      return /** @type {[string, any]} */ ([skeleton, parts.filter((part) => part.lists || part.postings)]);
    })));
  }

  /** Number of the file with the lists of a term. @param {import("./types").Segment} segment @param {number} heavy place of its
   * skeleton @param {Term} term */
  function listOf({ groups }, heavy, term) {
    const sum = (/** @type {string} */ digits) => Array.from(digits).reduce((all, digit) => all + +digit, 0), own = groups[heavy];
    const group = arsheef.codec.shardOf(term.class, own.length);
    return sum(groups.slice(0, heavy).join("")) + sum(own.slice(0, group)) + arsheef.codec.shardOf(term.form, +own[group]);
  }

  /** Rows of documents out of files of `size` rows each. @param {Archive} archive @param {number[]} docs @param {string} letter
   * @param {number} size @returns {Promise<any[]>} */
  const rows = (archive, docs, letter, size) => Promise.all(docs.map(async (doc) => {
    let n = archive.bases.length - 1;
    while (archive.bases[n] > doc) n--;
    const local = doc - archive.bases[n];
    return (await archive.store.get(`${archive.segments[n].name}/${letter}${Math.floor(local / size)}`))[local % size];
  }));

  /** Records of documents. @param {Archive} archive @param {number[]} docs @returns {Promise<Hit[]>} */
  const records = async (archive, docs) => (await rows(archive, docs, "r", RECORDS)).map((row, n) => {
    /** @type {any} */
    const record = { doc: docs[n] };
    RECORD_FIELDS.forEach((field, i) => { record[field] = (i === 1 || i === 2 ? arsheef.texts.unpack(row[i]) : row[i]) || (i === 1 ? "" : null); });
    record.url = "a/" + record.id.slice(0, 2) + "/" + record.id + ".html";
    return record;
  });

  arsheef.archive = { create, choose, measure, families, rows, records };
})(typeof globalThis !== "undefined" ? globalThis : this);
