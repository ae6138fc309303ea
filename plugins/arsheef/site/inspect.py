"""A built site in, what is wrong with it out: links, assets, inline code, search files, limits of the host."""

from __future__ import annotations

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote

from arsheef.errors import IndexFormatError, OutputError
from arsheef.search.manifest import NAME, files_named, read_manifest
from arsheef.site.limits import Finding, check_limits
from arsheef.site.markup import Page, Reference, read_page

NOT_FOUND = "404.html"
"""Served at any depth: the one page whose links must not be relative."""
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_CSS_URL = re.compile(r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^)"'\s]*))\s*\)|@import\s+["']([^"']+)["']""")
_CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of a site found, and how much it looked at."""

    findings: tuple[Finding, ...]
    pages: int
    files: int
    bytes: int

    @property
    def is_sound(self) -> bool:
        """Whether nothing but warnings was found."""
        return all(finding.warning for finding in self.findings)


def inspect_site(output: Path) -> Report:
    """Checks every page, style sheet and search file below ``output``. Raises OutputError where there is no site."""
    if not (output / "index.html").is_file():
        raise OutputError(f"{output}: no index.html there; run 'arsheef build' first, or name a built site.")
    sizes = dict(_list_files(output))
    findings = [*_merge(_check_references(output, sizes)), *_check_search(output, sizes), *check_limits(sizes)]
    if NOT_FOUND not in sizes:
        findings.append(Finding(NOT_FOUND, "missing", "a wrong address shows the host's own page; build again"))
    if ".nojekyll" not in sizes:
        findings.append(Finding(".nojekyll", "missing", "GitHub would run Jekyll over a branch; build again"))
    pages = sum(name.endswith(".html") for name in sizes)
    return Report(tuple(findings), pages, len(sizes), sum(sizes.values()))


def _list_files(output: Path) -> Iterator[tuple[str, int]]:
    """Path below output, with slashes, and bytes of every file."""
    for folder, folders, names in os.walk(output):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            if not os.path.isfile(path):  # a link that leads nowhere: whatever names it is reported
                continue
            yield os.path.relpath(path, output).replace(os.sep, "/"), os.stat(path).st_size


def _check_references(output: Path, sizes: Mapping[str, int]) -> Iterator[Finding]:
    for name in sizes:
        if name.endswith(".html"):
            page = read_page((output / name).read_bytes())
            yield from (Finding(name, fault, "correct the template that made it") for fault in page.faults)
            for reference in dict.fromkeys(page.references):
                if finding := _check_reference(name, reference, page, sizes):
                    yield finding
        elif name.endswith(".css"):
            text = _CSS_COMMENT.sub("", (output / name).read_text("utf-8", errors="replace"))
            for address in dict.fromkeys(filter(None, (next(filter(None, m), "") for m in _CSS_URL.findall(text)))):
                if finding := _check_reference(name, Reference(address, True), None, sizes):
                    yield finding


def _check_reference(name: str, reference: Reference, page: Page | None, sizes: Mapping[str, int]) -> Finding | None:
    """What is wrong with one address in the page or style sheet ``name``."""
    address = reference.address
    if _SCHEME.match(address):
        return _check_foreign(name, reference)
    path, _, fragment = address.partition("#")
    path = unquote(path.partition("?")[0])
    if not path:
        return _check_anchor(name, unquote(fragment), page)
    if name == NOT_FOUND or path.startswith("/"):
        return _check_rooted(name, address, path, sizes)
    target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
    if target in sizes:
        return None
    if posixpath.normpath(f"{target}/index.html") in sizes:
        return Finding(name, f"the link {address} names a folder", "let it end in index.html: file:// lists folders")
    return Finding(name, f"{address} leads nowhere ({target})", "build again, or correct what links there")


def _check_anchor(name: str, fragment: str, page: Page | None) -> Finding | None:
    """A link inside the page; ``:~:`` starts a text fragment, which needs no anchor."""
    if page is None or not fragment or fragment.startswith(":~:") or fragment in page.anchors:
        return None
    return Finding(name, f"the link #{fragment} has no anchor in the page", "correct the template that made it")


def _check_rooted(name: str, address: str, path: str, sizes: Mapping[str, int]) -> Finding | None:
    """Links from the root are right in the 404 page and wrong elsewhere."""
    if name != NOT_FOUND:
        return Finding(name, f"the link {address} is not relative", "it breaks on file:// and in a sub-path")
    if not path.startswith("/"):
        return Finding(name, f"the link {address} is relative", "it breaks below a folder; set SITEURL and build again")
    if _is_below_some_prefix(path, sizes):
        return None
    return Finding(name, f"{address} leads nowhere", "build again, or correct the template")


def _check_foreign(name: str, reference: Reference) -> Finding | None:
    address = reference.address
    if address.startswith("//"):
        return Finding(name, f"the link {address} has no scheme", "write https: before it")
    if reference.loaded and not address.lower().startswith("data:"):
        return Finding(name, f"it loads {address} from elsewhere", "bring the file into theme/static")
    return None


def _is_below_some_prefix(path: str, sizes: Mapping[str, int]) -> bool:
    """Whether an absolute path names a file of the site when the site is published below any sub-path."""
    parts = path.strip("/").split("/")
    wanted = ["/".join(parts[start:]) for start in range(len(parts))]
    return path.endswith("/") or any(candidate in sizes for candidate in wanted)


def _check_search(output: Path, sizes: Mapping[str, int]) -> Iterator[Finding]:
    """The manifest parses, and every file that it names is there and not empty."""
    path = output / "search" / NAME
    try:
        manifest = read_manifest(path)
    except IndexFormatError as error:
        yield Finding(f"search/{NAME}", str(error).removeprefix(f"{path}: ").partition("; ")[0], "run 'arsheef build'")
        return
    for name in files_named(manifest):
        size = sizes.get(f"search/{name}")
        if not size:
            problem = "missing" if size is None else "empty"
            yield Finding(f"search/{name}", problem, "delete .arsheef/ and run 'arsheef build'")


def _merge(findings: Iterator[Finding]) -> Iterator[Finding]:
    """One finding where the same fault stands in many pages: the first of them, and how many more."""
    first: dict[tuple[str, str], Finding] = {}
    more: dict[tuple[str, str], int] = {}
    for finding in findings:
        key = (_without_path(finding.problem), finding.step)
        if first.setdefault(key, finding) is not finding:
            more[key] = more.get(key, 0) + 1
    for key, finding in first.items():
        count = more.get(key)
        problem = f"{finding.problem} (and in {count:,} more pages)" if count else finding.problem
        yield Finding(finding.file, problem, finding.step, finding.warning)


@lru_cache(maxsize=4096)
def _without_path(problem: str) -> str:
    """The same target is written ../x from one folder and ../../x from another."""
    return re.sub(r"(\.\./)+", "", problem)
