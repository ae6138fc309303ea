"""A Record to an Article: which evidence decides each field, in one place.

evidence.py gathers what they look at; the date, which has most kinds of evidence, is decided in article_date.py.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from arsheef.article import Article, Record
from arsheef.errors import InputError
from arsheef.ids import LENGTH_AFTER_COLLISION, make_id
from arsheef.ingest import language
from arsheef.ingest.address import section_in_url
from arsheef.ingest.agency import agency_in_text, agency_named, source_in_label
from arsheef.ingest.article_date import decide_date, hints_of
from arsheef.ingest.evidence import Evidence, Found, gather, iso_of
from arsheef.ingest.front import without_dateline
from arsheef.ingest.html_byline import source_name
from arsheef.ingest.paragraphs import one_line
from arsheef.ingest.title import clean_title, derive_title


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
    evidence = gather(record)
    fields, page, text = record.fields, evidence.page, "\n".join(evidence.body)
    title, date = _title(evidence), decide_date(record, evidence)
    author, agency, section, spoken = _author(evidence), _agency(evidence), _section(evidence), _language(evidence)
    hints = hints_of(text) if date.value is None or date.evidence == "crawl" else ()
    modified, related = page.modified if page else _modified(fields, date.value), evidence.cleaned.related
    found = {"title": title, "date": date, "author": author, "agency": agency, "source": evidence.source}
    found |= {"section": section, "language": spoken, "lead": Found(evidence.body[0], derived=True)}
    derived = {name for name, field in found.items() if field.value and field.derived}
    by_machine = (("related", related), ("date_hints", hints), ("modified", page and modified))
    derived |= {name for name, value in by_machine if value}
    basis = (evidence.url, title.value if title.value and not title.derived else "", text)  # see Article.identity
    id_ = make_id(*basis)
    if taken is not None and taken(id_):
        id_ = make_id(*basis, LENGTH_AFTER_COLLISION)
    article = Article(
        id=id_, title=title.value or "", title_source="derived" if title.derived else "given", paragraphs=evidence.body,
        date=date.value, date_source=date.evidence, date_hints=hints, modified=modified, author=author.value,
        agency=agency.value, source=evidence.source.value, source_url=evidence.url, section=section.value,
        language=spoken.value, lead=evidence.body[0], related=related, topics=_tags(fields), derived=frozenset(derived),
        status=fields.get("status", "published"),
    )  # fmt: skip
    return article, (*evidence.cleaned.residue, *evidence.front.lines)


def _title(evidence: Evidence) -> Found:
    page, outlet = evidence.page, evidence.source.value
    given = clean_title(evidence.fields.get("title", ""), outlet, page.site if page else None)
    if not given and page is not None and page.title:
        given = clean_title(page.title, page.site)
    if given or evidence.front.headline:
        return Found(given or evidence.front.headline)
    lead = evidence.body[0]
    return Found(derive_title(without_dateline(lead)) or lead[:90], derived=True)


def _author(evidence: Evidence) -> Found:
    author = evidence.byline.author
    return Found(author, derived=author != one_line(evidence.fields.get("author", "")))


def _agency(evidence: Evidence) -> Found:
    """The agency by field, byline, a source label, the text's own dateline, signature or attribution."""
    given = one_line(evidence.fields.get("agency", ""))
    if given:
        return Found(agency_named(given) or given)
    labels = [label for line in evidence.cleaned.residue if (label := source_in_label(line))]
    name_of = agency_named if evidence.page is None else source_name
    labelled = next((name for label in labels if (name := name_of(label))), None)
    return Found(evidence.byline.agency or labelled or agency_in_text(evidence.body), derived=True)


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


def _modified(fields: Mapping[str, str], published: str | None) -> str | None:
    """When the input says that it was changed, to the minute; None where that is not after its publication."""
    changed = iso_of(fields.get("modified", ""))
    return changed if changed and published and changed[: len(published)] > published[:16] else None


def _tags(fields: Mapping[str, str]) -> tuple[str, ...]:
    """The tags that the input names, each once."""
    return tuple(dict.fromkeys(tag for tag in map(one_line, re.split(r"[,;،؛|\n]", fields.get("tags", ""))) if tag))
