"""A fresh index made in portions elsewhere: one full segment each, of the same documents as if one process wrote them all.

    ids, oldest first ─CAP at a time─► Portion ─write_portion, on a worker─► folder of its own, Written ─adopt─► index, output/

A portion is pure: it reads articles and writes a new folder, so that it may be run twice; what nobody adopts is removed.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.codec.base import Segment as WhooshSegment
from whoosh.index import FileIndex

from arsheef.article import Document
from arsheef.search.export import export_segment, put_in_place
from arsheef.search.index import adopt_segment
from arsheef.search.manifest import Segment
from arsheef.search.merge import CAP
from arsheef.search.schema import make_schema
from arsheef.search.source import SegmentSource
from arsheef.search.texts import Texts
from arsheef.search.writer import DocumentWriter

EXPORTED = "exported"
"""Folder of a written portion that holds its static files."""


@dataclass(frozen=True, slots=True)
class Portion:
    """The documents of one segment."""

    ids: Sequence[str]
    load: Callable[[str], Document]
    """Gives the Document of these and of the articles that they are copies of. It travels to the worker."""
    folder: Path
    """Where the worker makes a folder of its own; the same path on every machine."""


@dataclass(frozen=True, slots=True)
class WrittenPortion:
    """What a worker left."""

    folder: Path
    segment: WhooshSegment
    row: Segment
    documents: int
    """The first so many of the portion's, usually all: a segment with very many terms is full before it has CAP."""
    wanted: int


def cut_portions(
    ids: Sequence[str], load: Callable[[Sequence[str]], Callable[[str], Document]], folder: Path
) -> Iterator[Portion]:
    """The portions of a fresh index, in order; ``load`` gives the loader for some ids."""
    for first in range(0, len(ids), CAP):
        some = ids[first : first + CAP]
        yield Portion(some, load(some), folder)


def write_portions(portions: Iterable[Portion]) -> list[WrittenPortion]:
    """Portions one after another: what a worker is given."""
    return [_write(portion) for portion in portions]


def _write(portion: Portion) -> WrittenPortion:
    portion.folder.mkdir(parents=True, exist_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="portion-", dir=portion.folder))
    with Texts(portion.load) as texts:
        return _write_into(folder, portion, texts)


def _write_into(folder: Path, portion: Portion, texts: Texts) -> WrittenPortion:
    writer = DocumentWriter(whoosh_index.create_in(str(folder), make_schema()), compound=False)
    documents = 0
    try:
        for id_ in portion.ids:
            if writer.is_full:
                break
            writer.add(texts.load(id_))
            documents += 1
        writer.commit(mergetype=lambda _, segments: segments)
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    content = writer.written
    assert content is not None  # a portion has documents
    source = SegmentSource(content.records, content.lengths, content.families, texts)
    return WrittenPortion(folder, writer.newsegment, export_segment(source, folder / EXPORTED), documents, len(portion.ids))


def adopt_portions(
    index: FileIndex, out_dir: Path, portions: Iterable[WrittenPortion]
) -> Iterator[tuple[WhooshSegment, Segment]]:
    """Takes written portions into an index that has no segment yet; gives each with its row of the manifest.

    Ends after one that could not hold all of its documents: the segments after it begin elsewhere then, and the caller
    writes them.
    """
    for portion in portions:
        out_dir.mkdir(parents=True, exist_ok=True)
        _move(portion.folder / EXPORTED / portion.row.name, out_dir / portion.row.name)
        adopt_segment(index, portion.folder, portion.segment)
        shutil.rmtree(portion.folder)
        yield portion.segment, portion.row
        if portion.documents < portion.wanted:
            return


def _move(folder: Path, target: Path) -> None:
    fresh = target.with_name(f"{target.name}.new")
    shutil.rmtree(fresh, ignore_errors=True)
    shutil.move(folder, fresh)  # the site may lie on another disk than its cache
    put_in_place(fresh, target)
