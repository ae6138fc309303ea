"""The Whoosh index: brought up to date by id and digest, in files that Whoosh itself reads."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from search_archive import Archive, document
from whoosh import index as whoosh_index

from arsheef.arabic.analysis import fold
from arsheef.article import Document
from arsheef.errors import IndexFormatError
from arsheef.search.build import update_search
from arsheef.search.index import MARK, open_index, open_or_create, segment_readers, update_index
from arsheef.search.merge import CAP, choose_merges
from arsheef.search.postings import read_postings
from arsheef.search.query import Searcher
from arsheef.search.schema import term_key

WORDS = "جسر وادي مدرسة وزير خارجية ماء زيتون حافلة ميناء سوق بلدية طريق قرية مطر حصاد معرض كتاب فريق هدف دوري".split()


def some_documents(count: int, seed: int = 1) -> list:
    dice = random.Random(seed)
    return [
        document(f"doc{n:04}", " ".join(dice.choices(WORDS, k=4)), " ".join(dice.choices(WORDS, k=60)),
                 dice.choice([None, f"20{dice.randint(10, 24)}-{dice.randint(1, 12):02}-{dice.randint(1, 28):02}"]))
        for n in range(count)
    ]  # fmt: skip


def answers(archive: Archive) -> list:
    with Searcher(archive.index) as searcher:
        return [
            (result.total, sorted((hit.id, round(hit.score, 9)) for hit in result.hits))
            for result in map(searcher.search, [*WORDS, "جسر الوادي", '"وزير خارجية"', "كتاب -هدف"])
        ]


def test_adds_edits_and_deletes_end_in_the_same_hits_and_scores_as_a_fresh_index(tmp_path: Path) -> None:
    documents = some_documents(120)
    worn, fresh = Archive(tmp_path / "worn"), Archive(tmp_path / "fresh")
    worn.hold(documents[:80])
    worn.hold(documents[10:100])
    edited = [*documents[20:60], *some_documents(100, seed=2)[60:100], *documents[100:]]
    summary = worn.hold(edited)
    fresh.hold(edited)
    assert (summary.documents, summary.deleted) == (len(edited), 10 + 40)
    assert answers(worn) == answers(fresh)


def test_the_browser_agrees_about_an_index_with_tombstones_and_several_segments(tmp_path: Path) -> None:
    documents = some_documents(90)
    archive = Archive(tmp_path)
    archive.hold(documents[:60])
    archive.hold(documents[5:90])
    queries = [*WORDS, "جسر الوادي", '"وزير خارجية"', "كتاب -هدف"]
    with Searcher(archive.index) as searcher:
        for query, theirs in zip(queries, archive.browser(queries), strict=True):
            ours = searcher.search(query)
            assert [hit.id for hit in ours.hits] == [hit["id"] for hit in theirs["hits"]], query
            assert all(abs(a.score - b["score"]) < 1e-9 for a, b in zip(ours.hits, theirs["hits"], strict=True))


def test_an_update_reads_only_what_changed(tmp_path: Path) -> None:
    documents = {doc.id: doc for doc in some_documents(30)}
    digests = {key: doc.digest for key, doc in documents.items()}
    index = open_or_create(tmp_path)
    update_index(index, digests, documents.__getitem__)
    asked: list[str] = []
    digests["doc0003"] = "another"
    change = update_index(open_index(tmp_path), digests, lambda key: asked.append(key) or documents[key])
    assert asked == ["doc0003"]
    assert (change.added, change.deleted, change.kept) == (1, 1, 29)


def test_stock_whoosh_opens_the_index_and_reads_the_same_postings(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(400))
    stock = whoosh_index.open_dir(str(archive.index))
    (reader,) = segment_readers(open_index(archive.index))
    for word in WORDS:
        term = term_key(fold(word))
        matcher, public = stock.reader().postings("text", term), []
        while matcher.is_active():
            public.append((matcher.id(), int(matcher.weight()), matcher.value_as("positions")))
            matcher.next()
        ours = read_postings(reader, term)
        positions = [[sum(deltas[: n + 1]) for n in range(len(deltas))] for deltas in ours.position_deltas()]
        assert public == list(zip(ours.docs, ours.weights, positions, strict=True))


def test_an_index_of_another_version_is_thrown_away_and_built_anew(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(5))
    (archive.index / MARK).write_text("of long ago", "utf-8")
    with pytest.raises(IndexFormatError, match="arsheef build"):
        open_index(archive.index)
    assert archive.hold(some_documents(5)).added == 5


@pytest.mark.parametrize("damage", ["cut off", "emptied", "gone"])
@pytest.mark.parametrize("suffix", [".toc", ".col", ".pst", ".trm"])
def test_a_damaged_index_is_built_anew_since_it_is_only_a_cache(tmp_path: Path, suffix: str, damage: str) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(30))
    whole = answers(archive)
    path = next(path for path in archive.index.iterdir() if path.suffix == suffix)
    data = path.read_bytes()
    path.unlink()
    if damage != "gone":
        path.write_bytes(data[: len(data) // 2] if damage == "cut off" else b"")
    with pytest.raises(IndexFormatError, match="arsheef build"):
        open_index(archive.index)
    assert archive.hold(some_documents(30)).added == 30
    assert answers(archive) == whole


def test_a_killed_update_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    documents = some_documents(20)
    archive.hold(documents)
    before = answers(archive)
    program = (
        "import os, signal, sys; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path\nfrom test_search_index import some_documents\n"
        "from arsheef.search.index import open_index, update_index\n"
        "docs = {d.id: d for d in some_documents(60, seed=3)}\n"
        "def load(key):\n    if key == 'doc0050': os.kill(os.getpid(), signal.SIGKILL)\n    return docs[key]\n"
        "update_index(open_index(Path(sys.argv[1])), {k: d.digest for k, d in docs.items()}, load)\n"
    )
    done = subprocess.run([sys.executable, "-c", program, str(archive.index), os.path.dirname(__file__)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert answers(archive) == before
    assert archive.hold(some_documents(60, seed=3)).documents == 60


def test_the_merge_policy_keeps_segments_few_and_under_the_cap() -> None:
    sizes: list[int] = []
    for _ in range(1500):
        chosen = choose_merges(sizes, [0] * len(sizes), 100)
        merged = 100 + sum(sizes[n] for n in chosen)
        sizes = [size for n, size in enumerate(sizes) if n not in chosen] + [merged]
        assert max(sizes) <= CAP
        assert len(sizes) <= 12
    assert sum(sizes) == 150_000


def test_a_commit_rewrites_no_more_documents_below_the_first_tier_than_it_brings() -> None:
    assert choose_merges([18_000, 1_600, 400], [0, 0, 0], 100) == set()
    assert choose_merges([18_000, 1_600, 100], [0, 0, 0], 100) == {2}
    assert choose_merges([18_000, 1_600, 400, 200, 100], [0] * 5, 100) == {2, 3, 4}
    assert choose_merges([18_000, 400, 30], [0, 0, 0], 1) == {2}, "corrections do not pile up"
    assert choose_merges([18_000, 400, 30], [1, 0, 0], 0) == set(), "nor does a deletion rewrite anything"


def test_segments_that_lost_half_of_their_documents_are_rewritten() -> None:
    assert choose_merges([3000, 9000], [1600, 100], 1) == {0}
    assert choose_merges([3000, 9000], [10, 100], 1) == set()


def test_an_article_is_read_once_for_index_and_export(tmp_path: Path) -> None:
    documents = {f"{n:010}": document(f"{n:010}", "عنوان", f"نص {n}") for n in range(20)}
    read: list[str] = []

    def load(id_: str) -> Document:
        read.append(id_)
        return documents[id_]

    digests = {id_: found.digest for id_, found in documents.items()}
    update_search(tmp_path / "index", tmp_path / "search", digests, load)
    assert sorted(read) == sorted(documents)
