"""Counts in, drawings out: the strip of months, the ruler of a year, the steps of heat.

    months  2015-01 2015-02 …                …  2026-12
    x        143     142                         0          oldest where reading starts (right; in English left)
    bar      M143 100v-19   one stroke from the bottom, its height in hundredths of the strip
"""

from __future__ import annotations

from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from arsheef.site.formats import Formats
from arsheef.site.parts import Heat, Link, Ruler, Strip

MOST_YEARS = 30
"""Beyond this many years a bar is a year and a tick a decade, so that both can still be told apart."""
_TALLEST = 96


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years that all strips of one build span, and the sums under them."""

    first: int
    last: int
    rtl: bool
    totals: Mapping[str, int]
    """ISO month (year, where no month is known) -> articles of the whole archive."""

    @property
    def yearly(self) -> bool:
        """Whether a bar is a year."""
        return self.last - self.first >= MOST_YEARS

    @property
    def width(self) -> int:
        """Bars of a strip: of whole decades where a bar is a year, so that each tick stands over as many bars as the next."""
        return 10 * (self.last // 10 - self.first // 10 + 1) if self.yearly else 12 * (self.last - self.first + 1)

    def place(self, date: str) -> int:
        """x of the bar of an ISO month (of an ISO year where a bar is one)."""
        year = int(date[:4])
        index = year - self.first // 10 * 10 if self.yearly else 12 * (year - self.first) + int(date[5:7]) - 1
        return self.width - 1 - index if self.rtl else index


def draw_strip(line: Timeline, counts: Mapping[str, int], formats: Formats, own: str | None = None) -> Strip:
    """The strip of ``counts`` (ISO month or year -> articles); ``own`` is the page's month or year."""
    bars: dict[int, int] = {}
    selected: set[int] = set()
    dated = sorted(key for key in counts if line.yearly or len(key) > 4)
    for key in dated:
        x = line.place(key)
        bars[x] = bars.get(x, 0) + counts[key]
        if own and key.startswith(own[:4] if line.yearly else own):
            selected.add(x)
    top = max(bars.values(), default=1)
    shapes = {x: f"M{x} 100v-{max(1, round(_TALLEST * bars[x] / top))}" for x in sorted(bars, reverse=True)}
    return Strip(
        unit="year" if line.yearly else "month",
        width=line.width,
        bars="".join(shapes.values()),
        selected="".join(shape for x, shape in shapes.items() if x in selected),
        band=_band(line, own),
        ticks=tuple(_ticks(line, counts, formats, own)),
        first=dated[0] if dated else "",
        last=dated[-1] if dated else "",
    )


def _band(line: Timeline, own: str | None) -> tuple[float, float] | None:
    if own is None or not line.first <= int(own[:4]) <= line.last:
        return None
    if line.yearly or len(own) > 4:
        return line.place(own) - 0.5, 1
    return min(line.place(f"{own}-01"), line.place(f"{own}-12")) - 0.5, 12


def _ticks(line: Timeline, counts: Mapping[str, int], formats: Formats, own: str | None) -> Iterable[Link]:
    step = 10 if line.yearly else 1
    sums: dict[int, int] = {}
    for key, count in counts.items():
        start = int(key[:4]) // step * step
        sums[start] = sums.get(start, 0) + count
    known = {int(key[:4]) // step * step for key in line.totals}
    for start in range(line.first // step * step, line.last + 1, step):
        there = start in known
        url = "archive/index.html" if step > 1 else f"archive/{start:04d}/index.html"
        current = own is not None and int(own[:4]) // step * step == start
        yield Link(formats.digits(f"{start:04d}"), url if there else None, sums.get(start, 0), current)


def draw_ruler(date: str, formats: Formats, rtl: bool) -> Ruler:
    """The ruler of the year of ``date``: twelve months of equal width and, where it names a day, the needle."""
    year = date[:4]
    needle = ""
    if len(date) >= 10:
        month, day = int(date[5:7]), int(date[8:10])
        x = round(100 * (month - 1 + (day - 0.5) / monthrange(int(year), month)[1]))
        needle = f"M{1200 - x if rtl else x} 0v10"
    urls = ((n, f"archive/{year}/{n:02d}/index.html") for n in range(1, 13))
    months = tuple(Link(formats.month(n), url, None, date[5:7] == f"{n:02d}") for n, url in urls)
    return Ruler(year, needle, months)


def heat_of(counts: Iterable[int]) -> Heat:
    """Steps at the quartiles of the counts above zero, each at least one above the step before."""
    known = sorted(count for count in counts if count)
    if not known:
        return Heat((2, 3, 4))
    first = max(2, known[len(known) // 4])
    second = max(first + 1, known[len(known) // 2])
    return Heat((first, second, max(second + 1, known[3 * len(known) // 4])))


def level_of(count: int, heat: Heat) -> int:
    """0 for nothing, else 1 to 4."""
    return 1 + bisect_right(heat.steps, count) if count else 0
