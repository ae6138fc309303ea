/**
 * Text -> terms: the interpreter of rules.json in the browser. The twin of plugins/arsheef/arabic/analysis.py.
 * Offsets are in UTF-16 units, as everywhere in JavaScript.
 * @license MIT
 */
(function (/** @type {any} */ root) {
  "use strict";
  /** @type {any} */
  var arsheef = (root.arsheef = root.arsheef || {});

  /**
   * @typedef {{text: string, form: string, class: string, skeleton: string, start: number, end: number}} Term
   * @typedef {Record<string, any> & {op: string}} Operation
   * @typedef {{format: number, token: Operation[], form: Operation[], class: Operation[], skeleton: Operation[],
   *   stop: Operation[]}} Rules
   * @typedef {(word: string) => string} Step
   * @typedef {{sure: boolean, keep: number, prefixes: string[], restore: Map<string, string>}} Proclitics
   */

  var FORMAT = 1;
  /** Entries a cache may hold before it is emptied, and characters of the longest key: hostile text has no end of words. */
  var CACHE_LIMIT = 100000;
  var CACHED_LENGTH = 64;

  /** @param {string} text @returns {string[]} */
  function split(text) {
    return text.split(" ").filter(Boolean);
  }

  /** First and last code of `064B-065F` or `0640`. @param {string} range @returns {[number, number]} */
  function bounds(range) {
    var ends = range.split("-");
    return [parseInt(ends[0], 16), parseInt(ends[ends.length - 1], 16)];
  }

  /** @param {string[]} ranges @returns {string} */
  function characterClass(ranges) {
    return ranges
      .map(function (range) {
        return bounds(range)
          .map(function (code) {
            return "\\u" + code.toString(16).padStart(4, "0");
          })
          .join("-");
      })
      .join("");
  }

  /** `compute`, remembering results. @param {Step} compute @returns {Step} */
  function cached(compute) {
    /** @type {Map<string, string>} */
    var results = new Map();
    return function (key) {
      var result = results.get(key);
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

  /** `x>y` rules as pairs; `x` alone is replaced by nothing. @param {string} rules @returns {[string, string][]} */
  function replacements(rules) {
    return split(rules).map(function (rule) {
      var sides = rule.split(">");
      return [sides[0], sides[1] || ""];
    });
  }

  /** A run of one kind of letters, starting with a letter; what stands inside may follow it. @param {Rules} rules */
  function tokenPattern(rules) {
    var inside = "";
    /** @type {string[]} */
    var kinds = [];
    rules.token.forEach(function (operation) {
      if (operation.op === "inside") inside += characterClass(operation.ranges);
      else kinds.push(characterClass(operation.arabic), characterClass(operation.other));
    });
    return new RegExp(
      kinds
        .map(function (kind) {
          return "[" + kind + "][" + kind + inside + "]*";
        })
        .join("|"),
      "g"
    );
  }

  /** @type {Record<string, (operation: Operation) => Step>} */
  var STEPS = {
    lower: function () {
      return function (word) {
        // Letter by letter: a whole word would turn a final sigma into ς here and there.
        return Array.from(word, function (letter) {
          return letter.toLowerCase();
        }).join("");
      };
    },
    compose: function (operation) {
      var glyphs = new RegExp("[" + characterClass(operation.nfkc) + "]", "g");
      return function (word) {
        return word
          .replace(glyphs, function (glyph) {
            return glyph.normalize("NFKC");
          })
          .normalize("NFC");
      };
    },
    delete: function (operation) {
      var gone = new RegExp("[" + characterClass(operation.ranges) + "]", "g");
      return function (word) {
        return word.replace(gone, "");
      };
    },
    map: function (operation) {
      /** @type {Map<string, string>} */
      var table = new Map();
      Object.keys(operation.map).forEach(function (letters) {
        Array.from(letters).forEach(function (letter) {
          table.set(letter, operation.map[letters]);
        });
      });
      return function (word) {
        return Array.from(word, function (letter) {
          var to = table.get(letter);
          return to === undefined ? letter : to;
        }).join("");
      };
    },
    replace: function (operation) {
      return function (word) {
        return Object.keys(operation.replace).reduce(function (result, old) {
          return result.split(old).join(operation.replace[old]);
        }, word);
      };
    },
    truncate: function (operation) {
      return function (word) {
        return word.slice(0, operation.length);
      };
    },
  };

  /** Letters of a word without the first prefix that fits. @param {string} word @param {string[]} uncounted */
  function countedLength(word, uncounted) {
    for (var i = 0; i < uncounted.length; i++) if (word.startsWith(uncounted[i])) return word.length - uncounted[i].length;
    return word.length;
  }

  /** The form level. @param {Rules} rules @returns {Step} */
  function folder(rules) {
    var steps = rules.form.map(function (operation) {
      var keep = new Set(operation.op === "keep" ? operation.words : []);
      return {
        keep: keep,
        least: operation.min || 0,
        uncounted: split(operation.uncounted || ""),
        step: keep.size ? null : STEPS[operation.op](operation),
      };
    });
    return function (token) {
      var word = token;
      for (var i = 0; i < steps.length; i++) {
        var step = steps[i].step;
        if (steps[i].keep.has(word)) break;
        if (step && countedLength(word, steps[i].uncounted) >= steps[i].least) word = step(word);
      }
      return word;
    };
  }

  /** @param {Rules} rules @returns {Set<string>} */
  function stopWords(rules) {
    return new Set(
      rules.stop.reduce(function (/** @type {string[]} */ all, operation) {
        return all.concat(split(operation.words));
      }, [])
    );
  }

  /** The class level. @param {Rules} rules @param {Iterable<string>} words the base list @returns {Step} */
  function classCutter(rules, words) {
    /** @type {Set<string>} */
    var protectedNames = new Set();
    /** @type {Proclitics[]} */
    var proclitics = [];
    /** @type {Map<string, [string, string][]>} */
    var suffixes = new Map();
    var keepAfterSuffix = 0;
    var times = 0;
    /** @type {Operation[]} */
    var fallbacks = [];
    rules.class.forEach(function (operation) {
      if (operation.op === "protect") {
        split(operation.words).forEach(function (word) {
          protectedNames.add(word);
        });
      } else if (operation.op === "proclitics") {
        proclitics.push({
          sure: operation.sure,
          keep: operation.keep,
          prefixes: split(operation.prefixes),
          restore: new Map(replacements(operation.restore || "")),
        });
      } else if (operation.op === "suffixes") {
        keepAfterSuffix = operation.keep;
        times = operation.times;
        replacements(operation.rules).forEach(function (pair) {
          var last = pair[0].slice(-1);
          suffixes.set(last, (suffixes.get(last) || []).concat([pair]));
        });
      } else fallbacks.push(operation);
    });
    var bases = new Set(words);
    protectedNames.forEach(function (word) {
      bases.add(word);
    });
    var stops = stopWords(rules);
    var goals = new Set(
      Array.from(bases).filter(function (word) {
        return !stops.has(word);
      })
    );
    /** @type {string[]} */
    var letters = [];
    rules.token.forEach(function (operation) {
      if (operation.op === "runs") letters = letters.concat(operation.arabic);
    });
    var arabic = new RegExp("^[" + characterClass(letters) + "]*$");

    /** @param {string} word @returns {string[]} */
    function shorten(word) {
      if (word.length <= keepAfterSuffix) return [];
      return (suffixes.get(word.slice(-1)) || [])
        .filter(function (pair) {
          return word.endsWith(pair[0]) && word.length - pair[0].length + pair[1].length >= keepAfterSuffix;
        })
        .map(function (pair) {
          return word.slice(0, -pair[0].length) + pair[1];
        });
    }

    /** The first of `goals` that `word` reaches, with as few suffixes as possible, or "".
     * @param {string} word @param {Set<string>} goals */
    function reach(word, goals) {
      var level = [word];
      for (var n = 0; n <= times; n++) {
        for (var i = 0; i < level.length; i++) if (goals.has(level[i])) return level[i];
        if (n < times) {
          level = level.reduce(function (/** @type {string[]} */ all, longer) {
            return all.concat(shorten(longer));
          }, []);
        }
      }
      return "";
    }

    /** @param {string} form @returns {{restored: string, rests: string[]}} */
    function candidates(form) {
      var rests = [form];
      for (var i = 0; i < proclitics.length; i++) {
        var cut = proclitics[i];
        for (var k = 0; k < cut.prefixes.length; k++) {
          var prefix = cut.prefixes[k];
          if (!form.startsWith(prefix) || form.length - prefix.length < cut.keep) continue;
          var rest = form.slice(prefix.length);
          if (cut.sure) {
            var given = cut.restore.get(prefix);
            return { restored: given === undefined ? "" : given + rest, rests: [rest] };
          }
          rests.push(rest);
        }
      }
      return { restored: "", rests: rests };
    }

    /** @param {string} word */
    function cutUnknown(word) {
      for (var i = 0; i < fallbacks.length; i++) {
        if (word.length < fallbacks[i].min) continue;
        var endings = split(fallbacks[i].suffixes);
        for (var k = 0; k < endings.length; k++) {
          var rest = word.slice(0, -endings[k].length);
          if (word.endsWith(endings[k]) && rest.length >= fallbacks[i].keep && !stops.has(rest)) return rest;
        }
      }
      return word;
    }

    return function (form) {
      if (bases.has(form) || !arabic.test(form)) return form;
      var name = reach(form, protectedNames);
      if (name) return name;
      var found = candidates(form);
      if (bases.has(found.restored)) return found.restored;
      var all = found.rests.concat([found.restored]);
      for (var i = 0; i < all.length; i++) {
        if (bases.has(all[i])) return all[i];
        var base = reach(all[i], protectedNames) || reach(all[i], goals);
        if (base) return base;
      }
      return cutUnknown(found.rests[0]);
    };
  }

  /** The skeleton level, from a class. @param {Rules} rules @returns {Step} */
  function skeletonCutter(rules) {
    /** @param {Operation} operation @param {string} word */
    function drop(operation, word) {
      if (word.length < operation.min) return word;
      var affixes = split(operation.affixes);
      for (var i = 0; i < affixes.length; i++) {
        if (operation.op === "drop_start" && word.startsWith(affixes[i])) return word.slice(affixes[i].length);
        if (operation.op === "drop_end" && word.endsWith(affixes[i])) return word.slice(0, -affixes[i].length);
      }
      return word;
    }
    return function (classOfWord) {
      var word = classOfWord;
      for (var i = 0; i < rules.skeleton.length; i++) {
        var operation = rules.skeleton[i];
        if (operation.op !== "delete_after_first") {
          word = drop(operation, word);
          continue;
        }
        var gone = new RegExp("[" + operation.letters + "]", "g");
        var consonants = word.slice(0, 1) + word.slice(1).replace(gone, "");
        if (consonants.length >= operation.keep) return consonants;
        return word.length >= operation.keep ? word : classOfWord;
      }
      return word;
    };
  }

  arsheef.analysis = {
    /**
     * The words of a packed base list. @param {{letters: string, words: string}} packed
     * @returns {string[]}
     */
    unpack: function (packed) {
      var before = "";
      return (packed.words.match(/[0-9][a-zA-Z]*/g) || []).map(function (entry) {
        var rest = Array.from(entry.slice(1), function (letter) {
          var code = letter.charCodeAt(0);
          return packed.letters[code >= 97 ? code - 97 : code - 65 + 26];
        }).join("");
        return (before = before.slice(0, Number(entry[0])) + rest);
      });
    },

    /**
     * @param {Rules & {bases?: {letters: string, words: string}}} rules what the index carries of rules.json, or all of it
     * @param {Iterable<string>} [bases] the base list, where it is not packed in `rules`
     * @returns {{analyse: (text: string) => Term[], fold: Step, classOf: Step, skeletonOf: Step,
     *   cutSkeleton: Step, isStop: (form: string) => boolean}}
     * @throws {Error} where the rules are of another format
     */
    create: function (rules, bases) {
      if (rules.format !== FORMAT) throw new Error("rules of format " + rules.format + ", this page reads " + FORMAT);
      var pattern = tokenPattern(rules);
      var fold = cached(folder(rules));
      var classOf = cached(classCutter(rules, bases || arsheef.analysis.unpack(rules.bases)));
      var cutSkeleton = cached(skeletonCutter(rules));
      var stops = stopWords(rules);
      return {
        analyse: function (text) {
          /** @type {Term[]} */
          var terms = [];
          text.replace(pattern, function (token, /** @type {number} */ start) {
            var form = fold(token);
            if (form) {
              var key = classOf(form);
              var end = start + token.length;
              terms.push({ text: token, form: form, class: key, skeleton: cutSkeleton(key), start: start, end: end });
            }
            return "";
          });
          return terms;
        },
        fold: fold,
        classOf: classOf,
        skeletonOf: function (form) {
          return cutSkeleton(classOf(form));
        },
        cutSkeleton: cutSkeleton,
        isStop: function (form) {
          return stops.has(form);
        },
      };
    },
  };
})(typeof globalThis !== "undefined" ? globalThis : this);
