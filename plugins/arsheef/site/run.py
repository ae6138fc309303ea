"""One build, from what the last one left to what the next one may rely on."""

from __future__ import annotations

import gc
import os
import shutil
import time
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from arsheef.errors import ContentError, OutputError
from arsheef.farm import Farm
from arsheef.settings import Settings
from arsheef.site.documents import digest_of, read_bytes
from arsheef.site.gate import ARTICLE, is_text
from arsheef.site.origin import origin_of
from arsheef.site.reader import Content, Source
from arsheef.site.scan import Stamp, settled, stamps_below
from arsheef.site.sealed import Output, Seal, Sealed, read_sources
from arsheef.site.writer import RESERVED, SiteWriter

if TYPE_CHECKING:
    from arsheef.search.build import SearchSummary
    from arsheef.search.portions import WrittenPortion
    from arsheef.site.catalogue import Catalogue

PORTIONS = "portions"
"""Folder in .arsheef/ where the workers of a farm leave segments."""


@dataclass
class Build:
    """One run of Pelican, from the look at content/ to the last file."""

    settings: Settings
    content: Content
    seal: Seal
    origin: str
    """Key of everything that is not content."""
    files: dict[str, Stamp]
    """The texts that are below content/, by path."""
    began: int
    """Nanoseconds since 1970, before content/ was looked at."""
    outputs: dict[str, Output] | None = None
    """What the last build wrote, as far as it is known; None: nothing is known of any build."""
    changed: list[str] | None = None
    """Paths that are to be read; None: all of content/."""
    shown: dict[str, list[str]] = field(default_factory=dict)
    """Template -> the fields of Site that it may show."""
    gone: bool = False
    """Whether files are missing that the last build read."""
    articles: Any = None
    """Pelican's own ArticlesGenerator, for its closing line."""
    writer: SiteWriter | None = None
    pages: int = 0
    removed: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    """Status -> articles that have it: known when all has been read."""
    sealed: Sealed | None = None
    """What the last build left, where it is to be relied on."""
    packed: list[memoryview] = field(default_factory=list)
    """Its Sources, not yet read."""
    unread: bool = False
    """Whether content/ is what the last build read by size and times alone; ``content`` is then empty until recall()."""
    search: SearchSummary | None = None
    farm: Farm | None = None
    """Where pages and segments are made; None: here."""
    conf: str = ""
    """The settings file, where ``farm`` is given."""
    given: tuple[tuple[str, str], ...] = ()
    """Settings that a worker needs beside it: where the folders are."""
    portions: Iterable[list[WrittenPortion]] = ()
    """Segments of a fresh index that are being made on the farm."""

    @property
    def same(self) -> bool:
        """Whether content/ is what the last build read."""
        return self.changed == [] and not self.gone

    @property
    def untouched(self) -> bool:
        """Whether nothing at all differs from what the last build left, so that there is nothing to do or to keep."""
        sealed, writer = self.sealed, self.writer
        return (
            sealed is not None and writer is not None and self.same and self.files == sealed.stamps
            and writer.made == sealed.outputs and bool(sealed.search) and self._search_files() == sealed.search
        )  # fmt: skip

    def recall(self) -> None:
        """Takes in what the last build read, where that was not needed before."""
        if self.unread:
            self.content.sources.update((source.path, source) for source in read_sources(self.packed))
            self.unread, self.packed = False, []

    def count(self) -> None:
        """Counts the articles; called when all has been read."""
        if self.unread and self.sealed:
            self.counts = self.sealed.counts
        else:
            self.counts = dict(Counter(source.status for source in self.content.sources.values()))

    def in_time(self) -> list[Source]:
        """The published sources in the order of documents in the index: oldest first, undated ones last."""
        return sorted((s for s in self.content.sources.values() if s.status == "published"), key=_in_time)

    def list_articles(self) -> Catalogue:
        """Every published article in order: to be made when all has been read and has passed the gate."""
        from arsheef.site.catalogue import build_catalogue

        gc.disable()  # what is made here stays; looking through it again and again for garbage is a fifth of the time
        try:
            return build_catalogue(self.content.sources.values())
        finally:
            gc.freeze()
            gc.enable()

    def let_go(self) -> None:
        """Frees what list_articles kept from the collector: an index of all articles needs that memory."""
        gc.unfreeze()
        if self.changed is None:
            gc.collect()

    def finish(self) -> None:
        """Keeps what the next build may rely on: called last."""
        if self.writer is None:
            raise OutputError("no page was written; another plugin took arsheef's generator away.")
        shutil.rmtree(self.settings.cache / PORTIONS, ignore_errors=True)  # what nobody adopted, of a killed build, too
        stamps = {name: settled(stamp, self.began) for name, stamp in self.files.items()}
        search = {} if self.search is None or self.search.earlier else self._search_files()
        sealed = Sealed(self.origin, stamps, self.writer.made, self.shown, self.counts, search)
        self.seal.close(sealed, self.content.sources.values())

    def _search_files(self) -> dict[str, Stamp]:
        """The files of index and static search as they are now; the paths of the two do not meet."""
        if self.writer is None:
            return {}
        return stamps_below(str(self.settings.cache / "index")) | stamps_below(str(self.writer.output / RESERVED))


