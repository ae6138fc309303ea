"""The strict gate: every article file under content/ is published, hidden, a draft, or named in one error."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from arsheef.errors import ContentError
from arsheef.site.reader import Content

ARTICLE = ".md"
STRANGERS = (".markdown", ".mkd", ".mdown", ".rst", ".html", ".htm")
"""Stock Pelican publishes these. We don't, and to pass over them in silence would lose articles."""


def is_text(name: str) -> bool:
    """Whether a file of this name is an article, or looks like one to stock Pelican."""
    return name.lower().endswith((ARTICLE, *STRANGERS))


def check_content(content: Content, files: Iterable[str]) -> None:
    """Raises ContentError with the whole list where any of ``files``, the texts below content/, cannot be published."""
    problems = dict(content.problems)
    for name in files:
        if not name.lower().endswith(ARTICLE):
            problems[name] = f"{name}: not a .md file; take it in with 'arsheef ingest' or move it away."
        elif name not in content.sources and name not in problems:
            problems[name] = f"{name}: Pelican passed over it (IGNORE_FILES or ARTICLE_EXCLUDES); rename or move it."
    by_id: dict[str, str] = {}
    twice: dict[str, list[str]] = defaultdict(list)
    for source in content.sources.values():
        if by_id.setdefault(source.id, source.path) != source.path:
            twice[source.id].append(source.path)
    for id_, names in twice.items():
        first, *others = sorted([by_id[id_], *names])
        problems.update({n: f"{n}: Slug {id_} is also that of {first}; delete one of them." for n in others})
    if problems:
        lines = "\n".join(f"  {problems[name]}" for name in sorted(problems))
        raise ContentError(f"{len(problems)} files in content/ cannot be published, so nothing was built:\n{lines}")
