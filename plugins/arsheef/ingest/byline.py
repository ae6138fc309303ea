"""A byline to its parts: who wrote it, and which agency it came from; never the city, the outlet, a role or a logo."""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass
from importlib.resources import files

from arsheef.ingest.agency import agency_named
from arsheef.ingest.dates import FoundDate, find_dates
from arsheef.ingest.dates_fold import fold_word
from arsheef.ingest.paragraphs import one_line

_RAW = json.loads(files("arsheef.ingest").joinpath("bylines.json").read_text(encoding="utf-8"))
_GIVEN = frozenset(map(fold_word, _RAW["given_names"].split()))
_CITIES = frozenset(fold_word(city.replace("_", " ")) for city in _RAW["cities"].split())
_PLACE_WORDS = frozenset(map(fold_word, _RAW["place_words"].split()))
_ROLES = frozenset(map(fold_word, _RAW["roles"].split()))
_LABELS = frozenset(map(fold_word, _RAW["labels"].split()))
_NOT_NAMES = _ROLES | frozenset(map(fold_word, _RAW["not_names"].split()))
_PHOTO = frozenset(map(fold_word, _RAW["photo"].split()))
_TITLES = frozenset(map(fold_word, _RAW["titles"].split()))

_HONORIFICS = frozenset(map(fold_word, _RAW["honorifics"].split()))
"""Words that open a letter («سعادة رئيس التحرير - حفظه الله»)."""
_DATE_WORDS = frozenset(map(fold_word, _RAW["date_words"].split()))
_LONGEST, _WORDS = 200, 14
"""A byline in characters; more words than this are a sentence in which only known names count."""
_BRACKETED = re.compile(r"\(([^()]{1,60})\)|\[([^\[\]]{1,60})\]")
_QUOTED = re.compile(r"«[^«»]{1,60}»|“[^“”]{1,60}”|\"[^\"]{1,60}\"|\{[^{}]{1,60}\}")
_SPACED_TITLE = re.compile(r"(?<![ء-ي])([دأم]) \.")
_SEPARATOR = re.compile(r"\s*(?:[:|/•·؛;*\"]|\s[-–—ـ]+|[-–—ـ]+\s|(?<=[ء-ي])[–—]|،\s|,\s)\s*")
_STRONG_SEPARATOR = re.compile(r"\s[-–—ـ|]+|[-–—ـ|]+\s|:|(?<=[ء-ي])[-–—](?=[ء-ي])")
_FROM = re.compile(r"\s(?:من|في)\s(?=[ء-ي]+(?:\s[ء-ي]+)?(?:\s\([^()]{1,30}\))?$)")
_DASHED = re.compile(r"(?<=[ء-ي])-(?=[ء-ي])")
_NAME_WORD = re.compile(r"(?:[ء-ي\u064b-\u0652\u0670-\u06d3'’\ufb50-\ufefc]+|[A-Za-zÀ-ž'’-]+)\.?|\w\.(?:\w\.)?\w*")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a byline says. Several authors are separated by «، »."""

    author: str | None = None
    agency: str | None = None
    date: str | None = None
    """The text of a date inside the byline, for read_date."""


def read_byline(text: str, outlet: str | None = None, *, known_only: bool = False) -> Byline:
    """The parts of a byline such as «لندن: رنيم حنوش», «جنيف : (رويترز)», «محمد عليان - ينبع».

    ``outlet`` is the name of the paper where it is known: it is never an author. ``known_only`` is for a line of which
    it is not known that it names an author at all: only known given names and titles count then.
    """
    plain = _SPACED_TITLE.sub(r"\1.", one_line(html.unescape(html.unescape(text[: 4 * _LONGEST])))[:_LONGEST])
    dates = find_dates(plain)
    for found in reversed(dates):
        plain = f"{plain[: found.start]}|{plain[found.end :]}"
    parts = _parts(plain)
    agency = next((named for part, _ in parts if (named := _agency_of(part))), None)
    place, colon, rest = plain.strip(" :").partition(":")
    bare = [part for part, quoted in parts if not quoted and not _agency_of(part)]
    names = [(part, _without_place(_without_role(part))) for part in bare]
    unsure = known_only or agency is not None or len(plain.split()) > _WORDS
    sure = {name for _, name in names if is_person(name, outlet, known_only=True)}
    before_colon = place if colon and rest.strip() else ""
    loose = set() if unsure or sure else {n for part, n in names if part not in before_colon and is_person(n, outlet)}
    authors = [name for _, name in names if name in sure | loose]
    date = dates[0].text if dates else None
    return Byline("، ".join(dict.fromkeys(authors)) or None, agency, date)


def is_byline(line: str, outlet: str | None = None) -> bool:
    """Whether a line is nothing but a byline or dateline («عين اليوم – متابعات», «بيروت 15 شوال 1436 هـ … واس»).

    It is short and no sentence; it has a date, or two parts of which one is a city, a role, an agency or a person.
    """
    words = line.split()
    if not words or len(words) > _WORDS or len(line) > 120 or line[-1] in ".؟!»”" or fold_word(words[0]) in _HONORIFICS:
        return False
    dates = find_dates(line)
    if dates:
        return _dated_is_byline(line, dates, outlet)
    return len(words) <= 9 and _QUOTED.search(line, 1) is None and _undated_is_byline(line, words, outlet)


def _undated_is_byline(line: str, words: list[str], outlet: str | None) -> bool:
    """Whether the parts of a line are short, and one of them is a label, a role, an agency, a city or a person."""
    parts = [part.strip() for part in _SEPARATOR.split(_DASHED.sub(" - ", _BRACKETED.sub(" ", line))) if part.strip()]
    origin = _FROM.search(f" {line}")
    if origin and is_place(f" {line}"[origin.end() :]):
        before = line[: origin.start()].strip()
        return _QUOTED.fullmatch(before) is not None or is_person(before, outlet, known_only=True)
    if not parts or any(len(part.split()) > 4 for part in parts):
        return False
    if fold_word(words[0]).strip(":") in _LABELS:
        return True
    dashed = _STRONG_SEPARATOR.search(line) is not None  # «الرئيس الفلسطيني، محمود عباس» is a caption
    return len(parts) > 1 and any(_is_byline_part(part, outlet, person=dashed) for part in parts)


def _dated_is_byline(line: str, dates: list[FoundDate], outlet: str | None) -> bool:
    """Whether what a line with dates says beside them is a city, an agency, a person, a label, or set off from them."""
    first = dates[0].start
    rest = line
    for found in reversed(dates):
        rest = f"{rest[: found.start]} | {rest[found.end :]}"
    parts = [part.strip(" .،,-–—ـ*|:()") for part in _SEPARATOR.split(_BRACKETED.sub(r" | \1 | ", rest))]
    parts = [part for part in parts if any(fold_word(word) not in _DATE_WORDS for word in part.split())]
    if not parts or any(_is_byline_part(part, outlet) for part in parts):
        return len(" ".join(parts).split()) <= 8
    set_off = line[:first].rstrip().endswith(("،", ",", "-", "–", "—", ":", "|", "(", " في"))
    return len(parts) == 1 and len(parts[0].split()) <= 4 and (set_off or first == 0)


def _is_byline_part(part: str, outlet: str | None, *, person: bool = True) -> bool:
    """Whether a part is a role, an agency, a city or (if ``person``) surely a person."""
    words = [fold_word(word) for word in part.split()]
    role = bool(words) and words[-1] in _ROLES and len(words) <= 3
    return role or bool(agency_named(part)) or is_place(part) or (person and is_person(part, outlet, known_only=True))


def is_person(words: str, outlet: str | None = None, *, known_only: bool = False) -> bool:
    """Whether ``words`` are the name of a person by form: two to six name words that are no place, role or outlet.

    ``known_only`` asks for a given name or a title too: where a city is as likely (beside an agency, before a colon).
    """
    stripped = _without_role(words)
    parts = stripped.split()
    if outlet and fold_word(stripped) == fold_word(outlet):
        return False
    folded = [fold_word(part) for part in parts]
    titled = folded[:1] and (folded[0] in _TITLES or re.match(r"(?:ا\.)?[ادم]\.\w", folded[0]))
    first = next((at for at, word in enumerate(folded) if word not in _TITLES), len(folded))
    names = [name.split(".")[-1] for name in folded[first:]]
    if not 1 <= len(names) <= 6 or not all(_NAME_WORD.fullmatch(part) for part in parts):
        return False
    if is_place(" ".join(names)) or any(name in _NOT_NAMES for name in names):
        return False
    known = _has_given_name(names)
    if len(names) == 1:
        return bool(titled)
    return known or bool(titled) or (not known_only and len(names) <= 3 and not names[0].startswith("ال"))


def _parts(plain: str) -> list[tuple[str, bool]]:
    """The pieces of a byline between its separators, each with whether it stood in quotes (then it is an outlet)."""
    pieces: list[tuple[str, bool]] = []
    for match in _QUOTED.finditer(plain):
        pieces.append((match[0].strip("«»“”\"{}"), True))
    plain = _QUOTED.sub(" | ", plain)
    for match in _BRACKETED.finditer(plain):
        if agency_named(match[1] or match[2]):
            pieces.append((match[1] or match[2], False))
    plain = _DASHED.sub(" - ", _BRACKETED.sub(" | ", plain))
    photo = False
    for piece in _SEPARATOR.split(plain):
        before, *after = _FROM.split(f" {piece.strip(' .،,-–—ـ*|:')}", maxsplit=1)
        for part in [before] if before.strip() else after:  # «أحمد علي من لندن» is a person and a city, «من أحمد علي» a person
            words = part.split()
            if not words:
                continue
            credit = [at for at, word in enumerate(words) if fold_word(word) in _PHOTO]
            kept = words[: credit[0]] if credit else words
            if kept and not photo:
                pieces.append((" ".join(kept), False))
            photo = bool(credit) and credit[0] == len(words) - 1
    return pieces


def _agency_of(part: str) -> str | None:
    """The agency that a part names, with a role before it or not («متابعة د ب أ»، «وكالة الأنباء السعودية»)."""
    return agency_named(part) or agency_named(_without_role(part))


def _without_role(words: str) -> str:
    """A name without the role before it («المنسق الإعلامي مازن الزايدي», «بقلم محمد السلوم»)."""
    parts = words.strip(" .،,-–—ـ*|:").split()
    while len(parts) > 1 and fold_word(parts[0]).strip(":") in _ROLES:
        parts = parts[1:]
    return " ".join(parts)


def _without_place(name: str) -> str:
    """A name without the city that touches it («إسلام آباد  طاهر حيات», «حمد الصويلحي  الرياض»)."""
    words = name.split()
    folded = [fold_word(word) for word in words]
    for length in (3, 2, 1):
        if len(words) >= length + 2:
            if " ".join(folded[:length]) in _CITIES:
                return " ".join(words[length:])
            if " ".join(folded[-length:]) in _CITIES and not _has_given_name(folded[-length:]):
                return " ".join(words[:-length])
    return name


def _has_given_name(folded: list[str]) -> bool:
    """Whether the first word (or the second after a proclitic) is a known given name or a compound with «عبد»."""
    first = folded[0]
    return first in _GIVEN or first.startswith("عبد") or first in ("ابو", "ام", "بن")


def is_place(name: str) -> bool:
    """Whether ``name`` is only the name of a city or begin with a word such as «محافظة»."""
    folded = fold_word(name)
    words = folded.split() or [""]
    return folded in _CITIES or words[0] in _PLACE_WORDS or all(word in _CITIES for word in words)
