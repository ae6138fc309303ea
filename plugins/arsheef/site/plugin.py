"""The plugin: Pelican's signals to our functions, in the order in which they are sent.

    initialized                    settings are checked and completed
    get_generators                 a Build begins: content/ is compared with what the last build read, and Pelican is told to
                                   read what differs; our generator comes after Pelican's
    readers_init                   .md is read by our reader, and nothing else is read as an article
    article_generator_pretaxonomy  all is read: the strict gate
    get_writer                     our writer
    finalized                      the search index, its static files, the removal of stale files, and last of all the seal
"""

from __future__ import annotations

from itertools import chain
from typing import Any

from pelican.readers import BaseReader

from arsheef.errors import OutputError
from arsheef.site.defaults import apply_defaults
from arsheef.site.gate import check_content
from arsheef.site.generator import ArchiveGenerator
from arsheef.site.reader import SETTING, ArticleReader, load_document
from arsheef.site.run import Build, begin
from arsheef.site.writer import BUILD, RESERVED, SiteWriter
from pelican.plugins import signals  # type: ignore[attr-defined]


def connect() -> None:
    """Connects every function below; Pelican keeps weak references, so they are module-level functions."""
    signals.initialized.connect(on_initialized)
    signals.get_generators.connect(on_get_generators)
    signals.readers_init.connect(on_readers_init)
    signals.article_generator_pretaxonomy.connect(on_pretaxonomy)
    signals.get_writer.connect(on_get_writer)
    signals.finalized.connect(on_finalized)


def on_initialized(pelican: Any) -> None:
    """Raises SettingsError, which ends Pelican with exit code 1."""
    apply_defaults(pelican.settings)
    pelican.theme = pelican.settings["THEME"]
    pelican.delete_outputdir = False


def on_get_generators(pelican: Any) -> type[ArchiveGenerator]:
    """Sent once a run, before anything is read."""
    build = begin(pelican.settings, pelican.plugins)
    pelican.settings[SETTING] = build.content
    pelican.settings[BUILD] = build
    if build.changed is not None:
        pelican.settings["ARTICLE_PATHS"] = build.changed
    return ArchiveGenerator


def on_readers_init(readers: Any) -> None:
    """Sent for each generator."""
    readers.reader_classes = {"static": BaseReader, "md": ArticleReader}


def on_pretaxonomy(generator: Any) -> None:
    """Raises ContentError with the list of all files that cannot be published, before anything is written."""
    generator.readers.disabled_readers.clear()  # else Pelican warns, file by file, that Markdown is not installed
    build: Build = generator.settings[BUILD]
    if not build.unread:
        check_content(build.content, build.files)
    build.count()
    build.articles = generator


def on_get_writer(pelican: Any) -> type[SiteWriter]:
    """Sent once, when all is read."""
    return SiteWriter


def on_finalized(pelican: Any) -> None:
    """The site's pages are there: now the search, then what no page is made of any more."""
    build: Build = pelican.settings[BUILD]
    if build.writer is None:
        raise OutputError("no page was written; another plugin took arsheef's generator away.")
    if build.untouched:
        return
    from arsheef.search.build import update_search

    build.recall()
    published = build.in_time()
    digests = {source.id: source.digest for source in published}
    sources = {source.id: source for source in published}
    index, output = build.settings.cache / "index", build.writer.output / RESERVED
    build.search = update_search(
        index,
        output,
        digests,
        lambda id_: load_document(build.content.folder, sources[id_]),
        chain.from_iterable(build.portions),
    )
    build.removed = build.writer.close()
    build.finish()
