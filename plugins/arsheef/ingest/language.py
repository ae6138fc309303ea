"""The language of a text by its letters and its most frequent function words: no model, no download."""

from __future__ import annotations

import json
import re
from importlib.resources import files

_SAMPLE = 4000
_WORD = re.compile(r"[^\W\d_]+(?:\u200c[^\W\d_]+)*")
_RAW = json.loads(files("arsheef.ingest").joinpath("languages.json").read_text(encoding="utf-8"))
_WORDS: dict[str, frozenset[str]] = {language: frozenset(words) for language, words in _RAW.items()}
"""The most frequent function words by language."""
_LETTERS = {"ckb": "ڕڵۆێەڤ", "ur": "ٹڈڑںےہھ", "fa": "پچژگکی"}
"""Letters that Arabic does not write, by the language that writes them most."""
_ARABIC_SCRIPT = re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+")
_VOWEL_SIGNS = re.compile("[\u064b-\u0652\u0670\u0640]+")
_LATIN = ("en", "fr", "es", "de", "tr")


def detect(text: str) -> str | None:
    """BCP 47 code of the language that ``text`` is mostly written in, or None where nothing decides."""
    sample = _VOWEL_SIGNS.sub("", text[:_SAMPLE])
    words = _WORD.findall(sample.lower())
    letters = sum(map(len, words))
    if not letters:
        return None
    arabic = sum(map(len, _ARABIC_SCRIPT.findall(sample)))
    if arabic * 2 >= letters:
        return _arabic_script(sample, words, arabic)
    found = {language: _hits(words, language) for language in _LATIN}
    best = max(found, key=lambda language: found[language])
    return best if found[best] >= max(1, len(words) // 25) else None


def _arabic_script(sample: str, words: list[str], letters: int) -> str:
    """Arabic, Persian, Urdu or Central Kurdish."""
    share = {language: sum(map(sample.count, chosen)) / letters for language, chosen in _LETTERS.items()}
    hits = {language: _hits(words, language) for language in ("ar", "fa", "ur", "ckb")}
    if share["ckb"] > 0.05 and hits["ckb"] >= hits["ar"]:
        return "ckb"
    if share["ur"] > 0.03 and hits["ur"] >= hits["fa"]:
        return "ur"
    if (share["fa"] > 0.01 and hits["fa"] > hits["ar"]) or hits["fa"] > 2 * hits["ar"] + 3:
        return "fa"
    return "ar"


def _hits(words: list[str], language: str) -> int:
    """Function words of a language among ``words``."""
    return sum(map(_WORDS[language].__contains__, words))
