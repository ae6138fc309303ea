"""One Whoosh segment to one immutable folder of the static index, named after the hash of its content.

    l.js      lengths (a byte a document) and days
    s<k>.js   shard k of the postings: skeleton > class > form > postings      h<n>.js   the n-th heavy skeleton alone
    p<k>.js   positions in the same order                                      q<n>.js   of the n-th heavy skeleton
    r<k>.js   records of 4 documents

Documents are renumbered by date (undated last), so that order by date is order by number. docs/index-format.md draws the bytes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length, length_to_byte

from arsheef.search.codec import shard_of, to_letters, varint, varints, word
from arsheef.search.manifest import RECORDS, Segment, script
from arsheef.search.postings import Postings, read_postings, terms_of

SHARD = 4096
"""Bytes that a posting shard should have; half of that in segments of fewer than SMALL documents."""
SMALL = 2_000
EPOCH = date(1800, 1, 1).toordinal()
"""Day 0 of the day column; 0 itself means undated."""
LEAD = 160
"""Most letters of the lead in a record, cut at a word."""


class Family(NamedTuple):
    """A skeleton with the bytes of its postings and of its positions."""

    skeleton: str
    postings: bytes
    positions: bytes


def date_order(records: list[dict[str, Any]]) -> list[int]:
    """Document numbers sorted by (date, id), undated last."""
    return sorted(range(len(records)), key=lambda n: (records[n]["date"] or "9999", records[n]["id"]))


def day_number(iso: str | None) -> int:
    """Days since the end of 1799 of the first day that a date can mean; 0 where there is no date."""
    if not iso:
        return 0
    return date.fromisoformat((iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]).toordinal() - EPOCH + 1


def length_step(length: int) -> int:
    """Number of the step of a document's length: four of Whoosh's 256 length bytes are one, which saves a third of l.js."""
    return int(length_to_byte(length)) // 4


def step_length(step: int) -> int:
    """The length in words that a step stands for: of the second of its bytes, so that an empty document has one."""
    return int(byte_to_length(step * 4 + 1))


def segment_files(reader: SegmentReader) -> tuple[Segment, dict[str, str]]:
    """The manifest row of a segment, and its files by name (without folder)."""
    records = [reader.stored_fields(n)["record"] for n in range(reader.doc_count_all())]
    order = date_order(records)
    renumbered = [0] * len(order)
    for new, old in enumerate(order):
        renumbered[old] = new
    lengths = bytes(length_step(reader.doc_field_length(n, "text") or 0) for n in order)
    files: dict[str, str] = {"l": _lengths_and_days(lengths, [records[n]["date"] for n in order])}
    target = SHARD if len(order) >= SMALL else SHARD // 2
    shards, heavy = _write_shards(_families(reader, renumbered), target, files)
    for k in range(0, len(order), RECORDS):
        rows = [_record_row(records[n]) for n in order[k : k + RECORDS]]
        files[f"r{k // RECORDS}"] = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256()
    for name in sorted(files):
        digest.update(f"{name}\0{files[name]}\0".encode())
    segment = Segment(digest.hexdigest()[:12], len(order), shards, tuple(heavy))
    return segment, files


def _write_shards(families: Iterator[Family], target: int, files: dict[str, str]) -> tuple[int, list[str]]:
    """Adds s, p, h and q files; gives the number of shards and the heavy skeletons in byte order."""
    light: list[Family] = []
    heavy: list[str] = []
    for family in families:
        if len(family.postings) > target // 2:
            files[f"h{len(heavy)}"] = json.dumps(to_letters(family.postings), ensure_ascii=False)
            files[f"q{len(heavy)}"] = json.dumps(to_letters(family.positions), ensure_ascii=False)
            heavy.append(family.skeleton)
        else:
            light.append(family)
    shards = max(1, sum(len(family.postings) for family in light) // target)
    for letter in ("s", "p"):
        parts: list[list[bytes]] = [[] for _ in range(shards)]
        for family in light:
            data = family.postings if letter == "s" else family.positions
            parts[shard_of(family.skeleton, shards)] += (word(family.skeleton), varint(len(data)), data)
        for k, part in enumerate(parts):
            files[f"{letter}{k}"] = json.dumps(to_letters(b"".join(part)), ensure_ascii=False)
    return shards, heavy


def _families(reader: SegmentReader, renumbered: list[int]) -> Iterator[Family]:
    """Every skeleton of the segment, in byte order."""
    in_order = all(old == new for old, new in enumerate(renumbered))
    for skeleton, of_skeleton in groupby(terms_of(reader), key=lambda term: term[0]):
        postings: list[bytes] = []
        positions: list[bytes] = []
        for class_, of_class in groupby(of_skeleton, key=lambda term: term[1]):
            forms = list(of_class)
            postings += (word(class_), varint(len(forms)))
            for _, _, form, term in forms:
                found = read_postings(reader, term)
                if not in_order:
                    found = _renumber(found, renumbered)
                data = encode_postings(found)
                postings += (word(form), varint(len(data)), data)
                places = varints(n for deltas in found.position_deltas() for n in (len(deltas), *deltas))
                positions += (varint(len(places)), places)
        yield Family(skeleton, b"".join(postings), b"".join(positions))


def _renumber(found: Postings, renumbered: list[int]) -> Postings:
    rows = sorted(zip(map(renumbered.__getitem__, found.docs), found.weights, found.values, strict=True))
    return Postings([row[0] for row in rows], [row[1] for row in rows], [row[2] for row in rows])


def encode_postings(found: Postings) -> bytes:
    """For each document varint(distance to the one before * 2 + (weight > 1)) and, where weight > 1, varint(weight)."""
    numbers: list[int] = []
    before = -1
    for doc, weight in zip(found.docs, found.weights, strict=True):
        step = (doc - before - 1) * 2
        if weight > 1:
            numbers += (step + 1, weight)
        else:
            numbers.append(step)
        before = doc
    return varints(numbers)


def _lengths_and_days(lengths: bytes, dates: list[str | None]) -> str:
    """{"lengths": a letter a document, "days": runs of (step to the next day, documents on it); undated last as day 0}"""
    runs: list[int] = []
    before = 0
    for day, same in groupby(map(day_number, dates)):
        runs += (day - before if day else 0, sum(1 for _ in same))
        before = day
    return json.dumps({"days": to_letters(varints(runs)), "lengths": to_letters(lengths)},
                      ensure_ascii=False, separators=(",", ":"))  # fmt: skip


def _record_row(record: dict[str, Any]) -> list[Any]:
    """[id, title, date, source, section, lead], what is missing as an empty string."""
    lead = record["lead"] or ""
    if len(lead) > LEAD:
        lead = lead[:LEAD].rpartition(" ")[0] + "…"
    return [record["id"], record["title"], *(record[f] or "" for f in ("date", "source", "section")), lead]


def write_files(folder: Path, files: dict[str, str]) -> None:
    """Writes a segment's scripts into ``folder``, which other builds do not see before it is complete."""
    folder.mkdir(parents=True)
    for name, payload in files.items():
        (folder / f"{name}.js").write_bytes(script(f"{folder.name.removesuffix('.new')}/{name}", payload).encode())
