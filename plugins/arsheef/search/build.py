"""Brings index and static search files up to date with content/: what a site build calls, and nothing else of search/."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from whoosh.codec.base import Segment as WhooshSegment

from arsheef.arabic.bundle import browser_bundle
from arsheef.arabic.keyboard import keyboard_bundle
from arsheef.article import Document
from arsheef.errors import IndexFormatError
from arsheef.search.export import export_segment
from arsheef.search.index import open_or_create, read_segment, update_index
from arsheef.search.language import TABLE
from arsheef.search.manifest import (
    NAME,
    Manifest,
    Segment,
    files_named,
    manifest_script,
    read_manifest,
    row_of,
    script,
    segment_of,
)
from arsheef.search.portions import WrittenPortion, adopt_portions
from arsheef.search.records import step_length
from arsheef.search.source import SegmentSource
from arsheef.search.texts import Texts
from arsheef.search.writer import WrittenSegment

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
    earlier: int
    """Folders and files that only the manifest before names; the next update removes them."""


def update_search(
    index_dir: Path,
    out_dir: Path,
    digests: Mapping[str, str],
    load: Callable[[str], Document],
    portions: Iterable[WrittenPortion] = (),
) -> SearchSummary:
    """Makes index and static files hold exactly the articles of ``digests`` (id -> digest of the file), in that order.

    Only new and changed articles are loaded. New segments are complete on disk before the manifest names them, and those
    that the manifest before this one named stay for pages that are open in a reader's browser. ``portions`` are segments of
    a fresh index that were written elsewhere.
    """
    index = open_or_create(index_dir)
    with Texts(load) as texts:
        exports = _Exports(index_dir / EXPORTS, out_dir, texts)
        adopted = 0
        for segment, row in adopt_portions(index, out_dir, portions):
            exports.rows[segment.segment_id()] = row
            exports.written += 1
            adopted += row.docs
        change = update_index(index, digests, texts.load, exports.write)
        segments = index._segments()
        for segment in segments:
            if not exports.has(segment):
                exports.write(segment, read_segment(index, segment))
    index.close()
    exports.save(segments)
    alive = tuple(replace(exports.rows[s.segment_id()], dead=tuple(sorted(s.deleted_docs()))) for s in segments)
    earlier = publish(out_dir, Manifest(_write_rules(out_dir), alive))
    documents = change.added + change.kept
    return SearchSummary(documents, change.added + adopted, change.deleted, len(alive), exports.written, earlier)


def publish(out_dir: Path, manifest: Manifest) -> int:
    """Replaces the manifest in one step, then removes what neither it nor the manifest before it names; gives how many
    folders and files only that one names."""
    path = out_dir / NAME
    keep = set(files_named(manifest))
    own = {name.partition("/")[0] for name in keep}
    with suppress(IndexFormatError):  # none yet, or one of another version: no open page can use what it names
        keep.update(files_named(read_manifest(path)))
    text = manifest_script(manifest)
    if not path.is_file() or path.read_bytes() != text.encode():
        _replace(path, text)
    folders = {name.partition("/")[0] for name in keep}
    for entry in out_dir.iterdir():
        if entry.name not in folders and entry.name != NAME:
            shutil.rmtree(entry) if entry.is_dir() else entry.unlink()
    return len(folders - own)


class _Exports:
    """What is known of the segments that were exported: Whoosh segment id -> row of the manifest."""

    def __init__(self, path: Path, out_dir: Path, texts: Texts) -> None:
        self.rows = _read_exports(path)
        self.written = 0
        self._path, self._out_dir, self._texts = path, out_dir, texts

    def has(self, segment: WhooshSegment) -> bool:
        """Whether a segment stands in the output with all its files; a name stands for all that the content depends on."""
        row = self.rows.get(segment.segment_id())
        folder = self._out_dir / row.name if row else None
        if not row or not folder or not folder.is_dir():
            return False
        present = set(os.listdir(folder))
        return all(name.rpartition("/")[2] in present for name in row.paths())

    def write(self, segment: WhooshSegment, content: WrittenSegment) -> None:
        """Exports a segment."""
        source = SegmentSource(content.records, content.lengths, content.families, self._texts)
        self.rows[segment.segment_id()] = export_segment(source, self._out_dir)
        self.written += 1

    def save(self, segments: Sequence[WhooshSegment]) -> None:
        """Keeps the rows of the segments that there are."""
        rows = {segment.segment_id(): row_of(self.rows[segment.segment_id()]) for segment in segments}
        _replace(self._path, json.dumps(rows))


def _read_exports(path: Path) -> dict[str, Segment]:
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
    payload = f'{{"analysis":{browser_bundle()},"lengths":{lengths},"query":{words},"keyboard":{keyboard_bundle()}}}'
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
