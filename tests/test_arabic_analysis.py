"""Text -> terms: whole texts, families, hostile input, and the same result in the browser."""

from __future__ import annotations

import gzip
import json
import random
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from arsheef.arabic.analysis import Analyser, analyse, class_of, fold, forms, is_stop, skeleton_of, tokens
from arsheef.arabic.bundle import browser_bundle
from arsheef.arabic.remembered import CACHED_LENGTH, LATELY, Remembered
from arsheef.arabic.rules import read_bases, read_rules

TESTS = Path(__file__).parent
VECTORS = json.loads((TESTS / "vectors" / "analysis.json").read_text("utf-8"))
FAMILIES = json.loads((TESTS / "vectors" / "families.json").read_text("utf-8"))
ARABIC_AND_HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.characters(min_codepoint=0x600, max_codepoint=0x6FF),
        st.characters(min_codepoint=0xFB50, max_codepoint=0xFEFF),
        st.sampled_from("الوبكلفسينتمهاتيء\u0640\u064b\u0670\u200c\u200f \n\x00"),
    )
)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_a_whole_text_gives_these_terms(vector: dict[str, Any]) -> None:
    terms = analyse(vector["text"])
    assert [[term.text, term.form, term.class_, term.skeleton] for term in terms] == vector["terms"]
    assert all(vector["text"][term.start : term.end] == term.text for term in terms)


@pytest.mark.parametrize("family", FAMILIES["together"])
def test_forms_of_one_word_have_one_class(family: str) -> None:
    assert len({term.class_ for term in analyse(family)}) == 1


@pytest.mark.parametrize("words", FAMILIES["apart"])
def test_different_words_have_different_classes(words: str) -> None:
    assert len({term.class_ for term in analyse(words)}) == len(words.split())


@settings(deadline=None)
@given(ARABIC_AND_HOSTILE)
def test_any_text_gives_terms_that_are_keys_and_spans_in_order(text: str) -> None:
    end = 0
    terms = analyse(text)
    for term in terms:
        assert end <= term.start < term.end <= len(text)
        assert text[term.start : term.end] == term.text
        end = term.end
        for level in (term.form, term.class_, term.skeleton):
            assert 0 < len(level) <= 64
            assert level.isprintable()
            assert not re.search(r"\s", level)
        assert (term.class_, term.skeleton) == (class_of(term.form), skeleton_of(term.form))
    assert forms(text) == [term.form for term in terms]


@settings(deadline=None)
@given(ARABIC_AND_HOSTILE)
def test_arabic_punctuation_and_white_space_never_join_words(text: str) -> None:
    for sign in "،؛؟«» .\n":
        assert forms(f"{text}{sign}كتاب") == [*forms(text), "كتاب"]


@settings(deadline=None)
@given(st.text(st.sampled_from("ابتجحدرسعفكلمنهويةىأإآؤئء"), min_size=1, max_size=12), st.data())
def test_harakat_and_tatweel_change_nothing(word: str, data: st.DataObject) -> None:
    marked = word[0] + "".join(data.draw(st.sampled_from(["", "ـ", "َ", "ُّ", "\u0670"])) + letter for letter in word[1:]) + "ٌ"
    assert forms(marked) == forms(word)
    assert [(term.start, term.end) for term in analyse(f"و، {marked}.")][1:] in ([], [(3, 3 + len(marked))])


def test_a_token_that_folds_to_nothing_is_dropped() -> None:
    assert forms("ءءءء كتاب") == ["كتاب"]
    assert analyse("ـــ ًٌٍ \u200f") == []


def test_a_word_of_a_million_letters_is_cut_off_at_64_and_not_remembered() -> None:
    analyser = Analyser(read_rules(), read_bases())
    (term,) = analyser.analyse("ب" * 1_000_000)
    assert (term.form, term.start, term.end) == ("ب" * 64, 0, 1_000_000)
    assert analyser.forms("ك" + "ـ" * 1_000_000 + "تاب") == ["كتاب"]
    assert all(len(token) <= CACHED_LENGTH for token in analyser._forms)


def test_a_memory_of_words_keeps_those_that_come_again_and_never_grows() -> None:
    computed: list[str] = []
    memory = Remembered(lambda word: computed.append(word) or word.upper(), most=50)  # type: ignore[func-returns-value]
    for number in range(1000):
        assert memory[f"a{number}"] == f"A{number}"
        assert memory["often"] == "OFTEN"
        assert len(memory) <= 50
        assert len(memory._former) <= 50
    assert computed.count("often") == 1
    assert len(computed) == 1001


