"""The Whoosh index in .arsheef/index: opened, brought up to date by id and digest, read back segment by segment."""

from __future__ import annotations

import json
import os
import shutil
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from whoosh import index as whoosh_index
from whoosh.codec.base import Segment
from whoosh.index import FileIndex
from whoosh.reading import MultiReader, SegmentReader

from arsheef.article import Document
from arsheef.errors import IndexFormatError
from arsheef.search.families import Families
from arsheef.search.merge import choose_merges
from arsheef.search.postings import read_runs
from arsheef.search.schema import fingerprint, make_schema
from arsheef.search.source import read_documents
from arsheef.search.writer import DOCUMENTS, DocumentWriter, WrittenSegment

SUFFIXES = (".toc", ".col", ".pst", ".trm", DOCUMENTS)
MARK = "arsheef-index"
"""File in the index folder that names what the index was made with, and every file of it with its size: an index that was cut
off, copied in part or partly deleted is known before Whoosh stumbles over it."""


@dataclass(frozen=True, slots=True)
class IndexChange:
    """What an update did, in documents."""

    added: int
    deleted: int
    kept: int


def open_index(folder: Path) -> FileIndex:
    """The index in ``folder`` for reading. Raises IndexFormatError where there is none, or a damaged or another version's."""
    mark = folder / MARK
    if not mark.is_file() or not _is_whole(folder, mark.read_text("utf-8")):
        raise IndexFormatError(f"{folder}: no whole search index of this version; run 'arsheef build' first.")
    return whoosh_index.open_dir(str(folder), schema=make_schema())


def is_fresh(folder: Path) -> bool:
    """Whether the index in ``folder`` has no segment: it is to be made, or was thrown away."""
    try:
        return not open_index(folder)._segments()
    except IndexFormatError:
        return True


def open_or_create(folder: Path) -> FileIndex:
    """The index in ``folder``; one of another version is thrown away, since it is only a cache."""
    try:
        return open_index(folder)
    except IndexFormatError:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        created = whoosh_index.create_in(str(folder), make_schema())
        _write_mark(folder)
        return created


def _is_whole(folder: Path, mark: str) -> bool:
    version, *files = mark.splitlines()
    sizes = (line.split(" ", 1) for line in files)
    return version == fingerprint() and all(
        (folder / name).is_file() and (folder / name).stat().st_size == int(size) for size, name in sizes
    )


def _write_mark(folder: Path) -> None:
    """Names the files of the index as they are now; after a kill just before this, the next build starts the index anew."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in SUFFIXES)
    fresh = folder / f"{MARK}.new"
    fresh.write_text("\n".join([fingerprint(), *(f"{path.stat().st_size} {path.name}" for path in files)]), "utf-8")
    os.replace(fresh, folder / MARK)


def segment_readers(index: FileIndex) -> list[SegmentReader]:
    """One reader a segment, oldest first; the caller closes them."""
    reader = index.reader()
    return [leaf for leaf, _ in reader.leaf_readers()] if isinstance(reader, MultiReader) else (
        [reader] if reader.doc_count_all() else [])  # fmt: skip


def read_segment(index: FileIndex, segment: Segment) -> WrittenSegment:
    """What a segment was written from, read back from Whoosh's files."""
    reader = SegmentReader(index.storage, index.schema, segment)
    records, lengths = read_documents(reader)
    families = Families()
    for run in read_runs(reader, 0):
        families.add(run)
    reader.close()
    return WrittenSegment(records, lengths, families)


def live_documents(index: FileIndex) -> Iterator[tuple[int, str, str]]:
    """(global document number, id, digest) of every document that is not deleted."""
    base = 0
    for segment in index._segments():
        for number, (id_, digest) in enumerate(zip(*_listed(index, segment), strict=True)):
            if not segment.is_deleted(number):
                yield base + number, id_, digest
        base += segment.doc_count_all()


def _listed(index: FileIndex, segment: Segment) -> list[list[str]]:
    """Ids and digests of a segment's documents, from the list beside Whoosh's files: stored fields are slow to read."""
    path = Path(index.storage.folder) / segment.make_filename(DOCUMENTS)
    try:
        ids, digests = json.loads(path.read_bytes())
    except (OSError, ValueError):  # lost or damaged: what it says also stands in the segment
        ids = digests = []
    if not len(ids) == len(digests) == segment.doc_count_all():
        reader = SegmentReader(index.storage, index.schema, segment)
        records, _ = read_documents(reader)
        reader.close()
        ids, digests = ([record[name] for record in records] for name in ("id", "digest"))
    return [ids, digests]


Written = Callable[[Segment, WrittenSegment], None]
"""Called with each new segment, after it was committed."""


def update_index(
    index: FileIndex, digests: Mapping[str, str], load: Callable[[str], Document], written: Written | None = None
) -> IndexChange:
    """Makes the index hold exactly the articles of ``digests`` (id -> digest of the file), reading only changed ones.

    ``load`` gives the Document of an id. New documents are added in the order of ``digests``, which should be by date, in
    segments of at most CAP. Deleted and changed ones become tombstones until their segment is merged.
    """
    current = {id_: (docnum, digest) for docnum, id_, digest in live_documents(index)}
    stale = [docnum for id_, (docnum, digest) in current.items() if digests.get(id_) != digest]
    new = [id_ for id_, digest in digests.items() if id_ not in current or current[id_][1] != digest]
    waiting, dead = deque(new), stale
    while waiting or dead:
        _commit(index, waiting, dead, load, written)
        dead = []
    return IndexChange(len(new), len(stale), len(current) - len(stale))


def adopt_segment(index: FileIndex, folder: Path, segment: Segment) -> None:
    """Takes a segment that was written in ``folder`` into the index, after those that it has; it is moved, not copied."""
    for path in folder.iterdir():
        if path.name.startswith(f"{segment.segment_id()}."):
            os.replace(path, Path(index.storage.folder) / path.name)
    writer = DocumentWriter(index, compound=False)
    writer.commit(mergetype=lambda _, segments: [*segments, segment])
    _write_mark(Path(index.storage.folder))


def _commit(
    index: FileIndex, waiting: deque[str], stale: list[int], load: Callable[[str], Document], written: Written | None
) -> None:
    """One transaction: tombstones, at most one new segment, merges. Nothing is visible before its last step."""
    writer = DocumentWriter(index, compound=False)
    try:
        for docnum in stale:
            writer.delete_document(docnum)
        while waiting and not writer.is_full:
            writer.add(load(waiting.popleft()))
        writer.commit(mergetype=_merge)
        _write_mark(Path(index.storage.folder))
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise
    if written and writer.written:
        written(writer.newsegment, writer.written)


def _merge(writer: DocumentWriter, segments: list[Segment]) -> list[Segment]:
    """Whoosh's hook: copies the chosen segments into the one being written and returns the rest."""
    sizes = [segment.doc_count_all() for segment in segments]
    dead = [segment.deleted_count() for segment in segments]
    chosen = choose_merges(sizes, dead, writer.doc_count())
    rewritten = chosen if writer.doc_count() or len(chosen) > 1 or any(dead[n] for n in chosen) else set()
    for n in sorted(rewritten):
        if sizes[n] > dead[n]:
            reader = SegmentReader(writer.storage, writer.schema, segments[n])
            writer.add_segment(reader)
            reader.close()
    return [segment for n, segment in enumerate(segments) if n not in rewritten]
