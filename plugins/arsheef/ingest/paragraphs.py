"""Raw text to the paragraphs that are stored: characters that carry no text removed, lines joined or split."""

from __future__ import annotations

import re
import unicodedata

_BREAKS = {"\r\n": "\n", "\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
_INVISIBLE = (
    *range(0x09), *range(0x0E, 0x20), *range(0x7F, 0xA0),  # C0 without the breaks above, DEL, C1
    0xAD, 0x061C, 0x180E, 0x200B, 0x200D, 0x200E, 0x200F, 0xFEFF, 0xFFFE, 0xFFFF,
    *range(0x202A, 0x202F), *range(0x2060, 0x2070), *range(0xFFF9, 0xFFFC),
)  # fmt: skip
_DELETE = re.compile(f"[{re.escape(''.join(map(chr, _INVISIBLE)))}]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_STRAY_ZWNJ = re.compile("(?<![\u0620-\u06d3])\u200c+|\u200c+(?![\u0620-\u06d3])")
"""A zero-width non-joiner is spelling between two Arabic letters (Persian می‌شود) and residue elsewhere."""

STOPS = ".!?؟…"
_CLOSING = "”»\"')]"
_GLUED = re.compile(r"(?<=[\u0620-\u0652\w”»\"')\]% ])(?:\.[”»\"')]?|[!?؟])(?=[«“\"(]?[\u0621-\u064a])")
_WORD_BEFORE = re.compile(r"[\u0620-\u0652]+$")
_WORD_AFTER = re.compile(r"[\u0620-\u0652]+")
_WRAPPED_WIDTH = 100


def stored_text(text: str) -> str:
    """``text`` as it is stored: NFC, one kind of line break, without controls, bidi marks and zero-width residue."""
    if not is_clean(text):
        for old, new in _BREAKS.items():
            if old in text:
                text = text.replace(old, new)
        text = _SURROGATE.sub("", _DELETE.sub("", text))
        if "\u200c" in text:
            text = _STRAY_ZWNJ.sub("", text)
    return unicodedata.normalize("NFC", text)


def is_clean(text: str) -> bool:
    """Whether a text holds nothing but printable characters and plain line breaks: true of nearly all, and quickly told."""
    return text.replace("\n", "").isprintable()


def one_line(text: str) -> str:
    """``text`` as one line: stored characters, every run of white space one blank."""
    return " ".join(stored_text(text).split())


def split_lines(text: str) -> list[str]:
    """The non-empty lines of a stored text; lines that were only wrapped at a column are joined again."""
    blocks = [[" ".join(line.split()) for line in block.split("\n")] for block in re.split(r"\n[^\S\n]*\n", text)]
    blocks = [[line for line in block if line] for block in blocks]
    inner = [line for block in blocks for line in block[:-1]]
    if len(inner) > 2 and len(blocks) > 1 and _is_wrapped(inner):
        return [" ".join(block) for block in blocks if block]
    return [line for block in blocks for line in block]


def split_glued(paragraph: str) -> list[str]:
    """``paragraph`` cut where a full stop touches the next word, as a lost line break leaves it (”.وكان).

    Abbreviations (د.هشام، أ.ف.ب) and numbers stay whole: a word of one or two letters beside the stop is no sentence.
    """
    parts: list[str] = []
    start = counted = blanks = 0
    for match in _GLUED.finditer(paragraph):
        blanks += paragraph.count(" ", counted, match.end())
        counted = match.end()
        before = _WORD_BEFORE.search(paragraph, max(start, match.start() - 12), match.start())
        after = _WORD_AFTER.match(paragraph, match.end() + (paragraph[match.end()] in "«“\"("))
        if (before and len(before[0]) < 3) or not after or len(after[0]) < 2:
            continue
        if len(after[0]) < 4 and paragraph[after.end() : after.end() + 1] == ".":  # an abbreviation: آي.أو.إس
            continue
        if blanks < 2:  # fewer than three words are no sentence
            continue
        parts.append(paragraph[start : match.end()].strip())
        start, blanks = match.end(), 0
    parts.append(paragraph[start:].strip())
    return [part for part in parts if part]


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does: with a stop, before or after closing quotes and brackets."""
    return line.rstrip(_CLOSING + " ")[-1:] in tuple(STOPS)


def _is_wrapped(lines: list[str]) -> bool:
    """Whether lines were broken at a column: all short, of like length, few of them ending a sentence."""
    longest = max(map(len, lines))
    full = sum(len(line) > 0.6 * longest for line in lines)
    ended = sum(map(ends_sentence, lines))
    return longest <= _WRAPPED_WIDTH and full >= 0.8 * len(lines) and ended <= 0.3 * len(lines)
