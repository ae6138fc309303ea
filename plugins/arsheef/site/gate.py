"""The strict gate: every article file under content/ is published, hidden, a draft, or named in one error."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from arsheef.errors import ContentError
from arsheef.site.reader import Content

ARTICLE = ".md"
STRANGERS = (".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")
"""Stock Pelican publishes these. We don't, and to pass over them in silence would lose articles."""


def check_content(content: Content) -> None:
    """Raises ContentError with the whole list where any file cannot be published."""
    problems = dict(content.problems)
    read = {source.path for source in content.sources}
    for name in _files(content.folder):
        ending = Path(name).suffix.lower()
        if ending in STRANGERS:
            problems[name] = f"{name}: not a .md file; take it in with 'arsheef ingest' or move it away."
        elif ending == ARTICLE and name not in read and name not in problems:
            problems[name] = f"{name}: Pelican passed over it (IGNORE_FILES or ARTICLE_EXCLUDES); rename or move it."
    by_id: dict[str, list[str]] = defaultdict(list)
    for source in content.sources:
        by_id[source.fields["id"]].append(source.path)
    for id_, names in by_id.items():
        if len(names) > 1:
            first, *others = sorted(names)
            problems.update({n: f"{n}: Slug {id_} is also that of {first}; delete one of them." for n in others})
    if problems:
        lines = "\n".join(f"  {problems[name]}" for name in sorted(problems))
        raise ContentError(f"{len(problems)} files in content/ cannot be published, so nothing was built:\n{lines}")


def _files(folder: Path) -> Iterator[str]:
    """Files below ``folder``, as Pelican walks it; names with a leading dot are an editor's or a program's own."""
    for parent, folders, names in os.walk(folder, followlinks=True):
        folders[:] = [name for name in folders if not name.startswith(".")]
        base = Path(parent).relative_to(folder)
        for name in names:
            if name.lower().endswith((ARTICLE, *STRANGERS)) and not name.startswith("."):
                yield (base / name).as_posix()
