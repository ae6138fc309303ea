"""rules.json, bases.txt, plurals.txt, synonyms.txt -> Rules: the one definition of Arabic analysis, loaded and checked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from arsheef.arabic import letters
from arsheef.errors import RuleError

FORMAT = 1
RULES_FILE = Path(__file__).with_name("rules.json")
BASES_FILE = Path(__file__).with_name("bases.txt")
PLURALS_FILE = Path(__file__).with_name("plurals.txt")
SYNONYMS_FILE = Path(__file__).with_name("synonyms.txt")

KINDS: dict[str, dict[str, dict[str, type]]] = {
    "token": {"runs": {"arabic": list, "other": list}, "inside": {"ranges": list}},
    "form": {
        "lower": {},
        "compose": {"nfkc": list},
        "delete": {"ranges": list},
        "keep": {"words": list},
        "map": {"map": dict},
        "replace": {"replace": dict},
        "truncate": {"length": int},
    },
    "class": {
        "protect": {"words": str},
        "base": {"words": str},
        "proclitics": {"prefixes": str, "keep": int, "sure": bool},
        "suffixes": {"rules": str, "keep": int, "times": int},
        "fallback": {"suffixes": str, "min": int, "keep": int},
    },
    "skeleton": {
        "drop_start": {"affixes": str, "min": int},
        "drop_end": {"affixes": str, "min": int},
        "delete_after_first": {"letters": str, "keep": int},
    },
    "stop": {"stop": {"words": str}},
    "spelling": {"alike": {"groups": str, "rows": str}},
}
"""Level -> kind of operation -> its fields."""

_OPTIONAL: dict[str, dict[str, type]] = {
    "delete": {"min": int, "uncounted": str},
    "replace": {"min": int},
    "proclitics": {"restore": str, "short": str, "hamza": str},
}
_PROSE: dict[str, type] = {"name": str, "op": str, "why": str, "examples": list}


@dataclass(frozen=True, slots=True)
class Operation:
    """One step of one level; ``fields`` are those that KINDS gives for its ``op``."""

    level: str
    name: str
    op: str
    fields: Mapping[str, Any]
    examples: tuple[tuple[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """The whole table in its order, level by level."""

    format: int
    operations: tuple[Operation, ...]

    def level(self, level: str) -> tuple[Operation, ...]:
        """The operations of one level, first to last."""
        return tuple(operation for operation in self.operations if operation.level == level)


def read_rules(path: Path = RULES_FILE) -> Rules:
    """Reads and checks a table. Raises RuleError, which names the file, the operation and what is wrong with it."""
    try:
        table = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise RuleError(f"{path}: cannot be read as JSON: {error}. Restore the file.") from error
    if not isinstance(table, dict) or table.get("format") != FORMAT:
        raise RuleError(f"{path}: format must be {FORMAT}; update arsheef or restore the file.")
    if unknown := set(table) - {"format", *KINDS}:
        raise RuleError(f"{path}: unknown level {', '.join(sorted(unknown))}; the levels are {', '.join(KINDS)}.")
    read = [_operation(path, level, entry) for level in KINDS for entry in table.get(level, ())]
    rules = Rules(FORMAT, tuple(read))
    _check_letters(path, rules)
    return rules


def _operation(path: Path, level: str, entry: Any) -> Operation:
    name = entry.get("name") if isinstance(entry, dict) else entry
    where = f"{path}: {level}: {name!r}"
    if not isinstance(entry, dict) or entry.get("op") not in KINDS[level]:
        raise RuleError(f"{where}: unknown operation; {level} knows {', '.join(KINDS[level])}.")
    op = entry["op"]
    wanted: dict[str, type] = _PROSE | KINDS[level][op]
    for field, kind in wanted.items():
        if type(entry.get(field)) is not kind:
            raise RuleError(f"{where}: field {field!r} must be there and be a {kind.__name__}.")
    for field, kind in _OPTIONAL.get(op, {}).items():
        if field in entry and type(entry[field]) is not kind:
            raise RuleError(f"{where}: field {field!r} must be a {kind.__name__}.")
    if unknown := set(entry) - set(wanted) - set(_OPTIONAL.get(op, ())):
        raise RuleError(f"{where}: unknown field {', '.join(sorted(unknown))}; remove it.")
    if not entry["why"].strip():
        raise RuleError(f"{where}: say why in one sentence.")
    if not entry["examples"] or any(not isinstance(pair, list) or len(pair) != 2 for pair in entry["examples"]):
        raise RuleError(f"{where}: give at least one example, each a pair of input and result.")
    fields = {key: value for key, value in entry.items() if key not in _PROSE}
    for key in ("ranges", "nfkc", "arabic", "other"):
        if key in fields:
            _check_ranges(where, fields[key])
    return Operation(level, entry["name"], op, fields, tuple((given, result) for given, result in entry["examples"]))


def _check_ranges(where: str, ranges: Iterable[str]) -> None:
    for text in ranges:
        try:
            first, last = bounds(text)
        except (ValueError, AttributeError) as error:
            raise RuleError(f"{where}: {text!r} is not a range; write 0640 or 064B-065F.") from error
        if not 0 <= first <= last <= 0xFFFF or (first <= 0xDFFF and last >= 0xD800):
            raise RuleError(f"{where}: {text!r} must rise and stay below 10000, outside D800-DFFF.")


def bounds(text: str) -> tuple[int, int]:
    """First and last code point of ``064B-065F`` or of ``0640``. Raises ValueError."""
    first, _, last = text.partition("-")
    return int(first, 16), int(last or first, 16)


def characters(ranges: Iterable[str]) -> frozenset[str]:
    """Every character in a list of ranges."""
    return frozenset(chr(code) for first, last in map(bounds, ranges) for code in range(first, last + 1))


def _check_letters(path: Path, rules: Rules) -> None:
    """PyArabic's letter classes must be covered: a letter or a mark forgotten in the table would split words."""
    words: set[str] = set()
    inside: set[str] = set()
    deleted: set[str] = set()
    folded: dict[str, str] = {}
    for operation in rules.operations:
        fields = operation.fields
        if operation.op == "runs":
            words |= characters(fields["arabic"])
        elif operation.op == "inside":
            inside |= characters(fields["ranges"])
        elif operation.op == "delete" and "min" not in fields:
            deleted |= characters(fields["ranges"])
        elif operation.op == "map":
            folded |= {letter: to for letters_, to in fields["map"].items() for letter in letters_}
    gaps = {
        "letters that are in no word": letters.LETTERS - words,
        "marks that split a word": (letters.MARKS | {letters.TATWEEL}) - inside,
        "marks that are not deleted": (letters.MARKS | {letters.TATWEEL}) - deleted,
        "alefs that are not folded": {alef for alef in letters.ALEFS if folded.get(alef, alef) != "ا"},
        "digits that are not folded": {d for row in letters.DIGITS for d, west in row.items() if folded.get(d) != west},
    }
    for what, gap in gaps.items():
        if gap:
            raise RuleError(f"{path}: {what}: {', '.join(f'U+{ord(c):04X}' for c in sorted(gap))}; add them.")


