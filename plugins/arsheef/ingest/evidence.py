"""What the decisions about an article look at: its fields, page, cleaned text, address, outlet and byline, gathered once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ids import canonical_url
from arsheef.ingest.address import outlet_of
from arsheef.ingest.agency import agency_named, source_in_label
from arsheef.ingest.byline import Byline, read_byline
from arsheef.ingest.dates import DateReading, read_date
from arsheef.ingest.front import Front, byline_of, split_front
from arsheef.ingest.html import PageFields, read_page, text_of_fragment
from arsheef.ingest.paragraphs import is_clean, one_line, split_lines, stored_text
from arsheef.ingest.residue import Cleaned, clean_lines
from arsheef.ingest.title import clean_title

_MARKUP = re.compile(r"</(?:p|div|br|li|h[1-6])>|<br\s?/?>|<p[ >]", re.IGNORECASE)
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ufffd]")


@dataclass(frozen=True, slots=True)
class Found:
    """One field of an article with the evidence it came from; ``derived`` where a machine made it."""

    value: str | None
    derived: bool = False
    evidence: str | None = None


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
        return iso_of(self.fields.get("retrieved", ""))


def gather(record: Record) -> Evidence:
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
        given = read_byline(first_line(fields["author"]), source.value)
        byline = Byline(given.author, given.agency or byline.agency, given.date)
    elif page is not None:
        byline = Byline(page.byline.author or byline.author, page.byline.agency or byline.agency)
    return Evidence(fields, page, cleaned, front, source, url, byline)


def _page(fields: Mapping[str, str]) -> PageFields | None:
    """The page of a record that has HTML and no text of its own."""
    if fields.get("text", "").strip() or not fields.get("html", "").strip():
        return None
    return read_page(fields["html"], url=one_line(fields.get("url", "")), retrieved=iso_of(fields.get("retrieved", "")))


def _text(fields: Mapping[str, str], page: PageFields | None) -> Cleaned:
    """The paragraphs of the record. Raises InputError where it has none."""
    if page is not None:
        lines = page.paragraphs
    else:
        text = fields.get("text", "")
        _refuse_binary(text)
        if not text.strip() and fields.get("fragment"):
            text = text_of_fragment(fields["fragment"])
        elif len(_MARKUP.findall(text, 0, 4000)) > 1:
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
    if (not is_clean(text) or "\ufffd" in text) and len(_NOT_TEXT.findall(text)) > 0.3 * len(text):
        raise InputError("not text: much of it is control codes or cannot be decoded; check the encoding")


def _source(fields: Mapping[str, str], page: PageFields | None, url: str | None, cleaned: Cleaned) -> Found:
    """The outlet: as the input names it, the page, a label in the text («المصدر: صوت الجبل»), the address."""
    given = one_line(first_line(fields.get("source", "")))
    if given:
        return Found(given)
    if page is not None:  # what a page labels as its source is where the outlet has it from
        return Found(page.site or outlet_of(url), derived=True)
    labelled = (name for line in cleaned.residue if (name := source_in_label(line)) and not agency_named(name))
    return Found(next(labelled, None) or outlet_of(url), derived=True)


def first_line(text: str) -> str:
    """A name is one line; what stands below it is something else."""
    return next((line for line in text.splitlines() if line.strip()), "")


def iso_of(retrieved: str) -> str | None:
    """The time of collection as ISO text, to the minute; None where it is not one."""
    return _iso_of(retrieved[:80]) if retrieved.strip() else None


@lru_cache(maxsize=256)
def _iso_of(retrieved: str) -> str | None:
    """The same; a record is asked for it again and again, and many records were collected together."""
    reading = read_date(retrieved)
    return text_of(reading)[:16] if reading and reading.precision == "day" else None


def text_of(reading: DateReading) -> str:
    """A reading as Article.date: with the time of day, unless that is the midnight of a date without one."""
    return reading.date if reading.time in (None, "00:00", "00:00:00") else reading.iso
