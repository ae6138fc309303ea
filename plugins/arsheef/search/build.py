"""Brings index and static search files up to date with content/: what a site build calls, and nothing else of search/."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from whoosh.reading import SegmentReader

from arsheef.arabic.rules import browser_bundle
from arsheef.article import Document
from arsheef.errors import IndexFormatError
from arsheef.search.export import segment_files, write_files
from arsheef.search.index import open_or_create, segment_readers, update_index
from arsheef.search.language import TABLE
from arsheef.search.manifest import NAME, Manifest, Segment, files_named, manifest_script, read_manifest, script, segment_of
from arsheef.search.records import step_length
from arsheef.search.source import date_order

EXPORTS = "exports.json"
"""In the index folder: Whoosh segment id -> row of the manifest, so that a segment is exported once."""


@dataclass(frozen=True, slots=True)
class SearchSummary:
    """What update_search did."""

    documents: int
    added: int
    deleted: int
    segments: int
    exported: int
    """Segments that were written anew."""


def update_search(
    index_dir: Path, out_dir: Path, digests: Mapping[str, str], load: Callable[[str], Document]
) -> SearchSummary:
    """Makes index and static files hold exactly the articles of ``digests`` (id -> digest of the file), in that order.

    Only new and changed articles are loaded. New segments are complete on disk before the manifest names them, and those
    that the manifest before this one named stay for pages that are open in a reader's browser.
    """
    index = open_or_create(index_dir)
    change = update_index(index, digests, load)
    known = _read_exports(index_dir)
    rows: dict[str, Segment] = {}
    exported = 0
    readers = segment_readers(index)
    for reader in readers:
        segment_id = reader.segment().segment_id()
        row = known.get(segment_id)
        if row is None or not _whole(out_dir, row):
            row = _export(reader, out_dir, load)
            exported += 1
        rows[segment_id] = row
    _replace(index_dir / EXPORTS, json.dumps({key: asdict(row) for key, row in rows.items()}))
    alive = tuple(replace(row, dead=_dead(reader)) for reader, row in zip(readers, rows.values(), strict=True))
    index.close()
    publish(out_dir, Manifest(_write_rules(out_dir), alive))
    return SearchSummary(change.added + change.kept, change.added, change.deleted, len(alive), exported)


def publish(out_dir: Path, manifest: Manifest) -> None:
    """Replaces the manifest in one step, then removes what neither it nor the manifest before it names."""
    path = out_dir / NAME
    keep = set(files_named(manifest))
    with suppress(IndexFormatError):  # none yet, or one of another version: no open page can use what it names
        keep.update(files_named(read_manifest(path)))
    text = manifest_script(manifest)
    if not path.is_file() or path.read_bytes() != text.encode():
        _replace(path, text)
    folders = {name.partition("/")[0] for name in keep}
    for entry in out_dir.iterdir():
        if entry.name not in folders and entry.name != NAME:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()


def _export(reader: SegmentReader, out_dir: Path, load: Callable[[str], Document]) -> Segment:
    segment, files = segment_files(reader, load)
    folder = out_dir / segment.name
    if not _whole(out_dir, segment):
        fresh = out_dir / f"{segment.name}.new"
        for old in (fresh, folder):
            shutil.rmtree(old, ignore_errors=True)
        write_files(fresh, files)
        os.replace(fresh, folder)
    return segment


def _whole(out_dir: Path, segment: Segment) -> bool:
    """Whether every file of a segment is there; a name is a content hash, so a present file is the right one."""
    folder = out_dir / segment.name
    if not folder.is_dir():
        return False
    present = set(os.listdir(folder))
    return all(name.rpartition("/")[2] in present for name in segment.paths())


def _dead(reader: SegmentReader) -> tuple[int, ...]:
    """Deleted documents as numbers in the exported order."""
    deleted = set(reader.segment().deleted_docs())
    if not deleted:
        return ()
    records = [reader.stored_fields(n)["record"] for n in range(reader.doc_count_all())]
    return tuple(new for new, old in enumerate(date_order(records)) if old in deleted)


def _read_exports(index_dir: Path) -> dict[str, Segment]:
    path = index_dir / EXPORTS
    if not path.is_file():
        return {}
    try:
        return {key: segment_of(row) for key, row in json.loads(path.read_bytes()).items()}
    except (ValueError, KeyError, TypeError, AttributeError):  # damaged, like any cache may be: every segment is exported again
        return {}


def rules_script() -> tuple[str, str]:
    """Name (without .js) and content of the file that is the same for every archive of this version: the analysis rules,
    the words of the query language, and the lengths in words that the steps of l0.js stand for. The search page loads it by
    this name, with its scripts."""
    lengths = json.dumps([step_length(step) for step in range(64)], separators=(",", ":"))
    words = json.dumps(TABLE, ensure_ascii=False, separators=(",", ":"))
    payload = f'{{"analysis":{browser_bundle()},"lengths":{lengths},"query":{words}}}'
    name = f"rules-{hashlib.sha256(payload.encode()).hexdigest()[:10]}"
    return name, script(name, payload)


def _write_rules(out_dir: Path) -> str:
    name, text = rules_script()
    path = out_dir / f"{name}.js"
    if not path.is_file():
        out_dir.mkdir(parents=True, exist_ok=True)
        _replace(path, text)
    return name


def _replace(path: Path, text: str) -> None:
    """Writes a file in one step: a reader sees the old one or the new one."""
    fresh = path.with_suffix(".new")
    fresh.write_bytes(text.encode())
    os.replace(fresh, path)
