"""Extraction on all cores: batches of records out to processes, what came of them back in the order of the input."""

from __future__ import annotations

import hashlib
import multiprocessing
import multiprocessing.connection
import os
import re
import signal
import sys
import threading
import unicodedata
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from urllib.parse import urlsplit

from arsheef.article import Article, Record
from arsheef.errors import ArsheefError
from arsheef.frontmatter import write_article
from arsheef.ids import LENGTH_AFTER_COLLISION, make_id

ALONE = 64
"""So many records are extracted here before processes are started: a small input needs none."""
SHORT = 40
"""Words under which a text alone does not tell articles apart («التفاصيل لاحقا»): the title is compared too."""
_NO_LETTER = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Extracted:
    """An article with what is needed to settle it, or the reason why there is none."""

    article: Article | None
    text: str = ""
    """The file."""
    long_id: str = ""
    text_key: str = ""
    residue: tuple[str, ...] = ()
    reason: str | None = None


def extract_record(record: Record) -> Extracted:
    """One record; whatever goes wrong inside becomes a reason, so that it costs this record only."""
    from arsheef.ingest.extract import extract_with_residue  # heavy (HTML, dates): only where something is to be extracted

    try:
        article, residue = extract_with_residue(record)
    except ArsheefError as error:
        return Extracted(None, reason=_without_place(str(error), record))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, MemoryError) as error:
        reason = f"extraction failed ({type(error).__name__}: {error}); please report this with the record"
        return Extracted(None, reason=reason)
    long_id = make_id(article.source_url, article.title, "\n".join(article.paragraphs), LENGTH_AFTER_COLLISION)
    return Extracted(article, write_article(article), long_id, text_key(article), residue)


def text_key(article: Article) -> str:
    """Digest of outlet and text, spelling marks, punctuation and spaces aside: the same article by the same outlet."""
    outlet = (article.source or urlsplit(article.source_url or "").hostname or "").casefold()
    text = " ".join(article.paragraphs)
    if text.count(" ") < SHORT:
        text = f"{article.title} {text}"
    plain = _NO_LETTER.sub("", unicodedata.normalize("NFKC", text)).casefold()
    return hashlib.sha256(f"{outlet}\n{plain}".encode("utf-8", "surrogatepass")).hexdigest()[:32]


class Extractor:
    """Runs batches on ``jobs`` processes, at most a few batches ahead of the one that is asked for."""

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs
        self._pool: ProcessPoolExecutor | None = None
        self._done_here = 0

    def run(self, batches: Iterable[Sequence[Record]]) -> Iterator[list[Extracted]]:
        """For each batch, in order, what came of its records, in order."""
        waiting: deque[tuple[Sequence[Record], Future[list[Extracted]] | list[Extracted]]] = deque()
        for batch in batches:
            waiting.append((batch, self._start(batch)))
            while len(waiting) > 2 * self._jobs or (waiting and isinstance(waiting[0][1], list)):
                yield self._finish(*waiting.popleft())
        while waiting:
            yield self._finish(*waiting.popleft())

    def close(self) -> None:
        """Ends the processes; batches that have not begun are dropped."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _start(self, batch: Sequence[Record]) -> Future[list[Extracted]] | list[Extracted]:
        if not batch:
            return []
        if self._jobs == 1 or self._done_here < ALONE:
            self._done_here += len(batch)
            return _extract_batch(batch)
        self._pool = self._pool or _start_pool(self._jobs)
        try:
            return self._pool.submit(_extract_batch, batch)
        except BrokenProcessPool:
            self.close()
            return self._one_by_one(batch)

    def _finish(self, batch: Sequence[Record], result: Future[list[Extracted]] | list[Extracted]) -> list[Extracted]:
        if isinstance(result, list):
            return result
        try:
            return result.result()
        except BrokenProcessPool:
            self.close()
            return self._one_by_one(batch)

    def _one_by_one(self, batch: Sequence[Record]) -> list[Extracted]:
        """A batch during which a process died, each record by itself, so that only the one that kills is lost."""
        results = []
        pool = _start_pool(1)
        for record in batch:
            try:
                results += pool.submit(_extract_batch, [record]).result()
            except BrokenProcessPool:
                pool.shutdown()
                pool = _start_pool(1)
                results.append(Extracted(None, reason="extraction crashed on it; please report this with the record"))
        pool.shutdown()
        return results


def available_cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _extract_batch(batch: Sequence[Record]) -> list[Extracted]:
    return [extract_record(record) for record in batch]


def _start_pool(processes: int) -> ProcessPoolExecutor:
    # A forked process shares what is loaded already; elsewhere than on Linux forking is not safe.
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_prepare_process)


def _prepare_process() -> None:
    """Ctrl-C is the parent's to handle; a process whose parent was killed ends by itself."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    multiprocessing.connection.wait([sentinel])
    os._exit(1)


def _without_place(message: str, record: Record) -> str:
    """A reason without the file and record that the report names anyway."""
    return message.removeprefix(f"{record.path}, record {record.offset}: ").removeprefix(f"{record.path}: ").rstrip(".")
