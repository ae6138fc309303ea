"""What stands before the body of a text: a headline on its own line, byline and date lines, a dateline."""

from __future__ import annotations

import re
from dataclasses import dataclass

from arsheef.ingest.byline import Byline, is_byline, is_person, is_place, read_byline
from arsheef.ingest.paragraphs import ends_sentence

_HEADLINE, _HEADLINE_WORDS, _BODY_WORDS = 160, 22, 10
"""Characters and words of a headline at most, words of the paragraph that it stands above at least."""
_MOST_LINES = 4
_LABEL = re.compile(r"(?:كتب|كتبت|كتبه|بقلم|بواسطة|الكاتب|الكاتبة|إعداد)(?![ء-ي])")
_DATELINE_END = re.compile(r"\s?(?:[-–—]{1,2}|:)\s")
_DATELINE = 100
"""Characters in which the dateline of a paragraph ends."""


_BULLETS = tuple("*•▪◦")


@dataclass(frozen=True, slots=True)
class Front:
    """A text in its parts."""

    headline: str | None
    lines: tuple[str, ...]
    """Lines between headline and body that say who wrote it, where and when."""
    body: tuple[str, ...]
    """Never empty where the text is not."""


def split_front(paragraphs: tuple[str, ...], outlet: str | None, *, titled: bool) -> Front:
    """The parts of a text; ``titled`` means that its headline is known, so that no line is taken for one."""
    at = 0 if titled or not _opens_with_headline(paragraphs, outlet) else 1
    headline = paragraphs[0] if at else None
    start, last = at, min(len(paragraphs) - 1, at + _MOST_LINES)
    while at < last and _is_front_line(paragraphs[at], outlet, names=not titled):
        at += 1
    return Front(headline, paragraphs[start:at], paragraphs[at:])


def byline_of(lines: tuple[str, ...], outlet: str | None) -> Byline:
    """What several byline lines say together: of each kind the first."""
    found = [read_byline(line, outlet, known_only=not _LABEL.match(line)) for line in lines]
    author = next((each.author for each in found if each.author), None)
    agency = next((each.agency for each in found if each.agency), None)
    return Byline(author, agency, next((each.date for each in found if each.date), None))


def without_dateline(paragraph: str) -> str:
    """A paragraph from its first words after a dateline («عين الصفصاف، 19 ديسمبر 2021 (رويترز) - أعادت …»)."""
    start = 0
    if paragraph[:1] in _BULLETS:  # «* 28 مايو 1990: …» is an entry of a chronology
        return paragraph
    for match in _DATELINE_END.finditer(paragraph, 0, _DATELINE):
        before = paragraph[: match.start()]
        if is_place(before) or is_byline(before):
            start = match.end()
    return paragraph[start:].lstrip("-–— ") or paragraph


def _opens_with_headline(paragraphs: tuple[str, ...], outlet: str | None) -> bool:
    """Whether the first line is a headline: short, without a full stop, above a paragraph that is longer than it."""
    first = paragraphs[0]
    words = len(first.split())
    if not 2 <= words <= _HEADLINE_WORDS or len(first) > _HEADLINE or first[-1] in ".،؛:,":
        return False
    if _is_front_line(first, outlet, names=True):
        return False
    body = next((line for line in paragraphs[1:] if not _is_front_line(line, outlet, names=True)), "")
    return len(body.split()) >= max(_BODY_WORDS, words + 1) and (ends_sentence(body) or len(body) > 1.5 * len(first))


def _is_front_line(line: str, outlet: str | None, *, names: bool) -> bool:
    """Whether a line is a byline; with ``names`` the bare name of a person too (under a known title it is a caption)."""
    return is_byline(line, outlet) or (names and len(line) <= 40 and is_person(line, outlet, known_only=True))
