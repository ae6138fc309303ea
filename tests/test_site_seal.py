"""Sealed builds: whatever happens to an archive between two builds, the second one leaves what a full build would."""

from __future__ import annotations

import os
import random
import re
import shutil
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from sites import ROOT, article, build, make_site, place_of, run, tree

from arsheef.article import Article
from arsheef.frontmatter import read_article, write_article
from arsheef.site import catalogue, facets
from arsheef.site.assembly import list_pages, make_context
from arsheef.site.build import build_site
from arsheef.site.catalogue import build_catalogue
from arsheef.site.origin import LIBRARIES
from arsheef.site.plan import Plan
from arsheef.site.reader import read_source

DATES = (None, "2015", "2015-07", "2015-07-20", "2015-07-21", "2015-07-21T10:00", "2015-07-22", "2015-08-01", "2016-02-29")
NAMES = ("الساحل", "الجبل", "تل القمح", "حسن", "حصن", "Halden", *(f"اسم {n}" for n in range(12)))


def pages(folder: Path) -> dict[str, bytes]:
    """The site but the index, whose segments depend on the order in which articles came."""
    return {name: data for name, data in tree(folder / "output").items() if not name.startswith("search/")}


def fresh(site: Path) -> dict[str, bytes]:
    """The pages of a full build of the same content, theme and settings in another folder."""
    other = site.with_name(f"{site.name}-fresh")
    shutil.rmtree(other, ignore_errors=True)
    shutil.copytree(site, other, ignore=shutil.ignore_patterns("output", ".arsheef"))
    build(other)
    return pages(other)


def any_article(number: int, chance: random.Random, known: list[str]) -> Article:
    """An article of every sort that lists tell apart; copies and related ones point to articles that are there, or not."""
    some = lambda: tuple(chance.sample(NAMES, chance.randint(0, 2)))  # noqa: E731
    one = lambda: chance.choice((None, *NAMES))  # noqa: E731
    return article(
        number, title=f"خبر {number}", date=chance.choice(DATES), source=one(), section=one(), places=some(), people=some(), organisations=some(), topics=some(),
        lead=chance.choice((None, "مقدمة الخبر")), language=chance.choice(("ar", "en", None)), status=chance.choice(("published",) * 8 + ("draft", "hidden")),
        related=tuple(chance.sample([*known, "خبر لا نملكه"], min(2, len(known)))) if chance.random() < 0.3 else (),
        duplicate_of=chance.choice(known) if known and chance.random() < 0.3 else None,
    )  # fmt: skip


