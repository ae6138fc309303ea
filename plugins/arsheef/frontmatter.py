"""The hand-over format: an Article to a Markdown file and back, and the file's body to HTML and to plain text.

The header is the one that stock Pelican reads (``Key: value`` lines up to the first blank line), so that content/ outlives
this program. The body is CommonMark; text is escaped on writing so that it reads back as the same words.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from arsheef.article import Article
from arsheef.commonmark import render
from arsheef.errors import ContentError
from arsheef.ids import ID_PATTERN

SINGLE = {
    "Title": "title", "Date": "date", "Date_source": "date_source", "Modified": "modified", "Slug": "id",
    "Category": "section", "Author": "author", "Agency": "agency", "Source": "source", "Source_url": "source_url",
    "Lang": "language", "Summary": "lead", "Duplicate_of": "duplicate_of", "Status": "status",
}  # fmt: skip
"""Header key -> field of Article, for one value."""
MULTIPLE = {
    "Tags": "topics", "Places": "places", "People": "people", "Organisations": "organisations", "Related": "related",
    "Date_hints": "date_hints", "Derived": "derived",
}  # fmt: skip
"""Header key -> field of Article, for a list: separated by semicolons, else by commas, as Pelican does."""
ORDER = ("Title", "Date", "Date_source", "Modified", "Slug", "Category", "Tags", "Places", "People", "Organisations",
         "Author", "Agency", "Source", "Source_url", "Lang", "Summary", "Related", "Duplicate_of", "Date_hints",
         "Derived", "Status")  # fmt: skip
_FIELDS = {key.lower(): name for key, name in (SINGLE | MULTIPLE).items()}
_LISTS = {key.lower() for key in MULTIPLE}
_STATUSES = ("published", "draft", "hidden")
_ISO = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01])([T ]\d\d:\d\d(:\d\d)?)?)?)?")

_KEY = re.compile(r"\w+")
_INLINE = re.compile(r"[\\`*_\[\]<]|&(?=#?\w+;)")
_BLOCK = re.compile(r"(?:[#>~=]|[-+](?=\s|[-+]|$)|\d{1,9}(?=[.)](?:\s|$)))")
_BLOCK_END = re.compile(r"</(?:p|h[1-6]|li|blockquote|pre|tr)>|<hr />|<br />")
_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
_LINK = re.compile(r'<a href="(?!https?://|#)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
_IMAGE = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')


def split_header(text: str) -> tuple[list[tuple[str, str]], str]:
    """The header's (key, value) pairs as written, and the body. A file without a header has no pairs."""
    pairs: list[tuple[str, str]] = []
    text = text.removeprefix("\ufeff")
    at = 0
    while at < len(text):
        end = text.find("\n", at)
        line = text[at : end if end >= 0 else len(text)]
        if not line.strip():
            return pairs, text[at + len(line) + 1 :]
        key, colon, value = line.partition(":")
        if line[0] in " \t" and pairs:  # a continuation line, as in Pelican
            pairs[-1] = (pairs[-1][0], f"{pairs[-1][1]} {line.strip()}")
        elif colon and _KEY.fullmatch(key.strip()):
            pairs.append((key.strip(), value.strip()))
        else:
            return pairs, text[at:]
        at += len(line) + 1
    return pairs, ""


def split_list(value: str) -> tuple[str, ...]:
    """The values of a list header, each once, in order."""
    return tuple(dict.fromkeys(v for v in map(str.strip, value.split(";" if ";" in value else ",")) if v))


def join_list(values: Iterable[str]) -> str:
    """The inverse of split_list: commas where no value has one, else semicolons."""
    cleaned = [" ".join(v.replace(";", "؛").split()) for v in values]
    if any("," in v for v in cleaned):
        return "; ".join(cleaned) + ";"
    return ", ".join(cleaned)


def escape_text(text: str) -> str:
    """Plain text as CommonMark that renders to exactly this text."""
    escaped = _INLINE.sub(lambda m: "\\" + m[0], text.strip())
    block = _BLOCK.match(escaped)
    if block is None:
        return escaped
    at = block.end() if block[0][0].isdigit() else 0
    return f"{escaped[:at]}\\{escaped[at:]}"


