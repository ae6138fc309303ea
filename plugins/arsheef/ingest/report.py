"""What became of every record: the lines of ``--report`` and the closing summary."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, fields
from pathlib import Path
from types import TracebackType
from typing import IO

from arsheef.errors import WriteError

OUTCOMES = ("written", "updated", "unchanged", "duplicate", "rejected")
WRITTEN, UPDATED, UNCHANGED, DUPLICATE, REJECTED = OUTCOMES
SKIPPED = "skipped"
"""A file left out on purpose; not a record."""
SHOWN = 20
"""How many messages the summary keeps; the report has all."""


@dataclass(frozen=True, slots=True)
class Settled:
    """The end of one record."""

    path: str
    offset: int
    outcome: str
    """One of OUTCOMES, or SKIPPED."""
    id: str | None = None
    reason: str | None = None
    residue: tuple[str, ...] = ()
    """What was cut out of the text."""
    notes: tuple[str, ...] = ()
    """What the reader had to mend."""

    @property
    def message(self) -> str | None:
        """One line for people where something needs their eye."""
        if self.outcome == REJECTED:
            return f"{self.path}, record {self.offset}: {self.reason}."
        if self.notes:
            return f"{self.path}, record {self.offset}: {'; '.join(self.notes)}."
        return None


_COLUMNS = tuple(field.name for field in fields(Settled))


@dataclass(slots=True)
class Summary:
    """Counts of one run; written + updated + unchanged + duplicate + rejected = read."""

    strict: bool = False
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys((*OUTCOMES, SKIPPED), 0))
    messages: list[str] = field(default_factory=list)
    """The first SHOWN messages."""
    unshown: int = 0
    interrupted: bool = False

    @property
    def read(self) -> int:
        """Records that came in."""
        return sum(self.counts[outcome] for outcome in OUTCOMES)

    @property
    def exit_code(self) -> int:
        """0 when all is accounted for, 1 with strict and a rejection, 130 after ctrl-C."""
        if self.interrupted:
            return 130
        return 1 if self.strict and self.counts[REJECTED] else 0

    def add(self, settled: Settled) -> None:
        """Counts one record."""
        self.counts[settled.outcome] += 1
        message = settled.message
        if message and len(self.messages) < SHOWN:
            self.messages.append(message)
        elif message:
            self.unshown += 1

    def line(self) -> str:
        """``12 read: 10 written, …`` in one line, and what to do next after ctrl-C."""
        parts = ", ".join(f"{self.counts[outcome]:,} {outcome}" for outcome in OUTCOMES)
        skipped = f"; {self.counts[SKIPPED]:,} files skipped" if self.counts[SKIPPED] else ""
        stopped = ". Stopped; run the same command again to go on where it stopped" if self.interrupted else ""
        return f"{self.read:,} read: {parts}{skipped}{stopped}."


class Report:
    """The file of ``--report``: one JSON object a record; without a path it writes nothing."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._file: IO[str] | None = None

    def __enter__(self) -> Report:
        if self._path is not None:
            try:
                self._file = open(self._path, "w", encoding="utf-8", errors="replace")
            except OSError as error:
                raise WriteError(f"--report {self._path} cannot be written: {error.strerror}.") from error
        return self

    def write(self, settled: Settled) -> None:
        """One line. Raises WriteError."""
        if self._file is None:
            return
        try:
            self._file.write(json.dumps({name: getattr(settled, name) for name in _COLUMNS}, ensure_ascii=False) + "\n")
        except OSError as error:
            raise WriteError(f"--report {self._path} cannot be written: {error.strerror}.") from error

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            try:
                self._file.close()
            except OSError as failed:
                raise WriteError(f"--report {self._path} cannot be written: {failed.strerror}.") from failed
