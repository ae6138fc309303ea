"""The types that carry an article through the program, in the order of its way: Record, Article, Document.

    bytes --readers--> Record --extract--> Article --frontmatter--> content/*.md --> Document --> index

Nothing else crosses a module border as a bare dict.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

PRECISIONS = {4: "year", 7: "month", 10: "day", 16: "minute", 19: "second"}


def precision_of(date: str | None) -> str | None:
    """What an ISO date says of time: year | month | day | minute | second, read off its length."""
    return PRECISIONS.get(len(date)) if date else None


@dataclass(frozen=True, slots=True)
class Record:
    """One raw item with its provenance, as a reader found it: nothing interpreted yet."""

    path: str
    """Name of the input as the user gave it; a member of an archive is ``archive.zip!member.txt``."""
    offset: int
    """Number of the item in that file, from 1 (line of a JSONL, row of a CSV, else 1)."""
    media_type: str
    """text/plain | text/html | text/markdown | text/csv | application/json | application/rss+xml | application/warc"""
    fields: Mapping[str, str]
    """Raw text by field name: ``text``, ``html`` (a page) or ``fragment`` (HTML that is all article), and whatever of title,
    date, modified, retrieved, author, agency, source, url, section, language, lead, tags, status the input had
    (already mapped from its own column names)."""
    sha256: str
    """Hex digest of the item's raw bytes."""
    notes: tuple[str, ...] = ()
    """What the reader had to mend (bytes that could not be decoded), for the report."""


@dataclass(frozen=True, slots=True)
class Article:
    """What is kept of one article. ``None`` and ``()`` mean that the source does not say."""

    id: str
    """10 (12 after a collision) characters of Crockford base32; permanent."""
    title: str
    paragraphs: tuple[str, ...]
    """Plain text, one string a paragraph, NFC, no line breaks inside."""
    title_source: str = "given"
    """given | derived (a working title made from the lead)"""
    date: str | None = None
    """ISO 8601, as precise as the source: 2015, 2015-07, 2015-07-21, 2015-07-21T02:51. No zone."""
    date_source: str | None = None
    """Where the date was read: field | page | metadata | url | dateline | name (of the file) | crawl (time of collection)."""
    date_hints: tuple[str, ...] = ()
    """Date words that fix no day by themselves, as they stand in the text (الجمعة، الشهر الماضي)."""
    modified: str | None = None
    author: str | None = None
    agency: str | None = None
    source: str | None = None
    """The outlet."""
    source_url: str | None = None
    """http or https only."""
    section: str | None = None
    language: str | None = None
    """BCP 47, e.g. ar, fa, en."""
    lead: str | None = None
    related: tuple[str, ...] = ()
    """Headlines of related articles that the source printed inside the text, and ids found by us."""
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    duplicate_of: str | None = None
    status: str = "published"
    """published | draft | hidden"""
    derived: frozenset[str] = frozenset()
    """Names of the fields that a machine filled: only these may ever be overwritten by a machine."""
    extra: Mapping[str, str] = field(default_factory=dict)
    """Header keys that we do not know, kept and never interpreted."""

    @property
    def identity(self) -> tuple[str | None, str, str]:
        """What the id is made from: address, title, text. A derived title is ours, so that better ones may come."""
        return self.source_url, self.title if self.title_source == "given" else "", "\n".join(self.paragraphs)

    @property
    def date_precision(self) -> str | None:
        """year | month | day | minute | second, or None where there is no date."""
        return precision_of(self.date)


@dataclass(frozen=True, slots=True)
class Document:
    """What the search index knows of an article. Made from ``content/*.md`` only."""

    id: str
    digest: str
    """Hex digest of the content file: another digest is another version."""
    title: str
    text: str
    """Plain text of the body, paragraphs separated by a line break."""
    lead: str = ""
    date: str | None = None
    source: str | None = None
    source_url: str | None = None
    section: str | None = None
    places: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    author: str | None = None
    agency: str | None = None
    duplicate_of: str | None = None
