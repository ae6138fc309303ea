"""200 queries made from real headlines: the browser's engine and `arsheef search` give the same ids, order and scores."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path

from search_archive import Archive, document

from arsheef.ids import make_id
from arsheef.search.query import Searcher


def test_both_engines_answer_alike_on_real_articles(shared: Path, tmp_path: Path) -> None:
    with gzip.open(shared / "corpus" / "saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, islice(lines, 0, 20_000, 10)) if row["content"].strip()]
    archive = Archive(tmp_path)
    archive.hold(document(make_id(row["url"], "", ""), row["title"], row["content"], row["date_extracted"][:10]) for row in rows)
    titles = [row["title"] for row in rows if len(row["title"].split()) >= 4][:1000:5]
    shapes = (
        " ".join,
        lambda words: " ".join(words[:2]),
        lambda words: f'"{words[0]} {words[1]}"',
        lambda words: f"{words[1]} -{words[2]}",
        lambda words: f"«{words[2]} {words[3]}» {words[0]}",
        lambda words: words[1],
    )
    queries = [
        {"query": shapes[n % len(shapes)](title.split()), "sort": ("relevance", "newest", "oldest")[n % 7 % 3]}
        for n, title in enumerate(titles)
    ]
    assert len(queries) == 200
    found = 0
    with Searcher(archive.index) as searcher:
        for query, theirs in zip(queries, archive.browser(queries), strict=True):
            ours = searcher.search(query["query"], query["sort"])
            assert [hit.id for hit in ours.hits] == [hit["id"] for hit in theirs["hits"]], query
            assert all(abs(a.score - b["score"]) < 1e-9 for a, b in zip(ours.hits, theirs["hits"], strict=True)), query
            assert ours.total == theirs["total"], query
            found += bool(ours.hits)
    assert found >= 195
