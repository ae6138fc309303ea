"""What a worker does of a build: it opens the same site, in the same folders, and makes pages that it is told of.

A page is made from its Request and the content file alone, so that no worker reads all articles: a request carries what the
catalogue says of the article and of those that its page names.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from arsheef.article import Document
from arsheef.errors import ClusterError, ContentError
from arsheef.site.articles import ArticlePages, Request
from arsheef.site.catalogue import Catalogue
from arsheef.site.context import Context
from arsheef.site.documents import read_bytes
from arsheef.site.formats import Formats
from arsheef.site.origin import origin_of
from arsheef.site.parts import Entry, Site
from arsheef.site.reader import Content, load_document, read_source
from arsheef.site.render import Renderer, template_folders
from arsheef.site.strings import load_texts

NOTHING = Catalogue({}, (), (), {}, {}, {}, {}, {}, {}, {})


@dataclass(frozen=True, slots=True)
class Place:
    """Where a site is, the same on every machine, and what it is made with."""

    conf: str
    """Its settings file."""
    given: tuple[tuple[str, str], ...]
    """Settings that go before those of the file: folders."""
    origin: str
    """Key of everything that is not content, see origin.py."""
    site: Site


@dataclass(frozen=True, slots=True)
class Loader:
    """Documents by the id of their article."""

    folder: str
    paths: Mapping[str, str]
    digests: Mapping[str, str]
    """Of those that are indexed; of others any version will do."""

    def __call__(self, id_: str) -> Document:
        """Raises ContentError where a file is gone or not the one that was read for the catalogue."""
        path = self.paths[id_]
        source = read_source(read_bytes(f"{self.folder}/{path}"), path)
        if self.digests.get(id_, source.digest) != source.digest:
            raise ContentError(f"{path}: changed while the site was being built; build again.")
        return load_document(self.folder, source)


def make_pages(requests: Sequence[Request], place: Place) -> list[bytes]:
    """The files of pages. Raises ClusterError where this worker does not see the site, or another one."""
    context, renderer = _open(place)
    pages = _pages(requests, context, Path(dict(place.given)["PATH"]))
    return [
        renderer.render(pages.make(request.entry, "published", request.previous, request.following)) for request in requests
    ]


def _pages(requests: Sequence[Request], context: Context, content: Path) -> ArticlePages:
    """A maker of pages that knows what these need and nothing else."""
    entries: dict[str, Entry] = {}
    stories: dict[str, tuple[Entry, ...]] = {}
    for request in requests:
        for entry in (request.entry, *request.stories, *request.related):
            entries[entry.id] = entry
        stories[request.entry.duplicate_of or request.entry.id] = request.stories
    dates = [request.entry.date for request in requests if request.entry.date]
    slim = replace(
        NOTHING,
        entries=entries,
        stories=stories,
        days={date[:10]: () for date in dates},
        years={date[:4]: () for date in dates},
    )
    sources = {request.source.path: request.source for request in requests}
    return ArticlePages(replace(context, catalogue=slim), Content(content, sources))


@lru_cache(maxsize=1)
def _open(place: Place) -> tuple[Context, Renderer]:
    from pelican.generators import Generator
    from pelican.settings import read_settings

    from arsheef.site.run import make_build
    from pelican import Pelican  # type: ignore[attr-defined]

    conf = Path(place.conf)
    if not conf.is_file():
        raise ClusterError(
            f"a worker does not see {conf}: the site's folder must be shared, at the same path on every machine."
        )
    logging.getLogger("pelican").setLevel(logging.ERROR)  # the process that builds says what matters
    _forget_modules(conf.parent)
    pelican = Pelican(read_settings(str(conf), override=dict(place.given)))
    settings: dict[str, Any] = pelican.settings
    origin = origin_of(settings, pelican.plugins)
    if origin != place.origin:
        raise ClusterError(
            f"a worker sees other settings, another theme or other plugins of {conf.parent}; make them the same on every"
            " machine, then start the workers anew."
        )
    build = make_build(settings, origin)
    generator = Generator(
        context=dict(settings), settings=settings, path=settings["PATH"], theme=settings["THEME"],
        output_path=settings["OUTPUT_PATH"],
    )  # fmt: skip
    own = build.settings
    formats = Formats(own.language, own.digits)
    context = Context(NOTHING, load_texts(own.language, Path(settings["THEME"]), formats.number), formats, place.site, None)
    return context, Renderer(generator.env, template_folders(settings), context, build)


def _forget_modules(site: Path) -> None:
    """What an earlier build of this process imported from the site's folder may have changed since."""
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and not name.startswith("__") and Path(file).parent == site:
            del sys.modules[name]
