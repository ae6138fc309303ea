"""The headline of an article: a given one cleaned, or a working title made from the lead."""

from __future__ import annotations

import html
import json
import re
from importlib.resources import files

from arsheef.ingest.dates_fold import fold_word
from arsheef.ingest.paragraphs import one_line

LONGEST = 90
"""Letters of a derived title."""
_CLAUSE_END = re.compile(r"[،,؛;:.!?؟]| [-–—] ")
_RAW = json.loads(files("arsheef.ingest").joinpath("title.json").read_text(encoding="utf-8"))
_CLAUSE_WORDS = frozenset(_RAW["clause_words"])
"""Words that open a subordinate clause: a title may end before them."""
_NOT_LAST = frozenset(_RAW["not_last"])
"""Particles that a title cannot end on."""
_LONGEST_GIVEN = 2000
"""Characters that are read of a given headline; no headline is as long."""
_SITE_SEPARATOR = re.compile(r"\s{1,3}[|\-–—:•»]{1,3}\s{1,3}|\s{0,3}\|\s{0,3}")
_HTML_TAG = re.compile(r"<[^<>]{1,200}>")


def clean_title(given: str, *names: str | None) -> str:
    """A given headline as it is stored: tags removed, entities unescaped up to twice, white space collapsed.

    ``names`` are what the outlet is known as: only such a tail is cut (« | الرياضي»).
    """
    given = given[:_LONGEST_GIVEN]
    for _ in range(2):
        unescaped = html.unescape(given)
        if unescaped == given:
            break
        given = unescaped
    plain = one_line(_HTML_TAG.sub(" ", given) if "<" in given else given)
    for name in names:
        plain = cut_site_name(plain, name)
    return plain


def cut_site_name(title: str, site: str | None) -> str:
    """``title`` without the name of its site at either end (« - اليوم السابع»); whole where it has no such part."""
    if not site:
        return title
    parts = _SITE_SEPARATOR.split(title)
    wanted = _key(site)
    if len(parts) > 1 and wanted:
        if _is_site(parts[-1], wanted):
            return title[: title.rindex(parts[-1])].rstrip(" |-–—:•»")
        if _is_site(parts[0], wanted):
            return title[title.index(parts[0]) + len(parts[0]) :].lstrip(" |-–—:•»")
    return title


def _is_site(part: str, wanted: str) -> bool:
    return _key(part) in (wanted, f"صحيفه{wanted}", f"جريده{wanted}", f"موقع{wanted}")


def _key(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold_word(text))


_UNITS = re.compile(r"(?:واحد|إحدى|احدى|اثن|ثلاث|أربع|اربع|خمس|ست|سبع|ثمان|تسع)[ء-ي]{0,3}")
"""The first word of a compound number."""


def derive_title(lead: str) -> str:
    """A working title of at most LONGEST letters from the first sentence of ``lead``, cut at a clause if it can be.

    Empty if the lead has no word.
    """
    start = " ".join(lead[: 4 * LONGEST].split()).lstrip("،,؛;:.!?؟-–— ")
    sentence = re.split(r"(?<=\w[”»\")])[.!?؟](?=\s|$)|(?<=\w)[.!?؟](?=\s|$)", start, maxsplit=1)[0]
    if len(sentence) <= LONGEST:
        return sentence.rstrip("،,؛;:-–— ")
    ends = [m.start() for m in _CLAUSE_END.finditer(sentence, 0, LONGEST + 1) if m.start() >= LONGEST // 3]
    if ends:
        return sentence[: ends[-1]].rstrip("،,؛;:-–— ")
    return _cut_at_word(sentence)


def _cut_at_word(sentence: str) -> str:
    """The longest run of whole words within LONGEST letters that ends before a clause word, never on a particle."""
    words = sentence[: LONGEST + 1].split(" ")[:-1] or [sentence[:LONGEST]]
    for at in range(len(words) - 1, len(words) // 2, -1):
        if words[at] in _CLAUSE_WORDS:
            words = words[:at]
            break
    rest = sentence.split(" ")[len(words) :]
    if rest and rest[0].startswith("و") and len(words) > 1 and _UNITS.fullmatch(words[-1]):
        words.pop()  # «سبعة | وخمسين»: half a number is another number
    while len(words) > 1 and words[-1].strip("،,") in _NOT_LAST:
        words.pop()
    return " ".join(words).rstrip("،,؛;:-–— ")
