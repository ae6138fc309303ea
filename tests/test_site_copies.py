"""A copy's page: who printed the text first, where that is known, and related articles that are still there."""

from __future__ import annotations

from pathlib import Path

import pytest
from sites import article, build, make_site, page

from arsheef.ids import article_url

FIRST, SAME = "The same text was printed first by:", "The same text was printed by:"


@pytest.mark.parametrize(
    ("first", "copy", "said"),
    [
        (("2015-07-20", "field"), ("2015-07-21", "url"), FIRST),
        (("2015-07", "field"), ("2015-08-02T10:20", "field"), FIRST),
        (("2015-07-20", "crawl"), ("2015-07-21", "field"), SAME),
        (("2015-07-20", "field"), ("2015-07-21", "crawl"), SAME),
        (("2015-07-21T08:00", "field"), ("2015-07-21T09:00", "field"), FIRST),
        (("2015-07-22", "field"), ("2015-07-21", "field"), SAME),
        (("2015-07-20", "field"), (None, None), SAME),
    ],
)
def test_a_page_says_printed_first_only_where_the_day_of_publication_is_known(
    tmp_path: Path, first: tuple[str, str], copy: tuple[str, str], said: str
) -> None:
    one = article(1, date=first[0], date_source=first[1], source="الأولى")
    two = article(2, date=copy[0], date_source=copy[1], source="الثانية", duplicate_of=one.id)
    build(make_site(tmp_path, [one, two], language="en"))
    found = page(tmp_path, article_url(two.id))
    assert [each for each in (FIRST, SAME) if each in found] == [said]


def test_the_id_of_an_article_that_is_gone_is_no_headline(tmp_path: Path) -> None:
    one = article(1, related=("0123456789", "خبر لا نملكه"))
    build(make_site(tmp_path, [one]))
    found = page(tmp_path, article_url(one.id))
    assert "خبر لا نملكه" in found
    assert "0123456789" not in found
