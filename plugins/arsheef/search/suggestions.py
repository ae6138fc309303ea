"""What a search box may suggest: words of titles as they are written there, and names; g0.js and g<k>.js of a segment.

Entries are sorted by a key: a word's form without its article. A name stands once under each of its words, so that «سلمان»
finds «محمد بن سلمان». theme/static/search/suggest.js reads them.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from arsheef.arabic.analysis import bare, fold, forms, is_stop, tokens
from arsheef.search.facets import names_of
from arsheef.search.language import KINDS
from arsheef.search.source import SegmentSource

LEAST = 3
"""Titles that a word must stand in: what is in fewer is often a slip, and tells little."""
SHORTEST = 3
"""Letters of the shortest word suggested."""
SHARD = 6_000
"""Letters of JSON at which a file is full."""

Entry = tuple[str, str, int]
"""(text, "" for a word or the kind of a name, titles or documents that have it)"""


def export_suggestions(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """g0: the key of the first entry of each file; g<k>: the k-th file, k from 1: [[text, kind, count], …], most first
    among those of one key."""
    starts: list[str] = []
    files: list[list[Entry]] = []
    size = SHARD
    for key, entries in sorted(_entries(source.records).items()):
        if size >= SHARD:
            starts.append(key)
            files.append([])
            size = 0
        files[-1] += sorted(entries, key=lambda entry: (-entry[2], entry[:2]))
        size += sum(len(text) + len(kind) + 12 for text, kind, _ in entries)
    for n, content in enumerate([starts, *files]):
        yield f"g{n}", json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _entries(records: Sequence[Mapping[str, Any]]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for form, (text, count) in _title_words(records).items():
        found[bare(form)].append((text, "", count))
    for kind in KINDS:
        counts = Counter(name for record in records for name in names_of(record, kind))
        for name, count in counts.items():
            for key in {bare(form) for form in forms(name) if not is_stop(form)}:
                found[key].append((name, kind, count))
    return found


def _title_words(records: Sequence[Mapping[str, Any]]) -> dict[str, tuple[str, int]]:
    """Form -> how titles write it most often, and the number of titles that have it."""
    written: dict[str, Counter[str]] = defaultdict(Counter)
    for record in records:
        for form, text in {fold(token): token for token in tokens(record["title"])}.items():
            if len(form) >= SHORTEST and not form.isdigit() and not is_stop(form):
                written[form][text] += 1
    return {form: (min(texts, key=lambda text: (-texts[text], text)), texts.total())
            for form, texts in written.items() if texts.total() >= LEAST}  # fmt: skip
