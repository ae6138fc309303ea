"""RSS and Atom: each item by itself, whatever is wrong with the others; no entity, no address is ever opened."""

from __future__ import annotations

import gzip
import hashlib
import tracemalloc
from pathlib import Path

import pytest
from raw_articles import text_of

from arsheef.article import Article, Record
from arsheef.ingest.extract import extract
from arsheef.ingest.readers import Rejected, Skipped, read_records

RSS = (
    '<?xml version="1.0" encoding="{encoding}"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>صوت الجبل - RSS</title><link>https://sawt.example/</link>'
    "<language>ar</language>\n{items}\n</channel></rss>"
)
BODY = "<p>افتتحت بلدية جبل الرند أمس سوق الزيتون الجديد أمام سكان القرى المجاورة.</p><p>وقال رئيس البلدية إن السوق سيبقى مفتوحا طوال الموسم.</p>"


def item(number: int = 1, body: str = BODY, **changes: str) -> str:
    """One item of an RSS feed."""
    parts = {
        "title": f"عنوان الخبر رقم {number}", "link": f"https://sawt.example/{number}.html", "pubDate": "Tue, 21 Jul 2015 02:51:00 +0300",
        "content:encoded": f"<![CDATA[{body}]]>",
    } | {name.replace("_", ":"): value for name, value in changes.items()}  # fmt: skip
    return "<item>" + "".join(f"<{name}>{value}</{name}>" for name, value in parts.items()) + "</item>"


def feed(*items: str, encoding: str = "utf-8") -> bytes:
    """A feed with these items."""
    return RSS.format(encoding=encoding, items="\n".join(items)).encode({"windows-1256": "cp1256"}.get(encoding, encoding))


def read(tmp_path: Path, data: bytes, name: str = "feed.xml") -> list[Record | Rejected | Skipped]:
    """What the readers make of a file with these bytes."""
    (tmp_path / name).write_bytes(data)
    return list(read_records(tmp_path / name))


def article(tmp_path: Path, data: bytes) -> Article:
    """The article of a feed with one item."""
    (record,) = read(tmp_path, data)
    assert isinstance(record, Record), record
    return extract(record)


def test_an_item_is_an_article_with_its_provenance(tmp_path: Path) -> None:
    raw = item(dc_creator="جمانة الفرّان", category="اقتصاد")
    (record,) = read(tmp_path, feed(raw))
    assert isinstance(record, Record)
    assert (record.path, record.offset, record.media_type) == (str(tmp_path / "feed.xml"), 1, "application/rss+xml")
    assert record.sha256 == hashlib.sha256(raw.encode()).hexdigest()
    found = extract(record)
    assert (found.title, found.date, found.author) == ("عنوان الخبر رقم 1", "2015-07-21T02:51:00", "جمانة الفرّان")
    assert (found.source, found.section, found.source_url) == ("صوت الجبل", "اقتصاد", "https://sawt.example/1.html")
    assert [p[:12] for p in found.paragraphs] == ["افتتحت بلدية", "وقال رئيس ال"]


@pytest.mark.parametrize(
    ("given", "date"),
    [
        ("الثلاثاء, 21 يوليو 2015 02:51:00 +0300", "2015-07-21T02:51"),
        ("الثلاثاء، ٢١ تموز ٢٠١٥", "2015-07-21"),
        ("5 شوال 1436 هـ", "2015-07-21"),
        ("2015-07-21T02:51:00+03:00", "2015-07-21T02:51"),
        ("21/07/2015", "2015-07-21"),
        ("31 فبراير 2015", None),
        ("99/99/9999", None),
        ("Thu, 01 Jan 1970 00:00:00 +0000", None),
    ],
)
def test_dates_are_read_by_the_readers_of_arabic_dates(tmp_path: Path, given: str, date: str | None) -> None:
    found = article(tmp_path, feed(item(pubDate=given))).date
    assert (found and found[:16]) == date


def test_titles_that_were_escaped_twice_are_text(tmp_path: Path) -> None:
    title = "قال &amp;amp;quot;نعم&amp;amp;quot; &amp;#8230; ثم &lt;b&gt;سكت&lt;/b&gt;"
    assert article(tmp_path, feed(item(title=title))).title == 'قال "نعم" … ثم سكت'


