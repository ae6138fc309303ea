"""The recall table: forms of a word, and words that mean the same, find each other, words that look alike do not, in Whoosh's index and in the browser."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from search_archive import Archive, document

from arsheef.search.query import Searcher

FAMILIES = json.loads((Path(__file__).parent / "vectors" / "families.json").read_text("utf-8"))
LINES: list[tuple[bool, list[str]]] = [
    (together, line.split()) for together, key in ((True, "together"), (True, "synonyms"), (False, "apart")) for line in FAMILIES[key]
]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    """An article for each word of each line."""
    made = Archive(tmp_path_factory.mktemp("archive"))
    made.hold(
        document(f"{number:03}-{place}", "", f"{word} 7", "2024-01-01")
        for number, (_, words) in enumerate(LINES) for place, word in enumerate(words)
    )  # fmt: skip
    return made


def test_all_forms_of_a_word_find_each_other_and_words_that_look_alike_do_not(archive: Archive) -> None:
    asked = [(number, place, word) for number, (_, words) in enumerate(LINES) for place, word in enumerate(words)]
    answers = archive.browser(word for _, _, word in asked)
    with Searcher(archive.index) as searcher:
        for (number, place, word), answer in zip(asked, answers, strict=True):
            ours = {hit.id for hit in searcher.search(word).hits}
            theirs = {hit["id"] for hit in answer["hits"]}
            for found in (ours, theirs):
                own = {id_ for id_ in found if id_.startswith(f"{number:03}-")}
                together, words = LINES[number]
                expected = range(len(words)) if together else [place]
                assert own == {f"{number:03}-{n}" for n in expected}, (word, words)
