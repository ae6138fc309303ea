"""The generator that Pelican runs. What makes pages is imported only where something changed."""

from __future__ import annotations

from pelican.generators import Generator

from arsheef.errors import OutputError
from arsheef.site.run import Build
from arsheef.site.writer import BUILD, SiteWriter


class ArchiveGenerator(Generator):  # type: ignore[misc]
    """Writes the whole site."""

    def generate_output(self, writer: SiteWriter) -> None:
        """Called by Pelican when everything has been read."""
        build: Build = self.settings[BUILD]
        if not isinstance(writer, SiteWriter):
            raise OutputError("another plugin writes the pages; remove it from PLUGINS in pelicanconf.py.")
        build.writer = writer
        if not (build.same and writer.keep_all()):
            from arsheef.site.assembly import write_site

            build.recall()
            write_site(build, writer, self.settings, self.env)
            build.let_go()
        build.pages = sum(name.endswith(".html") for name in writer.made)
        writer.publish()
        self._tell_pelican(build)

    def _tell_pelican(self, build: Build) -> None:
        """Lets Pelican's closing line count what was made of the files that its own generator was told to skip."""
        known = build.articles
        known.articles, known.drafts, known.hidden_articles = (
            [status] * build.counts.get(status, 0) for status in ("published", "draft", "hidden")
        )
