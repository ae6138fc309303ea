"""Web archives: pages with their address and time of collection; a damaged record or gzip member costs only itself."""

from __future__ import annotations

import gzip
import hashlib
import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from raw_articles import text_of

from arsheef.article import Record
from arsheef.ingest.extract import extract
from arsheef.ingest.readers import Rejected, Skipped, read_records


def page(number: int, charset: str = "utf-8") -> bytes:
    """An article page."""
    body = "".join(f"<p>{part}</p>" for part in text_of(number).split("\n\n"))
    source = f'<html lang="ar"><head><title>عنوان الخبر رقم {number}</title></head><body><article><h1>عنوان الخبر رقم {number}</h1>{body}</article></body></html>'
    return source.encode(charset)


def record(block: bytes, kind: str = "response", uri: str = "https://sawt.example/1.html", **headers: str) -> bytes:
    """One record of a WARC."""
    named = {"WARC-Type": kind, "WARC-Target-URI": uri, "WARC-Date": "2021-05-04T10:20:30Z", "WARC-Record-ID": "<urn:uuid:1>"}
    named |= {"Content-Type": "application/http; msgtype=response"} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"WARC/1.0\r\n{lines}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def http(body: bytes, kind: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = "") -> bytes:
    """An HTTP response."""
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body


def response(number: int, **headers: str) -> bytes:
    """The record of an article page."""
    return record(http(page(number)), uri=f"https://sawt.example/{number}.html", **headers)


INFO = record(b"software: test\r\n", "warcinfo", "", Content_Type="application/warc-fields")
PASSED_OVER = (
    INFO,
    record(http(b"", status="301 Moved", extra="Location: /x\r\n")),
    record(http(page(9), status="404 Not Found")),
    record(http(b"\xff\xd8\xff" * 50, "image/jpeg")),
    record(b"GET / HTTP/1.1\r\nHost: sawt.example\r\n\r\n", "request"),
    record(http(b""), "revisit", WARC_Profile="http://netpreserve.org/warc/1.0/revisit/identical-payload-digest"),
    record(b"via: https://sawt.example/", "metadata", Content_Type="application/warc-fields"),
    record(page(9), "resource", "urn:pageinfo:https://sawt.example/", Content_Type="text/html"),
)


def read(tmp_path: Path, data: bytes, name: str = "crawl.warc") -> list[Record | Rejected | Skipped]:
    (tmp_path / name).write_bytes(data)
    return list(read_records(tmp_path / name))


def titles(found: list[Record | Rejected | Skipped]) -> list[int | str]:
    """Numbers of the articles read, the reasons between them."""
    return [int(extract(r).title.split()[-1]) if isinstance(r, Record) else r.reason for r in found]


def packed(*records: bytes) -> bytes:
    """A gzip member a record, as crawlers write it."""
    return b"".join(gzip.compress(each) for each in records)


def test_a_page_is_a_record_with_its_address_and_the_time_of_collection(tmp_path: Path) -> None:
    (found,) = read(tmp_path, INFO + response(1))
    assert isinstance(found, Record)
    assert (found.path, found.offset, found.media_type) == (str(tmp_path / "crawl.warc"), 2, "application/warc")
    assert found.sha256 == hashlib.sha256(page(1)).hexdigest()
    assert (found.fields["url"], found.fields["retrieved"]) == ("https://sawt.example/1.html", "2021-05-04T10:20:30Z")
    article = extract(found)
    assert (article.source_url, article.date, article.date_source) == ("https://sawt.example/1.html", "2021-05-04T10:20", "crawl")


def test_redirects_errors_revisits_and_what_is_no_page_are_passed_over(tmp_path: Path) -> None:
    assert titles(read(tmp_path, b"".join(PASSED_OVER) + response(1) + b"".join(PASSED_OVER) + response(2))) == [1, 2]


@pytest.mark.parametrize(
    ("body", "kind", "extra"),
    [
        (page(1, "cp1256"), "text/html; charset=windows-1256", ""),
        (page(1, "cp1256"), "text/html", ""),
        (page(1, "cp1256"), "text/html; charset=utf-8", ""),
        (page(1), "text/html; charset=ISO-8859-1", ""),
        (gzip.compress(page(1)), "text/html", "Content-Encoding: gzip\r\n"),
        (b"%x\r\n" % len(page(1)) + page(1) + b"\r\n0\r\n\r\n", "text/html", "Transfer-Encoding: chunked\r\n"),
        (page(1), "application/xhtml+xml", ""),
    ],
)
def test_a_page_is_decoded_whatever_its_headers_say(tmp_path: Path, body: bytes, kind: str, extra: str) -> None:
    assert titles(read(tmp_path, record(http(body, kind, extra=extra)))) == [1]


