"""Copies folded by the browser's engine, within a segment, across segments and across the pages of a result."""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

from arsheef.article import Document
from arsheef.search.build import update_search
from arsheef.search.manifest import read_manifest

HOST = Path(__file__).parent / "js" / "engine_host.js"


def document(number: int, first: int | None = None, date: str | None = None) -> Document:
    name = f"{number:010d}"
    return Document(
        id=name, digest=f"d{number}", title=f"خبر {number}", text=f"قارب الصيد رقم {number}", date=date or f"2020-01-{1 + number % 28:02d}",
        duplicate_of=f"{first:010d}" if first is not None else None,
    )  # fmt: skip


def build(folder: Path, documents: list[Document]) -> int:
    """Brings the index up to date with ``documents``; gives the number of its segments."""
    known = {one.id: one for one in documents}
    update_search(folder / "index", folder / "search", {one.id: one.digest for one in documents}, known.__getitem__)
    return len(read_manifest(folder / "search" / "manifest.js").segments)


def folded(folder: Path, limit: int) -> dict[str, list[str]]:
    """Id of each entry of all pages -> ids of the copies in it."""
    program = f"""
        const {{ openEngine }} = require({json.dumps(str(HOST))});
        (async () => {{
          const {{ engine }} = await openEngine({json.dumps(str(folder / "search"))}), all = [];
          for (let offset = 0, listed = 1; offset < listed; offset += {limit}) {{
            const found = await engine.search("قارب", {{ sort: "oldest", limit: {limit}, offset, fold: true }});
            listed = found.listed;
            all.push(...found.hits.map((hit) => [hit.id, hit.copies.map((copy) => copy.id)]));
          }}
          process.stdout.write(JSON.stringify(all));
        }})();
    """
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)
    entries: list[Any] = json.loads(done.stdout)
    assert len(entries) == len({id_ for id_, _ in entries})
    return dict(entries)


def ids(*numbers: int) -> list[str]:
    return [f"{number:010d}" for number in numbers]


def test_copies_of_one_segment_fold_whether_they_come_before_or_after_their_first_print(tmp_path: Path) -> None:
    build(tmp_path, [document(n) for n in range(1, 6)] + [document(6, 2), document(7, 2, "2019-12-31"), document(8, 99), document(9, 99)])
    for limit in (3, 100):
        found = folded(tmp_path, limit)
        assert found[ids(7)[0]] == ids(2, 6), "the entry stands where the first of them would"
        assert found[ids(8)[0]] == ids(9), "copies of what is not in the archive are copies of each other"
        assert len(found) == 6


def test_a_copy_folds_under_its_first_print_in_an_older_segment(tmp_path: Path) -> None:
    many = [document(n) for n in range(1, 2101)]
    build(tmp_path, many)
    segments = build(tmp_path, [*many, document(3001, 5, "2021-05-05"), document(3002, 5, "2021-05-06"), document(3003, 2101, "2021-05-07")])
    assert segments == 2
    found = folded(tmp_path, 500)
    assert found[ids(5)[0]] == ids(3001, 3002)
    assert found[ids(3003)[0]] == []
    assert len(found) == 2101


def test_a_deleted_first_print_leaves_its_copies_together(tmp_path: Path) -> None:
    documents = [document(n) for n in range(1, 30)] + [document(31, 3), document(32, 3)]
    build(tmp_path, documents)
    build(tmp_path, [one for one in documents if one.id != ids(3)[0]])
    found = folded(tmp_path, 5)
    assert ids(3)[0] not in found
    assert found[ids(31)[0]] == ids(32)


def test_a_changed_article_has_its_new_text_in_the_index(tmp_path: Path) -> None:
    documents = [document(n) for n in range(1, 4)]
    build(tmp_path, documents)
    build(tmp_path, [replace(documents[0], digest="new", text="قارب آخر"), *documents[1:]])
    program = f"""
        const {{ openEngine }} = require({json.dumps(str(HOST))});
        (async () => {{
          const {{ engine, arsheef }} = await openEngine({json.dumps(str(tmp_path / "search"))});
          const found = await engine.search("قارب", {{ sort: "oldest" }});
          process.stdout.write(JSON.stringify(await arsheef.texts.load(engine.archive, found.docs)));
        }})();
    """
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)
    assert sorted(json.loads(done.stdout)) == sorted(["قارب آخر", "قارب الصيد رقم 2", "قارب الصيد رقم 3"])
