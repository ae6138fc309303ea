"""The list of broken plurals: what it refuses, and that no pair joins words that are to stay apart."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from arsheef.arabic.analysis import class_of, fold, is_stop
from arsheef.arabic.rules import read_plurals
from arsheef.errors import RuleError

PAIRS = read_plurals()


def test_every_plural_has_the_class_of_its_singular_with_and_without_article() -> None:
    apart = [pair for pair in PAIRS if class_of(fold(pair[0])) != class_of(fold(pair[1]))]
    assert apart == []
    assert [plural for plural, singular in PAIRS if class_of(fold("ال" + plural)) != class_of(fold(singular))] == []


def test_no_pair_names_a_stop_word_or_a_plural_of_a_plural() -> None:
    words = {fold(word) for pair in PAIRS for word in pair}
    assert [word for word in words if is_stop(word)] == []
    assert {fold(plural) for plural, _ in PAIRS}.isdisjoint(fold(singular) for _, singular in PAIRS)


def test_no_two_singulars_meet_through_their_plurals() -> None:
    singulars = defaultdict(set)
    for _, singular in PAIRS:
        singulars[class_of(fold(singular))].add(singular)
    assert [names for names in singulars.values() if len(names) > 1] == []


@pytest.mark.parametrize(("text", "complaint"), [
    ("وزير\n", "line 1: 'وزير' is not a singular"), ("وزير: \n", "line 1"), ("# x\nأ: ب\nت: ب\n", "a plural stands twice"),
])  # fmt: skip
def test_a_list_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "plurals.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=complaint):
        read_plurals(path)
