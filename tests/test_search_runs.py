"""Postings in arrays: cut into runs, spilled, merged and read back, they are always the same postings."""

from __future__ import annotations

import random
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from search_archive import Archive, document
from test_search_export import files
from test_search_index import WORDS, answers, some_documents
from whoosh import index as whoosh_index
from whoosh.filedb.filestore import RamStorage
from whoosh.filedb.filetables import OrderedHashWriter

from arsheef.arabic.analysis import fold
from arsheef.search import fieldwriter, pool, postings, runs
from arsheef.search.index import open_index, segment_readers
from arsheef.search.pool import TermPool
from arsheef.search.postings import read_postings
from arsheef.search.schema import term_key
from arsheef.search.termtable import TermTable


@pytest.fixture
def tiny(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs, batches and blocks so small that a few documents have many of each, and postings that go to files."""
    monkeypatch.setattr(pool, "RUN", 300)
    monkeypatch.setattr(pool, "KEPT", 900)
    monkeypatch.setattr(runs, "BATCH", 150)
    monkeypatch.setattr(postings, "BATCH", 150)
    monkeypatch.setattr(fieldwriter, "BLOCK", 7)


def test_many_runs_on_disk_give_the_bytes_of_one_in_memory(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    documents = some_documents(80)
    random.Random(3).shuffle(documents)
    one, many = Archive(tmp_path / "one"), Archive(tmp_path / "many")
    one.hold(documents)
    request.getfixturevalue("tiny")
    many.hold(documents)
    assert files(one.out) == files(many.out)
    assert answers(one) == answers(many)


def test_what_is_read_back_from_small_blocks_is_exported_as_it_was_written(tmp_path: Path, tiny: None) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(60))
    archive.hold(some_documents(90))
    whole = files(archive.out)
    shutil.rmtree(archive.out)
    archive.hold(some_documents(90))
    named = {name for name in whole if name in files(archive.out)}
    assert {name: whole[name] for name in named} == files(archive.out)


def test_stock_whoosh_reads_a_term_of_many_blocks(tmp_path: Path, tiny: None) -> None:
    archive = Archive(tmp_path)
    archive.hold(some_documents(100))
    stock = whoosh_index.open_dir(str(archive.index)).reader()
    (reader,) = segment_readers(open_index(archive.index))
    for name in WORDS:
        term = term_key(fold(name))
        matcher, public = stock.postings("text", term), []
        while matcher.is_active():
            public.append((matcher.id(), int(matcher.weight())))
            matcher.next()
        ours = read_postings(reader, term)
        assert public == list(zip(ours.docs, ours.weights, strict=True))
        assert len(public) == stock.doc_frequency("text", term) > 7
        matcher = stock.postings("text", term)
        matcher.skip_to(public[-1][0])
        assert matcher.id() == public[-1][0]


def test_a_document_without_words_is_a_document(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    archive.hold([document("none", "؟", "…"), document("one", "جسر", "وادي")])
    assert archive.ids("جسر") == ["one"]
    assert archive.browser(["جسر"])[0]["total"] == 1


def test_the_pool_asks_for_a_new_segment_when_it_has_too_many_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "RUN", 10)
    monkeypatch.setattr(pool, "FULL_KEYS", 30)
    terms = TermPool()
    for number in range(10):
        terms.add(f"عنوان{number}", " ".join(f"كلمة{number}{place}" for place in range(10)))
    assert terms.is_full
    merged = list(terms.merged(np.arange(10, dtype=np.int32)))
    assert {number for run in merged for number in run.docs.tolist()} == set(range(10))
    terms.cleanup()


@given(st.sets(st.binary(max_size=6), max_size=600))
def test_the_table_of_terms_has_the_bytes_of_whoosh(keys: set[bytes]) -> None:
    written = []
    for ours in (False, True):
        storage = RamStorage()
        table = OrderedHashWriter(storage.create_file("terms"))
        mine = TermTable(table) if ours else None
        for n, key in enumerate(sorted(keys - {b""})):
            (mine or table).add(key, b"%d" % n)
            if mine and n % 100 == 7:
                mine.write()
        if mine:
            mine.write()
        table.close()
        written.append(storage.files["terms"])
    assert written[0] == written[1]
