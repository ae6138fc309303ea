"""The table of rules: what it refuses, and every example of every operation."""

from __future__ import annotations

import copy
import gzip
import json
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from arsheef.arabic.analysis import Analyser
from arsheef.arabic.bundle import browser_bundle, pack
from arsheef.arabic.rules import (
    KINDS,
    RULES_FILE,
    Operation,
    Rules,
    characters,
    read_bases,
    read_rules,
)
from arsheef.errors import RuleError

RULES = read_rules()
BASES = read_bases()
SHIPPED = Analyser(RULES, BASES)
OPERATIONS = [pytest.param(operation, id=f"{operation.level}: {operation.name}") for operation in RULES.operations]
RESULT: dict[str, Callable[[Analyser, str], Any]] = {
    "token": Analyser.forms,
    "form": Analyser.fold,
    "class": lambda analyser, word: analyser.class_of(analyser.fold(word)),
    "skeleton": Analyser.cut_skeleton,
    "stop": lambda analyser, word: analyser.is_stop(analyser.fold(word)),
    "spelling": Analyser.alike,
}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_example_comes_out_as_written(operation: Operation) -> None:
    for given, wanted in operation.examples:
        assert RESULT[operation.level](SHIPPED, given) == wanted, given


@pytest.mark.parametrize("operation", [p for p in OPERATIONS if p.values[0].op not in ("runs", "lower")])
def test_without_the_operation_one_of_its_examples_fails(operation: Operation) -> None:
    without = Rules(RULES.format, tuple(kept for kept in RULES.operations if kept is not operation))
    analyser = Analyser(without, BASES)
    assert any(RESULT[operation.level](analyser, given) != wanted for given, wanted in operation.examples)


def changed(level: str, number: int, **fields: Any) -> dict[str, Any]:
    table: dict[str, Any] = copy.deepcopy(json.loads(RULES_FILE.read_text("utf-8")))
    for field, value in fields.items():
        if value is None:
            del table[level][number][field]
        else:
            table[level][number][field] = value
    return table


def number_of(level: str, name: str) -> int:
    return [operation.name for operation in RULES.level(level)].index(name)


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        (changed("form", 0, examples=[]), "'lower case': give at least one example"),
        (changed("form", 0, examples=None), "'lower case': field 'examples'"),
        (changed("form", 0, examples=["BBC"]), "each a pair"),
        (changed("form", 0, op="upper"), "'lower case': unknown operation; form knows lower"),
        (changed("form", 0, why=" "), "say why"),
        (changed("form", 0, size=3), "unknown field size"),
        (changed("form", 2, ranges=["zz"]), "'marks': 'zz' is not a range"),
        (changed("form", 2, ranges=["0650-0640"]), "must rise"),
        (changed("form", 2, ranges=[1600]), "is not a range"),
        (changed("form", 2, ranges=["064B-0652"]), "marks that are not deleted: U\\+0610"),
        (changed("token", 1, ranges=["0640"]), "marks that split a word"),
        (changed("token", 0, arabic=["0628"]), "letters that are in no word: U\\+0621"),
        (changed("form", number_of("form", "letters"), map={"أ": "ا"}), "alefs that are not folded"),
        (changed("form", number_of("form", "digits"), map={"٠": "0"}), "digits that are not folded"),
        (changed("form", number_of("form", "seat before waw"), min="5"), "field 'min' must be a int"),
        ({**changed("form", 0), "format": 2}, "format must be 1"),
        ({**changed("form", 0), "roots": []}, "unknown level roots"),
        ([], "format must be 1"),
    ],
)  # fmt: skip
def test_a_wrong_table_is_refused_with_the_place_of_the_mistake(table: Any, complaint: str, tmp_path: Path) -> None:
    path = tmp_path / "rules.json"
    path.write_text(json.dumps(table), "utf-8")
    with pytest.raises(RuleError, match=complaint) as raised:
        read_rules(path)
    assert str(path) in str(raised.value)


@pytest.mark.parametrize("content", [b"{", b"\xff", None])
def test_a_table_that_is_no_json_is_refused(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "rules.json").write_bytes(content)
    with pytest.raises(RuleError, match="cannot be read as JSON"):
        read_rules(tmp_path / "rules.json")


def test_a_base_list_out_of_order_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bases.txt").write_text("# remark\nكتاب\nباب\n", "utf-8")
    with pytest.raises(RuleError, match="must be sorted"):
        read_bases(tmp_path / "bases.txt")
    with pytest.raises(RuleError, match=r"make_bases\.py"):
        read_bases(tmp_path / "none.txt")


@pytest.mark.parametrize(("level", "op"), [("class", "protect"), ("stop", "stop")])
def test_words_listed_in_the_table_are_forms_and_stand_there_once(level: str, op: str) -> None:
    words = [word for operation in RULES.level(level) if operation.op == op for word in operation.fields["words"].split()]
    assert [word for word in words if SHIPPED.fold(word) != word] == []
    assert sorted(words) == sorted(set(words))


def test_a_word_is_of_letters_digits_marks_and_invisible_controls_that_unicode_has() -> None:
    """A code point not yet assigned could be composed or lowered by a newer Unicode, and its index key would change."""
    allowed = {"arabic": "L", "other": "LN", "ranges": "LM"}
    for operation in RULES.level("token"):
        for field, ranges in operation.fields.items():
            for letter in sorted(characters(ranges)):
                kind = unicodedata.category(letter)
                assert kind[0] in allowed[field] or (kind == "Cf" and field == "ranges"), hex(ord(letter))


def test_the_browser_gets_the_same_bytes_each_time_without_prose_and_in_about_14_kilobytes() -> None:
    text = browser_bundle()
    browser_bundle.cache_clear()
    assert browser_bundle() == text
    bundle = json.loads(text)
    assert set(bundle) == {"format", "bases", "plurals", "synonyms", *KINDS}
    assert '"why"' not in text
    assert '"examples"' not in text
    assert len(gzip.compress(text.encode(), 9)) < 14_300


def test_a_packed_list_holds_what_was_packed() -> None:
    assert pack(["ابا", "ابت", "بات"]) == "0ابا2ت0بات"
    long = ["ا" * 12, "ا" * 12 + "ب"]
    assert pack(long) == "0" + "ا" * 12 + "9" + "اااب"
