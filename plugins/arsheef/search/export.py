"""One Whoosh segment to one immutable folder of the static index, named after what it was made from.

    l0.js     lengths (a byte a document) and days
    s<k>.js   shard k of the postings: skeleton > class > form > postings      h<k>.js   lists of a heavy skeleton
    p<k>.js   positions in the same order                                      q<n>.js   all of a heavy skeleton
    r<k>.js   records of 4 documents        f<k>.js   names by which a result is narrowed
    w<k>.js   words, for spelling           g<k>.js   what a search box suggests
    x<k>.js   texts of 8 documents          e<k>.js   what downloads need       c0.js     copies

docs/index-format.md draws the bytes.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from arsheef.search.columns import export_names
from arsheef.search.export_copies import export_copies
from arsheef.search.export_texts import export_texts
from arsheef.search.manifest import Segment, script
from arsheef.search.records import export_lengths, export_records
from arsheef.search.schema import fingerprint
from arsheef.search.source import Exporter, SegmentSource
from arsheef.search.suggestions import export_suggestions
from arsheef.search.words import export_words

UNIT = 512
"""Letters that a number of Segment.sizes counts."""
EXPORTERS: tuple[Exporter, ...] = (
    export_lengths, export_records, export_names, export_words, export_suggestions, export_copies,
    export_texts,
)  # fmt: skip
"""Whoever adds a kind of file adds its function here; the manifest names the files of each letter."""


def export_segment(source: SegmentSource, out_dir: Path) -> Segment:
    """Writes the folder of a segment below ``out_dir``, whole or not at all; gives its row of the manifest."""
    name = segment_name(source.records)
    folder, fresh = out_dir / name, out_dir / f"{name}.new"
    shutil.rmtree(fresh, ignore_errors=True)
    fresh.mkdir(parents=True)
    heavy: list[tuple[str, str]] = []
    sizes: dict[str, list[int]] = {}
    for file, payload in _files(source, heavy):
        sizes.setdefault(file[0], []).append(len(payload))
        (fresh / f"{file}.js").write_bytes(script(f"{name}/{file}", payload).encode())
    put_in_place(fresh, folder)
    counts = {letter: len(sizes[letter]) for letter in sorted(sizes)}
    last = max((record["date"][:10] for record in source.records if record["date"]), default="")
    shard = sum(sizes["s"]) // len(sizes["s"])
    left = iter(sizes.get("h", ()))
    largest = (max(islice(left, sum(map(int, groups)))) for _, groups in heavy)
    units = tuple(-(-size // UNIT) for size in largest)
    skeletons, groups = ([pair[n] for pair in heavy] for n in (0, 1))
    return Segment(name, len(source.records), counts, tuple(skeletons), tuple(groups), (), units, shard, last)


def put_in_place(fresh: Path, folder: Path) -> None:
    """Makes the files of ``fresh``, which is whole, those of ``folder``, beside it."""
    if folder.is_dir():  # it has lost files, or nobody knows any more that it is whole; what it has may be in use
        for path in fresh.iterdir():
            os.replace(path, folder / path.name)
        fresh.rmdir()
    else:
        os.replace(fresh, folder)


def segment_name(records: list[dict[str, Any]]) -> str:
    """Twelve hexadecimal digits of all that the bytes of a segment depend on: the program, and its articles in their order."""
    digest = hashlib.sha256(fingerprint().encode())
    for record in records:
        digest.update(f"{record['id']} {record['digest']}\n".encode())
    return digest.hexdigest()[:12]


def _files(source: SegmentSource, heavy: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Name and payload of every file; ``heavy`` takes the skeletons that have files of their own, and their groups."""
    yield from source.families.files(len(source.records), heavy)
    for exporter in EXPORTERS:
        yield from exporter(source)
