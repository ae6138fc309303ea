"""A build on a farm: article pages and index segments are made there, everything that lists articles here.

    content/ ─read here─► catalogue ─► plans ─┬─ lists, feeds: made here
                                              ├─ article pages: Requests, a hundred a batch ─workers─► bytes ─► writer
                                              └─ segments of a fresh index: Portions ─workers─► .arsheef/portions ─► index
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from arsheef.errors import ClusterError
from arsheef.search.index import is_fresh
from arsheef.search.portions import Portion, WrittenPortion, cut_portions, write_portions
from arsheef.site.articles import Request
from arsheef.site.parts import Site
from arsheef.site.remote import Loader, Place, make_pages
from arsheef.site.run import PORTIONS

if TYPE_CHECKING:
    from arsheef.farm import Farm
    from arsheef.site.plan import Plan
    from arsheef.site.render import Renderer
    from arsheef.site.run import Build
    from arsheef.site.writer import SiteWriter

PAGES = 100
"""Article pages of a batch."""


@dataclass(slots=True)
class ArticleWriter:
    """Makes those article pages on the farm that the last build did not leave as they are."""

    farm: Farm
    place: Place
    renderer: Renderer
    writer: SiteWriter
    listed: list[str]
    """Takes the addresses for the sitemap."""
    _waiting: deque[tuple[str, bytes]] = field(default_factory=deque)
    _here: list[Plan] = field(default_factory=list)

    def write(self, plans: Iterable[Plan]) -> list[Plan]:
        """Gives back the plans that only this process can follow."""
        pool = self.farm.pool(partial(make_pages, place=self.place), _no_page)
        try:
            for data in chain.from_iterable(pool.map(self._batches(plans))):
                url, key = self._waiting.popleft()
                self.writer.write(url, data, key)
        finally:
            pool.close()
        return self._here

    def _batches(self, plans: Iterable[Plan]) -> Iterator[list[Request]]:
        batch: list[Request] = []
        for plan in plans:
            if plan.request is None:
                self._here.append(plan)
                continue
            if plan.listed:
                self.listed.append(plan.url)
            key = self.renderer.key(plan)
            if self.writer.keep(plan.url, key):
                continue
            self._waiting.append((plan.url, key))
            batch.append(plan.request())
            if len(batch) == PAGES:
                yield batch
                batch = []
        yield batch


def place_of(build: Build, site: Site) -> Place:
    """Where workers find what is being built."""
    return Place(build.conf, build.given, build.origin, site)


def _no_page(request: Request) -> bytes:
    raise ClusterError(
        f"{request.entry.path}: its page ended each worker that it was made on; build without --cluster to see why."
    )


def start_portions(build: Build) -> Iterator[list[WrittenPortion]]:
    """Sends the segments of a fresh index off; nothing where there is an index, whose changes are made here."""
    folder = build.settings.cache / PORTIONS
    if build.farm is None or not is_fresh(build.settings.cache / "index"):
        return iter(())
    published = {source.id: source for source in build.in_time()}

    def load(ids: Sequence[str]) -> Loader:
        some = [published[id_] for id_ in ids]
        firsts = (published.get(source.duplicate_of or "") for source in some)
        paths = {source.id: source.path for source in chain(some, filter(None, firsts))}
        return Loader(str(build.content.folder.resolve()), paths, {source.id: source.digest for source in some})

    pool = build.farm.pool(write_portions, _no_segment)
    return pool.map([portion] for portion in cut_portions(list(published), load, folder.resolve()))


def _no_segment(portion: Portion) -> WrittenPortion:
    raise ClusterError(
        f"the index of {portion.ids[0]} to {portion.ids[-1]} ended each worker that it was made on, perhaps for want of memory;"
        " build without --cluster to see why."
    )
