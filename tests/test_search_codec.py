"""Bytes of the static index: Python writes what JavaScript reads (tests/js/codec.test.js reads the same vectors)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arsheef.search import bits
from arsheef.search.codec import ALPHABET, shard_of, to_letters, varint, varints, word
from arsheef.search.lists import Term, list_files

VECTORS_DIR = Path(__file__).parent / "vectors"
VECTORS = json.loads((VECTORS_DIR / "codec.json").read_text("utf-8"))


def test_the_alphabet_has_a_letter_for_each_byte_and_none_that_needs_an_escape() -> None:
    assert len(set(ALPHABET)) == 256
    assert not set(ALPHABET) & set('"\\\n\r\u2028\u2029')


def test_numbers_words_and_shards_are_those_of_the_vectors() -> None:
    for number, letters in VECTORS["numbers"]:
        assert to_letters(varint(number)) == letters
    for text, letters in VECTORS["words"]:
        assert to_letters(word(text)) == letters
    for skeleton, shards, shard in VECTORS["shards"]:
        assert shard_of(skeleton, shards) == shard


@given(st.lists(st.integers(0, 2**40)))
def test_the_table_and_the_loop_write_the_same_numbers(numbers: list[int]) -> None:
    assert varints(numbers) == b"".join(map(varint, numbers))


@pytest.mark.parametrize("case", json.loads((VECTORS_DIR / "lists.json").read_text("utf-8")))
def test_lists_of_a_heavy_skeleton_are_those_of_the_vectors(case: dict[str, Any]) -> None:
    terms = [Term(term["class"], term["form"], np.array(term["docs"]), np.array(term["weights"])) for term in case["terms"]]
    assert list_files(terms) == (case["groups"], case["files"])


@given(st.lists(st.integers(0, 2**30 - 1), min_size=1, max_size=40), st.sets(st.integers(0, 60)), st.integers(61, 200), st.data())
def test_loop_and_arrays_write_the_same_bits(values: list[int], places: set[int], size: int, data: st.DataObject) -> None:
    weights = data.draw(st.lists(st.integers(1, 9), min_size=len(values), max_size=len(values)))
    upper = [weight + more for weight, more in zip(weights, data.draw(st.permutations(range(len(values)))), strict=True)]
    given = np.array(values), np.array(sorted(places), np.int64), np.array(upper), np.array(weights)

    def written() -> tuple[str, ...]:
        return bits.numbers(given[0]), bits.within(given[1], size), bits.within(given[1], 61), bits.below(given[2], given[3])

    with pytest.MonkeyPatch.context() as patch:
        by_loop = written()
        patch.setattr(bits, "FEW", 0)
        assert written() == by_loop
