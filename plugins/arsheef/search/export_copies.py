"""c0.js: which documents of a segment are copies, so that a result of many pages folds them under their first print."""

from __future__ import annotations

import json
from collections.abc import Iterator

from arsheef.search.codec import to_letters, varints
from arsheef.search.source import SegmentSource, day_number


def export_copies(source: SegmentSource) -> Iterator[tuple[str, str]]:
    """c0: {"near": number(step from the copy before) number(2 * distance to the first print, + 1 where that comes later), …;
    "far": [document, id, day of the first print] where it is in another segment, day 0 where it has none or is gone}.

    There is no file where a segment has no copies.
    """
    numbers = {record["id"]: number for number, record in enumerate(source.records)}
    near: list[int] = []
    far: list[tuple[int, str, int]] = []
    before = 0
    for number, record in enumerate(source.records):
        first = record["duplicate_of"]
        if first in numbers:
            distance = number - numbers[first]
            near += (number - before, 2 * distance if distance >= 0 else 1 - 2 * distance)
            before = number
        elif first:
            far.append((number, first, _day(source, first)))
    if near or far:
        columns = {"near": to_letters(varints(near)), "far": far}
        yield "c0", json.dumps(columns, ensure_ascii=False, separators=(",", ":"))


def _day(source: SegmentSource, first: str) -> int:
    try:
        return day_number(source.texts.date_of(first))
    except KeyError:  # the article that it was a copy of is not in the archive any more
        return 0
