"""The manifest of a static index: the only file that changes its content; names every other file of the search folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from arsheef.arabic.bundle import in_latin, pack, unpack
from arsheef.errors import IndexFormatError
from arsheef.search.merge import CAP
from arsheef.search.schema import FORMAT

NAME = "manifest.js"
READ = {"documents": CAP, "bytes": 100_000}


@dataclass(frozen=True, slots=True)
class Segment:
    """One exported segment, a folder named after the hash of its content."""

    name: str
    docs: int
    files: dict[str, int]
    """Letter -> number of files: {"s": 3} stands for s0.js, s1.js and s2.js."""
    heavy: tuple[str, ...]
    """Skeletons with files of their own: q<n>.js, n being the place in this list, and some h<k>.js."""
    groups: tuple[str, ...] = ()
    """Of each of them a digit for every group of classes: how many h<k>.js the forms of the group are spread over."""
    dead: tuple[int, ...] = ()
    """Documents that are deleted, as numbers in the exported order."""
    sizes: tuple[int, ...] = ()
    """Of each skeleton of ``heavy`` its largest h<k>.js in units of 512 bytes, rounded up."""
    shard: int = 0
    """Mean bytes of the shards s<k>.js: with ``sizes`` what a browser needs to know before it loads postings."""
    last: str = ""
    """ISO date of the newest document; empty where none has a date."""

    def paths(self) -> Iterator[str]:
        """Every file of the folder, as a path below the search folder."""
        for letter, count in self.files.items():
            for n in range(count):
                yield f"{self.name}/{letter}{n}.js"


def segment_of(row: dict[str, Any]) -> Segment:
    """A row of JSON back. Raises KeyError, TypeError or ValueError where it is none."""
    files = {str(letter): int(count) for letter, count in dict(row["files"]).items()}
    heavy = (*unpack(row["heavy"]), *row["others"].split())
    return Segment(row["name"], row["docs"], files, heavy, tuple(row["groups"].split()), tuple(row["dead"]),
                   tuple(row["sizes"]), row["shard"], row["last"])  # fmt: skip


def row_of(segment: Segment) -> dict[str, Any]:
    """The row of JSON of a segment. Skeletons of Arabic letters, all of which come first, are packed: half of the bytes."""
    words = list(filter(is_arabic, segment.heavy))
    heavy, others = in_latin(pack(words), "".join(sorted(set("".join(words))))), " ".join(segment.heavy[len(words) :])
    return {**asdict(segment), "heavy": heavy, "others": others, "groups": " ".join(segment.groups)}


def is_arabic(skeleton: str) -> bool:
    """Whether it is of the 42 letters that Arabic words fold to."""
    return all("\u0621" <= letter <= "\u064a" for letter in skeleton)


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the browser reads first."""

    rules: str
    """Name of the rules file, without .js."""
    segments: tuple[Segment, ...]
    """Oldest first."""
    read: Mapping[str, int] = field(default_factory=lambda: dict(READ))
    """What a search reads of them, newest first: segments until it has so many ``documents``, then further ones as long as
    their postings are no more than so many ``bytes``."""
    format: int = FORMAT


def script(name: str, payload: str) -> str:
    """A classic script that hands ``payload`` (a JavaScript expression) to the store under ``name``."""
    # U+2028 and U+2029 end a line inside a string for browsers older than ES2019
    payload = payload.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'arsheef.load("{name}",{payload});\n'


def manifest_script(manifest: Manifest) -> str:
    """The bytes of manifest.js. Sizes are left out of an archive that every search reads as a whole."""
    whole = sum(segment.docs for segment in manifest.segments) <= manifest.read["documents"]
    rows = [{**row_of(segment), **({"sizes": ()} if whole else {})} for segment in manifest.segments]
    payload = {"rules": manifest.rules, "segments": rows, "read": manifest.read, "format": manifest.format}
    return script("manifest", json.dumps(payload, ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def read_manifest(path: Path) -> Manifest:
    """Reads manifest.js. Raises IndexFormatError where it is missing, cut off, or of another format."""
    try:
        text = path.read_text("utf-8")
        payload = json.loads(text.removeprefix('arsheef.load("manifest",').removesuffix(");\n"))
        version = payload["format"]
        if version != FORMAT:
            raise IndexFormatError(f"{path}: format {version}, this program reads {FORMAT}; run 'arsheef build'.")
        return Manifest(payload["rules"], tuple(map(segment_of, payload["segments"])), payload["read"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexFormatError(f"{path}: no readable manifest ({error}); run 'arsheef build'.") from error


def files_named(manifest: Manifest) -> Iterator[str]:
    """Every file that the manifest needs, as paths below the search folder."""
    yield f"{manifest.rules}.js"
    for segment in manifest.segments:
        yield from segment.paths()