def make_build(settings: dict[str, Any], origin: str) -> Build:
    """A build that knows nothing yet of any before it."""
    own: Settings = settings["ARSHEEF_SETTINGS"]
    where = ("ARSHEEF_SITE", "PATH", "OUTPUT_PATH", "ARSHEEF_CONF")
    return Build(
        own, Content(Path(settings["PATH"])), Seal(own.cache, Path(settings["OUTPUT_PATH"])), origin, {}, time.time_ns(),
        farm=settings.get("ARSHEEF_FARM"), conf=settings.get("ARSHEEF_CONF", ""),
        given=tuple((name, settings[name]) for name in where if name in settings),
    )  # fmt: skip


def _in_time(source: Source) -> tuple[bool, str, str]:
    return source.date is None, source.date or "", source.id


def begin(settings: dict[str, Any], plugins: list[ModuleType]) -> Build:
    """Looks at content/ and compares it with what the last build read; ``settings`` are Pelican's, completed.

    ARSHEEF_FULL makes every page again.
    """
    build = make_build(settings, origin_of(settings, plugins))
    build.files = stamps_below(str(build.content.folder), is_text, follow=True)
    last = build.seal.load()
    if last is None:
        return build
    sealed, packed = last
    trusted = sealed.key == build.origin and not settings.get("ARSHEEF_FULL")
    build.outputs = sealed.outputs if trusted else dict.fromkeys(sealed.outputs, Output(b"", -1, 0, b""))
    if trusted:
        build.shown, build.sealed, build.packed = sealed.shown, sealed, packed
        _compare(build, sealed)
    return build


def _compare(build: Build, sealed: Sealed) -> None:
    """Sets ``changed``, ``gone`` and, where anything changed, the sources that nobody changed."""
    stamps = sealed.stamps
    build.gone = len(stamps) > len(build.files) or any(name not in build.files for name in stamps)
    differ = [name for name, stamp in build.files.items() if stamps.get(name) != stamp]
    if not differ and not build.gone:
        build.changed, build.unread = [], True
        return
    known = {source.path: source for source in read_sources(build.packed)}
    build.packed = []
    texts = [name for name in differ if name.lower().endswith(ARTICLE)]
    build.changed = [name for name in texts if not _is(build, name, stamps, known.get(name))]
    unread = {*build.changed, *(name for name in known if name not in build.files)}
    build.content.sources.update((name, source) for name, source in known.items() if name not in unread)


def _is(build: Build, name: str, stamps: Mapping[str, Stamp], source: Source | None) -> bool:
    """Whether a content file whose size or times differ from what they were holds the same bytes."""
    if source is None or name not in stamps or build.files[name].size != stamps[name].size:
        return False
    try:
        return digest_of(read_bytes(os.path.join(build.content.folder, name))) == source.digest
    except ContentError:  # reading it once more will say why
        return False
