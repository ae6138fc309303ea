"""A Record to an Article: which evidence decides each field, in one place.

Order of evidence for the date: the input's own field, the page, its metadata, the address, a dateline of the text, the
name of the file, the time of collection. Relative words without a known day become hints.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from arsheef.article import Article, Record
from arsheef.errors import InputError
from arsheef.ids import LENGTH_AFTER_COLLISION, canonical_url, make_id
from arsheef.ingest import language
from arsheef.ingest.address import outlet_of, section_in_url
from arsheef.ingest.agency import agency_in_label, agency_in_text, agency_named
from arsheef.ingest.byline import Byline, is_byline, read_byline
from arsheef.ingest.dates import DateReading, date_hints, find_dates, read_date
from arsheef.ingest.dates_address import date_in_name, date_in_url
from arsheef.ingest.html import PageFields, read_page, text_of_fragment
from arsheef.ingest.paragraphs import one_line, split_lines, stored_text
from arsheef.ingest.residue import Cleaned, clean_lines
from arsheef.ingest.title import clean_title, derive_title

_MARKUP = re.compile(r"</(?:p|div|br|li|h[1-6])>|<br\s?/?>|<p[ >]", re.IGNORECASE)
_DATELINE, _BEFORE_DATELINE = 160, 3
"""Characters of a text in which a dateline stands, and words (its city) before the date."""
_AFTER_DATELINE = re.compile(r"\s?م?\s?[-–—:(|/]|\s?م?\s+واس\b")
_IN_SENTENCE = frozenset(("في", "يوم", "منذ", "حتى", "بتاريخ", "من", "إلى", "مساء", "صباح"))
_HINTS_IN, _HINTS = 20_000, 12
"""Characters of a text that are searched for date hints, and how many are kept."""


@dataclass(frozen=True, slots=True)
class Found:
    """One field of an article with the evidence it came from; ``derived`` where a machine made it."""

    value: str | None
    derived: bool = False
    evidence: str | None = None


def extract(record: Record, *, taken: Callable[[str], bool] | None = None) -> Article:
    """The article in ``record``; fields that a machine made are named in ``derived``.

    ``taken`` says whether an id belongs to another article already; the id then has 12 characters.
    Raises InputError, naming file and record, where there is no text that could be published.
    """
    return extract_with_residue(record, taken=taken)[0]


def extract_with_residue(
    record: Record, *, taken: Callable[[str], bool] | None = None
) -> tuple[Article, tuple[str, ...]]:
    """What ``extract`` gives, and what was cut out of the text, for the ledger."""
    try:
        return _extract(record, taken)
    except InputError as error:
        raise InputError(f"{record.path}, record {record.offset}: {error}.") from error


def _extract(record: Record, taken: Callable[[str], bool] | None) -> tuple[Article, tuple[str, ...]]:
    fields = record.fields
    page = _page(fields)
    cleaned = _text(fields, page)
    address = one_line(fields.get("url", ""))
    source_url = address if canonical_url(address) else None
    source = _source(fields, page, source_url)
    byline = _byline(fields, page, source.value, cleaned)
    body, lead = _lead(cleaned.paragraphs, source.value)
    title = _title(fields, page, lead, source.value)
    date = _date(record, page, cleaned, byline, source_url)
    author, agency = _author(fields, byline), _agency(fields, byline, cleaned, body)
    section = _section(fields, page, source_url)
    spoken = _language(fields, page, cleaned)
    text = "\n".join(cleaned.paragraphs)
    given = {"title": title, "date": date, "author": author, "agency": agency, "source": source, "section": section}
    given["language"] = spoken
    derived = {name for name, found in given.items() if found.value and found.derived} | {"lead"}
    hints = _hints(text) if date.value is None or date.evidence == "crawl" else ()
    derived |= {name for name, value in (("related", cleaned.related), ("date_hints", hints)) if value}
    id_ = make_id(source_url, title.value or "", text)
    if taken is not None and taken(id_):
        id_ = make_id(source_url, title.value or "", text, LENGTH_AFTER_COLLISION)
    article = Article(
        id=id_, title=title.value or "", title_source="derived" if title.derived else "given",
        paragraphs=cleaned.paragraphs, date=date.value, date_source=date.evidence, date_hints=hints, author=author.value, agency=agency.value,
        source=source.value, source_url=source_url, section=section.value, language=spoken.value, lead=lead,
        related=cleaned.related, topics=_tags(fields), derived=frozenset(derived),
    )  # fmt: skip
    return article, cleaned.residue


def _page(fields: Mapping[str, str]) -> PageFields | None:
    """The page of a record that has HTML and no text of its own."""
    if fields.get("text", "").strip() or not fields.get("html", "").strip():
        return None
    return read_page(fields["html"], url=one_line(fields.get("url", "")), retrieved=_iso(fields.get("retrieved", "")))


def _text(fields: Mapping[str, str], page: PageFields | None) -> Cleaned:
    """The paragraphs of the record. Raises InputError where it has none."""
    if page is not None:
        lines = page.paragraphs
    else:
        text = fields.get("text", "")
        if len(_MARKUP.findall(text, 0, 4000)) > 1:
            text = text_of_fragment(text)
        text = stored_text(text)
        _refuse_binary(fields.get("text", ""), text)
        lines = split_lines(text)
    cleaned = clean_lines(lines)
    if not cleaned.paragraphs and lines:  # nothing but furniture: keep what there is rather than lose it
        cleaned = Cleaned(tuple(lines), (), ())
    if not cleaned.paragraphs:
        raise InputError("the text is empty; nothing to keep")
    return cleaned


def _refuse_binary(raw: str, text: str) -> None:
    """Raises InputError where most of ``raw`` was control characters or undecodable: no text but a binary file."""
    lost = raw.count("\ufffd") + max(0, len(raw) - len(text) - raw.count("\r"))
    if raw and lost > 0.3 * len(raw):
        raise InputError("not text: most of its characters are control codes or cannot be decoded; check the encoding")


def _source(fields: Mapping[str, str], page: PageFields | None, source_url: str | None) -> Found:
    given = one_line(fields.get("source", ""))
    if given:
        return Found(given)
    if page is not None and page.site:
        return Found(page.site, derived=True)
    return Found(outlet_of(source_url), derived=True)


def _byline(fields: Mapping[str, str], page: PageFields | None, outlet: str | None, cleaned: Cleaned) -> Byline:
    """The input's author field, read as a byline; else the page's; else a first line that is nothing but a byline."""
    if fields.get("author", "").strip():
        return read_byline(fields["author"], outlet)
    if page is not None and page.byline != Byline():
        return page.byline
    first = cleaned.paragraphs[0]
    return read_byline(first, outlet) if is_byline(first, outlet) and len(cleaned.paragraphs) > 1 else Byline()


def _lead(paragraphs: tuple[str, ...], outlet: str | None) -> tuple[tuple[str, ...], str]:
    """(paragraphs after a dateline or byline that stands alone, the first of them)."""
    body = paragraphs[1:] if len(paragraphs) > 1 and is_byline(paragraphs[0], outlet) else paragraphs
    return body, body[0]


def _title(fields: Mapping[str, str], page: PageFields | None, lead: str, outlet: str | None) -> Found:
    given = clean_title(fields.get("title", ""), outlet, page.site if page else None)
    if given:
        return Found(given)
    if page is not None and page.title:
        return Found(clean_title(page.title, page.site))
    return Found(derive_title(lead) or lead[:90], derived=True)


def _author(fields: Mapping[str, str], byline: Byline) -> Found:
    given = one_line(fields.get("author", ""))
    return Found(byline.author, derived=byline.author != given)


def _agency(fields: Mapping[str, str], byline: Byline, cleaned: Cleaned, body: tuple[str, ...]) -> Found:
    given = one_line(fields.get("agency", ""))
    if given:
        return Found(agency_named(given) or given)
    if byline.agency:
        return Found(byline.agency, derived=True)
    labelled = next((name for line in cleaned.residue if (name := agency_in_label(line))), None)
    return Found(labelled or agency_in_text(cleaned.paragraphs) or agency_in_text(body), derived=True)


def _date(record: Record, page: PageFields | None, cleaned: Cleaned, byline: Byline, source_url: str | None) -> Found:
    """The date of publication by the order of evidence above; of collection where nothing else is known."""
    fields = record.fields
    retrieved = _iso(fields.get("retrieved", ""))
    given = fields.get("date", "")
    reading = read_date(given[:200], retrieved) if given.strip() else None
    if reading is None and byline.date and fields.get("author", "").strip():
        reading = read_date(byline.date, retrieved)
    if reading:
        return Found(_text_of(reading), derived=reading.relative, evidence="field")
    if page is not None and page.date:
        return Found(_text_of(page.date), derived=True, evidence=page.date_source)
    in_url = date_in_url(source_url, retrieved) if source_url else None
    if in_url:
        return Found(in_url, derived=True, evidence="url")
    dateline = _dateline(cleaned, retrieved)
    if dateline:
        return Found(_text_of(dateline), derived=True, evidence="dateline")
    alone = record.offset == 1 and record.media_type in ("text/plain", "text/html")  # one article, one file
    in_name = date_in_name(record.path, retrieved) if alone else None
    if in_name:
        return Found(in_name, derived=True, evidence="name")
    return Found(retrieved, derived=True, evidence="crawl") if retrieved else Found(None)


def _dateline(cleaned: Cleaned, reference: str | None) -> DateReading | None:
    """A date line of the text: its first line, the dateline before its first words, or a last line made of a date."""
    first, last = cleaned.paragraphs[0], cleaned.paragraphs[-1]
    head = first[:_DATELINE]
    found = next((f for f in find_dates(head) if f.reading.precision == "day"), None)
    if found and (is_byline(first) or _AFTER_DATELINE.match(head, found.end)):
        before = head[: found.start].split()
        if len(before) <= _BEFORE_DATELINE and not _IN_SENTENCE.intersection(before):
            return read_date(head[: found.end], reference)
    for line in (last, *cleaned.residue[-3:]):
        ends = [f for f in find_dates(line) if f.reading.precision == "day"] if len(line) <= 80 else []
        if ends and sum(f.end - f.start for f in ends) >= 0.5 * len(line):
            return read_date(line, reference)
    return None


def _hints(text: str) -> tuple[str, ...]:
    return tuple(hint.text for hint in date_hints(text[:_HINTS_IN]))[:_HINTS]


def _section(fields: Mapping[str, str], page: PageFields | None, source_url: str | None) -> Found:
    given = one_line(fields.get("section", ""))
    if given:
        return Found(given)
    if page is not None and page.section:
        return Found(page.section, derived=True)
    return Found(section_in_url(source_url) if source_url else None, derived=True)


def _language(fields: Mapping[str, str], page: PageFields | None, cleaned: Cleaned) -> Found:
    """By the text; what the input or the page says counts only where the text decides nothing."""
    spoken = language.detect("\n".join(cleaned.paragraphs[:20]))
    given = one_line(fields.get("language", "")) or (page.language if page else None)
    return Found(spoken or given or None, derived=spoken is not None)


def _tags(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The tags that the input names, each once."""
    return tuple(dict.fromkeys(tag for tag in map(one_line, re.split(r"[,;،؛|\n]", fields.get("tags", ""))) if tag))


def _iso(retrieved: str) -> str | None:
    """The time of collection as ISO text, to the minute; None where it is not one."""
    reading = read_date(retrieved[:80]) if retrieved.strip() else None
    return _text_of(reading)[:16] if reading and reading.precision == "day" else None


def _text_of(reading: DateReading) -> str:
    """A reading as Article.date: with the time of day, unless that is the midnight of a date without one."""
    return reading.date if reading.time in (None, "00:00", "00:00:00") else reading.iso
