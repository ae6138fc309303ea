"""Reads the lists that names are found by: text files of "[section]" headings, lines and "#" comments."""

from __future__ import annotations

from importlib.resources import files


def read_lists(text: str) -> dict[str, list[str]]:
    """Section -> its entries: lines, or, in sections whose lines are no names of several words, see ``words``."""
    lists: dict[str, list[str]] = {}
    entries: list[str] = []
    for line in text.splitlines():
        if line.startswith("["):
            entries = lists.setdefault(line.strip("[] "), [])
        elif line.strip() and not line.startswith("#"):
            entries.append(line.strip())
    return lists


def read_file(name: str) -> str:
    """The text of a data file of this folder."""
    return files("arsheef.enrich").joinpath(name).read_text(encoding="utf-8")


def words(lines: list[str]) -> list[str]:
    """The words of a section that lists single words."""
    return [word for line in lines for word in line.split()]
