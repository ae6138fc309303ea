"""Words typed with the keyboard set to the other language, in Python and in the browser's script, and what a search makes of them."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from search_archive import Archive, document

from arsheef.arabic.analysis import forms
from arsheef.arabic.keyboard import keyboard_bundle, read_keyboard, retype
from arsheef.search.query import Searcher

SEARCH = Path(__file__).parents[1] / "theme/static/search"
WORDS = ["الرئيس", "hguvhr", "LWV", "HGUVHR", "فقعةح", "اثممخ", "2015", "", "a", "ء", "hgv2015", "naïve", "لالا", "x-ray", "hg;jhf", "محمد,", "Hpl] hgsdsd"]


def readings(typed: str) -> list[str]:
    """All that a query of unknown words may mean."""
    return retype(typed, forms(typed))


@pytest.mark.parametrize(("typed", "meant"), read_keyboard()["examples"])
def test_what_the_keys_mean_in_the_other_layout_is_among_the_readings(typed, meant):
    assert meant in readings(typed)


def test_the_likeliest_layouts_come_first():
    assert readings("hguvhr")[0] == "العراق"
    assert readings("اثممخ")[0] == "hello"


def test_digits_stay_and_a_letter_that_no_key_writes_says_nothing():
    assert readings("hgvzds2")[0] == "الرئيس2"
    assert readings("2015") == []
    assert readings("жук") == []


def test_caps_lock_is_read_as_small_letters_first():
    assert readings("HGUVHR")[0] == "العراق"


def test_known_words_of_a_query_stay_and_two_letters_are_too_few():
    assert retype("ترامب hguvhr", ["hguvhr"])[0] == "ترامب العراق"
    assert retype("hg", ["hg"]) == []


def test_a_word_whose_keys_write_signs_is_no_word_of_the_other_language():
    assert readings("الجودة") == []  # its keys write hg[,]m: three single letters that many an archive has


def test_browser_and_python_read_the_same_keys():
    words = WORDS + [typed for typed, _ in read_keyboard()["examples"]]
    asked = [[word, forms(word)] for word in words]
    program = (
        f"require({json.dumps(str(SEARCH / 'keyboard.js'))});"
        f"const known = new Map({json.dumps(asked)}.map(([word, forms]) => [word, forms]));"
        "const analyse = (piece) => (known.get(piece) || piece.split(' ')).map((form) => ({ form }));"
        f"const retype = arsheef.keyboard.create({keyboard_bundle()}, analyse);"
        f"console.log(JSON.stringify({json.dumps(asked)}.filter(([word]) => !word.includes(' ')).map(([word, forms]) => retype(word, forms))));"
    )
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [retype(word, found) for word, found in asked if " " not in word]


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    made = Archive(tmp_path_factory.mktemp("keyboard"))
    made.hold([document("a", "الرئيس في العراق", "زار الرئيس بغداد", "2024-01-01"), document("b", "hello world", "an English text", "2024-01-02")])
    return made


@pytest.mark.parametrize(("typed", "read", "id_"), [("hgvzds", "الرئيس", "a"), ("hgvwds td hguvhr", "الرئيس في العراق", "a"), ("اثممخ", "hello", "b")])
def test_a_query_in_the_wrong_layout_finds_what_was_meant_and_says_so(archive, typed, read, id_):
    with Searcher(archive.index) as searcher:
        result = searcher.search(typed)
    (answer,) = archive.browser([typed])
    assert [hit.id for hit in result.hits] == [hit["id"] for hit in answer["hits"]] == [id_]
    assert result.hits[0].score == pytest.approx(answer["hits"][0]["score"], abs=1e-9)
    assert (result.notes[0].kind, result.notes[0].words) == ("keyboard", (typed, read))
    assert answer["notes"][0] == {"kind": "keyboard", "words": [typed, read]}


def test_the_exact_form_is_searched_as_typed(archive):
    (answer,) = archive.browser(["=hgvzds"])
    assert answer["total"] == 0
    assert "keyboard" not in [note["kind"] for note in answer["notes"]]
