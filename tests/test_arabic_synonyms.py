"""The list of synonyms: what it refuses, and that every word of it is one word with a class of its own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from arsheef.arabic.analysis import analyse, bare, is_stop
from arsheef.arabic.rules import read_synonyms
from arsheef.arabic.synonyms import synonyms
from arsheef.errors import RuleError

GROUPS = read_synonyms()
WORDS = [word for group in GROUPS for word in group]


def test_each_word_is_one_word_that_no_article_and_no_ending_can_be_cut_from() -> None:
    assert [word for word in WORDS if [term.class_ for term in analyse(word)] != [term.form for term in analyse(word)]] == []
    assert [word for word in WORDS if len(analyse(word)) != 1 or bare(analyse(word)[0].form) != analyse(word)[0].form] == []


def test_each_word_has_a_class_of_its_own_and_is_no_stop_word() -> None:
    assert [word for word in WORDS if is_stop(analyse(word)[0].form)] == []
    classes = Counter(analyse(word)[0].class_ for word in WORDS)
    assert [class_ for class_, times in classes.items() if times > 1] == []


def test_a_word_with_article_or_proclitic_is_of_its_group() -> None:
    for group in GROUPS:
        for word in group:
            for form in (f"ال{word}", f"وال{word}", f"و{word}"):
                (term,) = analyse(form)
                assert tuple(other.text for other in synonyms(term.class_)) == group, form
    assert synonyms("كتاب") == ()


@pytest.mark.parametrize(("text", "complaint"), [
    ("# months\nيونيو\n", "line 2: 'يونيو' is one word"), ("يونيو يونيو\n", "line 1"), ("يونيو حزيران\n\nجوان يونيو\n", "line 3: .* repeats a word"),
])  # fmt: skip
def test_a_list_that_cannot_be_meant_is_refused(tmp_path: Path, text: str, complaint: str) -> None:
    path = tmp_path / "synonyms.txt"
    path.write_text(text, "utf-8")
    with pytest.raises(RuleError, match=complaint):
        read_synonyms(path)
