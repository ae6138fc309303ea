"""The Whoosh index in .arsheef/index: opened, brought up to date by id and digest, read back segment by segment."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from whoosh import index as whoosh_index
from whoosh.index import FileIndex
from whoosh.reading import MultiReader, SegmentReader

from arsheef.article import Document
from arsheef.errors import IndexFormatError
from arsheef.search.merge import CAP, choose_merges
from arsheef.search.schema import fingerprint, make_schema
from arsheef.search.writer import DocumentWriter

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
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.suffix in (".toc", ".col", ".pst", ".trm"))
    fresh = folder / f"{MARK}.new"
    fresh.write_text("\n".join([fingerprint(), *(f"{path.stat().st_size} {path.name}" for path in files)]), "utf-8")
    os.replace(fresh, folder / MARK)


def segment_readers(index: FileIndex) -> list[SegmentReader]:
    """One reader a segment, oldest first; the caller closes them."""
    reader = index.reader()
    return [leaf for leaf, _ in reader.leaf_readers()] if isinstance(reader, MultiReader) else (
        [reader] if reader.doc_count_all() else [])  # fmt: skip


def stored_documents(index: FileIndex) -> Iterator[tuple[int, dict[str, Any]]]:
    """(global document number, record) of every document that is not deleted."""
    with index.reader() as reader:
        for docnum in reader.all_doc_ids():
            yield docnum, reader.stored_fields(docnum)["record"]


def update_index(index: FileIndex, digests: Mapping[str, str], load: Callable[[str], Document]) -> IndexChange:
    """Makes the index hold exactly the articles of ``digests`` (id -> digest of the file), reading only changed ones.

    ``load`` gives the Document of an id. New documents are added in the order of ``digests``, which should be by date, in
    segments of at most CAP. Deleted and changed ones become tombstones until their segment is merged.
    """
    current: dict[str, tuple[int, str]] = {}
    for docnum, record in stored_documents(index):
        current[record["id"]] = (docnum, record["digest"])
    stale = [docnum for id_, (docnum, digest) in current.items() if digests.get(id_) != digest]
    new = [id_ for id_, digest in digests.items() if id_ not in current or current[id_][1] != digest]
    for start in range(0, len(new), CAP) if new else ([0] if stale else []):
        _commit(index, new[start : start + CAP], stale if start == 0 else [], load)
    return IndexChange(len(new), len(stale), len(current) - len(stale))


def _commit(index: FileIndex, ids: list[str], stale: list[int], load: Callable[[str], Document]) -> None:
    """One transaction: tombstones, at most one new segment, merges. Nothing is visible before its last step."""
    writer = DocumentWriter(index, compound=False)
    try:
        for docnum in stale:
            writer.delete_document(docnum)
        for id_ in ids:
            writer.add(load(id_))
        writer.commit(mergetype=_merge)
        _write_mark(Path(index.storage.folder))
    except BaseException:
        if not writer.is_closed:
            writer.cancel()
        raise


def _merge(writer: DocumentWriter, segments: list[Any]) -> list[Any]:
    """Whoosh's hook: copies the chosen segments into the one being written and returns the rest."""
    sizes = [segment.doc_count_all() for segment in segments]
    dead = [segment.deleted_count() for segment in segments]
    chosen = choose_merges(sizes, dead, writer.doc_count())
    rewritten = chosen if writer.doc_count() or len(chosen) > 1 or any(dead[n] for n in chosen) else set()
    for n in sorted(rewritten):
        if sizes[n] > dead[n]:
            reader = SegmentReader(writer.storage, writer.schema, segments[n])
            writer.add_reader(reader)
            reader.close()
    return [segment for n, segment in enumerate(segments) if n not in rewritten]
