"""Page in, bytes out: the theme's templates with everything that pages.py promises them."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, Template, TemplateError

from arsheef.errors import OutputError
from arsheef.site.bidi import isolate
from arsheef.site.context import Context
from arsheef.site.pages import TEMPLATES, NotFoundPage, Page


class Renderer:
    """Renders pages with one Jinja environment; templates are compiled once."""

    def __init__(self, env: Environment, folders: Sequence[str], context: Context) -> None:
        """``env`` is a Pelican generator's own, with the site's filters; ``folders`` are searched in their order.

        Its loader is replaced, since it would quietly take a template of the same name from Pelican's theme ``simple``.
        """
        env.loader = FileSystemLoader(folders)
        env.auto_reload = False  # no template changes during a build; else each page would look at each file again
        formats = {**context.formats.filters(), "isolate": isolate}
        env.filters.update(formats)
        env.globals.update(
            formats,
            site=context.site,
            _=context.texts.gettext,
            gettext=context.texts.gettext,
            ngettext=context.texts.ngettext,
            SITENAME=context.site.name,
            language=context.site.language,
            digits_setting="arabic" if context.formats.arabic_digits else "latin",
        )
        self._env, self._address = env, f"{urlsplit(context.site.url).path}/"
        self._templates: dict[type[Page], Template] = {}

    def render(self, page: Page) -> bytes:
        """The file of a page. Raises OutputError, naming template and line, where the template fails."""
        kind = type(page)
        try:
            if kind not in self._templates:
                self._templates[kind] = self._env.get_template(TEMPLATES[kind])
            return self._templates[kind].render(page=page, root=self.root_of(page)).encode("utf-8")
        except TemplateError as error:
            where = f", line {error.lineno}" if hasattr(error, "lineno") else ""
            raise OutputError(f"template {TEMPLATES[kind]}{where}, page {page.url}: {error}") from error

    def root_of(self, page: Page) -> str:
        """The way from a page to the site's top; absolute on 404.html, which is shown in place of any page."""
        return self._address if isinstance(page, NotFoundPage) else "../" * page.url.count("/")
