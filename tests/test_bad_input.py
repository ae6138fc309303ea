"""All at once, as it comes from the world: every bad input is one clear line, and the good ones around it are kept."""

from __future__ import annotations

import gzip
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from raw_articles import item, report_of, text_of, write_jsonl
from test_readers_warc import response

from arsheef.frontmatter import read_article
from arsheef.ingest.pipeline import ingest

LOGIN = """<!DOCTYPE html><html lang="ar"><head><title>تسجيل الدخول</title></head><body><form action="/login" method="post">
<label>اسم المستخدم<input name="user"></label><label>كلمة المرور<input type="password" name="pass"></label><button>دخول</button>
</form></body></html>"""


def make(folder: Path) -> None:
    """Bad files between good ones."""
    folder.mkdir()
    write_jsonl(folder / "01-good.jsonl", [item(1)])
    whole = write_jsonl(folder / "02-truncated.jsonl", [item(2), item(3)])
    whole.write_bytes(whole.read_bytes()[:-40])
    (folder / "03-empty.txt").write_bytes(b"")
    with (folder / "04-long-line.jsonl").open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"a" * (1 << 20))
        file.write(b'"}\n' + json.dumps(item(4)).encode() + b"\n")
    (folder / "05-nul.txt").write_bytes(b"\0" * 5000)
    (folder / "06-nul.jsonl").write_bytes(b"\0" * 5000 + b"\n" + json.dumps(item(6)).encode())
    (folder / "07-login.html").write_text(LOGIN, "utf-8")
    (folder / "08-columns.csv").write_text("a,b\n1,2\n", "utf-8")
    (folder / "09-wide.csv").write_text(",".join(f"c{n}" for n in range(100_000)) + "\n", "utf-8")
    (folder / "10-picture.jpg").write_bytes(b"\xff\xd8\xff\xe0" + bytes(200))
    (folder / "11-cut.jsonl.gz").write_bytes(gzip.compress("".join(json.dumps(item(n)) + "\n" for n in range(100, 140)).encode())[:-20])
    (folder / "12-mixed.txt").write_bytes(text_of(12).encode() + b"\n\n" + text_of(13).encode("cp1256"))
    (folder / "13-japanese.txt").write_bytes("日本語のニュース記事です。今日は東京で雨が降りました。".encode("euc-jp"))
    with zipfile.ZipFile(folder / "14-slip.zip", "w") as archive:
        archive.writestr("../../../../evil.txt", text_of(14))
    write_jsonl(folder / "15-hostile.jsonl", [
        item(15, url="javascript:alert(1)", title="عنوان\nSlug: ../../evil\nStatus: hidden"), item(16, url="https://[broken", date="99/99/9999"),
        item(17, url="file:///etc/passwd", date="31 فبراير 2020"),
    ])  # fmt: skip
    write_jsonl(folder / "16-good.jsonl", [item(18)])
    entities = "".join(f'<!ENTITY e{n + 1} "{f"&e{n};" * 10}">' for n in range(9))
    bomb = f'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "ha">{entities}]><rss><channel><item><title>&e9;</title></item></channel></rss>'
    (folder / "17-bomb.xml").write_text(bomb, "utf-8")
    (folder / "18-cut.warc").write_bytes(response(181) + response(182)[:-300] + response(183))
    cut = gzip.compress(response(192))
    (folder / "19-cut.warc.gz").write_bytes(gzip.compress(response(191)) + cut[: len(cut) // 2] + gzip.compress(response(193)))
    (folder / "20-deep.html").write_text(f"<html><body>{'<div>' * 100_000}<p>نص في القاع</p>", "utf-8")
    wide = "title," + ",".join(f"c{n}" for n in range(100_000)) + ",text\n"
    (folder / "21-wide.csv").write_text(f"{wide}x,{'a' * (17 << 20)}\nعنوان{',' * 100_001}{text_of(21).replace(chr(10), ' ')}\n", "utf-8")


@pytest.fixture
def report(tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    """Lines of the report by the first two letters of the file."""
    make(tmp_path / "in")
    summary = ingest([tmp_path / "in"], tmp_path / "s/content", tmp_path / "s/.arsheef", report=tmp_path / "r.jsonl")
    lines: dict[str, list[dict[str, Any]]] = {}
    for line in report_of(tmp_path / "r.jsonl"):
        lines.setdefault(Path(line["path"].partition("!")[0]).name[:2], []).append(line)
    assert sum(map(len, lines.values())) == summary.read
    assert len(list((tmp_path / "s/content").rglob("*.md"))) == summary.counts["written"]
    return lines


def test_each_bad_input_is_a_line_and_the_good_ones_are_kept(report: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    outcomes = {name: [line["outcome"] for line in lines] for name, lines in report.items()}
    bad, good = ["rejected"], ["written"]
    assert outcomes.pop("11")[-1] == "rejected"
    assert {name: ends for name, ends in outcomes.items() if name < "17"} == {
        "01": good, "02": good + bad, "03": bad, "04": bad + good, "05": bad, "06": bad + good, "07": bad, "08": bad, "09": bad,
        "10": bad, "12": good, "13": bad, "14": good, "15": good * 3, "16": good,
    }  # fmt: skip
    reasons = {name: [line["reason"] for line in lines if line["outcome"] == "rejected"] for name, lines in report.items()}
    for name, words in {"02": "incomplete", "03": "empty", "04": "longer than", "06": "NUL", "07": "login", "08": "--map", "09": "--map",
                        "10": "convert", "11": "whole copy", "13": "UTF-8"}.items():  # fmt: skip
        assert words in reasons[name][0], name
    assert all(len(reason) < 500 for each in reasons.values() for reason in each)


def test_hostile_fields_stay_text(report: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    for line in report["15"]:
        (file,) = (tmp_path / "s/content").rglob(f"{line['id']}.md")
        article = read_article(file.read_text("utf-8"))
        assert article.id == line["id"]
        assert article.status == "published"
        assert article.source_url is None
    dates = [line["id"] for line in report["15"][1:]]
    assert all((tmp_path / "s/content/undated" / f"{id_}.md").is_file() for id_ in dates), "no date is made of a wrong one"


def test_what_cannot_be_true_is_said_and_the_article_is_kept(report: dict[str, list[dict[str, Any]]]) -> None:
    notes = ["; ".join(line["notes"]) for line in report["15"]]
    assert "«javascript:alert(1)»" in notes[0]
    assert "«99/99/9999»" in notes[1] and "«https://[broken»" in notes[1]
    assert "«31 فبراير 2020»" in notes[2] and "undated" in notes[2] and "«file:///etc/passwd»" in notes[2]


def test_feeds_archives_and_deep_pages_are_a_line_each_beside_what_is_whole(report: dict[str, list[dict[str, Any]]]) -> None:
    outcomes = {name: sorted(line["outcome"] for line in report[name]) for name in ("17", "18", "19", "20", "21")}
    assert outcomes == {
        "17": ["rejected"], "18": ["rejected", "written", "written"], "19": ["rejected", "written", "written"],
        "20": ["rejected"], "21": ["rejected", "written"],
    }  # fmt: skip
    reasons = {name: next(line["reason"] for line in report[name] if line["outcome"] == "rejected") for name in outcomes}
    assert "DTD" in reasons["17"] and "cut off" in reasons["18"] and "no article text" in reasons["20"] and "longer than" in reasons["21"]
    assert "damaged" in reasons["19"] or "cut off" in reasons["19"]


def test_nothing_is_written_outside_of_the_site(report: dict[str, list[dict[str, Any]]], tmp_path: Path) -> None:
    assert {path.name for path in tmp_path.iterdir()} == {"in", "s", "r.jsonl"}
    assert not list(tmp_path.rglob("evil*"))
