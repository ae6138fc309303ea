"""An article page: its text by trafilatura; title, date, author and agency by our rules, visible evidence first.

The title is the visible line that og:title or <title> contain; the date is the first date line between title and text;
the byline stands there too. Metadata (JSON-LD, OpenGraph) and the address come after, and decide where the page is silent.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Iterable
from dataclasses import dataclass

import trafilatura

from arsheef.errors import InputError
from arsheef.ingest.agency import agency_named
from arsheef.ingest.byline import Byline, is_byline, is_person, is_place, read_byline
from arsheef.ingest.dates import DateReading, find_dates, read_date
from arsheef.ingest.dates_address import date_in_url
from arsheef.ingest.dates_fold import fold_word
from arsheef.ingest.html_page import Line, Page, parse_page
from arsheef.ingest.paragraphs import ends_sentence, one_line, split_lines, stored_text
from arsheef.ingest.title import cut_site_name

_ANY_MOMENT = "2000-01-01T00:00"
_FEW_WORDS = 30
_TEXT_WORDS, _LOGIN_WORDS = 8, 120
"""A page with fewer words has no article; one that asks for a password and has fewer than so many is a login page."""
_NEAR = 40
"""Lines after the title in which date and byline are looked for, where the text is not found sooner."""
_BYLINE = re.compile(r"^(?:كتب|كتبت|كتبه|كتبها|بقلم|بواسطة|الكاتب|الكاتبة|المؤلف|إعداد|اعداد|تقرير|تحرير|by|author)(?![ء-ي])\s?[:：-]?\s*(.{3,80})$", re.IGNORECASE)
_SOURCE = re.compile(r"^(?:المصدر|مصدر الخبر|source)\s?[:：-]?\s*(.{0,80})$", re.IGNORECASE)
_AUTHOR_MARKS = re.compile(r"(?:^|[\s_-])(?:author|byline|writer|auther|journalist|reporter|katib|written-by)(?:$|[\s_-])")
_AFTER, _ABOVE = 10, 3
"""Lines below the text and above the title in which a labelled date may stand."""
_DATE_MARKS = re.compile(r"(?:publish|post|article|story|entry|news)[\w-]*(?:date|time)|(?:date|time)[\w-]*(?:publish|post|article)|datepublished")
_DATE_LABEL = re.compile(r"(?:^|\s)(?:نشر|نُشر|تاريخ النشر|التاريخ|آخر تحديث|اخر تحديث|تم النشر)|publish|updated|posted|^date", re.IGNORECASE)
_PUBLISHED = ("article:published_time", "datepublished", "og:published_time", "published_time", "pubdate", "publishdate", "publish_date", "publish-date", "date.issued", "dc.date.issued", "dcterms.date", "dc.date", "date", "sailthru.date", "article.published", "parsely-pub-date", "datecreated")
_LEAD_MARKS = re.compile(r"(?:^|[\s_-])(?:lead|summary|description|intro|standfirst|excerpt|subtitle|sapo)(?:$|[\s_-])")
_CONSENT = re.compile(r"consent|we value your privacy|before you continue|قبل المتابعة|ملفات تعريف الارتباط|enable javascript|تفعيل جافا", re.IGNORECASE)
_NO_PAGE = re.compile(r"\b40[34]\b|not found|forbidden|access denied|just a moment|الصفحة غير موجودة|الصفحة المطلوبة", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageFields:
    """What a page says of its article; ``date_source`` is page or metadata."""

    paragraphs: list[str]
    title: str | None
    date: DateReading | None
    date_source: str | None
    author: str | None
    agency: str | None
    site: str | None
    section: str | None
    language: str | None


def read_page(source: str, url: str = "", retrieved: str | None = None) -> PageFields:
    """The article of a page given as text, its address, and the time of collection in ISO where it is known.

    Raises InputError where the page has no article: a login, consent or error page, a page without text, no HTML at all.
    """
    page = parse_page(source)
    site = page.meta.get("og:site_name") or _publisher(page)
    paragraphs = _text(page)
    words = sum(len(paragraph.split()) for paragraph in paragraphs)
    _refuse_other_pages(page, paragraphs, words)
    at, title = _title(page, site, paragraphs)
    while len(paragraphs) > 1 and ((title and _same(paragraphs[0], title)) or _is_date_line(paragraphs[0])):
        paragraphs = paragraphs[1:]
    first, last = _text_span(page.lines, paragraphs, at)
    paragraphs = [*_missing_lead(page.lines, at, first, paragraphs), *paragraphs]
    head = page.lines[at + 1 : first if first > at else at + 1 + _NEAR]
    tail = page.lines[last + 1 : last + 1 + _AFTER] if last >= 0 else []
    date, date_source = _date(page, page.lines[max(0, at - _ABOVE) : max(0, at)], head, tail, url, retrieved)
    byline = _byline(page, head, tail, site)
    return PageFields(
        paragraphs=paragraphs, title=title, date=date, date_source=date_source, author=byline.author, agency=byline.agency,
        site=site, section=page.meta.get("article:section") or page.meta.get("section"), language=page.language,
    )  # fmt: skip


def text_of_fragment(source: str) -> str:
    """The lines of a piece of HTML (the content column of a CMS export): all of its text, one block a line."""
    return "\n".join(line.text for line in parse_page(f"<body>{source}").lines)


def _text(page: Page) -> list[str]:
    """The text by trafilatura: with precision first; a page in which that finds next to nothing is read again without."""
    for precise in (True, False):
        extracted = trafilatura.extract(
            copy.deepcopy(page.tree), fast=True, favor_precision=precise, include_comments=False, include_tables=False
        )
        paragraphs = split_lines(stored_text(extracted or ""))
        if sum(len(paragraph.split()) for paragraph in paragraphs) >= _FEW_WORDS:
            break
    return paragraphs


def _refuse_other_pages(page: Page, paragraphs: list[str], words: int) -> None:
    title = f"{page.title} {page.meta.get('og:title', '')}"
    if page.asks_password and words < _LOGIN_WORDS:
        raise InputError("a login page, not an article; save the page again while logged in")
    if words < _LOGIN_WORDS and _NO_PAGE.search(title):
        raise InputError(f"an error page ({one_line(title)[:60]}), not an article; fetch it again")
    if words < _LOGIN_WORDS and _CONSENT.search(f"{title} {' '.join(paragraphs)}") and not page.json_ld:
        raise InputError("a consent or script check page, not an article; save the page as a browser shows it")
    if words < _TEXT_WORDS:
        raise InputError("no article text found in the page; give the text itself if it is drawn by scripts")


def _title(page: Page, site: str | None, paragraphs: list[str]) -> tuple[int, str | None]:
    """(index of the title's line or -1, title): the longest visible line that the page's own title contains."""
    given = [page.meta.get("og:title"), page.title, page.meta.get("twitter:title"), *(_text_of(a.get("headline")) for a in page.json_ld)]
    named = [_key(name) for name in given if name]
    site_key = _key(site or "")
    best = (-1, "", 0.0)
    for at, line in enumerate(page.lines):
        key = _key(line.text)
        if len(key) < 8 or key == site_key or len(line.text) > 300:
            continue
        if any(key in name or (line.tag == "h1" and len(name) > 15 and name in key) for name in named):
            weight = len(key) + (0.5 if line.tag == "h1" or "headline" in line.marks else 0) + at / 1e6
            if weight > best[2]:
                best = (at, line.text, weight)
        if paragraphs and at > best[0] >= 0 and line.text == paragraphs[0]:
            break
    if best[0] >= 0:
        return best[0], best[1]
    headings = [(at, line.text) for at, line in enumerate(page.lines) if line.tag == "h1" and _key(line.text) != site_key]
    title = next((cut_site_name(name, site) for name in given if name), None)
    if title is None and len(headings) == 1:
        return headings[0]
    return -1, title or None


def _text_span(lines: list[Line], paragraphs: list[str], after: int) -> tuple[int, int]:
    """Indexes of the lines where the text starts, after the title's, and ends; -1 where they are not found."""
    starts, end = {paragraph[:40] for paragraph in paragraphs[:2]}, paragraphs[-1][:40] if paragraphs else None
    first = next((at for at in range(after + 1, len(lines)) if lines[at].text[:40] in starts), -1)
    last = next((at for at in range(max(first, 0), len(lines)) if lines[at].text[:40] == end), -1)
    return first, last


def _missing_lead(lines: list[Line], at: int, first: int, paragraphs: list[str]) -> list[str]:
    """A lead that stands in its own box between title and text, and that the text extraction left out."""
    if at < 0 or first <= at or not paragraphs or lines[first].text[:40] != paragraphs[0][:40]:
        return []
    return [
        line.text for line in lines[at + 1 : first]
        if _LEAD_MARKS.search(line.marks) and len(line.text.split()) >= 10 and ends_sentence(line.text)
    ]  # fmt: skip


def _date(
    page: Page, above: list[Line], head: list[Line], tail: list[Line], url: str, retrieved: str | None
) -> tuple[DateReading | None, str | None]:
    """The date of publication and where it stood (page | metadata).

    First between title and text, then the line above the title or below the text if it is labelled as the date: anything
    else up there may be the clock of the page. Where metadata and address agree on another day, they are right.
    """
    stated = _stated_date(page)
    shown = _shown_date(head, retrieved)
    for lines in (above, tail):
        if shown is None:
            shown = _shown_date([line for line in lines if _DATE_MARKS.search(line.marks) or _DATE_LABEL.search(line.text)], retrieved)
    if shown is None and stated is None and retrieved:
        shown = _shown_ago(head, retrieved)
    if shown is None:
        return stated, "metadata" if stated else None
    if stated and shown.date == stated.date:
        return (stated if stated.time and not shown.time else shown), "page"
    if stated and url and date_in_url(url) == stated.date:
        return stated, "metadata"
    return shown, "page"


def _shown_date(lines: list[Line], retrieved: str | None) -> DateReading | None:
    """The first day in a line made for it: short, or labelled; a sentence with a date in it is no date line."""
    for line in lines:
        if len(line.text) > 120:
            continue
        found = [f for f in find_dates(line.text) if f.reading.precision == "day"]
        covered = sum(f.end - f.start for f in found)
        if found and (covered >= 0.3 * len(line.text) or _DATE_LABEL.search(line.text) or "date" in line.marks):
            reading = read_date(line.text, retrieved)
            if reading and reading.precision == "day" and not reading.relative:
                return reading
    return None


def _is_date_line(line: str) -> bool:
    """Whether a line is a date and little else; any moment does to see that."""
    found = find_dates(line, _ANY_MOMENT) if len(line) <= 60 else []
    return bool(found) and sum(f.end - f.start for f in found) >= 0.6 * len(line)


def _shown_ago(lines: list[Line], retrieved: str) -> DateReading | None:
    """The day of a line such as «منذ 3 أيام», counted from the time of collection."""
    for line in lines:
        found = [f for f in find_dates(line.text, retrieved) if f.reading.precision == "day"] if len(line.text) <= 60 else []
        if found and found[0].end - found[0].start >= 0.5 * len(line.text):
            return found[0].reading
    return None


def _stated_date(page: Page) -> DateReading | None:
    """The date of publication in JSON-LD, OpenGraph and other meta elements; one of change alone is not taken."""
    given: Iterable[str | None] = [
        *(_text_of(article.get("datePublished")) for article in page.json_ld), *(page.meta.get(key) for key in _PUBLISHED),
    ]  # fmt: skip
    for text in given:
        reading = read_date(text[:80]) if text else None
        if reading and reading.precision == "day":
            return reading
    return None


def _byline(page: Page, head: list[Line], tail: list[Line], site: str | None) -> Byline:
    """Author and agency: byline lines between title and text, a source label there or below, then the metadata."""
    author = agency = None
    for at, line in enumerate(head):
        text = line.text
        labelled, source = _BYLINE.match(text), _SOURCE.match(text)
        if source:
            value = source[1].strip() or (head[at + 1].text if at + 1 < len(head) else "")
            agency = agency or _source_name(value)
            author = author or read_byline(value.strip("()[] "), site).author
        elif len(text) <= 120 and (labelled or _AUTHOR_MARKS.search(line.marks) or is_byline(text, site)):
            found = read_byline(labelled[1] if labelled else text, site)
            sure = labelled or (found.author and is_person(found.author.split("، ")[0], site, known_only=True))
            author, agency = author or (found.author if sure else None), agency or found.agency
    for text in (line.text for line in tail):
        source = _SOURCE.match(text)
        agency = agency or (_source_name(source[1]) if source else None)
    for text in _stated_authors(page):
        if author and agency:
            break
        found = read_byline(text, site)
        author, agency = author or found.author, agency or found.agency
    return Byline(author, agency)


def _source_name(value: str) -> str | None:
    """Whom «المصدر: (أبوظبي - البيان)» names: an agency or an outlet, not its city."""
    bare = value.strip("()[] ")
    parts = [part for part in re.split(r"\s*[-–—:،/]\s+|\s+[-–—]\s*", bare) if part]
    named = [name for part in parts if (name := agency_named(part))]
    if named:
        return named[0]
    rest = [part for part in parts if not is_place(part)]
    return rest[-1] if rest and len(rest[-1].split()) <= 4 and read_byline(rest[-1]).author is None else None


def _stated_authors(page: Page) -> list[str]:
    given = [author for article in page.json_ld for author in _names(article.get("author"))]
    given += [page.meta[key] for key in ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author") if key in page.meta]
    return [text for text in given if not text.startswith(("http", "@"))]


def _publisher(page: Page) -> str | None:
    return next((name for article in page.json_ld for name in _names(article.get("publisher"))), None)


def _names(value: object) -> list[str]:
    """Names in a JSON-LD value: a text, an object with a name, or a list of either."""
    values = value if isinstance(value, list) else [value]
    return [name for item in values if (name := _text_of(item.get("name") if isinstance(item, dict) else item))]


def _text_of(value: object) -> str | None:
    return one_line(value) or None if isinstance(value, str) else None


def _key(text: str) -> str:
    """Letters and digits of a title, folded: what is left when pages differ in quotes and blanks."""
    return re.sub(r"[\W_]+", "", fold_word(text))


def _same(one: str, other: str) -> bool:
    return _key(one) == _key(other)
