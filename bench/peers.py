"""Sites of other programs from our content: stock Pelican, Hugo, Eleventy, each with one template a page and lists of tags.

All read the same bodies. Hugo and Eleventy get the header as YAML, since they do not read "Key: value" lines before a body.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from arsheef.article import Article
from arsheef.frontmatter import read_article, read_header

PAGE = """<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head>
<body data-pagefind-body><h1>{title}</h1>{content}</body></html>
"""
HUGO = {
    "hugo.toml": 'languageCode = "ar"\ntitle = "bench"\nbaseURL = "https://example.org/"\n[pagination]\npagerSize = 40\n',
    "layouts/_default/single.html": PAGE.format(title="{{ .Title }}", content="<p>{{ .Date }}</p>{{ .Content }}"),
    "layouts/_default/list.html": PAGE.format(
        title="{{ .Title }}",
        content='{{ range .Paginator.Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}',
    ).replace(" data-pagefind-body", ""),
    "layouts/index.html": PAGE.format(
        title="{{ .Site.Title }}",
        content='{{ range (.Paginate site.RegularPages).Pages }}<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}',
    ).replace(" data-pagefind-body", ""),
}
ELEVENTY = {
    "eleventy.config.mjs": 'export default () => ({ dir: { input: "content", includes: "../layouts", output: "public" } });\n',
    "layouts/page.njk": PAGE.format(title="{{ title }}", content="<p>{{ date }}</p>{{ content | safe }}"),
}
PELICAN = """SITENAME = "bench"
SITEURL = ""
PATH = "content"
OUTPUT_PATH = "public"
TIMEZONE = "UTC"
DEFAULT_LANG = "ar"
DEFAULT_PAGINATION = 40
"""


def pelican_site(files: list[Path], site: Path) -> None:
    """Stock Pelican: the files as they are, its own theme; an undated article gets a day, since it would not be published."""
    _write(site, {"pelicanconf.py": PELICAN})
    for path in files:
        text = path.read_text("utf-8")
        if "\nDate: " not in text.partition("\n\n")[0]:
            text = f"Date: 2000-01-01\n{text}"
        _put(site / "content" / path.name, text)


def hugo_site(files: list[Path], site: Path) -> None:
    """Hugo with the least layouts that make pages, lists of tags and a paged front page."""
    _write(site, HUGO)
    for path in files:
        article, body = _article(path)
        lists = {"tags": list(article.topics), "categories": [article.source or ""]}
        header = {"title": article.title, "date": _day(article), **lists}
        _put(site / "content" / "a" / path.name, f"{json.dumps(header, ensure_ascii=False)}\n\n{body}")


def eleventy_site(files: list[Path], site: Path) -> None:
    """Eleventy with one layout."""
    _write(site, ELEVENTY)
    for path in files:
        article, body = _article(path)
        header = json.dumps({"title": article.title, "date": _day(article), "layout": "page.njk"}, ensure_ascii=False)
        _put(site / "content" / path.name, f"---json\n{header}\n---\n{{% raw %}}{body}{{% endraw %}}")


def our_site(files: list[Path], site: Path, content: Path) -> None:
    """A site of ours, as `arsheef new` makes one."""
    _write(site, {"pelicanconf.py": f'{PELICAN.replace("public", "output")}PLUGINS = ["arsheef"]\n'})
    for path in files:
        target = site / "content" / path.relative_to(content)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def day_of(path: Path) -> str:
    """The date of an article, to sort by."""
    return read_header(path.read_text("utf-8"), str(path))[0].get("date", "")


def _article(path: Path) -> tuple[Article, str]:
    text = path.read_text("utf-8")
    return read_article(text, str(path)), text.partition("\n\n")[2]


def _day(article: Article) -> str:
    return f"{article.date or '2000-01-01'}-01-01"[:10]


def _write(site: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        _put(site / name, text)


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