def write_article(article: Article) -> str:
    """The Markdown file of an article: deterministic, ends with a line break."""
    values: dict[str, Any] = {key: getattr(article, name) for key, name in SINGLE.items()}
    if article.status == "published":
        values["Status"] = None
    for key, name in MULTIPLE.items():
        got = getattr(article, name)
        values[key] = join_list(sorted(got) if name == "derived" else got) or None
    lines = [f"{key}: {' '.join(str(values[key]).split())}" for key in ORDER if values[key]]
    lines += [f"{key}: {' '.join(value.split())}" for key, value in sorted(article.extra.items())]
    return "\n".join(lines) + "\n\n" + "\n\n".join(map(escape_text, article.paragraphs)) + "\n"


def read_header(text: str, name: str = "") -> tuple[dict[str, Any], str]:
    """Fields of Article found in the header (all but paragraphs) and the Markdown body; ``name`` is the file, for errors.

    Raises ContentError where a field cannot be: no id, no title, a date that is not ISO, an unknown status.
    """
    pairs, body = split_header(text)
    found: dict[str, Any] = {}
    extra: dict[str, str] = {}
    for key, value in pairs:
        field = _FIELDS.get(key.lower())
        if field is None:
            extra[key] = value
        elif value:
            found[field] = split_list(value) if key.lower() in _LISTS else value
    if not pairs:
        raise ContentError(f"{name}: no header; the first lines must be 'Title: …', 'Slug: …' and a blank line.")
    for field, key in (("title", "Title"), ("id", "Slug")):
        if field not in found:
            raise ContentError(f"{name}: no {key}; add a line '{key}: …' to the header.")
    if not ID_PATTERN.fullmatch(found["id"]):
        raise ContentError(f"{name}: Slug {found['id']!r} is no id; keep the 10 or 12 characters that ingest wrote.")
    for field in ("date", "modified"):
        if field in found and not _is_date(found[field]):
            raise ContentError(
                f"{name}: {field.title()} {found[field]!r} is no date; write 2015-07-21, 2015-07 or 2015, or leave it out."
            )
    if found.get("status", "published") not in _STATUSES:
        raise ContentError(f"{name}: Status {found['status']!r} is unknown; write one of {', '.join(_STATUSES)}.")
    if "source_url" in found and not re.match(r"https?://", found["source_url"], re.IGNORECASE):
        raise ContentError(f"{name}: Source_url {found['source_url']!r} is no http(s) address; correct it or leave it out.")
    if "date" in found:
        found["date"] = found["date"].replace(" ", "T")
    found["derived"] = frozenset(found.get("derived", ()))
    found["title_source"] = "derived" if "title" in found["derived"] else "given"
    found["extra"] = extra
    return found, body


def read_article(text: str, name: str = "") -> Article:
    """An Article from the text of its file. Raises ContentError as read_header does."""
    found, body = read_header(text, name)
    return Article(paragraphs=tuple(html_to_text(body_to_html(body)).split("\n")) if body.strip() else (), **found)


def body_to_html(body: str) -> str:
    """CommonMark to HTML: no raw HTML, no images (their alternative text stays), links to http(s) and to anchors only."""
    rendered = render(body)
    return _LINK.sub(r"\1", _IMAGE.sub(r"\1", rendered)).replace("<!-- raw HTML omitted -->", "")


def html_to_text(rendered: str) -> str:
    """Plain text of what body_to_html made: one line a block."""
    plain = html.unescape(_TAG.sub("", _BLOCK_END.sub("\x00", rendered.replace("\n", " "))))
    return "\n".join(line for line in (" ".join(part.split()) for part in plain.split("\x00")) if line)


def _is_date(value: str) -> bool:
    """Whether an ISO date names a day that exists; read by fromisoformat, never by guessing."""
    if not _ISO.fullmatch(value):
        return False
    try:
        datetime.fromisoformat((value + "-01-01"[len(value) - 4 :])[:10] if len(value) < 10 else value)
    except ValueError:
        return False
    return True