def test_texts_without_end_do_not_fill_the_memory_of_words() -> None:
    analyser = Analyser(read_rules(), read_bases())
    for part in range(10):
        words = [f"a{part}b{number}" for number in range(LATELY)]
        assert analyser.forms(" ".join(words)) == words
    assert all(len(memory) <= LATELY for memory in (analyser._forms, analyser._forms._former))


def test_words_folded_letter_by_letter_are_what_all_the_steps_make_of_them() -> None:
    analyser = Analyser(read_rules(), read_bases())
    letters = random.Random(5)
    words = ["".join(letters.choices("ءآأؤإئابةتىيوعلفكۓیَA1", k=letters.randint(1, 9))) for _ in range(20_000)]
    at_once = [analyser.fold_anew(word) for word in words]
    analyser._mapped = frozenset()
    assert [analyser.fold_anew(word) for word in words] == at_once


def test_stop_words_are_known_by_their_form() -> None:
    assert all(map(is_stop, forms("ماذا إلى على كانت الَّذِي")))
    assert not any(map(is_stop, forms("الرئيس علي وزارة 2024")))


def in_browser(texts: list[str]) -> list[list[list[Any]]]:
    """What the browser's interpreter makes of ``texts``, from the bundle that a site ships, offsets in UTF-16 units."""
    request = json.dumps({"bundle": json.loads(browser_bundle()), "texts": texts})
    run = subprocess.run(["node", TESTS / "js" / "analyse.js"], input=request, capture_output=True, check=True, encoding="utf-8")
    rows: list[list[list[Any]]] = json.loads(run.stdout)
    return rows


def in_python(text: str) -> list[list[Any]]:
    def units(offset: int) -> int:
        return len(text[:offset].encode("utf-16-le")) // 2

    return [
        [term.text, term.form, term.class_, term.skeleton, units(term.start), units(term.end), is_stop(term.form)]
        for term in analyse(text)
    ]


def test_the_browser_makes_the_same_of_real_articles(shared: Path) -> None:
    chosen = random.Random(5)
    with gzip.open(shared / "corpus" / "saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        texts = [f"{row['title']}\n{row['content']}" for row in map(json.loads, lines) if chosen.random() < 0.01]
    assert sum(len(set(forms(text))) for text in texts) > 20_000
    assert in_browser(texts) == [in_python(text) for text in texts]


def test_the_browser_makes_the_same_of_every_character_and_of_random_strings() -> None:
    chosen = random.Random(7)
    characters = [chr(code) for code in range(0x10400) if not 0xD800 <= code <= 0xDFFF]
    arabic = [c for c in characters if "\u0600" <= c <= "\u06ff" or "\ufb50" <= c <= "\ufeff"]
    texts = [f"ا{c}ب {c}{c} A{c}" for c in characters]
    texts += ["".join(chosen.choices(arabic, k=chosen.randint(1, 12))) for _ in range(5000)]
    texts += ["".join(chosen.choices("الوبكفسينتمهاتيةءئؤى", k=chosen.randint(2, 9))) for _ in range(20_000)]
    texts += ["ﷺ" * 80, "ب" * 100, "e\u0301" * 70]
    for text, found in zip(texts, in_browser(texts), strict=True):
        assert found == in_python(text), [hex(ord(c)) for c in text[:20]]


def test_folding_a_form_once_more_changes_nothing(shared: Path) -> None:
    chosen = random.Random(11)
    with gzip.open(shared / "corpus" / "saudinews-dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        words = {word for row in map(json.loads, lines) if chosen.random() < 0.02 for word in tokens(row["content"])}
    letters = [chr(code) for code in (*range(0x610, 0x6FF), *range(0xFB50, 0xFDFF), *range(0xFE70, 0xFEFF), *range(0x41, 0x17F))]
    words |= {"".join(chosen.choices(letters, k=chosen.randint(1, 9))) for _ in range(50_000)}
    assert len(words) > 60_000
    assert [word for word in words if fold(fold(word)) != fold(word)] == []


def test_folding_is_the_same_for_a_token_met_twice() -> None:
    assert fold("مُحَمَّد") == fold("مُحَمَّد") == "محمد"
