"""An article page: its text by trafilatura; title, date, author and agency by our rules, visible evidence first.

The title is the visible line that og:title or <title> contain; the date is the first date line between title and text;
the byline stands there too. Metadata (JSON-LD, OpenGraph) and the address decide where the page is silent.
"""

from __future__ import annotations

import copy
import re
from dataclasses import dataclass
from functools import partial

import trafilatura

from arsheef.errors import InputError
from arsheef.ingest.address import section_named
from arsheef.ingest.byline import Byline
from arsheef.ingest.dates import DateReading
from arsheef.ingest.dates_fold import fold_word
from arsheef.ingest.html_block import fullest_block
from arsheef.ingest.html_byline import page_byline
from arsheef.ingest.html_date import is_date_line, page_change, page_date
from arsheef.ingest.html_page import Line, Page, names_in, parse_page, text_in
from arsheef.ingest.paragraphs import ends_sentence, one_line, split_lines, stored_text
from arsheef.ingest.title import cut_site_name

_TEXT_WORDS, _FEW_WORDS, _PAGE_WORDS = 8, 30, 120
"""Words of a page: fewer are no article; fewer are worth a second reading; a login or error page has fewer."""
_NEAR, _AFTER, _ABOVE = 40, 10, 3
"""Lines with date and byline: below the title where the text is not found, below the text, above the title."""
_LONGEST_TITLE = 300
_LEAD_MARKS = re.compile(
    r"(?:^|[\s_-])(?:lead|summary|description|intro|standfirst|excerpt|sub-?title|sub-?head(?:ing|line)?|deck|dek|teaser|sapo|chapo)"
    r"(?:$|[\s_-])"
)
_JOINER = "\u200c"
"""The zero-width non-joiner: spelling in Persian."""
_CAPTION = re.compile(r"<figcaption\b[^<]*+(?:<(?!/?figcaption\b)[^<]*+)*+</figcaption\s*>", re.IGNORECASE)
_SITE_AFTER = re.compile(r"\s{1,3}[|\-–—:•»]\s{1,3}([^|\-–—]{2,40})")
_SITE_BEFORE = re.compile(r"([^|\-–—:]{2,40}?)(?:\s{1,3}[|\-–—•»]|\s{0,3}:{1,2})\s{1,3}")
_CONSENT = re.compile(
    r"consent|we value your privacy|before you continue|قبل المتابعة|ملفات تعريف الارتباط|enable javascript|تفعيل جافا",
    re.IGNORECASE,
)
_NO_PAGE = re.compile(
    r"\b40[34]\b|not found|forbidden|access denied|just a moment|الصفحة غير موجودة|الصفحة المطلوبة", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageFields:
    """What a page says of its article; ``date_source`` is page or metadata."""

    paragraphs: list[str]
    title: str | None
    date: DateReading | None
    date_source: str | None
    byline: Byline
    site: str | None
    section: str | None
    language: str | None
    canonical: str | None
    modified: str | None
    """ISO, where the page states a change after its publication."""


def read_page(source: str, url: str = "", retrieved: str | None = None) -> PageFields:
    """The article of a page given as text, its address, and the time of collection in ISO where it is known.

    Raises InputError where the page has no article: a login, consent or error page, a page without text, no HTML.
    """
    page = parse_page(source)
    site = page.meta.get("og:site_name") or _publisher(page)
    paragraphs = _text(page)
    _refuse_other_pages(page, paragraphs)
    at, title = _title(page, site, paragraphs)
    site = site or (_site_in_title(page.title, title) if at >= 0 else None)
    headlines = {_key(title or ""), *(_key(line.text) for line in page.lines if line.tag == "h1")}
    while len(paragraphs) > 1 and _stands_before(paragraphs[0], headlines):
        paragraphs = paragraphs[1:]
    first, last = _text_span(page.lines, paragraphs, at)
    head = page.lines[at + 1 : first if first > at else at + 1 + _NEAR]
    above = page.lines[max(0, at - _ABOVE) : max(0, at)]
    below = page.lines[last + 1 : last + 1 + _AFTER] if last >= 0 else []
    canonical = page.canonical or page.meta.get("og:url")
    date, date_source = page_date(page, head, [*above, *below], page.lines[: max(0, at)], url or canonical or "", retrieved)
    return PageFields(
        paragraphs=[*_missing_lead(page.lines, at, first, paragraphs), *paragraphs], title=title, date=date,
        date_source=date_source, byline=page_byline(page, head, below, site), site=site,
        section=_section(page), language=page.language, canonical=canonical, modified=page_change(page, date),
    )  # fmt: skip


def text_of_fragment(source: str) -> str:
    """The lines of a piece of HTML (the content column of a CMS export): its text without captions, one block a line."""
    return "\n".join(line.text for line in parse_page(f"<body>{_CAPTION.sub('', source)}").lines)


def _text(page: Page) -> list[str]:
    """The text by trafilatura with precision; where that finds next to nothing, the fullest block, then all it can find."""
    for find in (_by_trafilatura, fullest_block, partial(_by_trafilatura, precise=False)):
        paragraphs = find(page)
        if _words(paragraphs) >= _FEW_WORDS:
            break
    return paragraphs


def _by_trafilatura(page: Page, *, precise: bool = True) -> list[str]:
    tree = copy.deepcopy(page.tree)  # trafilatura takes the tree apart
    extracted = trafilatura.extract(
        tree, fast=True, favor_precision=precise, include_comments=False, include_tables=False
    )
    joined = {line.text.replace(_JOINER, ""): line.text for line in page.lines if _JOINER in line.text}  # it drops them
    return [joined.get(paragraph, paragraph) for paragraph in split_lines(stored_text(extracted or ""))]


def _words(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _refuse_other_pages(page: Page, paragraphs: list[str]) -> None:
    """Raises InputError for a page that is no article, with the reason."""
    title, words = f"{page.title} {page.meta.get('og:title', '')}", _words(paragraphs)
    if words >= _PAGE_WORDS:
        return
    if page.asks_password:
        raise InputError("a login page, not an article; save the page again while logged in")
    if _NO_PAGE.search(title):
        raise InputError(f"an error page ({one_line(title)[:60]}), not an article; fetch it again")
    if _CONSENT.search(f"{title} {' '.join(paragraphs)}") and not page.json_ld:
        raise InputError("a consent or script check page, not an article; save the page as a browser shows it")
    if words < _TEXT_WORDS:
        raise InputError("no article text found in the page; give the text itself if it is drawn by scripts")


def _stands_before(line: str, headlines: set[str]) -> bool:
    """Whether a first paragraph is no text: a date line, a headline, a number."""
    return is_date_line(line) or _key(line) in headlines or line.isdecimal()


def _title(page: Page, site: str | None, paragraphs: list[str]) -> tuple[int, str | None]:
    """(index of the title's line or -1, title): the longest visible line that the page's own title contains."""
    headlines = (text_in(article.get("headline")) for article in page.json_ld)
    candidates = (page.meta.get("og:title"), page.title, page.meta.get("twitter:title"), *headlines)
    given = [name for name in candidates if name]
    named, site_key = [_key(name) for name in given], _key(site or "")
    at, weight = -1, 0.0
    for number, line in enumerate(page.lines):
        key = _key(line.text)
        if len(key) >= 8 and key != site_key and len(line.text) <= _LONGEST_TITLE and _is_named(key, line, named):
            heading = line.tag == "h1" or "headline" in line.marks
            found = len(key) + 0.5 * heading + number / 1e6  # of equal lines a heading, then the last before the text
            at, weight = (number, found) if found > weight else (at, weight)
        if at >= 0 and paragraphs and line.text == paragraphs[0]:
            break
    if at >= 0:
        return at, page.lines[at].text
    if given:
        return -1, cut_site_name(given[0], site)
    headings = [n for n, line in enumerate(page.lines) if line.tag == "h1" and _key(line.text) != site_key]
    return (headings[0], page.lines[headings[0]].text) if len(headings) == 1 else (-1, None)


def _is_named(key: str, line: Line, named: list[str]) -> bool:
    """Whether the page's title contains the line, or its first heading contains the title."""
    return any(key in name or (line.tag == "h1" and len(name) > 15 and name in key) for name in named)


def _text_span(lines: list[Line], paragraphs: list[str], after: int) -> tuple[int, int]:
    """Indexes of the lines where the text starts, after the title's, and ends; -1 where they are not found."""
    full = [paragraph for paragraph in paragraphs if len(paragraph.split()) > 3] or paragraphs  # not «2015 مشاهدة»
    starts = {paragraph[:40] for paragraph in full[:2]}
    first = next((at for at in range(after + 1, len(lines)) if lines[at].text[:40] in starts), -1)
    end = paragraphs[-1][:40] if paragraphs else None
    return first, next((at for at in range(max(first, 0), len(lines)) if lines[at].text[:40] == end), -1)


def _missing_lead(lines: list[Line], at: int, first: int, paragraphs: list[str]) -> list[str]:
    """A lead that stands in its own box between title and text, and that the text extraction left out."""
    if at < 0 or first <= at or not paragraphs or lines[first].text[:40] != paragraphs[0][:40]:
        return []
    return [
        line.text for line in lines[at + 1 : first]
        if _LEAD_MARKS.search(line.marks) and len(line.text.split()) >= 10 and ends_sentence(line.text)
    ]  # fmt: skip


def _site_in_title(named: str, title: str | None) -> str | None:
    """The name that <title> has beside the visible title («… – راديو الساحل»، «صوت الجبل | …»)."""
    before, found, after = named.partition(title) if title else (named, "", "")
    match = _SITE_AFTER.fullmatch(after) if not before else _SITE_BEFORE.fullmatch(before) if not after else None
    return match[1] if found and match and not section_named(match[1]) else None


def _section(page: Page) -> str | None:
    in_json = (name for article in page.json_ld for name in names_in(article.get("articleSection")))
    given = [page.meta.get(key) for key in ("article:section", "section", "articlesection")]
    return next((name for name in (*given, *in_json) if name), None) or section_named(page.title.rpartition("|")[2])


def _publisher(page: Page) -> str | None:
    return next((name for article in page.json_ld for name in names_in(article.get("publisher"))), None)


def _key(text: str) -> str:
    """Letters and digits of a title, folded: what is left when pages differ in quotes and blanks."""
    return re.sub(r"[\W_]+", "", fold_word(text))
