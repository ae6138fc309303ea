"""Page in, bytes out: the theme's templates with everything that pages.py promises them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader, Template, TemplateError, nodes
from jinja2.meta import find_referenced_templates

from arsheef.errors import OutputError
from arsheef.site.bidi import isolate
from arsheef.site.compiled import CompiledTemplates
from arsheef.site.context import Context
from arsheef.site.pages import TEMPLATES, NotFoundPage, Page
from arsheef.site.parts import Site
from arsheef.site.plan import Plan, key_of
from arsheef.site.run import Build
from arsheef.site.theme import get_path


def template_folders(settings: Mapping[str, Any]) -> list[str]:
    """Where templates are looked for, in this order; ``settings`` are Pelican's."""
    return [*settings["THEME_TEMPLATES_OVERRIDES"], f"{settings['THEME']}/templates", f"{get_path()}/templates"]


class Renderer:
    """Renders pages with one Jinja environment; templates are compiled once."""

    def __init__(self, env: Environment, folders: Sequence[str], context: Context, build: Build) -> None:
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
        self._env, self._site, self._address = env, context.site, f"{urlsplit(context.site.url).path}/"
        self._templates: dict[tuple[type[Page], str], Template] = {}
        self._shared: dict[type[Page], bytes] = {}
        self._build, self._asked = build, dict[str, Asked]()

    def render(self, page: Page) -> bytes:
        """The file of a page. Raises OutputError, naming template and line, where the template fails."""
        kind, root = type(page), self.root_of(page)
        try:
            if (kind, root) not in self._templates:
                self._templates[kind, root] = self._at(root).get_template(TEMPLATES[kind])
            return self._templates[kind, root].render(page=page).encode("utf-8")
        except TemplateError as error:
            where = f", line {error.lineno}" if hasattr(error, "lineno") else ""
            raise OutputError(f"template {TEMPLATES[kind]}{where}, page {page.url}: {error}") from error

    def key(self, plan: Plan) -> bytes:
        """The key of a page: of its parts and of what its template takes from ``site``; empty where it has no parts."""
        if plan.parts is None:
            return b""
        if plan.kind not in self._shared:
            name, known = TEMPLATES[plan.kind], self._build.shown
            if name not in known:
                known[name] = sorted(site_fields(self._env, name, self._asked))
            taken = known[name]
            self._shared[plan.kind] = key_of(plan.kind.__name__, [(name, getattr(self._site, name)) for name in taken])
        return key_of(self._shared[plan.kind], plan.url, plan.parts)

    @cache  # noqa: B019, as many as folders are deep
    def _at(self, root: str) -> Environment:
        """The environment for pages that are as deep as ``root`` says, which is a text in its templates; see fixed.py."""
        compiled = CompiledTemplates(self._build.settings.cache / "templates", self._build.origin, root)
        env = self._env.overlay(bytecode_cache=compiled)
        env.globals = known = {**self._env.globals, "root": root}
        # one plain dict for all templates: Jinja compares the keys of two at each import on each page
        env.make_globals = lambda d: {**known, **(d or {})}  # type: ignore[method-assign]
        return env

    def root_of(self, page: Page) -> str:
        """The way from a page to the site's top; absolute on 404.html, which is shown in place of any page."""
        return self._address if isinstance(page, NotFoundPage) else "../" * page.url.count("/")


Asked = tuple[frozenset[str] | None, frozenset[str]]
"""The fields of ``site`` that a template asks for by itself (None: not known), and the templates that it names."""


def site_fields(env: Environment, template: str, memory: dict[str, Asked]) -> frozenset[str]:
    """The fields of Site that a template and those that it extends, includes or imports may show.

    A template that counts all articles is so made again with each of them, and the others are not. All fields, where it
    hands ``site`` on or asks for a template by a name that is not written in it.
    """
    known = frozenset(field.name for field in fields(Site))
    taken: set[str] = set()
    todo, seen = [template], {template}
    while todo:
        if (name := todo.pop()) not in memory:
            memory[name] = _asked(env, name)
        own, others = memory[name]
        if own is None:
            return known
        taken |= own
        todo += others - seen
        seen |= others
    return known & taken


def _asked(env: Environment, template: str) -> Asked:
    source, _, _ = env.loader.get_source(env, template)  # type: ignore[union-attr]
    tree = env.parse(source)
    asked = [
        found.attr for found in tree.find_all(nodes.Getattr) if isinstance(found.node, nodes.Name) and found.node.name == "site"
    ]
    others = frozenset(find_referenced_templates(tree))
    plain = len(asked) == sum(found.name == "site" for found in tree.find_all(nodes.Name)) and None not in others
    return frozenset(asked) if plain else None, frozenset(filter(None, others))
