"""CSV and TSV with a header row; the delimiter is the one that makes known columns of it."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ingest.columns import describe, plan_columns, take_fields
from arsheef.ingest.encoding import Decoder
from arsheef.ingest.readers.source import LONGEST, Input, Rejected, read_lines, replaced_note, too_long

DELIMITERS = (",", "\t", ";", "|")
MOST_BROKEN = 20
"""After so many rows whose quote never closes the file is given up: each costs reading up to LONGEST bytes."""


def matches(given: Input) -> bool:
    """The ending, or a first line of which at least two columns have known names, the text among them."""
    if given.name.endswith((".csv", ".tsv", ".tab")):
        return True
    names = _header(given.head.partition(b"\n")[0])[1]
    known = [field for field, _ in plan_columns(names, {})] if 2 <= len(names) <= 200 else []
    return len(known) >= 2 and "text" in known


def read(given: Input) -> Iterator[Record | Rejected]:
    """A Record a row, numbered from 1 after the header; blank rows do not count.

    Raises InputError where no column can be the text.
    """
    decoder = Decoder()
    rows = _read_rows(given, decoder)
    _, header, _ = next(rows, (0, (), b""))
    if isinstance(header, str):
        raise InputError(header)
    if not header:
        raise InputError("the file is empty; nothing to keep")
    plan = plan_columns([name.strip() for name in header], given.mapping)
    if not any(field in ("text", "html") for field, _ in plan):
        raise InputError(f"no column holds the text (columns: {describe(header)}); name it with --map text=COLUMN")
    place = {name.strip(): at for at, name in reversed(list(enumerate(header)))}
    lost = False
    for number, cells, raw in rows:
        if isinstance(cells, str):
            lost = True
            yield Rejected(given.path, number, cells)
        elif (lost and len(cells) != len(header)) or any(cell.strip() for cell in cells[len(header) :]):
            wide = f"{len(cells)} cells but {len(header)} columns"
            reason = f"{wide}: a delimiter or a line break in a text without quotes? Quote the text"
            yield Rejected(given.path, number, reason)
        else:
            lost = False  # after a broken row only a row of full width is trusted to be one
            yield _to_record(given, number, take_fields(plan, partial(_cell, cells, place)), raw)


def _cell(cells: Sequence[str], place: Mapping[str, int], name: str) -> str:
    return cells[place[name]] if place[name] < len(cells) else ""


def _to_record(given: Input, number: int, fields: dict[str, str], raw: bytes) -> Record | Rejected:
    if not fields.keys() & {"text", "html"}:
        return Rejected(given.path, number, "the text is empty; nothing to keep")
    nul = raw.count(0)
    notes = tuple(note for text in fields.values() for note in replaced_note(text))
    if nul:
        notes = (f"{nul} NUL bytes removed", *notes)
    return Record(given.path, number, "text/csv", fields, hashlib.sha256(raw).hexdigest(), notes)


def _header(line: bytes) -> tuple[str, tuple[str, ...]]:
    """The delimiter that makes the most known columns of a header line (then the most columns), and the names."""
    text = line.decode("utf-8-sig", "replace").strip("\r\n")
    best: tuple[str, tuple[str, ...]] = ("", ())
    most = (-1, -1)
    for delimiter in DELIMITERS:
        names = tuple(name.strip() for name in next(csv.reader([text], delimiter=delimiter), []))
        known = len(plan_columns(names, {}))
        if (known, len(names)) > most:
            best, most = (delimiter, names), (known, len(names))
    return best


def _read_rows(given: Input, decoder: Decoder) -> Iterator[tuple[int, Sequence[str] | str, bytes]]:
    """(row number, cells or the reason why there are none, raw bytes) for every row that is not blank."""
    csv.field_size_limit(LONGEST)
    lines = _Lines(given, decoder)
    delimiter = ""
    number = -1
    while (first := lines.take()) is not None:
        if isinstance(first, tuple) and not first[0].strip():
            continue
        number += 1
        if isinstance(first, str):
            yield number, first, b""
            continue
        if not delimiter and first[0].startswith("sep=") and len(first[0].strip()) == 5:  # Excel's own first line
            delimiter = first[0][4]
            number -= 1
            continue
        delimiter = delimiter or _header(first[1])[0]
        cells, raw = _complete_row(first, lines, delimiter)
        yield number, cells, raw
        if lines.cut >= MOST_BROKEN:
            raise InputError(
                f"{lines.cut} rows open a quote and never close it; correct the file, its rest was not read"
            )


def _complete_row(first: tuple[str, bytes], lines: _Lines, delimiter: str) -> tuple[Sequence[str] | str, bytes]:
    """The cells of a row, which may go over several lines; of a broken row all lines but the first are given back."""
    taken = [first]
    unreadable: list[str] = []

    def feed() -> Iterator[str]:
        yield first[0]
        size = len(first[1])
        while size <= LONGEST and (following := lines.take()) is not None:
            if isinstance(following, str):
                unreadable.append(following)
                break
            taken.append(following)
            size += len(following[1])
            yield following[0]
        lines.cut += 1

    try:
        # strict: else an unclosed quote swallows rows and makes one wrong article of them
        return next(csv.reader(feed(), delimiter=delimiter, strict=True), []), b"".join(line for _, line in taken)
    except csv.Error as error:
        lines.give_back([*taken[1:], *unreadable])
        return f"not a row of CSV ({error}); close every quote and double those inside a text", first[1]


class _Lines:
    """Decoded lines of the file, with those that a broken row gave back first."""

    def __init__(self, given: Input, decoder: Decoder) -> None:
        self._source = read_lines(given.stream)
        self._decoder = decoder
        self._returned: list[tuple[str, bytes] | str] = []
        self.cut = 0
        """How many rows never ended."""

    def take(self) -> tuple[str, bytes] | str | None:
        """The next line as text and bytes; the reason where it cannot be read; None at the end."""
        if self._returned:
            return self._returned.pop()
        _, line = next(self._source, (0, b""))
        if line is None:
            return too_long("the line")
        if not line:
            return None
        try:
            return self._decoder.decode(line.replace(b"\0", b"")).text, line
        except InputError as error:
            return str(error)

    def give_back(self, lines: Sequence[tuple[str, bytes] | str]) -> None:
        """Lines to be taken again, before all others."""
        self._returned.extend(reversed(lines))
