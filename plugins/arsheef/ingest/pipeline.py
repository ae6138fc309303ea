"""Sources -> content/: reads, extracts on all cores, settles every record in input order, and keeps count."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from arsheef.article import Record
from arsheef.errors import InputError, WriteError
from arsheef.farm import Farm, Pool
from arsheef.ingest.columns import check_mapping
from arsheef.ingest.completion import Completion
from arsheef.ingest.enrichment import Enrichment, Shelf
from arsheef.ingest.extraction import Extracted, Look, crashed, extract_batch
from arsheef.ingest.interruption import Interruption
from arsheef.ingest.ledger import open_ledger, record_key
from arsheef.ingest.readers import Rejected, Skipped, read_records
from arsheef.ingest.repetition import Repetition
from arsheef.ingest.report import REJECTED, SKIPPED, Report, Settled, Summary
from arsheef.ingest.settle import Provenance, Settler, provenance_of
from arsheef.ingest.store import Store
from arsheef.ingest.workers import Cores, available_cores

RECORDS, CHARACTERS, ITEMS = 32, 1_000_000, 512
"""A batch ends at so many records to extract, characters of them, or items in all."""
BATCHES = 8
"""So many batches are committed together: each commit writes every page of the ledger that was touched, nearly all of them."""


@dataclass(slots=True)
class Batch:
    """Items in the order of the input, each Record with its provenance; ``records`` are those to extract."""

    items: list[tuple[Record | Rejected | Skipped, Provenance | None]] = field(default_factory=list)
    records: list[Record] = field(default_factory=list)
    wanted: set[int] = field(default_factory=set)
    """Positions in ``items`` of ``records``."""
    characters: int = 0

    def add(self, item: Record | Rejected | Skipped, provenance: Provenance | None, *, extract: bool) -> None:
        """Adds one item."""
        if isinstance(item, Record):
            self.characters += sum(map(len, item.fields.values()))
            if extract:
                self.wanted.add(len(self.items))
                self.records.append(item)
        self.items.append((item, provenance))

    @property
    def full(self) -> bool:
        """Whether it is to be sent off."""
        return len(self.records) >= RECORDS or self.characters >= CHARACTERS or len(self.items) >= ITEMS


def ingest(
    sources: Sequence[str | Path], content_dir: Path, cache_dir: Path, *,
    mapping: Mapping[str, str] | None = None, report: Path | None = None, strict: bool = False,
    progress: Callable[[Summary], None] | None = None, jobs: int | None = None, enrichment: Enrichment | None = None,
    farm: Farm | None = None,
) -> Summary:  # fmt: skip
    """Ingests every record of ``sources`` (files, folders, archives, ``-``) into ``content_dir``.

    ``mapping`` is field -> column; ``progress`` is called after each batch; ``jobs`` is the number of processes, all
    cores by default, ``farm`` says where else records are extracted; with ``enrichment`` names, copies and related articles
    are found, too. Raises InputError where a source does not exist or is the archive itself, WriteError where something
    cannot be written, ClusterError where the farm is lost; records settled before that are kept. Ctrl-C ends it early:
    Summary.interrupted.
    """
    mapping = mapping or {}
    check_mapping(mapping)
    own = frozenset({content_dir.resolve(), cache_dir.resolve()})
    for source in sources:
        _check_source(source, content_dir, cache_dir)
    summary = Summary(strict=strict)
    farm = farm or Cores(jobs or available_cores())
    look = enrichment.look if enrichment else None
    workers = farm.pool(partial(extract_batch, look=look), crashed)
    with Report(report) as lines, open_ledger(cache_dir) as ledger, Interruption() as interruption:
        store = Store(content_dir)
        archive = enrichment.open(ledger.database, Shelf(store, ledger)) if enrichment else None
        repetition = Repetition(ledger.database)
        settler = Settler(store, ledger, repetition, archive)
        try:
            settler.take_stock()
            items = interruption.reading(_read(sources, own, mapping))
            for number, batch in enumerate(_settle(_batches(items, settler), settler, workers, look), 1):
                for settled in batch:
                    summary.add(settled)
                    lines.write(settled)
                if number % BATCHES == 0:
                    ledger.commit()
                interruption.check()
                if progress:
                    progress(summary)
            ledger.commit()
            workers.close()
            completion = Completion(store, ledger, interruption)
            completion.clean(repetition)
            if enrichment and archive:
                completion.take_in(archive, enrichment.look, farm)
                completion.follow(archive)
        except KeyboardInterrupt:
            summary.interrupted = True
        except WriteError as error:
            raise WriteError(f"{error} Put that right, then run the same command again: it goes on.") from error
        finally:
            workers.close()
    return summary


def _read(
    sources: Sequence[str | Path], own: frozenset[Path], mapping: Mapping[str, str]
) -> Iterator[tuple[Record | Rejected | Skipped, Provenance | None]]:
    for source in sources:
        for item in read_records(source, mapping, own):
            if isinstance(item, Record):
                origin = "-" if item.path == "-" else os.path.abspath(item.path)
                yield item, provenance_of(item, origin, record_key(item.sha256, mapping))
            else:
                yield item, None


def _batches(
    items: Iterable[tuple[Record | Rejected | Skipped, Provenance | None]], settler: Settler
) -> Iterator[Batch]:
    batch = Batch()
    for item, provenance in items:
        batch.add(item, provenance, extract=provenance is not None and not settler.seen_before(provenance.key))
        if batch.full:
            yield batch
            batch = Batch()
    yield batch


def _settle(
    batches: Iterator[Batch], settler: Settler, workers: Pool[Record, Extracted], look: Look | None
) -> Iterator[Iterator[Settled]]:
    """The outcomes of each batch, in the order of the input."""
    ahead: deque[Batch] = deque()

    def to_extract() -> Iterator[list[Record]]:
        for batch in batches:
            ahead.append(batch)
            yield batch.records

    for results in workers.map(to_extract()):
        yield _settle_batch(ahead.popleft(), iter(results), settler, look)


def _settle_batch(
    batch: Batch, results: Iterator[Extracted], settler: Settler, look: Look | None
) -> Iterator[Settled]:
    for at, (item, provenance) in enumerate(batch.items):
        if isinstance(item, Rejected):
            yield Settled(item.path, item.offset, REJECTED, reason=item.reason.rstrip("."))
        elif isinstance(item, Skipped):
            yield Settled(item.path, 0, SKIPPED, reason=item.reason)
        elif provenance is not None and at in batch.wanted:
            yield settler.settle(provenance, next(results))
        elif provenance is not None:
            yield settler.settle_seen(provenance) or settler.settle(provenance, *extract_batch([item], look))


def _check_source(source: str | Path, content_dir: Path, cache_dir: Path) -> None:
    """Raises InputError for a source that cannot be one."""
    if str(source) == "-":
        return
    if not os.path.lexists(source):
        raise InputError(f"{source}: there is no such file or folder; check the path.")
    for own in (content_dir, cache_dir):
        if Path(source).resolve().is_relative_to(own.resolve()):
            raise InputError(f"{source} is the archive itself; give the folder of the raw articles.")
