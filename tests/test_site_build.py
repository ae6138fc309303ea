"""Real builds of small sites: every page at its address, every count right, the same bytes every time."""

from __future__ import annotations

import json
import re
import shutil
import xml.etree.ElementTree as ET
from pathlib import Path

from sites import add, article, build, dead_links, make_site, page, place_of, run, titles_in, tree

from arsheef.article import Article

ATOM = "{http://www.w3.org/2005/Atom}"


def varied() -> list[Article]:
    """One article of each sort that pages must cope with."""
    first = article(1, date="2015-07-21T02:51", date_source="page", source="الساحل", section="محليات", places=("وادي السنديان", "تل القمح"), people=("هناء القصار",), organisations=("بلدية الوادي",), topics=("جسور",), lead="عبر الأهالي الجسر.", author="سامر الوراق", derived=frozenset({"places"}))
    return [
        first,
        article(2, date="2015-07-21", source="الجبل", places=("تل القمح",), people=("يوسف المرسي",), source_url="https://example.org/2"),
        article(3, date="2015-07-21", source="المرفأ", duplicate_of=first.id),
        article(4, date="2015-07", source="الجبل"),
        article(5, date="2015", date_source="field"),
        article(6, source="الجبل", date_hints=("الجمعة", "الشهر الماضي")),
        article(7, date="2016-02-29", date_source="crawl", source="الساحل", title="A Halden Survey on the 2-1 result", language="en", paragraphs=("An English text.",)),
        article(8, date="2014-07-21", language=None, title="<i>Title</i> & «اقتباس»"),
        article(9, date="1812-01-05", related=(first.id, "خبر لا نملكه"), topics=("جسور",)),
        article(10, date="2015-07-22", status="hidden", source="الخفي", people=("شخص خفي",)),
        article(11, status="draft", source="المسودة", people=("شخص مسودة",)),
    ]


