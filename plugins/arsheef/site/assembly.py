"""The site put together: the catalogue in, every file of the site out that the last build did not leave there.

    new pages -> changed pages (see writer.py) -> (finalized) search segments, search manifest -> stale files go
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment

from arsheef.settings import Settings
from arsheef.site.articles import ArticlePages
from arsheef.site.catalogue import Catalogue
from arsheef.site.charts import Timeline
from arsheef.site.context import ARCHIVE, KIND_NAMES, Context, count_months
from arsheef.site.coverage import coverage_pages
from arsheef.site.days import day_pages
from arsheef.site.facets import facet_indexes, facet_pages
from arsheef.site.feeds import feeds
from arsheef.site.formats import Formats
from arsheef.site.front import single_pages
from arsheef.site.months import archive_page, month_pages, undated_pages, year_pages
from arsheef.site.parts import Link, Site
from arsheef.site.plan import Plan, key_of
from arsheef.site.render import Renderer, template_folders
from arsheef.site.run import Build
from arsheef.site.scripts import bundle_scripts
from arsheef.site.sitemap import sitemaps
from arsheef.site.strings import load_texts, script_strings
from arsheef.site.theme import get_path
from arsheef.site.writer import SiteWriter

INDEXES = ("place", "person", "org", "tag", "section", "source")
"""Facet kinds that the masthead offers, in its order."""
STATIC = key_of("static")
"""Key of the files that follow from the theme and the settings alone."""


def write_site(build: Build, writer: SiteWriter, settings: dict[str, Any], env: Environment) -> None:
    """Stages what differs; ``settings`` are Pelican's, ``env`` is the one of its generator."""
    context = make_context(build.list_articles(), build.settings, settings)
    renderer = Renderer(env, template_folders(settings), context, build)
    listed: list[str] = []
    articles: Iterable[Plan] = _articles(context, build)
    if build.farm:
        from arsheef.site.partition import ArticleWriter, place_of, start_portions

        build.portions = start_portions(build)
        articles = ArticleWriter(build.farm, place_of(build, context.site), renderer, writer, listed).write(articles)
    for plan in chain(articles, list_pages(context, build.settings.front)):
        key = renderer.key(plan)
        if not writer.keep(plan.url, key):
            writer.write(plan.url, renderer.render(plan.make()), key)
        if plan.listed:
            listed.append(plan.url)
    for name, key, make in chain(feeds(context), _static(context, build, writer, Path(settings["THEME"]))):
        if not writer.keep(name, key):
            writer.write(name, make(), key)
    if context.site.url:
        for name, data in sitemaps(context.site.url, listed):
            writer.write(name, data)


StaticFile = tuple[str, bytes, Callable[[], bytes]]
"""(path, key, what makes its bytes)"""


def _static(context: Context, build: Build, writer: SiteWriter, theme: Path) -> Iterator[StaticFile]:
    """The theme's own files, not made where all of the last build are there."""
    known = build.outputs or {}
    static = [name for name, output in known.items() if output.key == STATIC]
    if static and all(writer.stands(name, STATIC) for name in static):
        yield from ((name, STATIC, bytes) for name in static)
        return
    themes = (Path(get_path()), theme)
    for name, data in bundle_scripts(static_files(themes), script_strings(context.formats), context.texts).items():
        yield name, STATIC, partial(bytes, data)
    yield ".nojekyll", STATIC, bytes


def _articles(context: Context, build: Build) -> Iterator[Plan]:
    pages = ArticlePages(context, build.content)
    yield from pages.published()
    for source in build.content.sources.values():
        if source.status != "published":
            yield pages.unlisted(source)


def list_pages(context: Context, front: int) -> Iterable[Plan]:
    """Every page that is not an article; the front page last of them, when all that it links to is there."""
    return chain(
        day_pages(context), month_pages(context), year_pages(context), undated_pages(context), (archive_page(context),),
        facet_pages(context), facet_indexes(context), coverage_pages(context), single_pages(context, front),
    )  # fmt: skip


def make_context(catalogue: Catalogue, settings: Settings, pelican: dict[str, Any]) -> Context:
    """The common ground of all pages."""
    formats = Formats(settings.language, settings.digits)
    texts = load_texts(settings.language, Path(pelican["THEME"]), formats.number)
    rtl = settings.language == "ar"
    years = [int(year) for year in catalogue.years]
    totals = count_months(catalogue.dated)
    line = Timeline(min(years), max(years), rtl, totals) if years else None
    days = [Link(texts.gettext("Days"), ARCHIVE)] if catalogue.entries else []
    kinds = [kind for kind in INDEXES if catalogue.labels[kind]]
    site = Site(
        name=str(pelican["SITENAME"]), description=settings.description, language=settings.language,
        direction="rtl" if rtl else "ltr", url=str(pelican["SITEURL"]).rstrip("/"), total=len(catalogue.entries),
        sources=len(catalogue.labels["source"]), places=len(catalogue.labels["place"]),
        people=len(catalogue.labels["person"]), organisations=len(catalogue.labels["org"]),
        topics=len(catalogue.labels["tag"]), undated=len(catalogue.undated),
        first_date=catalogue.dated[0].date if catalogue.dated else None,
        last_date=catalogue.dated[-1].date if catalogue.dated else None,
        navigation=(*days, *(Link(texts.gettext(KIND_NAMES[kind]), f"{kind}/index.html") for kind in kinds)),
    )  # fmt: skip
    return Context(catalogue, texts, formats, site, line)


def static_files(themes: Iterable[Path]) -> dict[str, Path]:
    """Path in the site -> file, of the themes' static/ folders; a later theme's file replaces an earlier one's."""
    found: dict[str, Path] = {}
    for theme in themes:
        folder = theme / "static"
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not any(part.startswith(".") for part in path.relative_to(folder).parts):
                found[f"theme/{path.relative_to(folder).as_posix()}"] = path
    return found
