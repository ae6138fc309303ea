"""The news agency of an article: from its byline, a dateline, a mark in brackets, or the attribution in the lead."""

from __future__ import annotations

import json
import re
from importlib.resources import files

from arsheef.ingest.dates_fold import fold, fold_word

_RAW = json.loads(files("arsheef.ingest").joinpath("agencies.json").read_text(encoding="utf-8"))
_PUNCTUATION = re.compile(r"[\s.،,؛:;()\[\]«»“”\"'*/|_=~-]+")
_HEAD, _TAIL = 160, 80
"""How far into a text a dateline reaches, and how long a signature at its end is, in characters."""


def _key(words: str) -> str:
    """A name without spelling variants: folded, no punctuation, no blanks (أ.ف.ب = ا ف ب)."""
    return _PUNCTUATION.sub("", fold_word(words))


_NAMES = {_key(name): name for name in (*_RAW["names"], *_RAW["abbreviations"])}
_AMBIGUOUS = frozenset(map(_key, _RAW["ambiguous"]))
"""Names that are words too: in a text they count in brackets and after «وكالة» only."""
_NOT_IN_NAME = frozenset(map(fold_word, _RAW["not_in_name"]))
_VERBS = "|".join(sorted(map(fold_word, _RAW["reporting_verbs"]), key=len, reverse=True))
_BEFORE = "|".join(sorted(map(fold_word, _RAW["attribution"]), key=len, reverse=True))
_ATTRIBUTION = re.compile(
    rf"(?:(?<![^\s،,.(])(?:{_BEFORE}) ?(?:(?:{_VERBS}) )?|^(?:{_VERBS}) )(?P<agency>ل?وكاله(?: [ء-ي]{{2,20}}){{1,6}})"
)
_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,30})[)\]]")
_SOURCE_LABEL = re.compile(r"(?:المصدر|مصدر الخبر|نقلا عن|Source)\s?[:：]\s?([^\n.]{2,40})$", re.IGNORECASE)
_DATELINE_BREAK = re.compile(r"\s--?\s|\s[–—]\s|--|[:：]|\n|(?<=\s)[–—-]|[–—-](?=\s)")


def agency_named(words: str) -> str | None:
    """The agency that ``words`` are the name of («(أ.ف.ب)» gives «أ ف ب»); None where they say more than that."""
    text = words.strip()
    if text.startswith("أنباء ") and len(text.split()) <= 4:
        return " ".join(text.split())
    for prefix in ("وكالة أنباء ", "وكالة الأنباء ", "وكالة "):
        if text.startswith(prefix):
            rest = _NAMES.get(_key(text[len(prefix) :]))
            return rest or (" ".join(text.split()) if len(text.split()) <= 6 else None)
    return _NAMES.get(_key(text)) if len(text) <= 30 else None


def agency_in_text(paragraphs: tuple[str, ...]) -> str | None:
    """The agency that the text names as its source, or None: dateline, signature, then attribution in the lead."""
    if not paragraphs:
        return None
    return _in_dateline(paragraphs) or _in_signature(paragraphs[-1]) or _in_attribution(paragraphs)


def source_in_label(line: str) -> str | None:
    """What a line such as «المصدر: رويترز» names: an agency or an outlet."""
    match = _SOURCE_LABEL.match(line[:200].strip())
    return " ".join(match[1].strip(" -–—|").split()) if match else None


def _in_dateline(paragraphs: tuple[str, ...]) -> str | None:
    """«دمشق، سوريا (CNN) -- »، «لندن - رويترز: »، «بيروت 15 شوال 1436 هـ … واس»."""
    head = paragraphs[0][:_HEAD]
    for match in _BRACKETS.finditer(head):
        name = agency_named(match[1])
        before, after = head[: match.start()], head[match.end() : match.end() + 4]
        if name and (not before.strip() or (len(before.split()) <= 8 and re.match(r"\s?[:–—-]", after))):
            return name
    pieces = [piece for piece in _DATELINE_BREAK.split(head)[:3] if piece and piece.strip()]
    whole = len(pieces) == 1 and len(paragraphs[0]) <= _HEAD
    for piece in pieces if whole else pieces[:-1]:
        name = agency_named(piece)
        if name and _key(piece) not in _AMBIGUOUS and len(head.split(piece)[0].split()) <= 5:
            return name
    last = head.split()[-1:] if whole else []
    if last and len(paragraphs[0].split()) <= 14 and re.search(r"\d", head):
        return agency_named(last[0])
    return None


def _in_signature(paragraph: str) -> str | None:
    """«(رويترز)» or «أ ف ب» as the last words of the text."""
    tail = paragraph[-_TAIL:].rstrip(" .")
    match = re.search(r"[(\[]([^()\[\]]{2,30})[)\]]$", tail)
    name = agency_named(match[1]) if match else None
    if name is None and len(paragraph) <= 30:
        name = agency_named(paragraph)
    return name


def _in_attribution(paragraphs: tuple[str, ...]) -> str | None:
    """«حسبما أوردت وكالة الأنباء الكورية الشمالية الرسمية» in the lead: the name up to its last adjective."""
    lead = paragraphs[0]
    folded = fold(lead[:1500])
    match = _ATTRIBUTION.search(folded.text)
    if not match:
        return None
    start = match.start("agency") + (folded.text[match.start("agency")] == "ل")
    words = folded.text[start : match.end("agency")].split(" ")
    kept = _name_length(words)
    if kept < 2:
        return None
    end = start + len(" ".join(words[:kept]))
    name = lead[folded.origin(start) : folded.origin(end - 1) + 1]
    known = _NAMES.get(_key(" ".join(words[1:kept])))
    return known or " ".join(name.split())


def _name_length(words: list[str]) -> int:
    """How many of the words after «وكالة» belong to the name; 0 where it is no news agency (وكالة التصنيف).

    A known name, or one with «أنباء»: «الأنباء» and its adjectives, «أنباء» and a country, a noun up to «للأنباء».
    """
    for length in (3, 2):
        if _key(" ".join(words[1:length])) in _NAMES:
            return length
    if words[1] in ("الانباء", "الصحافه"):
        at = 2
        while at < len(words) and _is_adjective(words[at]) and words[at].endswith("ه"):
            at += 1
        return at if at > 2 else 0
    if words[1] == "انباء":
        at = min(3, len(words))
        return at + (at < len(words) and _is_adjective(words[at])) if at == 3 else 0
    return words.index("للانباء") + 1 if "للانباء" in words else 0


def _is_adjective(word: str) -> bool:
    return word.startswith("ال") and word not in _NOT_IN_NAME