def test_a_summary_is_the_text_where_there_is_no_content(tmp_path: Path) -> None:
    escaped = BODY.replace("<", "&lt;").replace(">", "&gt;")
    assert len(article(tmp_path, feed(item().replace(f"<![CDATA[{BODY}]]>", "").replace("</item>", f"<description>{escaped}</description></item>"))).paragraphs) == 2


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="ar"><title>راديو الساحل</title><entry><title type="html">&lt;b&gt;خبر الجسر&lt;/b&gt;</title>
<link rel="self" href="https://sahl.example/self"/><link href="https://sahl.example/jisr"/><published>2015-07-20T10:00:00Z</published>
<updated>2015-07-21T00:00:00Z</updated><author><name>ريم العلي</name><email>r@sahl.example</email></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">""" + BODY + "</div></content></entry></feed>"  # fmt: skip
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://sahl.example/"><title>راديو الساحل</title><items><rdf:Seq/></items></channel>
<item rdf:about="https://sahl.example/jisr"><title>خبر الجسر</title><link>https://sahl.example/jisr</link><dc:date>2015-07-20</dc:date>
<description>أعلن مهندس الميناء أن الجسر القديم سيبقى مغلقا حتى نهاية موسم المطر.</description></item></rdf:RDF>"""  # fmt: skip


@pytest.mark.parametrize("source", [ATOM, RDF], ids=["atom", "rdf"])
def test_every_dialect_gives_the_same_fields(tmp_path: Path, source: str) -> None:
    found = article(tmp_path, source.encode())
    assert (found.title, found.date and found.date[:10], found.source) == ("خبر الجسر", "2015-07-20", "راديو الساحل")
    assert (found.source_url, found.author) == ("https://sahl.example/jisr", "ريم العلي" if source is ATOM else None)


def test_an_old_feed_in_windows_1256_and_one_item_of_another_encoding_are_both_read(tmp_path: Path) -> None:
    data = feed(item(1), item(2), encoding="windows-1256")
    mixed = data.replace(item(2).encode("cp1256"), item(2).encode())
    for source in (data, mixed, data.replace(b' encoding="windows-1256"', b"")):
        titles = [record.fields["title"] for record in read(tmp_path, source) if isinstance(record, Record)]
        assert titles == ["عنوان الخبر رقم 1", "عنوان الخبر رقم 2"]


BOMB = '<!DOCTYPE rss [<!ENTITY a "هاها"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'


@pytest.mark.parametrize("doctype", [BOMB, '<!DOCTYPE rss SYSTEM "file:///etc/passwd">', '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'])
def test_a_feed_with_a_dtd_is_refused_in_one_line(tmp_path: Path, doctype: str) -> None:
    source = feed(item(title="&b;&x;")).replace(b"<rss ", doctype.encode() + b"<rss ", 1)
    (rejected,) = read(tmp_path, source)
    assert isinstance(rejected, Rejected) and "DTD" in rejected.reason


def test_entities_that_are_declared_nowhere_stay_text(tmp_path: Path) -> None:
    assert article(tmp_path, feed(item(title="شركة &nbsp;&laquo;الميناء&raquo; &bomb; R&D"))).title == "شركة «الميناء» &bomb; R&D"


def test_the_name_of_the_old_format_is_no_dtd(tmp_path: Path) -> None:
    named = b'<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss '
    assert article(tmp_path, feed(item()).replace(b"<rss ", named, 1)).title == "عنوان الخبر رقم 1"


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("<item><title>بلا نهاية", "new item begins"),
        ("<item><title>x</title><description><![CDATA[بلا نهاية</description></item>", None),
        ("<item><title>عنوان فقط</title><link>https://sawt.example/2</link></item>", "no text"),
        (f"<item><title>a</title><description>{'<b>' * 100_000}</description></item>", "well-formed"),
        (f"<item><title>a</title><description>{'x' * (17 << 20)}</description></item>", "longer than 16 MB"),
    ],
)
def test_a_broken_item_costs_only_itself(tmp_path: Path, broken: str, reason: str | None) -> None:
    found = read(tmp_path, feed(item(1), broken, item(3)))
    assert next(record.fields["title"] for record in found if isinstance(record, Record)) == "عنوان الخبر رقم 1"
    if reason:
        assert [record.fields["title"] for record in found if isinstance(record, Record)][-1] == "عنوان الخبر رقم 3"
        assert [reason in record.reason for record in found if isinstance(record, Rejected)] == [True]


def test_an_item_that_is_not_well_formed_is_mended(tmp_path: Path) -> None:
    source = feed(item(title="الزيت & الزيتون <b>بلا إغلاق")).replace(b"<![CDATA[", b"").replace(b"]]>", b"")
    found = article(tmp_path, source)
    assert found.title == "الزيت & الزيتون بلا إغلاق"
    assert found.paragraphs[0].startswith("افتتحت بلدية")


@pytest.mark.parametrize("keep", [-30, -120, -300])
def test_a_feed_that_is_cut_off_gives_what_came_before(tmp_path: Path, keep: int) -> None:
    whole = feed(item(1), item(2)).removesuffix(b"\n</channel></rss>")
    found = read(tmp_path, whole[:keep])
    assert [type(record).__name__ for record in found] == ["Record", "Rejected"]
    assert isinstance(found[1], Rejected) and "incomplete" in found[1].reason


def test_a_compressed_feed_cut_in_the_middle_says_so(tmp_path: Path) -> None:
    packed = gzip.compress(feed(*(item(n, text_of(n, 9)) for n in range(200))))
    found = read(tmp_path, packed[: len(packed) // 2], "feed.xml.gz")
    assert sum(isinstance(record, Record) for record in found) > 10
    assert isinstance(found[-1], Rejected) and "whole copy" in found[-1].reason


def test_memory_does_not_grow_with_the_feed(tmp_path: Path) -> None:
    def peak(count: int) -> int:
        (tmp_path / "big.xml").write_bytes(feed(*(item(n, text_of(n, 20)) for n in range(count))))
        tracemalloc.start()
        assert sum(isinstance(record, Record) for record in read_records(tmp_path / "big.xml")) == count
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    assert peak(1200) < 2 * peak(150)


def test_a_relative_address_is_that_of_the_outlet_and_one_that_runs_script_is_none(tmp_path: Path) -> None:
    assert article(tmp_path, feed(item(link="/2015/a.html"))).source_url == "https://sawt.example/2015/a.html"
    assert article(tmp_path, feed(item(link="javascript:alert(1)"))).source_url is None
