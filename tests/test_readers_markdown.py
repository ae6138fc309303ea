"""Markdown with front matter, as Jekyll, Hugo and Pelican keep it."""

from __future__ import annotations

from pathlib import Path

import pytest
from raw_articles import text_of

from arsheef.article import Article, Record
from arsheef.ingest.extract import extract
from arsheef.ingest.readers import Rejected, read_records

YAML = """---
title: "معاصر الجبل: موسم وافر"
date: 2015-07-21 02:51:00 +0300
author: جمانة الفرّان
categories: [اقتصاد, محليات]
tags:
  - زيتون
  - معاصر
lang: ar
---
"""
TOML = """+++
title = "معاصر الجبل: موسم وافر"
date = 2015-07-21T02:51:00+03:00
author = "جمانة الفرّان"
categories = ["اقتصاد", "محليات"]
tags = ["زيتون", "معاصر"]
+++
"""
PELICAN = """Title: معاصر الجبل: موسم وافر
Date: 2015-07-21 02:51
Author: جمانة الفرّان
Category: اقتصاد
Tags: زيتون, معاصر
Slug: maasir

"""


def read(tmp_path: Path, source: str, name: str = "post.md") -> Record | Rejected:
    (tmp_path / name).write_text(source, "utf-8")
    (found,) = read_records(tmp_path / name)
    assert isinstance(found, Record | Rejected)
    return found


def article(tmp_path: Path, source: str, name: str = "post.md") -> Article:
    found = read(tmp_path, source, name)
    assert isinstance(found, Record), found
    return extract(found)


@pytest.mark.parametrize("front", [YAML, TOML, PELICAN, YAML.replace("\n", "\r\n"), "\ufeff" + YAML], ids=["yaml", "toml", "pelican", "crlf", "bom"])
def test_the_front_matter_is_the_fields(tmp_path: Path, front: str) -> None:
    found = article(tmp_path, front + text_of(1))
    assert (found.title, found.date and found.date[:16], found.author) == ("معاصر الجبل: موسم وافر", "2015-07-21T02:51", "جمانة الفرّان")
    assert (found.section, found.topics, found.status) == ("اقتصاد", ("زيتون", "معاصر"), "published")
    assert list(found.paragraphs) == text_of(1).split("\n\n")


def test_front_matter_is_known_without_the_ending(tmp_path: Path) -> None:
    assert article(tmp_path, YAML + text_of(1), "post.txt").title == "معاصر الجبل: موسم وافر"


def test_a_dash_line_in_a_plain_text_is_no_front_matter(tmp_path: Path) -> None:
    found = read(tmp_path, f"---\n{text_of(1)}\n---\n", "a.txt")
    assert isinstance(found, Record) and found.media_type == "text/plain"


def test_the_body_is_read_as_a_reader_sees_it(tmp_path: Path) -> None:
    first, second, third = text_of(1).split("\n\n")
    body = f"## عنوان فرعي\n\n**{first}**\n\n{second} [رابط](https://a.example/x_y)\n\n{{{{< figure src='x.jpg' >}}}}\n\n<div>{third}</div>\n\n<script>alert(1)</script>\n"
    assert article(tmp_path, YAML + body).paragraphs == ("عنوان فرعي", first, f"{second} رابط", third)


@pytest.mark.parametrize("line", ["draft: true", "published: false", "status: draft", "Draft: yes"])
def test_a_draft_stays_one(tmp_path: Path, line: str) -> None:
    assert article(tmp_path, YAML.replace("lang: ar", line) + text_of(1)).status == "draft"


def test_the_name_of_a_jekyll_post_has_its_date(tmp_path: Path) -> None:
    found = article(tmp_path, "---\ntitle: خبر الجسر\n---\n" + text_of(1), "2015-07-21-jisr.md")
    assert (found.date, found.date_source) == ("2015-07-21", "name")


def test_a_colon_in_a_title_without_quotes_is_read_though_it_is_no_yaml(tmp_path: Path) -> None:
    found = article(tmp_path, "---\ntitle: معاصر الجبل: موسم وافر\ndate: 2015-07-21\n---\n" + text_of(1))
    assert (found.title, found.date) == ("معاصر الجبل: موسم وافر", "2015-07-21")


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("---\na: &a [x, x]\nb: *a\ntitle: خبر\n---\nنص الخبر هنا.", "alias"),
        (f"---\ntitle: خبر\nx: {'a' * 70_000}\n---\nنص", "64 kB"),
        ("---\n[[[[\n---\n", None),
        ("+++\ntitle = خبر\n+++\nنص", "TOML"),
        (YAML + "\n \n", "no text"),
    ],
)
def test_front_matter_that_cannot_be_is_one_line(tmp_path: Path, source: str, reason: str | None) -> None:
    found = read(tmp_path, source)
    if reason:
        assert isinstance(found, Rejected) and reason in found.reason


def test_values_are_texts_never_objects(tmp_path: Path) -> None:
    found = read(tmp_path, "---\ntitle: !!python/object/apply:os.system ['true']\ndate: 2015-02-31\n---\n" + text_of(1))
    assert isinstance(found, Record)
    assert extract(found).date is None
