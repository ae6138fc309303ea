"""WordPress exports: posts with what their author gave them; what is no post, or is not public, is never published."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_articles import text_of

from arsheef.article import Article, Record
from arsheef.ingest.extract import extract
from arsheef.ingest.readers import Rejected, Skipped, read_records
from arsheef.ingest.readers.wordpress import to_markup

WXR = """<?xml version="1.0" encoding="UTF-8" ?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>صوت الجبل</title>
<link>https://sawt.example</link><wp:wxr_version>1.2</wp:wxr_version>{items}</channel></rss>"""


def post(number: int = 1, content: str | None = None, status: str = "publish", kind: str = "post", **more: str) -> str:
    """One item of an export."""
    extra = "".join(f"<wp:{name}>{value}</wp:{name}>" for name, value in more.items())
    return f"""<item><title><![CDATA[عنوان الخبر رقم {number}]]></title><link>https://sawt.example/?p={number}</link>
<pubDate>Mon, 02 Jan 2006 10:00:00 +0000</pubDate><dc:creator><![CDATA[جمانة الفرّان]]></dc:creator>
<content:encoded><![CDATA[{text_of(number) if content is None else content}]]></content:encoded><excerpt:encoded><![CDATA[]]></excerpt:encoded>
<wp:post_date>2019-11-05 07:30:00</wp:post_date><wp:post_modified>2019-11-06 08:00:00</wp:post_modified><wp:status>{status}</wp:status>
<wp:post_type>{kind}</wp:post_type>{extra}<category domain="post_tag" nicename="a"><![CDATA[زيتون]]></category>
<category domain="category" nicename="b"><![CDATA[غير مصنف]]></category><category domain="category" nicename="c"><![CDATA[اقتصاد]]></category>
<category domain="post_tag" nicename="d"><![CDATA[معاصر]]></category></item>"""


def read(tmp_path: Path, *items: str) -> list[Record | Rejected | Skipped]:
    (tmp_path / "export.xml").write_text(WXR.format(items="".join(items)), "utf-8")
    return list(read_records(tmp_path / "export.xml"))


def articles(tmp_path: Path, *items: str) -> list[Article]:
    return [extract(record) for record in read(tmp_path, *items) if isinstance(record, Record)]


def test_a_post_is_an_article_with_what_its_author_gave_it(tmp_path: Path) -> None:
    (found,) = articles(tmp_path, post())
    assert (found.title, found.date, found.modified) == ("عنوان الخبر رقم 1", "2019-11-05T07:30:00", "2019-11-06T08:00")
    assert (found.author, found.source, found.section, found.topics) == ("جمانة الفرّان", "صوت الجبل", "اقتصاد", ("زيتون", "معاصر"))
    assert (found.source_url, found.status, len(found.paragraphs)) == ("https://sawt.example/?p=1", "published", 3)
    assert found.derived.isdisjoint({"title", "date", "author", "section", "topics", "modified"})


def test_pages_menus_attachments_and_what_was_thrown_away_are_no_articles(tmp_path: Path) -> None:
    others = [post(n, kind=kind) for n, kind in enumerate(("page", "attachment", "nav_menu_item", "revision", "wp_block", "custom_css"), 2)]
    assert [type(r) for r in read(tmp_path, *others, post(20, status="trash"), post(21, status="auto-draft"))] == []


@pytest.mark.parametrize("status", ["draft", "pending", "future", "private"])
def test_what_is_not_public_is_a_draft(tmp_path: Path, status: str) -> None:
    assert articles(tmp_path, post(status=status))[0].status == "draft"


def test_a_post_with_a_password_is_a_draft(tmp_path: Path) -> None:
    assert articles(tmp_path, post(post_password="سر"))[0].status == "draft"


def test_a_post_that_was_never_dated_is_undated(tmp_path: Path) -> None:
    assert articles(tmp_path, post().replace("2019-11-05 07:30:00", "0000-00-00 00:00:00"))[0].date is None


@pytest.mark.parametrize(
    ("content", "markup"),
    [
        ("أول.\n\nثان.", "أول.<p>ثان."),
        ("أول\nثان", "أول<br>ثان"),
        ("<p>أول</p>\n\n<p>ثان\nيتبع</p>", "<p>أول</p><p><p>ثان\nيتبع</p>"),
        ('[caption id="a"]<img src="x"> صورة الجسر[/caption]نص', "نص"),
        ('نص [gallery ids="1,2"] آخر', "نص  آخر"),
        ("نص[embed]https://video.example/1[/embed]", "نص"),
        ('[vc_row][vc_column width="1/2"]نص[/vc_column][/vc_row]', "نص"),
        ("قال [الوزير] إن [1] كاف", "قال [الوزير] إن [1] كاف"),
    ],
)
def test_content_is_marked_up_as_wordpress_shows_it(content: str, markup: str) -> None:
    assert to_markup(content) == markup


def test_block_comments_scripts_and_captions_are_not_text(tmp_path: Path) -> None:
    first, second, third = text_of(1).split("\n\n")
    content = (
        f"<!-- wp:paragraph -->\n<p>{first}</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:image --><figure><img src='x'/><figcaption>صورة الجسر</figcaption>"
        f"</figure><!-- /wp:image -->\n\n<script>alert(1)</script><p>{second}</p><p>{third}</p>"
    )
    assert articles(tmp_path, post(content=content))[0].paragraphs == (first, second, third)


def test_a_dtd_is_refused(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(WXR.format(items=post()).replace("<rss ", '<!DOCTYPE rss [<!ENTITY a "b">]><rss ', 1), "utf-8")
    (rejected,) = read_records(tmp_path / "export.xml")
    assert isinstance(rejected, Rejected) and "DTD" in rejected.reason


def test_posts_with_broken_markup_and_control_characters_are_read(tmp_path: Path) -> None:
    broken = post(2).replace("</dc:creator>", "").replace("رقم 2]]>", "رقم 2\x0b & ]]>")
    found = read(tmp_path, post(1), broken, post(3))
    assert [record.fields["title"] for record in found if isinstance(record, Record)] == ["عنوان الخبر رقم 1", "عنوان الخبر رقم 2 &", "عنوان الخبر رقم 3"]


def test_an_empty_post_and_a_cut_file_are_said(tmp_path: Path) -> None:
    (tmp_path / "export.xml").write_text(WXR.format(items=post(1) + post(2, content="") + post(3))[:-200], "utf-8")
    found = list(read_records(tmp_path / "export.xml"))
    assert [type(record).__name__ for record in found] == ["Record", "Rejected", "Rejected"]
    assert ["no text" in found[1].reason, "incomplete" in found[2].reason] == [True, True]  # type: ignore[union-attr]


@pytest.mark.parametrize("unit", ["[caption]", "[caption ", "[/caption]", "[", "\n"])
def test_a_megabyte_of_one_thing_is_marked_up(unit: str) -> None:
    assert len(to_markup(unit * (1_000_000 // len(unit)))) < 5_000_000
