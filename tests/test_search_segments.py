"""An archive of many full segments: the newest are read first, ranked as if there were nothing else, older ones when wanted."""

from __future__ import annotations

from pathlib import Path

import pytest
from search_archive import Archive, document

from arsheef.article import Document
from arsheef.search import manifest, merge, writer

SIZE = 40


def documents(first: int, last: int) -> list[Document]:
    """One a day, two of three about a market; the newest come last."""
    return [
        document(
            f"d{n:04}", f"خبر رقم {n} عن {('السوق', 'المدرسة', 'الميناء')[n % 3]}", "قال الأهالي إن السوق مفتوح " * (1 + n % 4) + ("والجسر مغلق" * (n % 5 == 0)),
            f"2020-{1 + n // 28:02}-{1 + n % 28:02}", source=("عكاظ", "الرياض")[n % 2],
        )
        for n in range(first, last)
    ]  # fmt: skip


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Archive:
    """Three full segments of 40; a search may read the postings of little more than one of them."""
    for module in (writer, merge):
        monkeypatch.setattr(module, "CAP", SIZE)
    monkeypatch.setattr(merge, "TIERS", ((10, 4), (SIZE, 2)))
    made = Archive(tmp_path / "all")
    made.hold(documents(0, 3 * SIZE))
    rows = manifest.read_manifest(made.out / manifest.NAME).segments
    assert [row.docs for row in rows] == [SIZE] * 3
    monkeypatch.setattr(manifest, "READ", {"documents": SIZE, "bytes": max(row.shard for row in rows) * 6 // 5})
    made.hold(documents(0, 3 * SIZE))
    return made


def newest(folder: Path, count: int) -> Archive:
    """An archive of the newest alone."""
    made = Archive(folder)
    made.hold(documents(3 * SIZE - count, 3 * SIZE))
    return made


@pytest.mark.parametrize(("older", "read", "since"), [(0, SIZE, "2020-03-24"), (1, 2 * SIZE, "2020-02-12"), (2, 3 * SIZE, None)])
def test_what_is_read_is_ranked_as_if_there_were_nothing_else(archive: Archive, tmp_path: Path, older: int, read: int, since: str | None) -> None:
    (found,) = archive.browser([{"query": "السوق", "older": older, "facets": ["source"]}])
    (alone,) = newest(tmp_path / "newest", read).browser([{"query": "السوق", "older": 99, "facets": ["source"]}])
    assert (found["complete"], found["since"]) == (older == 2, since)
    assert [(hit["id"], hit["score"]) for hit in found["hits"]] == [(hit["id"], hit["score"]) for hit in alone["hits"]]
    for key in ("total", "words", "facets", "histogram", "notes"):
        assert found[key] == alone[key]
    assert found["hits"]


def test_every_word_costs_so_that_more_words_read_no_more_bytes(archive: Archive) -> None:
    for query in ("السوق", "السوق الأهالي", "السوق الأهالي -الجسر"):
        (found,) = archive.browser([{"query": query, "older": 1, "limit": 1}])
        assert found["words"][0]["count"] == {1: 2 * SIZE, 2: SIZE, 3: SIZE}[len(query.split())]


def test_an_archive_of_one_full_segment_and_many_small_ones_is_read_to_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(manifest, "READ", {"documents": 1000, "bytes": 0})
    made = Archive(tmp_path)
    for last in (30, 60, 90):
        made.hold(documents(0, last))
    (found,) = made.browser(["السوق"])
    assert (found["complete"], found["since"], found["words"][0]["count"]) == (True, None, 90)


def test_undated_segments_are_read_last_and_say_no_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (writer, merge):
        monkeypatch.setattr(module, "CAP", SIZE)
    monkeypatch.setattr(merge, "TIERS", ((10, 4), (SIZE, 2)))
    monkeypatch.setattr(manifest, "READ", {"documents": 1, "bytes": 0})
    made = Archive(tmp_path)
    made.hold([*documents(0, SIZE), *(document(f"u{n}", "السوق بلا تاريخ", "نص", None) for n in range(SIZE))])
    (found,) = made.browser([{"query": "السوق"}])
    assert (found["complete"], found["since"], found["words"][0]["count"]) == (False, None, SIZE)
