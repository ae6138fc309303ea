"""JSON: lines of objects (JSONL), one object, an array of objects, or an object that holds such an array.

Everything is streamed: of an array only the element being read is in memory. A broken element costs only itself.
"""

from __future__ import annotations

import codecs
import hashlib
import itertools
import json
import re
from collections.abc import Iterator, Mapping
from io import BufferedIOBase
from typing import Any

from arsheef.article import Record
from arsheef.errors import InputError
from arsheef.ingest.columns import describe, plan_columns, take_fields
from arsheef.ingest.encoding import REPLACEMENT, Decoder
from arsheef.ingest.readers.source import (
    HEAD,
    LONGEST,
    Input,
    Rejected,
    read_lines,
    read_up_to,
    replaced_note,
    too_long,
)

CONTAINERS = frozenset(
    ("articles", "items", "data", "results", "documents", "docs", "posts", "records", "entries", "news", "rows")
)
"""Keys under which a file keeps its array of articles."""
_DECODER = json.JSONDecoder(strict=False)
_START = re.compile(rb'\s*(?:\[\s*)?\{\s*(?:"[^"\n]{1,200}"\s*:|\})|\s*\[\s*\]\s*$')
_NEXT_OBJECT = re.compile(r"\}\s*,?\s*(?=\{)")
_SPACE = re.compile(r"[ \t\r\n\ufeff\0]*")
_LONE = re.compile("[\udc80-\udcff]")


def matches(given: Input) -> bool:
    """A first bracket as JSON writes it; the ending decides for a file that starts with something broken."""
    if _START.match(given.head.removeprefix(b"\xef\xbb\xbf").lstrip(b"\0")):
        return True
    return given.name.endswith((".json", ".jsonl", ".ndjson")) and bool(given.head.strip())


def read(given: Input) -> Iterator[Record | Rejected]:
    """Records in order; a line, an element or a whole file that is no JSON object is Rejected with its place."""
    return _read_lines(given) if _is_lines(given) else _read_values(given)


def _is_lines(given: Input) -> bool:
    """Whether each line is an object by itself."""
    if given.name.endswith((".jsonl", ".ndjson")):
        return True
    first, newline, rest = given.head.removeprefix(b"\xef\xbb\xbf").strip(b"\0").lstrip().partition(b"\n")
    try:
        value = json.loads(first)
    except RecursionError:
        return False
    except ValueError:
        return bool(newline) and first.startswith(b'{"') and rest.startswith(b'{"')
    return isinstance(value, dict) and CONTAINERS.isdisjoint(map(str.lower, value)) and bool(newline and rest.strip())


def _read_lines(given: Input) -> Iterator[Record | Rejected]:
    decoder = Decoder()
    for number, line in read_lines(given.stream):
        if line is None:
            yield Rejected(given.path, number, too_long("the line"))
            continue
        raw = line.strip(b" \t\r\n\0")
        if not raw:
            if line.strip(b" \t\r\n"):
                yield Rejected(given.path, number, "nothing but NUL bytes: damaged here; get a good copy")
            continue
        try:
            text = decoder.decode(raw).text
            value = _DECODER.decode(text)
        except (ValueError, RecursionError, InputError) as error:
            yield Rejected(given.path, number, _broken(error, cut=not line.endswith(b"\n")))
            continue
        yield _to_record(given, number, value, hashlib.sha256(raw).hexdigest(), replaced_note(text))


def _read_values(given: Input) -> Iterator[Record | Rejected]:
    """Values one after another: usually one array or one object."""
    window = _Window(given.stream)
    numbers = itertools.count(1)
    while opening := window.peek():
        try:
            if opening == "[":
                window.position += 1
                yield from _read_elements(given, window, numbers)
            elif opening == "{":
                yield from _read_object(given, window, numbers)
            else:
                raise ValueError(f"unexpected {opening!r}")  # noqa: TRY301  (one handler for all that is broken)
        except (ValueError, RecursionError, InputError) as error:
            yield Rejected(given.path, next(numbers), _broken(error, cut=window.ended))
            window.resynchronise()


def _read_elements(given: Input, window: _Window, numbers: Iterator[int]) -> Iterator[Record | Rejected]:
    """The elements of an array whose bracket was read."""
    while (ch := window.peek()) != "]":
        if ch == ",":
            window.position += 1
            continue
        number = next(numbers)
        try:
            value, raw = window.take()
        except (ValueError, RecursionError, InputError) as error:
            yield Rejected(given.path, number, _broken(error, cut=window.ended))
            if not window.resynchronise():
                return
            continue
        yield _to_record(given, number, value, _digest(raw), ())
    window.position += 1


