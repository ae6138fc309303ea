"use strict";
// Reads {bundle, texts} as JSON from standard input; writes for each text its terms, so that Python can compare.
require("../../theme/static/search/codec.js");
require("../../theme/static/search/analysis.js");
const { bundle, texts } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const analyser = globalThis.arsheef.analysis.create(bundle);
const rows = texts.map((text) =>
  analyser.analyse(text).map((t) => [t.text, t.form, t.class, t.skeleton, t.start, t.end, analyser.isStop(t.form)])
);
process.stdout.write(JSON.stringify(rows));