def test_a_coding_that_is_not_read_and_an_empty_page_are_said(tmp_path: Path) -> None:
    found = titles(read(tmp_path, record(http(bytes(range(128, 256)) * 20, extra="Content-Encoding: br\r\n")) + record(http(b" ")) + response(2)))
    assert "compressed as br" in str(found[0]) and "empty" in str(found[1]) and found[2] == 2


@pytest.mark.parametrize("pack", [b"".join, lambda records: packed(*records), lambda records: gzip.compress(b"".join(records))])
def test_a_warc_is_read_packed_by_the_record_as_a_whole_or_not_at_all(tmp_path: Path, pack: object) -> None:
    assert callable(pack)
    assert titles(read(tmp_path, pack([INFO, *map(response, range(1, 6))]), "crawl.warc.gz")) == [1, 2, 3, 4, 5]


def test_a_record_cut_in_the_middle_of_the_file_costs_only_itself(tmp_path: Path) -> None:
    found = titles(read(tmp_path, response(1) + response(2)[:-400] + response(3) + response(4)))
    assert found[0] == 1 and "cut off" in str(found[1]) and found[2:] == [3, 4]


@pytest.mark.parametrize("keep", [-5, -300, 200, 30])
def test_a_warc_that_ends_in_a_record_gives_what_came_before(tmp_path: Path, keep: int) -> None:
    found = titles(read(tmp_path, response(1) + response(2)[:keep]))
    assert found[0] == 1 and len(found) == 2 and ("cut off" in str(found[1]) or "damaged" in str(found[1]))


@pytest.mark.parametrize("damage", [lambda m: m[: len(m) // 2], lambda m: m[:60] + b"\0" * 40 + m[100:], lambda m: m[:-6] + b"\1" * 6])
def test_a_damaged_gzip_member_costs_only_itself(tmp_path: Path, damage: object) -> None:
    assert callable(damage)
    broken = damage(packed(response(2)))
    found = titles(read(tmp_path, packed(response(1)) + broken + packed(*map(response, range(3, 40))), "crawl.warc.gz"))
    said = [row for row in found if isinstance(row, str)]
    assert [row for row in found if isinstance(row, int)] == [1, *range(3, 40)] and len(said) == 1


def test_the_last_gzip_member_cut_in_the_middle_is_one_line(tmp_path: Path) -> None:
    data = packed(*map(response, range(1, 30)))
    found = titles(read(tmp_path, data[: -len(packed(response(29))) // 2], "crawl.warc.gz"))
    assert found[:-1] == list(range(1, 29)) and isinstance(found[-1], str)


def test_a_record_that_says_it_is_endless_is_one_line(tmp_path: Path) -> None:
    endless = response(2).replace(b"Content-Length: ", b"Content-Length: 99999999")
    found = titles(read(tmp_path, response(1) + endless))
    assert found[0] == 1 and "cut off" in str(found[1]) and len(found) == 2


def test_what_the_crawler_cut_short_is_noted(tmp_path: Path) -> None:
    (found,) = read(tmp_path, response(1, WARC_Truncated="length"))
    assert isinstance(found, Record) and "cut this page short" in found.notes[0]


def test_of_a_wacz_only_its_web_archives_are_read(tmp_path: Path) -> None:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("datapackage.json", '{"profile": "data-package", "resources": []}')
        archive.writestr("pages/pages.jsonl", '{"url": "https://sawt.example/1.html", "title": "x", "text": "نص"}\n' * 2)
        archive.writestr("indexes/index.cdx.gz", gzip.compress(b"example,sawt)/ 2021 {}\n"))
        archive.writestr("archive/data.warc.gz", packed(INFO, response(1), response(2)))
    found = read(tmp_path, data.getvalue(), "crawl.wacz")
    assert titles(found) == [1, 2]
    assert isinstance(found[0], Record) and found[0].path.endswith("crawl.wacz!archive/data.warc.gz")


def test_memory_holds_one_record(tmp_path: Path) -> None:
    video = record(http(b"\0" * (64 << 20), "video/mp4"))
    with (tmp_path / "big.warc").open("wb") as file:
        for number in range(3):
            file.write(video + response(number + 1))
    del video
    tracemalloc.start()
    found = [r.fields["url"] for r in read_records(tmp_path / "big.warc") if isinstance(r, Record)]
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert len(found) == 3
    assert most < 8 << 20
