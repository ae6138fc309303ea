"""Addresses of pages in, sitemap files out (sitemaps.org): one file, or an index of files of 50,000 addresses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

MOST = 50_000
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(site_url: str, pages: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """(path, bytes) of sitemap.xml and, beyond 50,000 pages, of sitemap-1.xml …; ``pages`` are paths in the site.

    No dates are given: the day of an article is not the day on which its page changed.
    """
    urls = [f"<url><loc>{escape(f'{site_url}/{page}')}</loc></url>\n" for page in sorted(pages)]
    parts = [urls[at : at + MOST] for at in range(0, len(urls), MOST)]
    if len(parts) == 1:
        yield "sitemap.xml", _file("urlset", parts[0])
        return
    for number, part in enumerate(parts, 1):
        yield f"sitemap-{number}.xml", _file("urlset", part)
    addresses = (f"{site_url}/sitemap-{number}.xml" for number in range(1, len(parts) + 1))
    yield "sitemap.xml", _file("sitemapindex", (f"<sitemap><loc>{escape(a)}</loc></sitemap>\n" for a in addresses))


def _file(element: str, rows: Iterable[str]) -> bytes:
    return f"{_HEAD}<{element} {_SPACE}>\n{''.join(rows)}</{element}>\n".encode()
