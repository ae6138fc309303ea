"""Small sites for the tests of the site part: articles as content files, settings, and builds as users run them."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterable
from html import unescape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from arsheef.article import Article
from arsheef.frontmatter import write_article
from arsheef.ids import make_id
from arsheef.site.build import Made, build_site

ROOT = Path(__file__).parents[1]
CONF = """
SITENAME = "أرشيف التجارب"
SITEURL = {url!r}
PATH = "content"
OUTPUT_PATH = "output"
THEME = {theme!r}
PLUGINS = ["arsheef"]
TIMEZONE = "UTC"
ARSHEEF = {settings!r}
"""


def article(number: int, **fields: Any) -> Article:
    """An article that differs from all others of another number."""
    title = fields.pop("title", f"خبر رقم {number}")
    paragraphs = fields.pop("paragraphs", (f"نص الخبر رقم {number} من مدينة الساحل.", "وفاز الفريق 2-1 أمس."))
    return Article(id=make_id(None, title, f"{number}"), title=title, paragraphs=paragraphs, language=fields.pop("language", "ar"), **fields)


def make_site(folder: Path, articles: Iterable[Article], url: str = "", **settings: Any) -> Path:
    """A site with these articles; more of them may be written later with add()."""
    (folder / "content").mkdir(parents=True, exist_ok=True)
    conf = CONF.format(url=url, theme=str(ROOT / "theme"), settings=settings)
    (folder / "pelicanconf.py").write_text(conf, encoding="utf-8")
    add(folder, articles)
    return folder


def add(folder: Path, articles: Iterable[Article]) -> None:
    for one in articles:
        place_of(folder, one).write_text(write_article(one), encoding="utf-8")


def place_of(folder: Path, one: Article) -> Path:
    return folder / "content" / f"{one.id}.md"


def build(folder: Path) -> Made:
    return build_site(folder)


def run(folder: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """A command of the environment that runs the tests, in the site's folder."""
    program = Path(sys.executable).parent / command[0]
    return subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, text=True, check=False)


def tree(folder: Path) -> dict[str, bytes]:
    """Path -> bytes of all files below a folder."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def page(folder: Path, url: str) -> str:
    return (folder / "output" / url).read_text(encoding="utf-8")


def dead_links(output: Path, reached_from: str | None = None) -> list[str]:
    """Links that lead to no file of the site, as "page -> target": of all pages but 404.html, or of those that readers reach."""
    top, dead, seen = output.resolve(), [], set()
    todo = [top / reached_from] if reached_from else [path for path in top.rglob("*.html") if path.name != "404.html"]
    while todo:
        path = todo.pop()
        seen.add(path)
        for value in re.findall(r'(?:href|src|action)="([^"]*)"', path.read_text(encoding="utf-8")):
            parts = urlsplit(unescape(value))
            if parts.scheme or not parts.path:
                continue
            target = (path.parent / unquote(parts.path)).resolve()
            if not target.is_file() or not target.is_relative_to(top):
                dead.append(f"{path.relative_to(top)} -> {value}")
            elif reached_from and target.suffix == ".html" and target not in seen:
                seen.add(target)
                todo.append(target)
    return dead


def titles_in(html: str) -> list[str]:
    """Headlines of the entries that a list page shows, markup removed."""
    found = re.findall(r'class="entry__title">(.*?)</h\d>', html, re.DOTALL)
    return [unescape(re.sub("<[^>]+>", "", title)).strip() for title in found]
