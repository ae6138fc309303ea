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
from arsheef.ingest.agency import agency_in_text, agency_named, source_in_label
from arsheef.ingest.byline import Byline, read_byline
from arsheef.ingest.dates import DateReading, date_hints, find_dates, read_date, read_field
from arsheef.ingest.dates_address import date_in_name, date_in_url
from arsheef.ingest.front import Front, byline_of, split_front, without_dateline
from arsheef.ingest.html import PageFields, read_page, text_of_fragment
from arsheef.ingest.html_date import is_date_line
from arsheef.ingest.paragraphs import one_line, split_lines, stored_text
from arsheef.ingest.residue import Cleaned, clean_lines
from arsheef.ingest.title import clean_title, derive_title

_MARKUP = re.compile(r"</(?:p|div|br|li|h[1-6])>|<br\s?/?>|<p[ >]", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")
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
    evidence = _gather(record)
    fields, page, text = record.fields, evidence.page, "\n".join(evidence.body)
    title, date = _title(evidence), _date(record, evidence)
    author, agency, section, spoken = _author(evidence), _agency(evidence), _section(evidence), _language(evidence)
    hints = _hints(text) if date.value is None or date.evidence == "crawl" else ()
    modified, related = page.modified if page else None, evidence.cleaned.related
    found = {"title": title, "date": date, "author": author, "agency": agency, "source": evidence.source}
    found |= {"section": section, "language": spoken, "lead": Found(evidence.body[0], derived=True)}
    derived = {name for name, field in found.items() if field.value and field.derived}
    derived |= {name for name, value in (("related", related), ("date_hints", hints), ("modified", modified)) if value}
    basis = (evidence.url, title.value if title.value and not title.derived else "", text)  # see Article.identity
    id_ = make_id(*basis)
    if taken is not None and taken(id_):
        id_ = make_id(*basis, LENGTH_AFTER_COLLISION)
    article = Article(
        id=id_, title=title.value or "", title_source="derived" if title.derived else "given", paragraphs=evidence.body,
        date=date.value, date_source=date.evidence, date_hints=hints, modified=modified, author=author.value,
        agency=agency.value, source=evidence.source.value, source_url=evidence.url, section=section.value,
        language=spoken.value, lead=evidence.body[0], related=related, topics=_tags(fields), derived=frozenset(derived),
    )  # fmt: skip
    return article, (*evidence.cleaned.residue, *evidence.front.lines)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the decisions look at."""

    fields: Mapping[str, str]
    page: PageFields | None
    cleaned: Cleaned
    front: Front
    source: Found
    url: str | None
    """The address of the article, http or https."""
    byline: Byline
    """Of the input's field, else of the page, else of the lines before the body."""

    @property
    def body(self) -> tuple[str, ...]:
        """The paragraphs that are kept."""
        return self.front.body

    @property
    def retrieved(self) -> str | None:
        """The time of collection in ISO, to the minute."""
        return _iso(self.fields.get("retrieved", ""))


def _gather(record: Record) -> Evidence:
    """Text, address, outlet and byline of a record. Raises InputError where it has no text."""
    fields = record.fields
    page = _page(fields)
    cleaned = _text(fields, page)
    addresses = (one_line(fields.get("url", "")), page.canonical if page else None)
    url = next((address for address in addresses if address and canonical_url(address)), None)
    source = _source(fields, page, url, cleaned)
    titled = bool(page or clean_title(fields.get("title", "")))
    front = split_front(cleaned.paragraphs, source.value, titled=titled)
    byline = byline_of(front.lines, source.value)
    if fields.get("author", "").strip():
        given = read_byline(_first_line(fields["author"]), source.value)
        byline = Byline(given.author, given.agency or byline.agency, given.date)
    elif page is not None:
        byline = Byline(page.byline.author or byline.author, page.byline.agency or byline.agency)
    return Evidence(fields, page, cleaned, front, source, url, byline)


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
        _refuse_binary(text)
        if len(_MARKUP.findall(text, 0, 4000)) > 1:
            text = text_of_fragment(text)
        lines = split_lines(stored_text(text))
    cleaned = clean_lines(lines)
    if not cleaned.paragraphs and lines:  # nothing but furniture: keep what there is rather than lose it
        cleaned = Cleaned(tuple(lines), (), ())
    if not cleaned.paragraphs:
        raise InputError("the text is empty; nothing to keep")
    return cleaned


def _refuse_binary(text: str) -> None:
    """Raises InputError where a third of ``text`` is control codes or could not be decoded: a binary file, no text."""
    if len(_NOT_TEXT.findall(text)) > 0.3 * len(text):
        raise InputError("not text: much of it is control codes or cannot be decoded; check the encoding")


def _source(fields: Mapping[str, str], page: PageFields | None, url: str | None, cleaned: Cleaned) -> Found:
    """The outlet: as the input names it, the page, a label in the text («المصدر: صوت الجبل»), the address."""
    given = one_line(_first_line(fields.get("source", "")))
    if given:
        return Found(given)
    if page is not None and page.site:
        return Found(page.site, derived=True)
    labelled = (name for line in cleaned.residue if (name := source_in_label(line)) and not agency_named(name))
    return Found(next(labelled, None) or outlet_of(url), derived=True)


def _title(evidence: Evidence) -> Found:
    page, outlet = evidence.page, evidence.source.value
    given = clean_title(evidence.fields.get("title", ""), outlet, page.site if page else None)
    if not given and page is not None and page.title:
        given = clean_title(page.title, page.site)
    if given or evidence.front.headline:
        return Found(given or evidence.front.headline)
    lead = evidence.body[0]
    return Found(derive_title(without_dateline(lead)) or lead[:90], derived=True)


def _first_line(text: str) -> str:
    """A name is one line; what stands below it is something else."""
    return next((line for line in text.splitlines() if line.strip()), "")


def _author(evidence: Evidence) -> Found:
    author = evidence.byline.author
    return Found(author, derived=author != one_line(evidence.fields.get("author", "")))


def _agency(evidence: Evidence) -> Found:
    """The agency by field, byline, a source label, the text's own dateline, signature or attribution."""
    given = one_line(evidence.fields.get("agency", ""))
    if given:
        return Found(agency_named(given) or given)
    labels = (source_in_label(line) for line in evidence.cleaned.residue)
    labelled = next((name for label in labels if label and (name := agency_named(label))), None)
    return Found(evidence.byline.agency or labelled or agency_in_text(evidence.body), derived=True)


def _date(record: Record, evidence: Evidence) -> Found:
    """The date of publication by the order of evidence above; of collection where nothing else is known."""
    fields, page, retrieved = evidence.fields, evidence.page, evidence.retrieved
    beside_name = evidence.byline.date if fields.get("author", "").strip() else None
    for text in (fields.get("date", ""), beside_name or ""):
        reading = read_field(text[:200], retrieved) if text.strip() else None
        if reading:
            return Found(_text_of(reading), derived=reading.relative, evidence="field")
    if page is not None and page.date:
        return Found(_text_of(page.date), derived=True, evidence=page.date_source)
    in_url = date_in_url(evidence.url, retrieved) if evidence.url else None
    if in_url:
        return Found(in_url, derived=True, evidence="url")
    dateline = _dateline(evidence)
    if dateline:
        return Found(_text_of(dateline), derived=True, evidence="dateline")
    alone = record.offset == 1 and record.media_type in ("text/plain", "text/html")  # one article, one file
    in_name = date_in_name(record.path, retrieved) if alone else None
    if in_name:
        return Found(in_name, derived=True, evidence="name")
    return Found(retrieved, derived=True, evidence="crawl") if retrieved else Found(None)


def _dateline(evidence: Evidence) -> DateReading | None:
    """A date line of the text: one before the body, the dateline of its first words, a last line made of a date."""
    for line in evidence.front.lines:
        reading = read_date(line, evidence.retrieved)
        if reading and reading.precision == "day" and not reading.relative:
            return reading
    first = evidence.body[0]
    opening = first[: len(first) - len(without_dateline(first))] or _opening_date(first)
    reading = read_date(opening, evidence.retrieved) if opening else None
    if reading and reading.precision == "day" and not reading.relative:
        return reading
    for line in (evidence.body[-1], *evidence.cleaned.residue[-3:]):
        if len(evidence.body) > 1 and is_date_line(line):
            reading = read_date(line, evidence.retrieved)
            if reading and not reading.relative:
                return reading
    return None


def _opening_date(paragraph: str) -> str:
    """«الرياض 25 شوال 1436 هـ الموافق 10 أغسطس 2015 م واس» as the opening of a sentence; "" where there is none."""
    head = paragraph[:_DATELINE]
    found = next((f for f in find_dates(head) if f.reading.precision == "day"), None)
    before = head[: found.start].split() if found else []
    if not found or len(before) > _BEFORE_DATELINE or _IN_SENTENCE.intersection(before):
        return ""
    if not any(letter.isalpha() for word in before for letter in word):  # a dateline has its city
        return ""
    return head[: found.end] if _AFTER_DATELINE.match(head, found.end) else ""


def _hints(text: str) -> tuple[str, ...]:
    return tuple(hint.text for hint in date_hints(text[:_HINTS_IN]))[:_HINTS]


def _section(evidence: Evidence) -> Found:
    given = one_line(evidence.fields.get("section", ""))
    if given:
        return Found(given)
    if evidence.page is not None and evidence.page.section:
        return Found(evidence.page.section, derived=True)
    return Found(section_in_url(evidence.url) if evidence.url else None, derived=True)


def _language(evidence: Evidence) -> Found:
    """By the text; what the input or the page says counts only where the text decides nothing."""
    spoken = language.detect("\n".join(evidence.body[:20]))
    given = one_line(evidence.fields.get("language", "")) or (evidence.page.language if evidence.page else None)
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
