"""What an input states and its article does not have, since it cannot be true: said in the report, never silently dropped."""

from __future__ import annotations

from arsheef.article import Article, Record
from arsheef.ingest.paragraphs import one_line

_SHOWN = 60
"""Characters of a value that are shown."""


def left_out(record: Record, article: Article) -> tuple[str, ...]:
    """A sentence for a date that names no day and for an address that is no address of the web."""
    fields, notes = record.fields, []
    date, url = one_line(fields.get("date", "")), one_line(fields.get("url", ""))
    if date and article.date_source != "field":
        instead = f"the date of the {article.date_source} stands instead" if article.date else "the article is undated"
        notes.append(f"date {_shown(date)} left out, since it names no possible day; {instead}")
    if url and article.source_url is None:
        notes.append(f"source address {_shown(url)} left out, since it is no http or https address")
    return tuple(notes)


def _shown(value: str) -> str:
    return f"«{value[:_SHOWN]}…»" if len(value) > _SHOWN else f"«{value}»"
