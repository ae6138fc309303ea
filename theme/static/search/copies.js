/* Copies of one text folded into one entry of a result, across its pages. Reads what export_copies.py writes. */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});

  /**
   * @typedef {import("./types").Archive} Archive
   * @typedef {import("./types").Hit} Hit
   */

  /** Which documents of segments are copies, read ahead. @param {Archive} archive @param {number[]} segments */
  const load = (archive, segments) => Promise.all(segments.map((n) => archive.segments[n].files.c && archive.store.get(archive.segments[n].name + "/c0")));

  /** What each copy of a result is a copy of: the number of the first print, its id where that is not in the result.
   * @param {Archive} archive @param {number[]} order @param {number} limit hits a page: a shorter result is known by its records
   * @returns {Promise<Map<number, number|string>>} */
  async function firsts(archive, order, limit) {
    /** @type {Map<number, number|string>} */
    const found = new Map();
    if (order.length <= limit) {
      const hits = /** @type {Hit[]} */ (await arsheef.archive.records(archive, order));
      const ids = new Map(hits.map((hit, n) => [hit.id, order[n]]));
      hits.forEach(({ duplicate_of: first }, n) => { if (first) found.set(order[n], ids.has(first) ? /** @type {number} */ (ids.get(first)) : first); });
      return found;
    }
    /** @type {[number, string, number][]} */
    const far = [];
    await Promise.all(archive.segments.map(async (segment, n) => {
      if (!archive.measured[n] || !segment.files.c) return;
      const base = archive.bases[n], columns = await archive.store.get(segment.name + "/c0"), cursor = new arsheef.codec.Cursor(arsheef.codec.bytes(columns.near), 0);
      for (let doc = base; cursor.more();) {
        doc += cursor.number();
        const distance = cursor.number();
        found.set(doc, doc - (distance % 2 ? (1 - distance) / 2 : distance / 2));
      }
      for (const [doc, id, day] of columns.far) far.push([base + doc, id, day]);
    }));
    await resolve(archive, order, far, found);
    return found;
  }

  /** Finds first prints in other segments by their day and id.
   * @param {Archive} archive @param {number[]} order @param {[number, string, number][]} far @param {Map<number, number|string>} found */
  async function resolve(archive, order, far, found) {
    const listed = new Set(order), wanted = far.filter(([doc]) => listed.has(doc)), days = new Set(wanted.map((copy) => copy[2]));
    const candidates = order.filter((doc) => archive.days[doc] && days.has(archive.days[doc]));
    const hits = /** @type {Hit[]} */ (await arsheef.archive.records(archive, wanted.length ? candidates : []));
    const ids = new Map(hits.map((hit, n) => [hit.id, candidates[n]]));
    for (const [doc, id] of wanted) found.set(doc, ids.has(id) ? /** @type {number} */ (ids.get(id)) : id);
  }

  /** The entries of a result, each the best of its copies, and the other ones.
   * @param {Archive} archive @param {number[]} order @param {number} limit
   * @returns {Promise<{entries: number[], copies: Map<number, number[]>}>} */
  async function fold(archive, order, limit) {
    const first = await firsts(archive, order, limit);
    /** @type {Map<number|string, number>} */
    const leaders = new Map();
    /** @type {Map<number, number[]>} */
    const copies = new Map();
    for (const doc of order) {
      const key = first.has(doc) ? /** @type {number|string} */ (first.get(doc)) : doc, leader = leaders.get(key);
      if (leader === undefined) {
        leaders.set(key, doc);
        copies.set(doc, []);
      } else {
        /** @type {number[]} */ (copies.get(leader)).push(doc);
      }
    }
    return { entries: Array.from(copies.keys()), copies };
  }

  arsheef.copies = { fold, load };
})(typeof globalThis !== "undefined" ? globalThis : this);
