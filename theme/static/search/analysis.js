/**
 * Text -> terms: the interpreter of rules.json in the browser. The twin of plugins/arsheef/arabic/analysis.py.
 * Offsets are in UTF-16 units, as everywhere in JavaScript.
 * @license MIT
 */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  const arsheef = (root.arsheef = root.arsheef || {});

  /**
   * @typedef {{text: string, form: string, class: string, own: string, skeleton: string, start: number, end: number}} Term
   * @typedef {Record<string, any> & {op: string}} Operation
   * @typedef {{format: number, token: Operation[], form: Operation[], class: Operation[], skeleton: Operation[],
   *   stop: Operation[], spelling: Operation[]}} Rules
   * @typedef {import("./types").Packed} Packed
   * @typedef {(word: string) => string} Step
   * @typedef {[string, string]} Pair
   */

  const FORMAT = 1;
  /** Entries a cache may hold before it is emptied, and characters of its longest key: hostile text has endless words. */
  const CACHE_LIMIT = 100000, CACHED_LENGTH = 64;

  const split = (/** @type {string} */ text) => text.split(" ").filter(Boolean);

  /** `064B-065F` and `0640` as the inside of a character class. @param {string[]} ranges */
  const characters = (ranges) =>
    ranges.map((range) => range.split("-").map((code) => "\\u" + code).join("-")).join("");

  /** `x>y` rules as pairs; `x` alone is replaced by nothing. @param {string} rules @returns {Pair[]} */
  const replacements = (rules) => split(rules).map((rule) => [rule.split(">")[0], rule.split(">")[1] || ""]);

  /** The words of all operations of one kind. @param {Operation[]} operations @param {string} op */
  const wordsOf = (operations, op) => new Set(operations.flatMap((operation) => (operation.op === op ? split(operation.words) : [])));

  /** `compute`, remembering results. @param {Step} compute @returns {Step} */
  function cached(compute) {
    /** @type {Map<string, string>} */
    const results = new Map();
    return (key) => {
      let result = results.get(key);
      if (result === undefined) {
        result = compute(key);
        if (key.length <= CACHED_LENGTH) {
          if (results.size >= CACHE_LIMIT) results.clear();
          results.set(key, result);
        }
      }
      return result;
    };
  }

  /** All ranges of a field of the token level, as the inside of a character class. @param {Rules} rules @param {string} field */
  const lettersOf = (rules, field) => characters(rules.token.flatMap((operation) => operation[field] || []));

  /** A run of one kind of letters, starting with a letter; what stands inside may follow it. @param {Rules} rules */
  const tokenPattern = (rules) => new RegExp(["arabic", "other"].map((kind) => lettersOf(rules, kind))
    .map((letters) => `[${letters}][${letters}${lettersOf(rules, "ranges")}]*`).join("|"), "g");

  /** Kind of form operation -> its step. @type {Record<string, (operation: Operation) => Step>} */
  const STEPS = {
    // Letter by letter: a whole word would turn a final sigma into ς here and there.
    lower: () => (word) => word.toLowerCase() === word ? word : Array.from(word, (letter) => letter.toLowerCase()).join(""),
    compose: ({ nfkc }) => {
      const glyphs = new RegExp(`[${characters(nfkc)}]`, "g");
      return (word) => word.replace(glyphs, (glyph) => glyph.normalize("NFKC")).normalize("NFC");
    },
    delete: ({ ranges }) => {
      const gone = new RegExp(`[${characters(ranges)}]`, "g");
      return (word) => word.replace(gone, "");
    },
    map: ({ map }) => {
      /** @type {Map<string, string>} */
      const table = new Map();
      for (const letters of Object.keys(map)) for (const letter of letters) table.set(letter, map[letters]);
      const mapped = new RegExp(`[${Array.from(table.keys(), (letter) => `\\u{${/** @type {number} */ (letter.codePointAt(0)).toString(16)}}`).join("")}]`, "gu");
      return (word) => word.replace(mapped, (letter) => table.get(letter) || "");
    },
    replace: ({ replace }) => (word) =>
      Object.keys(replace).reduce((result, old) => result.split(old).join(replace[old]), word),
    truncate: ({ length }) => (word) => word.slice(0, length),
  };

  /** `step` for words of `min` letters and more, the first `uncounted` prefix that fits not among them.
   * @param {Operation} operation @param {Step} step @returns {Step} */
  function fromLength(operation, step) {
    const uncounted = split(operation.uncounted || "");
    return (word) => {
      const prefix = uncounted.find((prefix) => word.startsWith(prefix)) || "";
      return word.length - prefix.length >= operation.min ? step(word) : word;
    };
  }

  /** The form level. @param {Rules} rules @returns {Step} */
  function folder(rules) {
    const steps = rules.form.map((operation) => {
      const keep = new Set(operation.op === "keep" ? operation.words : []);
      const step = keep.size ? (/** @type {string} */ word) => word : STEPS[operation.op](operation);
      return { keep, step: operation.min ? fromLength(operation, step) : step };
    });
    return (token) => {
      let word = token;
      for (const { keep, step } of steps) {
        if (keep.has(word)) break;
        word = step(word);
      }
      return word;
    };
  }

  /** The class level. @param {Rules} rules @param {Iterable<string>} words the base list
   * @param {Pair[]} plurals form of each broken plural, and of its singular, whose class it gets @returns {{cut: Step, bare: Step, own: (form: string, key: string) => string}} */
  function classCutter(rules, words, plurals) {
    const of = (/** @type {string} */ op) => rules.class.filter((operation) => operation.op === op);
    const names = wordsOf(rules.class, "protect"), stops = wordsOf(rules.stop, "stop");
    const bases = new Set([...names, ...words, ...wordsOf(rules.class, "base"), ...plurals.flat()]);
    const proclitics = of("proclitics").map((operation) => ({
      sure: operation.sure, keep: operation.keep, short: new Set(split(operation.short || "")), prefixes: split(operation.prefixes),
      hamza: new Map(split(operation.hamza || "").map((word) => [word.slice(0, -1), word])), restore: new Map(replacements(operation.restore || "")),
    }));
    for (const { prefixes, short } of proclitics) for (const prefix of prefixes) for (const rest of short) bases.delete(prefix + rest);
    const goals = new Set([...bases].filter((word) => !stops.has(word)));

    const sure = proclitics.filter((cut) => cut.sure), unsure = proclitics.filter((cut) => !cut.sure);
    const withArticle = new Set([...names].filter((name) =>
      sure.some((cut) => cut.prefixes.some((prefix) => name.startsWith(prefix)))));
    const [suffixes] = of("suffixes"), [fallback] = of("fallback"), arabic = new RegExp(`^[${lettersOf(rules, "arabic")}]*$`);
    /** Suffixes by their last letter: of some forty only a few can fit a word. @type {Map<string, Pair[]>} */
    const byLast = new Map();
    for (const pair of replacements(suffixes.rules)) {
      const last = pair[0].slice(-1);
      byLast.set(last, [...(byLast.get(last) || []), pair]);
    }

    /** @param {string} word @returns {string[]} */
    const shorten = (word) => word.length <= suffixes.keep ? [] : (byLast.get(word.slice(-1)) || [])
      .filter(([suffix, to]) => word.endsWith(suffix) && word.length - suffix.length + to.length >= suffixes.keep)
      .map(([suffix, to]) => word.slice(0, -suffix.length) + to);

    /** The first of `wanted` that `word` reaches, with as few suffixes as possible, or "".
     * @param {string} word @param {Set<string>} wanted @param {number} [most] suffixes cut */
    function reach(word, wanted, most = suffixes.times) {
      let level = [word];
      for (let times = 0; ; times++) {
        const found = level.find((reached) => wanted.has(reached));
        if (found !== undefined || times >= most) return found || "";
        level = level.flatMap(shorten);
      }
    }

    const baseOf = (/** @type {string} */ word, /** @type {number} */ most = suffixes.times) => reach(word, names, most) || reach(word, goals, most);

    /** Each prefix that `form` has, and its rest. @param {{keep: number, short: Set<string>, hamza: Map<string, string>, prefixes: string[]}} cut @param {string} form */
    const cutPrefixes = (cut, form) => cut.prefixes.filter((prefix) => form.startsWith(prefix))
      .map((prefix) => /** @type {Pair} */ ([prefix, cut.hamza.get(form.slice(prefix.length)) || form.slice(prefix.length)]))
      .filter(([, rest]) => rest.length >= cut.keep || cut.short.has(rest));

    /** The word with its ل given back, or nothing; what `form` may be less its proclitics, likeliest first.
     * @param {string} form */
    function candidatesOf(form) {
      const candidates = [form];
      for (const cut of proclitics) {
        for (const [prefix, rest] of cutPrefixes(cut, form)) {
          const given = cut.restore.get(prefix);
          if (cut.sure) return { restored: given === undefined ? "" : given + rest, candidates: [rest] };
          candidates.push(rest);
        }
      }
      return { restored: "", candidates };
    }

    /** The name such as المانيا in `form`, whose first letters look like the article, or "". @param {string} form */
    function nameWithArticle(form) {
      for (const cut of unsure) {
        for (const [, rest] of cutPrefixes(cut, form)) {
          const name = reach(rest, withArticle);
          if (name) return name;
        }
      }
      return "";
    }

    /** The base of the first candidate that is one or reaches one by at most one suffix, else of the first that does by two;
     * a longer base behind a proclitic is likelier than a short one and two suffixes. @param {string[]} candidates */
    function baseAmong(candidates) {
      for (const candidate of candidates) {
        const base = bases.has(candidate) ? candidate : baseOf(candidate, 1), own = base && candidate !== candidates[0] ? baseOf(candidates[0]) : "";
        if (base) return own.length >= base.length ? own : base;
      }
      return candidates.reduce((base, candidate) => base || baseOf(candidate), "");
    }

    /** @param {string} word */
    function cutUnknown(word) {
      const ending = word.length < fallback.min ? undefined : split(fallback.suffixes).find((ending) =>
        word.endsWith(ending) && word.length - ending.length >= fallback.keep && !stops.has(word.slice(0, -ending.length)));
      return ending ? word.slice(0, -ending.length) : word;
    }

    /** `form` less its article and what is written together with that, where it has one. @param {string} form */
    const bare = (form) => sure.reduce((rest, cut) => rest || cutPrefixes(cut, form).map((pair) => pair[1])[0], "") || form;

    const cut = (/** @type {string} */ form) => {
      if (bases.has(form) || !arabic.test(form)) return form;
      const { restored, candidates } = candidatesOf(form);
      const name = reach(form, names) || reach(restored, names) || nameWithArticle(form);
      if (name) return name;
      if (bases.has(restored)) return restored;
      return baseAmong(candidates) || baseOf(restored) || cutUnknown(candidates[0]);
    };
    /** @type {Map<string, string>} */
    const singulars = new Map(plurals.map(([plural, singular]) => [plural, cut(singular)]));
    const withPlurals = new Set(singulars.values());
    return {
      bare, own: (form, key) => (withPlurals.has(key) ? cut(form) : key),
      cut: (/** @type {string} */ form) => {
        const key = cut(form);
        return singulars.get(key) || key;
      },
    };
  }

  /** The skeleton level, from a class. @param {Rules} rules @returns {Step} */
  function skeletonCutter(rules) {
    const drop = (/** @type {Operation} */ { op, affixes, min }, /** @type {string} */ word) => {
      const fits = (/** @type {string} */ affix) => op === "drop_start" ? word.startsWith(affix) : word.endsWith(affix);
      const affix = word.length >= min ? split(affixes).find(fits) || "" : "";
      return op === "drop_start" ? word.slice(affix.length) : word.slice(0, word.length - affix.length);
    };
    return (key) => {
      let word = key;
      for (const operation of rules.skeleton) {
        if (operation.op === "delete_after_first") {
          const consonants = word.slice(0, 1) + word.slice(1).replace(new RegExp(`[${operation.letters}]`, "g"), "");
          return [consonants, word].find((result) => result.length >= operation.keep) || key;
        }
        word = drop(operation, word);
      }
      return word;
    };
  }

  /**
   * The functions of one table.
   * @param {Rules & {bases?: Packed, plurals?: Packed, synonyms?: Packed}} rules what the index carries of rules.json, or all of it
   * @param {Iterable<string>} [words] the base list, where `rules` carries none
   * @param {string[]} [turns] broken plurals, singular and plural by turns, where `rules` carries none
   * @throws {Error} where the rules are of another format
   */
  function create(rules, words, turns) {
    if (rules.format !== FORMAT) throw new Error(`Rules of format ${rules.format}; this page reads ${FORMAT}.`);
    const { unpack } = arsheef.codec, { letters, words: packed } = rules.synonyms || { letters: "", words: "" }, groups = packed.split("|").map((group) => unpack({ letters, words: group }));
    const bases = words || (rules.bases ? unpack(rules.bases) : []);
    const pattern = tokenPattern(rules), stops = wordsOf(rules.stop, "stop");
    const fold = cached(folder(rules));
    /** @type {string[]} */
    const pairs = turns ? turns.map(fold) : rules.plurals ? unpack(rules.plurals) : [];
    const plurals = pairs.map((word, n) => /** @type {Pair} */ ([word, pairs[n - 1]])).filter((_, n) => n % 2);
    const cutter = classCutter(rules, [...bases, ...groups.flat().map(fold)], plurals), classOf = cached(cutter.cut), cutSkeleton = cached(skeletonCutter(rules));
    /** @type {Map<string, Term[]>} made when it is first asked for */
    const synonyms = new Map();

    /** @param {string} text @returns {Term[]} */
    function analyse(text) {
      /** @type {Term[]} */
      const terms = [];
      text.replace(pattern, (token, /** @type {number} */ start) => {
        const form = fold(token), key = form && classOf(form);
        if (form) terms.push({ text: token, form, class: key, own: cutter.own(form, key), skeleton: cutSkeleton(key), start, end: start + token.length });
        return token;
      });
      return terms;
    }

    return {
      fold, classOf, cutSkeleton,
      skeletonOf: (/** @type {string} */ form) => cutSkeleton(classOf(form)),
      isStop: (/** @type {string} */ form) => stops.has(form),
      bare: cutter.bare, ownClass: cutter.own,
      /** Whether two different letters are easily taken or typed for each other. @param {string} letters */
      alike: ([a, b]) => rules.spelling.some(({ groups, rows }) =>
        split(groups).some((group) => group.includes(a) && group.includes(b)) || split(rows).some((row) => row.includes(a + b) || row.includes(b + a))),
      analyse,
      /** The words that mean the same as those of a class, themselves among them. @param {string} key @returns {Term[]} */
      synonyms(key) {
        if (!synonyms.size) groups.map((group) => analyse(group.join(" "))).forEach((group) => group.forEach((term) => synonyms.set(term.class, group)));
        return synonyms.get(key) || [];
      },
    };
  }

  arsheef.analysis = { create };
})(typeof globalThis !== "undefined" ? globalThis : this);
