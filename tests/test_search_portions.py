"""A fresh index whose segments are written apart, as workers do it, against one that is written in one go."""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path

import pytest
from search_archive import Archive
from sites import tree
from test_search_index import some_documents

from arsheef.article import Document
from arsheef.search import merge, pool, portions, writer
from arsheef.search.build import SearchSummary, update_search
from arsheef.search.portions import cut_portions, write_portions

CAP = 50


@pytest.fixture
def small_segments(monkeypatch: pytest.MonkeyPatch) -> None:
    """Segments of 50 documents instead of 64,000."""
    for module in (merge, writer, portions):
        monkeypatch.setattr(module, "CAP", CAP)
    monkeypatch.setattr(merge, "TIERS", ((CAP, 4),))


def in_time(count: int) -> list[Document]:
    return sorted(some_documents(count), key=lambda one: (one.date is None, one.date or "", one.id))


def files(archive: Archive) -> list[bytes]:
    """The files of the index but those that hold the names which Whoosh draws for its segments."""
    return sorted(path.read_bytes() for path in archive.index.iterdir() if path.suffix in (".trm", ".pst", ".col", ".ids"))


def in_portions(archive: Archive, documents: Sequence[Document], twice: bool = False) -> SearchSummary:
    by_id = {document.id: document for document in documents}
    cut = list(cut_portions(list(by_id), lambda _: by_id.__getitem__, archive.folder / "portions"))
    if twice:  # as a scheduler runs a portion again whose worker died after its work
        write_portions(cut)
    written = random.Random(1).sample(cut, len(cut))
    done = {portion.ids[0]: write_portions([portion])[0] for portion in written}
    digests = {document.id: document.digest for document in documents}
    return update_search(archive.index, archive.out, digests, by_id.__getitem__, [done[portion.ids[0]] for portion in cut])


@pytest.mark.parametrize("twice", [False, True])
def test_segments_written_apart_have_the_bytes_of_those_written_in_one_go(small_segments: None, twice: bool, tmp_path: Path) -> None:
    documents = in_time(130)
    one, other = Archive(tmp_path / "one"), Archive(tmp_path / "other")
    assert one.hold(documents) == in_portions(other, documents, twice)
    assert len(files(one)) == 3 * 5 and files(one) == files(other)
    assert tree(one.out) == tree(other.out)


def test_a_segment_full_of_terms_ends_before_its_portion_and_the_rest_follows_it(
    small_segments: None, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(pool, "RUN", 500)
    monkeypatch.setattr(pool, "FULL_KEYS", 90)
    documents = in_time(130)
    by_id = {document.id: document for document in documents}
    first = next(cut_portions(list(by_id), lambda _: by_id.__getitem__, tmp_path))
    assert write_portions([first])[0].documents < CAP == write_portions([first])[0].wanted
    one, other = Archive(tmp_path / "one"), Archive(tmp_path / "other")
    assert one.hold(documents) == in_portions(other, documents)
    assert files(one) == files(other)
    assert tree(one.out) == tree(other.out)


def test_an_index_made_in_portions_is_kept_up_to_date_like_any_other(small_segments: None, tmp_path: Path) -> None:
    documents = in_time(130)
    archive = Archive(tmp_path)
    in_portions(archive, documents)
    again, changed = archive.hold(documents), archive.hold(documents[10:])
    assert (again.added, again.deleted, again.exported) == (0, 0, 0)
    assert (changed.documents, changed.added, changed.deleted) == (120, 0, 10)
