"""Words that mean the same in Chromium: the sentence that names them, their marks in results and in the article, the way out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser import LIST, Visitor, build_site, visiting
from playwright.sync_api import Browser

JULY = ("افتتاح مدرسة في القرية", "2023-07-01", "السهل", ("افتُتحت المدرسة في يوليو، وسُجّل فيها تسعون تلميذًا في يُوليُو الماضي.",))
TAMMUZ = ("موسم القطاف في الوادي", "2022-07-20", "نداء المرسى", ("بدأ القطاف في تموز، وانتهى مع آخر تَمُّوزَ الذي كان حارًا.",))
WELL = ("بئر قديمة تعود إلى العمل", "2022-06-01", "السهل", ("عادت البئر إلى العمل بعد تنظيفها، وماؤها يكفي القرية.",))


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_site(tmp_path_factory.mktemp("archive"), articles=(JULY, TAMMUZ, WELL))


@pytest.fixture
def visitor(browser: Browser, output: Path) -> Iterator[Visitor]:
    """A reader from a folder."""
    with visiting(browser, output.as_uri() + "/") as visitor:
        yield visitor


def test_what_means_the_same_is_found_after_the_word_itself_marked_and_said(visitor: Visitor) -> None:
    assert visitor.search("تموز") == [TAMMUZ[0], JULY[0]]
    assert visitor.heading() == "مقالتان فيهما تموز"
    assert "بحثنا أيضًا عن: يوليو. للشكل المكتوب وحده: =تموز" in visitor.page.locator("[data-search-notes]").inner_text()
    assert set(visitor.marks(LIST)) == {"تموز", "تَمُّوزَ", "يوليو", "يُوليُو"}


def test_the_article_is_marked_by_what_means_the_same_as_the_result_is(visitor: Visitor) -> None:
    visitor.search("تموز")
    visitor.page.locator(f"{LIST} a").nth(1).click()
    visitor.page.wait_for_selector(".marks")
    assert visitor.marks("article") == ["يوليو", "يُوليُو"]


def test_the_way_to_the_typed_word_alone_leaves_the_others_out(visitor: Visitor) -> None:
    visitor.search("في تموز")
    visitor.page.locator("[data-search-notes] a").click()
    visitor.page.wait_for_function("document.querySelector('[data-search-input]').value === 'في =تموز'")
    assert visitor.titles() == [TAMMUZ[0]]
    assert "بحثنا أيضًا" not in visitor.page.locator("[data-search-notes]").inner_text()
    assert set(visitor.marks(LIST)) == {"تموز", "تَمُّوزَ"}


def test_a_word_without_others_in_the_archive_says_nothing(visitor: Visitor) -> None:
    assert visitor.search("تلفزيون القرية")
    assert "بحثنا أيضًا" not in visitor.page.locator("[data-search-notes]").inner_text()
