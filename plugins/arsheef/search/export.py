"""One Whoosh segment to one immutable folder of the static index, named after the hash of its content.

    l0.js     lengths (a byte a document) and days
    s<k>.js   shard k of the postings: skeleton > class > form > postings      h<n>.js   the n-th heavy skeleton alone
    p<k>.js   positions in the same order                                      q<n>.js   of the n-th heavy skeleton
    r<k>.js   records of 4 documents        f<k>.js   names by which a result is narrowed

docs/index-format.md draws the bytes.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from whoosh.reading import SegmentReader

from arsheef.article import Document
from arsheef.search.columns import export_names
from arsheef.search.families import posting_files
from arsheef.search.manifest import Segment, script
from arsheef.search.records import export_lengths, export_records
from arsheef.search.source import Exporter, open_source

EXPORTERS: tuple[Exporter, ...] = (export_lengths, export_records, export_names)
"""Whoever adds a kind of file adds its function here; the manifest names the files of each letter."""


def segment_files(reader: SegmentReader, load: Callable[[str], Document]) -> tuple[Segment, dict[str, str]]:
    """The manifest row of a segment, and its files by name (without folder); ``load`` gives the Document of an id."""
    source = open_source(reader, load)
    files, heavy = posting_files(source)
    for exporter in EXPORTERS:
        files.update(exporter(source))
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    counts = Counter(name[0] for name in sorted(files))
    sizes = tuple(len(files[f"h{n}"]) for n in range(len(heavy)))
    shard = sum(len(files[f"s{n}"]) for n in range(counts["s"])) // counts["s"]
    last = max((record["date"][:10] for record in source.records if record["date"]), default="")
    segment = Segment(digest.hexdigest()[:12], len(source.records), dict(counts), tuple(heavy), (), sizes, shard, last)
    return segment, files


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Writes a segment's scripts into ``folder``, which other builds do not see before it is complete."""
    folder.mkdir(parents=True)
    for name, payload in files.items():
        (folder / f"{name}.js").write_bytes(script(f"{folder.name.removesuffix('.new')}/{name}", payload).encode())
