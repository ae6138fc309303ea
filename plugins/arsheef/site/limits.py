"""Names and sizes of a site's files in; what GitHub Pages would refuse, or soon will, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

SITE_BYTES = 1_000_000_000
"""GitHub Pages: a published site may be no larger than 1 GB (docs.github.com, GitHub Pages limits)."""
FILE_BYTES = 100 * 1024 * 1024
"""GitHub: a file over 100 MiB is refused by a push."""
WARN_SHARE = 0.8
WARN_FILES = 100_000
"""GitHub ends a deployment after 10 minutes, and unpacking is what it spends them on: there is no limit in files."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong (or, as a warning, will be) with one file of a site, and what to do about it."""

    file: str
    problem: str
    step: str
    warning: bool = False

    def __str__(self) -> str:
        return f"{self.file}: {self.problem}; {self.step}."


def check_limits(sizes: Mapping[str, int]) -> Iterator[Finding]:
    """``sizes`` is bytes by path below the site, with slashes. Findings about the whole site name it ``.``"""
    total = sum(sizes.values())
    if total > SITE_BYTES:
        yield Finding(".", f"{total:,} bytes, GitHub Pages takes {SITE_BYTES:,}", "publish to another host")
    elif total > WARN_SHARE * SITE_BYTES:
        share = 100 * total // SITE_BYTES
        yield Finding(".", f"{share} % of what GitHub Pages takes", "look for another host in time", warning=True)
    if len(sizes) > WARN_FILES:
        yield Finding(".", f"{len(sizes):,} files", "GitHub may need more than its 10 minutes", warning=True)
    for name, size in sorted(sizes.items()):
        if size > FILE_BYTES:
            yield Finding(name, f"{size:,} bytes, GitHub takes {FILE_BYTES:,} a file", "split it or leave it out")
    yield from _same_but_for_case(sizes)


def _same_but_for_case(sizes: Mapping[str, int]) -> Iterator[Finding]:
    """Files of which Windows and macOS keep only one, folders that only differ by case included."""
    seen: dict[str, str] = {}
    for name in sorted(sizes):
        other = seen.setdefault(name.casefold(), name)
        if other != name:
            yield Finding(name, f"differs from {other} only by upper and lower case", "rename one of them")
