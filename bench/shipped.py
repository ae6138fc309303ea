"""The search that readers get: the browser's engine, run by node over the static index that a build writes."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

from arsheef.article import Document
from arsheef.search.build import update_search
from arsheef.search.schema import fingerprint
from measures import DEPTH
from sets import DataError, EvaluationSet, Text

ROOT = Path(__file__).parents[1]
HOST = ROOT / "tests" / "js" / "engine_host.js"
CACHE = ROOT / ".arsheef" / "bench"
KEPT = 12
"""Indexes in the cache: those of a few versions of the rules, so that a bench can be repeated, but not of all."""
_ASKING = ("parse.py", "query.py", "rank.py")
"""Modules of search/ that only ask an index."""


def rankings(evaluation: EvaluationSet, cache: Path) -> list[list[str]]:
    """The first DEPTH document ids for each question."""
    folder = search_folder(evaluation.texts, cache)
    lines = [json.dumps({"query": question.query, "limit": DEPTH}) for question in evaluation.questions]
    try:
        done = subprocess.run(["node", str(HOST), str(folder)], input="\n".join(lines), capture_output=True, text=True,
                              encoding="utf-8", check=False)  # fmt: skip
    except FileNotFoundError as error:
        raise DataError("node is not installed; the bench runs the browser's engine in it (Node 20 or newer).") from error
    if done.returncode:
        raise DataError(f"{HOST} failed on {evaluation.name}:\n{done.stderr}")
    return [[hit["id"] for hit in json.loads(line)["hits"]] for line in done.stdout.splitlines()]


def search_folder(texts: Sequence[Text], cache: Path) -> Path:
    """The static index of these texts, built once for each version of what builds it."""
    folder = cache / _key(texts)
    if not folder.is_dir():
        cache.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=cache, prefix="new-") as fresh:
            documents = {text.id: Document(text.id, "1", text.title, text.body, date=text.date) for text in texts}
            out = Path(fresh) / "search"
            update_search(Path(fresh) / "index", out, dict.fromkeys(documents, "1"), documents.__getitem__)
            os.replace(out, folder)
        whole = [entry for entry in cache.iterdir() if not entry.name.startswith("new-")]
        for old in sorted(whole, key=lambda entry: entry.stat().st_mtime)[:-KEPT]:
            shutil.rmtree(old)
    return folder


def _key(texts: Sequence[Text]) -> str:
    """Changes with the texts and with what an index is made by: its fingerprint, and the code that writes it."""
    digest = hashlib.sha256()
    for path in sorted((ROOT / "plugins" / "arsheef" / "search").glob("*.py")):
        if path.name not in _ASKING:
            digest.update(path.read_bytes())
    for text in texts:
        digest.update(json.dumps([text.id, text.title, text.body, text.date]).encode())
    return f"{fingerprint()}-{digest.hexdigest()[:16]}"
