"""The documents against the program: verbs, settings, files and targets that they name exist, and none is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperGroup
from typer.main import get_command

from arsheef.cli.main import app
from arsheef.settings import TABLE

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def verbs(group: object = None, prefix: str = "arsheef") -> Iterator[tuple[str, str]]:
    """Every verb as it is typed, groups followed, with its one line of help."""
    root = group or get_command(app)
    assert isinstance(root, TyperGroup)
    for name, command in root.commands.items():
        if isinstance(command, TyperGroup):
            yield from verbs(command, f"{prefix} {name}")
        else:
            yield f"{prefix} {name}", " ".join((command.help or "").split("\n\n")[0].split())


def section(title: str) -> str:
    return README.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(title: str) -> dict[str, list[str]]:
    """The table of a section: first cell -> the others."""
    lines = [line for line in section(title).splitlines() if line.startswith("| ")][1:]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {first: rest for first, *rest in cells}


def test_every_verb_stands_in_the_readme_with_its_help() -> None:
    assert {name.strip("`"): cells[0] for name, cells in rows("The command line").items()} == dict(verbs())


@pytest.mark.parametrize(("verb", "help_text"), list(verbs()))
def test_every_verb_says_in_one_sentence_what_it_does(verb: str, help_text: str) -> None:
    assert help_text.endswith(".") and len(help_text) > 20, verb


def test_every_option_has_a_help_text() -> None:
    def parameters(group: TyperGroup) -> Iterator[tuple[str, object]]:
        for name, command in group.commands.items():
            if isinstance(command, TyperGroup):
                yield from parameters(command)
            else:
                yield from ((f"{name} {parameter.name}", getattr(parameter, "help", None)) for parameter in command.params)

    root = get_command(app)
    assert isinstance(root, TyperGroup)
    assert [name for name, text in parameters(root) if not text and not name.endswith(" help")] == []


def test_every_setting_stands_in_the_readme_with_its_default_and_help() -> None:
    documented = {name.strip("`"): cells for name, cells in rows("The settings").items()}
    assert documented == {setting.name: [f"`{setting.default!r}`", setting.help] for setting in TABLE}


@pytest.mark.parametrize(
    "name", sorted({name for cells in rows("To change X, open Y").values() for cell in cells for name in re.findall(r"`([^`]+)`", cell)})
)
def test_a_file_of_the_change_table_exists(name: str) -> None:
    assert (ROOT / name).is_dir() if name.endswith("/") else (ROOT / name).is_file()


def test_the_change_table_names_a_file_and_a_test_for_each_row() -> None:
    table = rows("To change X, open Y")
    assert len(table) >= 10
    assert all(len(cells) == 2 and "`" in cells[0] and cells[1] for cells in table.values())


@pytest.mark.parametrize("document", ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"])
def test_targets_of_make_and_files_that_a_document_names_exist(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    named = set(re.findall(r"(?:^|`)make ((?:[a-z]+ ?)+)", text, re.MULTILINE))
    assert {target for words in named for target in words.split()} <= TARGETS
    links = re.findall(r"\]\(([^)#:]+)\)", text)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_the_two_commands_of_the_readme_come_first() -> None:
    commands = re.findall(r"^make (.+?)(?:\s+#.*)?$", README, re.MULTILINE)
    assert commands[:2] == ["archive", "archive FROM=folder-or-file"]
    assert {"archive", "serve", "test", "lint", "types", "layers", "bench"} <= TARGETS


def test_architecture_asks_a_question_of_every_part() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    asked = set(re.findall(r"^## \[[^]]+\]\(([^)]+)\): .+\?$", text, re.MULTILINE))
    parts = {f"plugins/arsheef/{path.name}" for path in (ROOT / "plugins" / "arsheef").iterdir() if path.is_dir() and any(path.glob("[!_]*.py"))}
    assert parts <= asked


def test_the_changelog_has_its_unreleased_part_on_top() -> None:
    assert re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)[0] == "Unreleased"


def test_the_licence_texts_are_whole() -> None:
    licence = (ROOT / "LICENSE").read_text("utf-8")
    assert re.findall(r"^  (\d+)\. ", licence, re.MULTILINE) == [str(number) for number in range(18)]
    assert licence.strip().endswith("<https://www.gnu.org/licenses/>.")
    assert "Permission is hereby granted, free of charge" in (ROOT / "theme" / "LICENSE").read_text("utf-8")


def test_no_lock_file_names_a_registry() -> None:
    assert "resolved" not in (ROOT / "package-lock.json").read_text("utf-8")
