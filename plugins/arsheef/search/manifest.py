"""The manifest of a static index: the only file that changes its content; names every other file of the search folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from arsheef.errors import IndexFormatError
from arsheef.search.schema import FORMAT

NAME = "manifest.js"
RECORDS = 4
"""Records in one file r<k>.js."""


@dataclass(frozen=True, slots=True)
class Segment:
    """One exported segment, a folder named after the hash of its content."""

    name: str
    docs: int
    shards: int
    """Number of posting shards s<k>.js, and of position shards p<k>.js."""
    heavy: tuple[str, ...]
    """Skeletons with files of their own: h<n>.js and q<n>.js, n being the place in this list."""
    dead: tuple[int, ...] = ()
    """Documents that are deleted, as numbers in the exported order."""

    def files(self) -> Iterator[str]:
        """Every file of the folder, as a path below the search folder."""
        yield f"{self.name}/l.js"
        for letter, count in (("s", self.shards), ("p", self.shards), ("h", len(self.heavy)), ("q", len(self.heavy)),
                              ("r", -(-self.docs // RECORDS))):  # fmt: skip
            for n in range(count):
                yield f"{self.name}/{letter}{n}.js"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What the browser reads first."""

    rules: str
    """Name of the rules file, without .js."""
    segments: tuple[Segment, ...]
    """Oldest first."""
    format: int = FORMAT


def script(name: str, payload: str) -> str:
    """A classic script that hands ``payload`` (a JavaScript expression) to the store under ``name``."""
    # U+2028 and U+2029 end a line inside a string for browsers older than ES2019
    payload = payload.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f'arsheef.load("{name}",{payload});\n'


def manifest_script(manifest: Manifest) -> str:
    """The bytes of manifest.js."""
    return script("manifest", json.dumps(asdict(manifest), ensure_ascii=False, separators=(",", ":"), sort_keys=True))


def read_manifest(path: Path) -> Manifest:
    """Reads manifest.js. Raises IndexFormatError where it is missing, cut off, or of another format."""
    try:
        text = path.read_text("utf-8")
        payload = json.loads(text.removeprefix('arsheef.load("manifest",').removesuffix(");\n"))
        version = payload["format"]
        if version != FORMAT:
            raise IndexFormatError(f"{path}: format {version}, this program reads {FORMAT}; run 'arsheef build'.")
        segments = tuple(Segment(s["name"], s["docs"], s["shards"], tuple(s["heavy"]), tuple(s["dead"]))
                         for s in payload["segments"])  # fmt: skip
        return Manifest(payload["rules"], segments)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexFormatError(f"{path}: no readable manifest ({error}); run 'arsheef build'.") from error


def files_named(manifest: Manifest) -> Iterator[str]:
    """Every file that the manifest needs, as paths below the search folder."""
    yield f"{manifest.rules}.js"
    for segment in manifest.segments:
        yield from segment.files()