class Archive:
    """A site that somebody works on."""

    def __init__(self, folder: Path, chance: random.Random) -> None:
        self.site, self.chance, self.number = make_site(folder, []), chance, 0
        for _ in range(12):
            self.add()

    def files(self) -> list[Path]:
        return sorted((self.site / "content").rglob("*.md"))

    def ids(self) -> list[str]:
        return [path.read_text("utf-8").split("Slug: ")[1][:10] for path in self.files()]

    def put(self, one: Article, place: Path | None = None) -> None:
        (place or place_of(self.site, one)).write_text(write_article(one), "utf-8")

    def add(self) -> None:
        self.number += 1
        self.put(any_article(self.number, self.chance, self.ids()))

    def edit(self) -> None:
        path = self.chance.choice(self.files())
        old = read_article(path.read_text("utf-8"))
        new = any_article(self.number, self.chance, self.ids())
        field = self.chance.choice(("title", "date", "source", "places", "topics", "status", "duplicate_of", "related", "paragraphs", "lead"))
        self.put(replace(old, **{field: getattr(new, field)}), path)

    def edit_unseen(self) -> None:
        """Another title of the same length, with the times of the old file, as rsync or tar leaves it."""
        path = self.chance.choice(self.files())
        before = path.stat()
        text = path.read_text("utf-8")
        path.write_text(text.replace("خبر", self.chance.choice(("نبأ", "حدث"))), "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))

    def delete(self) -> None:
        if len(self.files()) > 3:
            self.chance.choice(self.files()).unlink()

    def move(self) -> None:
        folder = self.site / "content" / self.chance.choice(("2015", "x/y"))
        folder.mkdir(parents=True, exist_ok=True)
        path = self.chance.choice(self.files())
        path.rename(folder / self.chance.choice((path.name, f"{path.stem}-1.md")))

    def swap(self) -> None:
        """Two files change places."""
        one, two = self.chance.sample(self.files(), 2)
        first, second = one.read_bytes(), two.read_bytes()
        one.write_bytes(second)
        two.write_bytes(first)

    def check_out(self) -> None:
        for path in self.files():
            path.touch()

    def set(self) -> None:
        conf = self.site / "pelicanconf.py"
        line = self.chance.choice(('ARSHEEF = {"digits": "arabic"}', 'ARSHEEF = {"front": 5}', 'ARSHEEF = {"language": "en"}', 'SITENAME = "آخر"', 'SITEURL = "https://x.org/a"'))
        conf.write_text(f"{conf.read_text('utf-8')}{line}\n", "utf-8")

    def lose_a_page(self) -> None:
        self.chance.choice(sorted((self.site / "output").rglob("*.html"))).unlink()

    def spoil_a_page(self) -> None:
        path = self.chance.choice(sorted((self.site / "output").rglob("*.html")))
        path.write_bytes(path.read_bytes()[::-1])

    def lose_the_cache(self) -> None:
        shutil.rmtree(self.site / ".arsheef", ignore_errors=True)


STEPS: tuple[Callable[[Archive], None], ...] = (
    *[Archive.add, Archive.edit, Archive.delete] * 4, *[Archive.move, Archive.swap, Archive.edit_unseen] * 2,
    Archive.check_out, Archive.set, Archive.lose_a_page, Archive.spoil_a_page, Archive.lose_the_cache,
)  # fmt: skip


@seed(20261124)
@settings(max_examples=3, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(chance=st.randoms(use_true_random=False), steps=st.lists(st.sampled_from(STEPS), min_size=30, max_size=30))
def test_thirty_changes_of_any_kind_leave_what_a_full_build_leaves(tmp_path_factory: pytest.TempPathFactory, chance: random.Random, steps: list[Callable[[Archive], None]]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (catalogue, facets):  # as in an archive of very many names, where those of one article have no page
            patch.setattr(module, "MOST_NAMES", chance.choice((3, 1000)))
        work_on(Archive(tmp_path_factory.mktemp("seal"), chance), steps)


def work_on(archive: Archive, steps: list[Callable[[Archive], None]]) -> None:
    build(archive.site)
    for at in range(0, 30, 6):
        for step in steps[at : at + 6]:
            step(archive)
        build(archive.site)
        assert pages(archive.site) == fresh(archive.site), [step.__name__ for step in steps[: at + 6]]


def planned(articles: list[Article], url: str) -> dict[str, Plan]:
    sources = [read_source(write_article(one).encode(), f"{one.id}.md") for one in articles]
    from arsheef.settings import read_settings

    context = make_context(build_catalogue(sources), read_settings({}, Path()), {"THEME": str(ROOT / "theme"), "SITENAME": "س", "SITEURL": url})
    return {plan.url: plan for plan in list_pages(context, 40)}


@given(chance=st.randoms(use_true_random=False))
@settings(max_examples=10, deadline=None, phases=[Phase.generate])
def test_pages_whose_parts_are_the_same_hold_the_same_whatever_a_theme_shows_of_them(chance: random.Random) -> None:
    with pytest.MonkeyPatch.context() as patch:
        for module in (catalogue, facets):
            patch.setattr(module, "MOST_NAMES", chance.choice((3, 1000)))
        compare_plans(chance)


def compare_plans(chance: random.Random) -> None:
    known = [article(n).id for n in range(20)]
    before = [any_article(n, chance, known) for n in range(60)]
    after = [*(one for one in before if chance.random() < 0.97), *(any_article(100 + n, chance, known) for n in range(2))]
    one, two = planned(before, ""), planned(after, "")
    same = [url for url in one if url in two and one[url].parts is not None and one[url].parts == two[url].parts]
    assert same
    for url in same:
        assert repr(one[url].make()) == repr(two[url].make()), url


def test_after_one_new_article_only_pages_that_know_of_it_are_written(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(n, date=f"201{n % 4 + 2}-0{n % 9 + 1}-1{n % 5}", source=f"صحيفة {n % 5}", places=(f"مكان {n % 20}",)) for n in range(250)])
    build(site)
    before = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path.is_file()}
    make_site(tmp_path, [article(900, date="2015-12-30", source="صحيفة 1", places=("مكان 1",))])
    build(site)
    touched = {path.relative_to(site / "output").as_posix() for path in (site / "output").rglob("*") if path.is_file() and before.get(path) != path.stat().st_mtime_ns}
    listed = {name for name in touched if not name.startswith("search/")}
    assert f"a/{article(900).id[:2]}/{article(900).id}.html" in listed
    assert not [name for name in listed if name.startswith("a/") and article(900).id not in name]
    assert len(listed) < 30, " ".join(sorted(listed))
    assert pages(site) == fresh(site)


@pytest.mark.parametrize("change", ["template", "static", "text", "setting", "plugin"])
def test_a_change_of_theme_settings_or_plugins_makes_every_page_again(tmp_path: Path, change: str) -> None:
    site = make_site(tmp_path / "site", [article(n, date="2015-07-21") for n in range(5)])
    shutil.copytree(ROOT / "theme", site / "theme")
    conf = site / "pelicanconf.py"
    conf.write_text(conf.read_text("utf-8") + f'THEME = "{site / "theme"}"\nPLUGIN_PATHS = ["{site / "plugins"}"]\nPLUGINS = ["arsheef", "shout_of_a_test"]\n', "utf-8")
    plugin = site / "plugins" / "shout_of_a_test.py"
    plugin.parent.mkdir()
    plugin.write_text("def register():\n    pass\n", "utf-8")
    build(site)
    assert build(site).changed == 0
    before = pages(site)
    if change == "template":
        page = site / "theme" / "templates" / "article.html"
        page.write_text(page.read_text("utf-8").replace("<article", "<article data-other"), "utf-8")
    elif change == "static":
        (site / "theme" / "static" / "css" / "site.css").write_text("body {}", "utf-8")
    elif change == "text":
        texts = site / "theme" / "locale" / "ar.po"
        texts.write_text(texts.read_text("utf-8").replace("الاستشهاد", "التوثيق"), "utf-8")
    elif change == "setting":
        conf.write_text(conf.read_text("utf-8") + 'SITENAME = "آخر"\n', "utf-8")
    else:
        plugin.write_text("from pelican import signals\ndef register():\n    signals.initialized.connect(shout)\ndef shout(pelican):\n    pelican.settings['SITENAME'] = 'صياح'\n", "utf-8")
    assert run(site, "arsheef", "build").returncode == 0  # Python loads a plugin once a process
    now = pages(site)
    assert now != before
    assert now == fresh(site) or change == "plugin"


def test_pages_that_a_build_without_its_cache_does_not_make_go_and_files_of_others_stay(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site", [article(n, date=f"201{n % 9}-07-2{n % 9}", source=f"صحيفة {n}", topics=(f"موضوع {n}",)) for n in range(30)], url="https://example.org")
    build(site)
    shutil.rmtree(site / ".arsheef")
    for path in sorted((site / "content").iterdir())[5:]:
        path.unlink()
    own = {"CNAME": b"x", "a/note.html": b"x", "archive/2015/07/mine.txt": b"x", "images/x.png": b"x", ".git/HEAD": b"x"}
    for name, data in own.items():
        (site / "output" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "output" / name).write_bytes(data)
    assert build(site).removed > 20
    assert pages(site) == fresh(site) | own


def test_full_makes_every_page_again_and_changes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(n, date="2015-07-21") for n in range(5)])
    build(site)
    before = pages(site)
    page: Any = next(path for path in (site / "output" / "a").rglob("*.html"))
    stamp = page.stat()
    page.write_bytes(page.read_bytes().replace("الساحل".encode(), "الجبال".encode()))
    os.utime(page, ns=(stamp.st_atime_ns, stamp.st_mtime_ns))  # no build can see this without reading each page
    assert build_site(site, full=True).changed == 1
    assert pages(site) == before


def test_the_libraries_that_a_page_depends_on_come_with_the_program() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    direct = {re.split(r"[ <>=~!]", line)[0] for line in project["dependencies"]}
    assert set(LIBRARIES) <= direct | {"MarkupSafe"}  # Jinja2's own