def _read_object(given: Input, window: _Window, numbers: Iterator[int]) -> Iterator[Record | Rejected]:
    """One object: an article, or the holder of an array of them; its members are read one by one."""
    members: dict[str, Any] = {}
    holder = False
    digest = hashlib.sha256()
    window.position += 1
    while (ch := window.peek()) != "}":
        if ch == ",":
            window.position += 1
            continue
        key, raw_key = window.take()
        if window.peek() != ":":
            raise ValueError(f"no ':' after {str(key)[:40]!r}")
        window.position += 1
        if str(key).lower() in CONTAINERS and window.peek() == "[" and window.after_bracket() == "{":
            holder = True
            window.position += 1
            yield from _read_elements(given, window, numbers)
        else:
            members[str(key)], raw = window.take()
            digest.update(f"{raw_key}{raw}".encode("utf-8", "surrogateescape"))
            if len(members) * 64 > LONGEST:
                raise InputError(too_long("the object"))
    window.position += 1
    if not holder:
        yield _to_record(given, next(numbers), members, digest.hexdigest(), ())


def _to_record(given: Input, number: int, value: Any, digest: str, notes: tuple[str, ...]) -> Record | Rejected:
    if not isinstance(value, dict):
        return Rejected(given.path, number, f"a JSON {type(value).__name__}, not an object with title and text")
    plan = plan_columns(tuple(value), given.mapping)
    if not any(field in ("text", "html") for field, _ in plan):
        found = describe(value) or "none"
        return Rejected(given.path, number, f"no key holds the text (keys: {found}); name it with --map text=KEY")
    fields = take_fields(plan, lambda column: _look_up(value, column))
    if not fields.keys() & {"text", "html"}:
        return Rejected(given.path, number, "the text is empty; nothing to keep")
    if any(map(_LONE.search, fields.values())):
        fields = _decode_again(fields)
        notes = tuple(note for text in fields.values() for note in replaced_note(text))
    return Record(given.path, number, "application/json", fields, digest, notes)


def _look_up(value: Mapping[str, Any], column: str) -> Any:
    """A member by its key; ``a.b`` is member b of the object a where there is no key ``a.b``."""
    if column in value:
        return value[column]
    first, _, rest = column.partition(".")
    inner = value.get(first)
    return _look_up(inner, rest) if rest and isinstance(inner, dict) else None


def _decode_again(fields: Mapping[str, str]) -> dict[str, str]:
    """Strings that were not UTF-8 (bytes kept as lone surrogates), by the encoding that all of them together show."""
    decoder = Decoder()
    raw = {name: text.encode("utf-8", "surrogateescape") for name, text in fields.items() if _LONE.search(text)}
    try:
        decoder.decode(b" ".join(raw.values()))
        return {name: decoder.decode(raw[name]).text if name in raw else text for name, text in fields.items()}
    except InputError:
        return {name: _LONE.sub(REPLACEMENT, text) for name, text in fields.items()}


def _digest(raw: str) -> str:
    return hashlib.sha256(raw.encode("utf-8", "surrogateescape")).hexdigest()


def _broken(error: Exception, *, cut: bool) -> str:
    """The reason for text that is no JSON; ``cut`` where the file ends inside it."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, RecursionError):
        return "JSON nested too deep"
    if cut:
        return f"cut off before its end ({error}): the file is incomplete; get a whole copy of it"
    return f"not valid JSON ({error}); correct it or leave it out"


class _Window:
    """The part of a JSON text that is being read: grows at its end, is dropped at its front."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        self.text = ""
        self.position = 0
        self.ended = False

    def peek(self) -> str:
        """The next character that is no white space, the position moved to it; empty at the end of the text."""
        while True:
            space = _SPACE.match(self.text, self.position)
            self.position = space.end() if space else self.position
            if self.position < len(self.text) or not self._grow():
                return self.text[self.position : self.position + 1]

    def after_bracket(self) -> str:
        """What follows the bracket at the position."""
        at = self.position + 1
        while at >= len(self.text) - 64 and not self.ended:
            before = self.position
            self._grow()
            at -= before - self.position
        space = _SPACE.match(self.text, at)
        return self.text[space.end() : space.end() + 1] if space else ""

    def take(self) -> tuple[Any, str]:
        """The value at the position and its text; moves behind it. Raises ValueError where it is broken or cut."""
        while True:
            if not self.peek():
                raise ValueError("the text ends here")
            try:
                value, end = _DECODER.raw_decode(self.text, self.position)
            except json.JSONDecodeError as error:
                if self.ended or not (error.msg.startswith("Unterminated") or error.pos >= len(self.text) - 16):
                    raise
            else:
                if end < len(self.text) or self.ended:
                    raw = self.text[self.position : end]
                    self.position = end
                    return value, raw
            if len(self.text) - self.position > LONGEST:
                raise InputError(too_long("the value"))
            self._grow()

    def resynchronise(self) -> bool:
        """Moves to the next object after a broken place; False where there is none."""
        self.position += 1
        while not (found := _NEXT_OBJECT.search(self.text, self.position)):
            self.position = max(self.position, len(self.text) - 256)
            if not self._grow():
                self.position = len(self.text)
                return False
        self.position = found.end()
        return True

    def _grow(self) -> bool:
        """Reads as much again as is kept (so that a long value costs linear time); False at the end."""
        if self.ended:
            return False
        data = read_up_to(self._stream, max(HEAD, len(self.text) - self.position))
        self.ended = not data
        self.text = self.text[self.position :] + self._decoder.decode(data, final=not data)
        self.position = 0
        return bool(data) or bool(self.text)
