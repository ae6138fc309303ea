"""What is remembered of words and texts has a cap, so that memory does not grow with the number of articles."""

from __future__ import annotations

import importlib
import pkgutil
import random
from types import ModuleType

import pytest

import arsheef.arabic
import arsheef.enrich
import arsheef.ingest
from arsheef import ids
from arsheef.arabic.analysis import Analyser
from arsheef.arabic.remembered import LATELY, Remembered
from arsheef.article import Article
from arsheef.enrich.look import look

MODULES = [
    importlib.import_module(found.name)
    for package in (arsheef.arabic, arsheef.enrich, arsheef.ingest)
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


def memories(module: ModuleType) -> list[Remembered[object]]:
    held = [value for value in vars(module).values() if isinstance(value, Analyser)]
    return [value for owner in (module, *held) for value in vars(owner).values() if isinstance(value, Remembered)]


@pytest.mark.parametrize("module", [*MODULES, ids], ids=lambda module: module.__name__)
def test_a_function_that_remembers_has_a_limit_or_no_argument(module: ModuleType) -> None:
    for name, function in vars(module).items():
        if hasattr(function, "cache_parameters"):
            code = function.__wrapped__.__code__
            assert function.cache_parameters()["maxsize"] is not None or code.co_argcount == 0, name


def test_thousands_of_articles_with_words_of_their_own_leave_no_more_than_two_generations() -> None:
    letters = random.Random(11)
    for number in range(60):
        words = ["".join(letters.choices("ابتجدرسعفقكلمنهوي", k=9)) for _ in range(2000)]
        look(Article(f"a{number}", "عنوان", (" ".join(words),), language="ar"))
    filled = [memory for module in MODULES for memory in memories(module)]
    assert sum(len(memory) + len(memory._former) >= LATELY for memory in filled) >= 2
    assert all(max(len(memory), len(memory._former)) <= LATELY for memory in filled)