def read_bases(path: Path = BASES_FILE) -> tuple[str, ...]:
    """The base list, sorted: one form a line, lines with # are remarks. Raises RuleError."""
    words = [line for _, line in _entries(path, "scripts/make_bases.py makes it.")]
    if words != sorted(set(words)):
        raise RuleError(f"{path}: must be sorted and hold no word twice. scripts/make_bases.py makes it.")
    return tuple(words)


def read_plurals(path: Path = PLURALS_FILE) -> tuple[tuple[str, str], ...]:
    """(plural, singular) of each broken plural, as written; lines with # are remarks. Raises RuleError."""
    pairs = []
    for number, line in _entries(path):
        singular, colon, plurals = line.partition(": ")
        if not colon or not plurals.split():
            raise RuleError(f"{path}: line {number}: {line!r} is not a singular, a colon, a space and its plurals.")
        pairs += [(plural, singular) for plural in plurals.split()]
    if len({plural for plural, _ in pairs}) < len(pairs):
        raise RuleError(f"{path}: a plural stands twice; give it one singular.")
    return tuple(pairs)


def read_synonyms(path: Path = SYNONYMS_FILE) -> tuple[tuple[str, ...], ...]:
    """Groups of words that mean the same, as written; lines with # are remarks. Raises RuleError."""
    groups: list[tuple[str, ...]] = []
    known: set[str] = set()
    for number, line in _entries(path):
        words = tuple(line.split())
        if len(words) < 2:
            raise RuleError(f"{path}: line {number}: {line!r} is one word; add what means the same, with blanks between.")
        if known.intersection(words) or len(set(words)) < len(words):
            raise RuleError(f"{path}: line {number}: {line!r} repeats a word; give it one line.")
        known.update(words)
        groups.append(words)
    return tuple(groups)


def _entries(path: Path, remedy: str = "Restore the file.") -> list[tuple[int, str]]:
    """Number and text of each line that is not empty and no remark. Raises RuleError."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise RuleError(f"{path}: cannot be read: {error}. {remedy}") from error
    return [(number, line) for number, line in enumerate(lines, 1) if line and not line.startswith("#")]
