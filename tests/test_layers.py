"""The shape of the program, read off the source: who may import whom, which library stays where, and how long things may be."""

from __future__ import annotations

import ast
import statistics
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "plugins" / "arsheef"
LAYERS = (
    {"errors"},
    {"article", "settings", "ids", "farm"},
    {"commonmark"},
    {"frontmatter"},
    {"arabic"},
    {"ingest", "enrich", "search"},
    {"site", "offline", "cluster"},
    {"cli"},
)
"""The import direction: a part imports from the layers before its own, and from itself."""
CONFINED = {"pelican": "site", "whoosh": "search", "pyarabic": "arabic", "libzim": "offline", "dask": "cluster", "distributed": "cluster"}
MODULE_LINES, MODULE_MEDIAN, FUNCTION_LINES, FUNCTION_GOAL = 300, 160, 60, 40

RANK = {part: number for number, layer in enumerate(LAYERS) for part in layer}
MODULES = sorted(PACKAGE.rglob("*.py"))


def name_of(path: Path) -> str:
    return str(path.relative_to(PACKAGE))


def part_of(path: Path) -> str:
    """article, errors, ... for a module at the top, else the folder: the name that LAYERS uses. The package itself is ``""``."""
    first = path.relative_to(PACKAGE).parts[0]
    return "" if first == "__init__.py" else first.removesuffix(".py")


def imports_of(source: str) -> Iterator[str]:
    """Dotted names of all that a module imports, inside functions too; ``from a import b`` gives ``a.b``."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute, so that the layers can be read"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def wrong_directions(part: str, source: str) -> list[str]:
    """Imports of a module of ``part`` that go against LAYERS."""
    wrong = []
    for name in imports_of(source):
        if not name.startswith("arsheef."):
            continue
        other = name.split(".")[1]
        if other in ("__version__", part):
            continue
        if other not in RANK:
            wrong.append(f"{name} (not in LAYERS)")
        elif RANK[other] >= RANK[part]:
            wrong.append(name)
    return wrong


def strays(part: str, source: str) -> list[str]:
    """Imports of a module of ``part`` that belong to another part alone."""
    return [name for name in imports_of(source) if CONFINED.get(name.split(".")[0], part) != part]


def lengths_of(source: str) -> Iterator[tuple[str, int]]:
    """Name and lines of every function, its decorators and docstring included."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
            yield node.name, (node.end_lineno or first) - first + 1


def test_every_part_of_the_package_has_its_layer() -> None:
    assert {part_of(path) for path in MODULES} - {""} <= set(RANK)


@pytest.mark.parametrize("path", [path for path in MODULES if part_of(path)], ids=name_of)
def test_a_module_imports_only_what_lies_below_it(path: Path) -> None:
    assert wrong_directions(part_of(path), path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_library_stays_in_the_folder_that_wraps_it(path: Path) -> None:
    assert strays(part_of(path), path.read_text(encoding="utf-8")) == []


def test_the_package_itself_imports_nothing_before_pelican_asks() -> None:
    tree = ast.parse((PACKAGE / "__init__.py").read_text(encoding="utf-8"))
    names = [node.module for node in tree.body if isinstance(node, ast.ImportFrom)]
    assert names == ["__future__"] and not any(isinstance(node, ast.Import) for node in tree.body)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_is_longer_than_one_idea(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MODULE_LINES


def test_half_of_the_modules_fit_on_three_screens() -> None:
    lengths = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]
    assert statistics.median(length for length in lengths if length > 10) <= MODULE_MEDIAN


def test_no_function_is_longer_than_a_screen() -> None:
    long = {
        f"{name_of(path)}:{name}": lines
        for path in MODULES
        for name, lines in lengths_of(path.read_text(encoding="utf-8"))
        if lines > FUNCTION_GOAL
    }
    for name, lines in long.items():
        print(f"{name} has {lines} lines; {FUNCTION_GOAL} are the goal")
    assert {name: lines for name, lines in long.items() if lines > FUNCTION_LINES} == {}


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_opens_with_what_it_is_for(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    assert not source.strip() or ast.get_docstring(ast.parse(source))


def test_a_step_against_the_direction_is_found_inside_a_function_too() -> None:
    source = "def f():\n    from arsheef.site.server import serving\n    import arsheef.cli.main\n"
    assert wrong_directions("search", source) == ["arsheef.site.server.serving", "arsheef.cli.main"]
    assert wrong_directions("ingest", "from arsheef import search\n") == ["arsheef.search"]
    assert wrong_directions("cli", source.replace(".cli", ".site")) == []


def test_a_library_outside_its_folder_is_found() -> None:
    assert strays("site", "import whoosh.index\nfrom pelican import signals\n") == ["whoosh.index"]


def test_the_length_of_a_function_counts_its_decorators() -> None:
    assert dict(lengths_of("@a\n@b\ndef f():\n    def g(): ...\n    return 1\n")) == {"f": 5, "g": 1}