def test_every_page_is_at_its_address_and_every_link_leads_to_one(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    made = build(site)
    files = tree(site / "output")
    ids = [one.id for one in varied()]
    for id_ in ids[:10]:
        assert f"a/{id_[:2]}/{id_}.html" in files
    assert f"drafts/{ids[10]}.html" in files
    for name in ("index.html", "search.html", "404.html", "coverage.html", ".nojekyll", "feed.xml", "feed.json", "archive/index.html",
                 "archive/2015/index.html", "archive/2015/07/index.html", "archive/2015/07/21.html", "archive/2016/02/29.html",
                 "archive/1812/12/index.html", "archive/undated/index.html", "source/index.html", "section/index.html",
                 "place/index.html", "person/index.html", "org/index.html", "tag/index.html", "theme/css/site.css",
                 "theme/engine.js", "theme/search.js", "theme/reading.js", "search/manifest.js"):  # fmt: skip
        assert name in files, name
    assert dead_links(site / "output") == []
    assert (made.articles, made.changed) == (9, len([name for name in files if not name.startswith("search/")]))
    assert all(name.isascii() for name in files)


def test_a_list_shows_what_belongs_to_it_and_counts_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    build(site)
    day = page(site, "archive/2015/07/21.html")
    assert sorted(titles_in(day)) == ["خبر رقم 1", "خبر رقم 2"]  # the copy is folded under the first print
    assert "3 مقالات" in day
    assert article(3).id in day
    month = page(site, "archive/2015/07/index.html")
    assert "4 مقالات" in month
    assert "خبر رقم 4" in titles_in(month)
    assert "خبر رقم 5" in titles_in(page(site, "archive/2015/index.html"))
    assert titles_in(page(site, "archive/undated/index.html")) == ["خبر رقم 6"]
    assert len(titles_in(page(site, "index.html"))) == 8
    place = next(name for name in tree(site / "output" / "place") if "tl-lqmh" in name)
    assert sorted(titles_in(page(site, f"place/{place}"))) == ["خبر رقم 1", "خبر رقم 2"]


def test_hidden_articles_have_a_page_and_drafts_one_apart_and_no_list_feed_or_search_knows_them(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied(), url="https://example.org/archive")
    build(site)
    hidden, draft = varied()[9].id, varied()[10].id
    for name, data in tree(site / "output").items():
        if hidden in name or draft in name:
            assert b'<meta name="robots" content="noindex">' in data
            continue
        for word in (hidden, draft, "الخفي", "شخص خفي", "المسودة", "شخص مسودة"):
            assert word.encode() not in data, (name, word)
    assert "archive/2015/07/22.html" not in tree(site / "output")


def test_a_date_is_shown_as_precisely_as_the_source_gives_it(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    build(site)
    of = {n: page(site, f"a/{one.id[:2]}/{one.id}.html") for n, one in enumerate(varied()[:10], 1)}
    assert "الثلاثاء 21 يوليو 2015" in of[1]
    assert "02:51" in of[1]
    assert "5 شوال 1436 هـ" in of[1]
    assert 'datetime="2015-07"' in of[4]
    assert "شوال" not in of[4]
    assert 'datetime="2015"' in of[5]
    assert "<time" not in of[6]
    assert "الشهر الماضي" in of[6]
    assert "date" not in json.loads(ld_of(of[7])) | {}
    assert "datePublished" not in json.loads(ld_of(of[7]))  # the day of collection is no day of publication
    assert json.loads(ld_of(of[4]))["datePublished"] == "2015-07"


def ld_of(html: str) -> str:
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert found
    return found[1]


def test_an_english_article_keeps_its_direction_and_foreign_runs_are_isolated(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    build(site)
    english = page(site, f"a/{varied()[6].id[:2]}/{varied()[6].id}.html")
    assert re.search(r'<h1[^>]*dir="ltr"[^>]*lang="en"', english)
    arabic = page(site, f"a/{varied()[0].id[:2]}/{varied()[0].id}.html")
    assert '<bdi dir="ltr">2-1</bdi>' in arabic
    unknown = page(site, f"a/{varied()[7].id[:2]}/{varied()[7].id}.html")
    assert re.search(r'<h1[^>]*dir="auto"', unknown)
    assert "&lt;<bdi>i</bdi>&gt;" in unknown


def test_a_facet_beyond_forty_articles_has_pages_by_month_and_full_ones_never_change(tmp_path: Path) -> None:
    many = [article(n, date=f"2015-07-{n % 28 + 1:02d}", places=("المدينة",)) for n in range(230)]
    many += [article(1000 + n, date="2015-09", places=("المدينة",)) for n in range(5)] + [article(2000, places=("المدينة",))]
    site = make_site(tmp_path, many)
    build(site)
    folder = next((site / "output" / "place").glob("lmdyn-*"))
    assert {path.name for path in folder.iterdir()} == {"index.html", "2015-07.html", "2015-07-2.html", "2015-07-3.html", "undated.html"}
    assert len(titles_in((folder / "index.html").read_text("utf-8"))) == 40, "the open month, and what came before it"
    parts = [(folder / f"2015-07{mark}.html").read_text("utf-8") for mark in ("", "-2", "-3")]
    assert [len(titles_in(part)) for part in parts] == [100, 100, 30]
    add(site, [article(5000, date="2015-07-30", places=("المدينة",))])
    build(site)
    body = [re.sub(r"<footer.*</footer>", "", (folder / f"2015-07{mark}.html").read_text("utf-8"), flags=re.DOTALL) for mark in ("", "-2", "-3")]
    assert [titles_in(part) for part in body[:2]] == [titles_in(part) for part in parts[:2]]
    assert len(titles_in(body[2])) == 31
    assert dead_links(site / "output") == []


def test_names_that_stand_beside_a_name_are_others(tmp_path: Path) -> None:
    named = {"places": ("جدة", "أبها"), "people": ("سامر الوراق", "هند بدر"), "organisations": ("هيئة الموانئ", "نادي الساحل"),
             "topics": ("الجسور", "الطرق"), "source": "المرفأ", "section": "محليات"}  # fmt: skip
    site = make_site(tmp_path, [article(n, date=f"2024-05-0{n}", **named) for n in (1, 2)])
    build(site)
    pages = [path.read_text("utf-8") for kind in ("place", "person", "org", "tag", "source") for path in site.glob(f"output/{kind}/*/index.html")]
    assert len(pages) == 9
    for html in pages:
        name = re.findall(r"<h1[^>]*>(.*?)</h1>", html)[0]
        beside = re.findall(r'<a href="[^"]*">([^<]*)</a> <span class="count">2</span><i', html)
        assert name in {*named["places"], *named["people"], *named["organisations"], *named["topics"], named["source"]}
        assert len(beside) == 8 and name not in beside


def test_an_article_of_the_newest_month_changes_no_other_page_of_a_name_than_its_first(tmp_path: Path) -> None:
    many = [article(n, date=f"2015-0{n % 3 + 5}-{n % 28 + 1:02d}", places=("المدينة",)) for n in range(150)]
    site = make_site(tmp_path, many)
    build(site)
    folder = next((site / "output" / "place").glob("lmdyn-*"))
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert before.keys() == {"index.html", "2015-05.html", "2015-06.html"}
    assert len(titles_in(before["index.html"].decode())) == 50, "all of the newest month"
    add(site, [article(5000, date="2015-07-30", places=("المدينة",))])
    build(site)
    assert [path.name for path in folder.iterdir() if path.read_bytes() != before[path.name]] == ["index.html"]
    add(site, [article(5001, date="2015-08-01", places=("المدينة",))])
    build(site)
    assert len(titles_in((folder / "2015-07.html").read_text("utf-8"))) == 51
    assert dead_links(site / "output") == []


def test_two_builds_in_two_folders_in_any_order_of_files_give_the_same_bytes(tmp_path: Path) -> None:
    one = make_site(tmp_path / "one", varied())
    two = make_site(tmp_path / "somewhere" / "else", reversed(varied()))
    build(one)
    build(two)
    assert tree(one / "output") == tree(two / "output")


def test_pelican_content_and_arsheef_build_give_the_same_bytes(tmp_path: Path) -> None:
    one, two = make_site(tmp_path / "one", varied()), make_site(tmp_path / "two", varied())
    said = run(one, "arsheef", "build")
    assert said.returncode == 0, said.stderr
    assert len(said.stdout.strip().splitlines()) == 1
    assert "9 articles" in said.stdout
    done = run(two, "pelican", "content")
    assert done.returncode == 0, done.stdout
    assert "Processed 9 articles, 1 draft, 1 hidden article" in " ".join(done.stdout.split())
    assert tree(one / "output") == tree(two / "output")


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    build(site)
    stamps = {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path.is_file()}
    again = build(site)
    assert (again.changed, again.removed) == (0, 0)
    assert {path: path.stat().st_mtime_ns for path in (site / "output").rglob("*") if path.is_file()} == stamps


def test_pages_of_what_was_deleted_go_and_files_of_others_stay(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    build(site)
    own = {"CNAME": b"example.org", "a/note.html": b"mine", "archive/2015/07/mine.txt": b"x"}
    for name, data in own.items():
        (site / "output" / name).write_bytes(data)
    for one in varied()[1:]:
        place_of(site, one).unlink()
    made = build(site)
    assert made.removed > 20
    fresh = make_site(tmp_path / "fresh", varied()[:1])
    build(fresh)
    pages = lambda folder: {n: d for n, d in tree(folder / "output").items() if not n.startswith("search/")}  # noqa: E731
    assert pages(site) == pages(fresh) | own
    assert not (site / "output" / "archive" / "1812").exists()


def test_an_empty_archive_is_a_site_too(tmp_path: Path) -> None:
    site = make_site(tmp_path, [])
    assert build(site).articles == 0
    assert dead_links(site / "output") == []


def test_with_an_address_pages_are_canonical_and_the_sitemap_lists_them(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied(), url="https://example.org/archive/")
    build(site)
    id_ = varied()[0].id
    assert f'<link rel="canonical" href="https://example.org/archive/a/{id_[:2]}/{id_}.html">' in page(site, f"a/{id_[:2]}/{id_}.html")
    listed = {loc.text for loc in ET.fromstring(page(site, "sitemap.xml")).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")}
    pages = {f"https://example.org/archive/{name}" for name in tree(site / "output") if name.endswith(".html")}
    assert pages - listed == {f"https://example.org/archive/{name}" for name in ("404.html", f"drafts/{varied()[10].id}.html", f"a/{varied()[9].id[:2]}/{varied()[9].id}.html")}
    assert listed < pages
    links = re.findall(r'(?:href|src)="([^"]*)"', page(site, "404.html"))
    assert all(link.startswith(("/archive/", "#")) for link in links), links


def test_without_an_address_nothing_claims_one(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    build(site)
    files = tree(site / "output")
    assert "sitemap.xml" not in files
    assert all(b'rel="canonical"' not in data for data in files.values())
    assert all(link.startswith(("/", "#")) for link in re.findall(r'(?:href|src)="([^"]*)"', page(site, "404.html")))


def test_feeds_are_well_formed_newest_first_and_hold_only_what_has_a_day(tmp_path: Path) -> None:
    site = make_site(tmp_path, [*varied(), article(50, date="2016-03-01", title="عنوان \x0b & <b>", lead="مقدمة ]]> &")], url="https://example.org")
    build(site)
    feed = ET.fromstring(page(site, "feed.xml"))
    entries = feed.findall(f"{ATOM}entry")
    updated = [entry.findtext(f"{ATOM}updated") for entry in entries]
    assert updated == sorted(updated, reverse=True)
    assert updated[-2:] == ["2014-07-21T00:00:00Z", "1812-01-05T00:00:00Z"]
    assert len(entries) == 7
    assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == 7
    read = json.loads(page(site, "feed.json"))
    assert read["items"][0]["title"].endswith("& <b>")
    assert read["items"][0]["url"].startswith("https://example.org/a/")
    of_source = next((site / "output" / "source").glob("ljbl-*/feed.xml"))
    assert len(ET.parse(of_source).getroot().findall(f"{ATOM}entry")) == 1
    tags = list((site / "output" / "tag").glob("*/feed.xml"))
    assert len(tags) == 1
    assert len(ET.parse(tags[0]).getroot().findall(f"{ATOM}entry")) == 2


def test_copies_in_a_circle_or_of_what_is_gone_are_listed_once_each(tmp_path: Path) -> None:
    a, b, c = article(1), article(2), article(3)
    site = make_site(tmp_path, [article(1, duplicate_of=b.id), article(2, duplicate_of=a.id), article(3, duplicate_of="zzzzzzzzzz"), article(4, duplicate_of=c.id)])
    build(site)
    shown = titles_in(page(site, "archive/undated/index.html"))
    assert len(shown) == 2
    assert "خبر رقم 3" in shown
    for one in (a, b, c, article(4)):
        assert one.id in page(site, "archive/undated/index.html")


def test_the_interface_is_english_where_the_site_says_so(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied(), language="en")
    build(site)
    day = page(site, "archive/2015/07/21.html")
    assert '<html lang="en" dir="ltr">' in day
    assert "Tuesday 21 July 2015" in day
    assert "3 articles" in day


def test_one_setting_changes_the_digits_of_all_dates_and_counts(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied(), digits="arabic")
    build(site)
    day = re.sub(r"<[^>]*>", " ", page(site, "archive/2015/07/21.html").split("</head>")[1])
    assert "٢١ يوليو ٢٠١٥" in day
    assert "٣ مقالات" in day


def test_a_title_with_nothing_but_signs_or_of_a_great_length_has_a_page(tmp_path: Path) -> None:
    site = make_site(tmp_path, [article(1, title="؟؟؟", topics=("…", "؟", "x" * 300, "ن" * 300)), article(2, title="ك " * 4000, places=("/../../etc", "..", "CON", "a/b\\c"))])
    build(site)
    assert dead_links(site / "output") == []
    assert all(re.fullmatch(r"[a-z0-9-]{1,80}", path.name) for kind in ("tag", "place") for path in (site / "output" / kind).iterdir() if path.is_dir())


def test_the_cache_may_be_deleted_and_the_bytes_stay(tmp_path: Path) -> None:
    site = make_site(tmp_path, varied())
    build(site)
    before = tree(site / "output")
    shutil.rmtree(site / ".arsheef")
    build(site)
    pages = {name for name in before if not name.startswith("search/")}
    after = tree(site / "output")
    assert {name: after[name] for name in pages} == {name: before[name] for name in pages}
