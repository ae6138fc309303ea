"""Bytes to text: UTF-8 where the bytes are that, else the single-byte encoding whose reading looks most like Arabic.

A declared encoding (``<meta charset>``) is one more piece of evidence, no more: many old pages declare the wrong one.
"""

from __future__ import annotations

import codecs
import math
from dataclasses import dataclass, field

from arsheef.errors import InputError

REPLACEMENT = "\ufffd"
SINGLE_BYTE = {
    "windows-1256": "cp1256", "iso-8859-6": "iso8859_6", "mac-arabic": "mac_arabic", "windows-1252": "cp1252",
}  # fmt: skip
"""What text from before UTF-8 comes in. Name -> Python codec."""
_PRIOR = {"windows-1256": 0.0, "iso-8859-6": -4.0, "mac-arabic": -6.0, "windows-1252": -2.0}
"""Log of how common each is beside the first: decides where a word or two is all the evidence."""
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
         (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip

_PER_MILLE = {
    "ا": 152, "ل": 118, "ي": 75, "م": 66, "و": 53, "ن": 50, "ت": 46, "ر": 46, "ع": 35, "ب": 35, "ة": 33, "د": 32,
    "ف": 26, "ه": 24, "س": 24, "ق": 22, "أ": 19, "ك": 18, "ح": 18, "ج": 14, "ش": 10, "ط": 10, "ص": 9, "خ": 9, "إ": 8,
    "ى": 8, "ز": 7, "ض": 6, "ذ": 6, "ث": 5, "ئ": 4, "ء": 3, "غ": 3, "ظ": 3, "ؤ": 1, "آ": 1,
}  # fmt: skip
"""Letters of Arabic running text in a thousand."""
_MARKS = frozenset("،؛؟«»“”‘’–—…ـ\u00a0ًٌٍَُِّْ٠١٢٣٤٥٦٧٨٩•°")
_ALIEN, _UNASSIGNED = math.log(0.0004), math.log(0.00001)
_HOPELESS, _ENOUGH = -5.3, 10
"""Mean log weight of a letter under which a reading is no text, from so many letters on: Arabic reads at about -3.5,
Western letters at -4, Japanese, Cyrillic or random bytes at -5.8 and less."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text, the encoding it was read by, and how many bytes or characters had to be replaced by U+FFFD."""

    text: str
    encoding: str
    replaced: int = 0


@dataclass(slots=True)
class Decoder:
    """Decodes the lines of one input; what earlier lines proved of its encoding counts for the later ones."""

    declared: str | None = None
    weights: dict[str, float] = field(default_factory=_PRIOR.copy)
    letters: int = 0

    def decode(self, data: bytes) -> Decoded:
        """One text. Raises InputError where the bytes are no UTF-8 and no Arabic or Western encoding."""
        try:
            return Decoded(data.decode("utf-8-sig"), "utf-8")
        except UnicodeDecodeError:
            mended = data.decode("utf-8-sig", "replace")
        broken = mended.count(REPLACEMENT)
        if sum(ch > "\x7f" for ch in mended) - broken >= 4 * broken:
            return Decoded(mended, "utf-8", broken)
        name = self._judge(data)
        text = data.decode(SINGLE_BYTE[name], "replace")
        return Decoded(text, name, text.count(REPLACEMENT))

    def _judge(self, data: bytes) -> str:
        """The single-byte encoding with the best evidence so far, this text included."""
        sample = data[:65536]
        self.letters += sum(byte > 0x7F for byte in sample)
        for name, codec in SINGLE_BYTE.items():
            self.weights[name] += _weight(sample, sample.decode(codec, "replace"))
        bonus = 0.5 * self.letters
        best = max(self.weights, key=lambda name: self.weights[name] + (bonus if name == self.declared else 0))
        if self.letters >= _ENOUGH and self.weights[best] / self.letters < _HOPELESS:
            raise InputError("neither UTF-8 nor an Arabic encoding; convert it to UTF-8 and try again")
        return best


def decode(data: bytes, declared: str | None = None) -> Decoded:
    """A whole text. Lines of another encoding than the rest (files glued together) are decoded by themselves.

    ``declared`` is what the text says of itself. Raises InputError as Decoder.decode does.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = data.decode(encoding, "replace").removeprefix("\ufeff")
            return Decoded(text, encoding, text.count(REPLACEMENT))
    decoder = Decoder(declared=_known(declared))
    try:
        return Decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        lines = data.split(b"\n")
    foreign = [line for line in lines if not _is_utf8(line)]
    decoder.decode(b"\n".join(foreign))  # pools the evidence of all of them before the first is decided
    parts = [decoder.decode(line) for line in lines]
    names = dict.fromkeys(part.encoding for part in parts if not part.text.isascii())
    text = "\n".join(part.text for part in parts)
    return Decoded(text, "+".join(names) or "utf-8", sum(part.replaced for part in parts))


def wide_encoding(head: bytes) -> str | None:
    """utf-16 or utf-32 (with byte order where no mark says it) if that is what ``head`` is; else None."""
    for bom, encoding in _BOMS[1:]:
        if head.startswith(bom):
            return encoding
    if b"\0" not in head:
        return None
    even = head[: len(head) // 2 * 2]
    for encoding in ("utf-16-le", "utf-16-be"):
        text = even.decode(encoding, "replace")
        if text and sum("\n" <= ch <= "~" or "\u0600" <= ch <= "\u06ff" for ch in text) > 0.9 * len(text):
            return encoding
    return None


def _known(declared: str | None) -> str | None:
    """Our name of a declared encoding, or None where it is none of SINGLE_BYTE."""
    try:
        codec = codecs.lookup(declared.strip()).name if declared else ""
    except LookupError:
        return None
    return next((name for name, ours in SINGLE_BYTE.items() if codecs.lookup(ours).name == codec), None)


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _weight(data: bytes, text: str) -> float:
    """Sum of log weights of what the bytes beyond ASCII are read as: how plausible, as Arabic or Western text."""
    letters = zip(data, " " + text, text, text[1:] + " ", strict=False)  # one byte is one character in SINGLE_BYTE
    return sum(_letter_weight(before, ch, after) for byte, before, ch, after in letters if byte > 0x7F)


def _letter_weight(before: str, ch: str, after: str) -> float:
    if ch == REPLACEMENT or "\x80" <= ch <= "\x9f":
        return _UNASSIGNED
    if ch == " ":
        return math.log(0.02)
    if ch < "\x80":  # mac-arabic has punctuation twice, for both directions
        return _ALIEN if before.isalpha() and after.isalpha() else math.log(0.003)
    latin = (before.isascii() and before.isalpha()) or (after.isascii() and after.isalpha())
    if ch in _PER_MILLE:
        return _ALIEN if latin else math.log(_PER_MILLE[ch] / 1000)
    if "\u00c0" <= ch <= "\u017f" and latin:
        return math.log(0.02)
    return math.log(0.01) if ch in _MARKS else _ALIEN
