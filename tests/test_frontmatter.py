"""The hand-over format: what goes into a file comes out of it, and nothing else has any effect."""

from __future__ import annotations

import cmarkgfm
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arsheef.article import Article
from arsheef.commonmark import render
from arsheef.errors import ContentError
from arsheef.frontmatter import body_to_html, html_to_text, join_list, read_article, split_list, write_article

ID = "7kq2m9x4tb"
LINES = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1).map(lambda s: " ".join(s.split())).filter(bool)


@given(st.lists(LINES, min_size=1, max_size=6), LINES)
def test_any_text_reads_back_as_the_same_words(paragraphs: list[str], title: str) -> None:
    article = Article(id=ID, title=title, paragraphs=tuple(paragraphs))
    assert read_article(write_article(article)) == article


@pytest.mark.parametrize("text", ["- بند", "1. واحد", "12) بند", "* نجمة *", "---", "# عنوان", "> قول", "=== a", "~~~ x", "&amp; &nbsp;",
                                  "[x](javascript:1)", "<script>alert(1)</script>", "a_b_c `د`", "\\*", "Key: value", "+ +", "![x](y)"])  # fmt: skip
def test_what_markdown_would_take_for_markup_stays_text(text: str) -> None:
    article = Article(id=ID, title="ع", paragraphs=(text,))
    assert read_article(write_article(article)).paragraphs == (text,)


def test_lists_keep_names_with_commas() -> None:
    for values in (("a", "b"), ("a, b",), ("a, b", "c"), ()):
        assert split_list(join_list(values)) == values


def test_raw_html_images_and_links_to_anything_but_the_web_are_left_out() -> None:
    body = "<b onclick=x>نص</b> [a](javascript:alert) [b](https://x.example/) [c](file:///etc) ![صورة](http://t.example/p.gif)\n\n<script>x</script>"
    html = body_to_html(body)
    assert "script" not in html
    assert "onclick" not in html
    assert "<img" not in html
    assert html.count("<a ") == 1
    assert "صورة" in html_to_text(html)


@given(st.text(max_size=300))
def test_rendering_with_the_memory_freed_gives_the_same_html(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    assert render(text) == cmarkgfm.markdown_to_html(text)


@pytest.mark.parametrize(
    ("header", "field"),
    [
        ("Title: ع", "Slug"), (f"Slug: {ID}", "Title"), ("Title: ع\nSlug: ../../x", "Slug"), (f"Title: ع\nSlug: {ID}\nDate: 2015-02-31", "Date"),
        (f"Title: ع\nSlug: {ID}\nDate: yesterday", "Date"), (f"Title: ع\nSlug: {ID}\nStatus: secret", "Status"),
        (f"Title: ع\nSlug: {ID}\nSource_url: javascript:alert(1)", "Source_url"), ("", "header"),
    ],
)  # fmt: skip
def test_a_header_that_cannot_be_published_names_file_and_field(header: str, field: str) -> None:
    with pytest.raises(ContentError, match=field) as error:
        read_article(f"{header}\n\nنص", "content/x.md")
    assert str(error.value).startswith("content/x.md: ")


def test_unknown_keys_are_kept_and_mean_nothing() -> None:
    article = read_article(f"Title: ع\nSlug: {ID}\nTemplate: evil\nSave_as: ../../x\n\nنص", "x")
    assert article.extra == {"Template": "evil", "Save_as": "../../x"}
    assert "Template: evil" in write_article(article)
