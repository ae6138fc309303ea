"""The server for looking at a site: what it sends, what it never sends, and what ``arsheef serve`` says."""

from __future__ import annotations

import gzip
import http.client
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from arsheef.errors import OutputError
from arsheef.site.server import accepts_gzip, normal_prefix, open_server, serving


@pytest.fixture
def output(tmp_path: Path) -> Path:
    site = tmp_path / "output"
    (site / "tag" / "حرب").mkdir(parents=True)
    (site / "empty").mkdir()
    (site / "index.html").write_text("<p>الواجهة</p>", encoding="utf-8")
    (site / "404.html").write_text("<p>لا صفحة</p>", encoding="utf-8")
    (site / "tag" / "حرب" / "index.html").write_text("<p>وسم</p>", encoding="utf-8")
    (site / "m.js").write_text("arsheef;" * 500, encoding="utf-8")
    (site / "data.jsonl.gz").write_bytes(gzip.compress(b"{}\n"))
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (site / "out").symlink_to(tmp_path / "secret.txt")
    return site


@pytest.fixture
def base(output: Path) -> Iterator[str]:
    with serving(output) as address:
        yield address


def ask(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """One request with the path exactly as given: no client tidies ``..`` away."""
    connection = http.client.HTTPConnection(urlsplit(address).netloc, timeout=10)
    connection.putrequest(method, path, skip_accept_encoding=True)
    for name, value in headers.items():
        connection.putheader(name.replace("_", "-"), value)
    connection.endheaders()
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {k.lower(): v for k, v in response.getheaders()}, body


def test_the_front_page_and_folders_are_served_as_html(base: str) -> None:
    status, headers, body = ask(base, "/")
    assert (status, headers["content-type"], body.decode()) == (200, "text/html; charset=utf-8", "<p>الواجهة</p>")
    assert ask(base, "/tag/%D8%AD%D8%B1%D8%A8/")[0] == 200
    assert ask(base, "/tag/%D8%AD%D8%B1%D8%A8/index.html")[0] == 200


def test_a_folder_without_its_slash_is_redirected_with_its_query(base: str) -> None:
    status, headers, _ = ask(base, "/tag/%D8%AD%D8%B1%D8%A8?q=1")
    assert (status, headers["location"]) == (301, "/tag/%D8%AD%D8%B1%D8%A8/?q=1")


def test_text_is_gzipped_only_for_those_who_take_it(base: str) -> None:
    _, plain, raw = ask(base, "/m.js")
    status, packed, body = ask(base, "/m.js", Accept_Encoding="br, gzip;q=0.8")
    assert "content-encoding" not in plain
    assert (status, packed["content-encoding"], packed["content-type"]) == (200, "gzip", "text/javascript; charset=utf-8")
    assert gzip.decompress(body) == raw and len(body) < len(raw) / 10
    assert int(packed["content-length"]) == len(body)


def test_what_is_gzip_already_is_not_gzipped_again(base: str) -> None:
    _, headers, body = ask(base, "/data.jsonl.gz", Accept_Encoding="gzip")
    assert "content-encoding" not in headers
    assert (headers["content-type"], gzip.decompress(body)) == ("application/gzip", b"{}\n")


@pytest.mark.parametrize(
    ("header", "allowed"),
    [("gzip", True), ("br, GZIP", True), ("*", True), ("gzip;q=0", False), ("gzip; q=0.000", False), ("gzip;q=0.5", True),
     ("br", False), ("", False)],
)  # fmt: skip
def test_the_accept_encoding_header_is_read_with_its_weights(header: str, allowed: bool) -> None:
    assert accepts_gzip(header) is allowed


@pytest.mark.parametrize("path", ["/nothing", "/a/b/c/d.html", "/empty/", "/empty", "/index.html/", "/" + "x" * 5000, "/%00", "/["])
def test_a_missing_page_gets_404_html_at_any_depth(base: str, path: str) -> None:
    status, headers, body = ask(base, path)
    assert (status, headers["content-type"], body.decode()) == (404, "text/html; charset=utf-8", "<p>لا صفحة</p>")


@pytest.mark.parametrize(
    "path", ["/../secret.txt", "/%2e%2e/secret.txt", "/tag/..%2f../../secret.txt", "/..%5csecret.txt", "/out", "//../secret.txt", "/tag/%2e%2e/%2e%2e/secret.txt"]
)
def test_nothing_outside_the_folder_is_served(base: str, path: str) -> None:
    status, _, body = ask(base, path)
    assert status == 404
    assert b"secret" not in body


def test_a_folder_is_never_listed(base: str) -> None:
    assert b"index.html" not in ask(base, "/tag/")[2]
    assert ask(base, "/tag/")[0] == 404


def test_head_sends_the_length_and_no_body(base: str) -> None:
    status, headers, body = ask(base, "/m.js", method="HEAD")
    assert (status, headers["content-length"], body) == (200, "4000", b"")


def test_another_method_is_refused(base: str) -> None:
    assert ask(base, "/", method="POST")[0] == 501


def test_below_a_prefix_only_the_prefix_answers(output: Path) -> None:
    with serving(output, "archive") as address:
        assert address.endswith("/archive/")
        assert ask(address, "/archive/m.js")[0] == 200
        assert ask(address, "/archive")[1]["location"] == "/archive/"
        assert ask(address, "/m.js")[0] == 404
        assert ask(address, "/archive/../m.js")[0] == 404


@pytest.mark.parametrize(("given", "normal"), [("/", "/"), ("", "/"), ("a", "/a/"), ("/a/b", "/a/b/"), ("/a/", "/a/")])
def test_a_prefix_is_normalised(given: str, normal: str) -> None:
    assert normal_prefix(given) == normal


def test_a_folder_without_a_site_is_refused_with_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="arsheef build"):
        open_server(tmp_path)


def test_a_taken_port_is_refused_with_the_next_step(output: Path, base: str) -> None:
    with pytest.raises(OutputError, match="--port"):
        open_server(output, port=urlsplit(base).port or 0)


def test_the_command_says_its_address_in_one_line_and_ends_on_ctrl_c(output: Path) -> None:
    program = "import typer; from arsheef.cli.serve import run; typer.run(run)"
    command = [sys.executable, "-c", program, "--site", str(output.parent), "--port", "0", "--prefix", "news"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        line = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:\d+/news/", line)
        assert found, process.stderr.read()
        assert ask(found[0], "/news/m.js")[0] == 200
        process.send_signal(signal.SIGINT)
        rest, errors = process.communicate(timeout=10)
    assert (process.returncode, rest, errors) == (0, "", "")
