"""Batches of records to processes and what came of them back, in the order of the input.

                 one pipe a process, one batch in each
    batches -> [ ... ] ==pipe==> process: run(batch) ==pipe==> results, held until their turn

No threads and no shared queues: a process that dies takes its own batch with it and nothing else, and one whose parent is
gone reads the end of its pipe and ends.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import Generic, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")

ALONE = 64
"""So many tasks are done in this process before others are started: a small input needs none."""


@dataclass(slots=True)
class _Turn(Generic[Task, Result]):
    """A batch that waits for its turn to be given back."""

    batch: Sequence[Task]
    results: list[Result] | None = None


class Workers(Generic[Task, Result]):
    """Runs ``run`` on batches in ``jobs`` processes; ``lost`` makes the result of a task that killed its process."""

    def __init__(self, jobs: int, run: Callable[[Sequence[Task]], list[Result]], lost: Callable[[Task], Result]) -> None:
        self._jobs = jobs
        self._run = run
        self._lost = lost
        self._done_here = 0
        self._processes: dict[Connection, BaseProcess] = {}
        self._busy: dict[Connection, _Turn[Task, Result]] = {}

    def map(self, batches: Iterable[Sequence[Task]]) -> Iterator[list[Result]]:
        """For each batch, in order, the results of its tasks, in order. At most a few batches are taken ahead."""
        turns: deque[_Turn[Task, Result]] = deque()
        for batch in batches:
            turns.append(_Turn(batch))
            if not batch or self._jobs == 1 or self._done_here < ALONE:
                self._done_here += len(batch)
                turns[-1].results = self._run(batch) if batch else []
            else:
                self._send(self._idle(), turns[-1])
            while turns and (turns[0].results is not None or len(turns) > 4 * self._jobs):
                yield self._take(turns.popleft())
        while turns:
            yield self._take(turns.popleft())

    def close(self) -> None:
        """Ends the processes; a batch that is under way is dropped."""
        for connection, process in self._processes.items():
            connection.close()
            process.terminate()
        for process in self._processes.values():
            process.join()
        self._processes.clear()
        self._busy.clear()

    def _take(self, turn: _Turn[Task, Result]) -> list[Result]:
        while turn.results is None:
            self._receive()
        return turn.results

    def _idle(self) -> Connection:
        """A process that waits for work: started, or waited for."""
        while True:
            for connection in self._processes:
                if connection not in self._busy:
                    return connection
            if len(self._processes) < self._jobs:
                return self._start()
            self._receive()

    def _send(self, connection: Connection, turn: _Turn[Task, Result]) -> None:
        self._busy[connection] = turn
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # it is dead: _receive will find that
            connection.send(turn.batch)

    def _receive(self) -> None:
        """Waits for one or more batches to be done. A batch whose process died is done again, task by task."""
        for ready in wait(list(self._busy)):
            assert isinstance(ready, Connection)
            turn = self._busy.pop(ready)
            try:
                turn.results = ready.recv()
            except (EOFError, ConnectionResetError):
                self._bury(ready)
                turn.results = [self._alone(task) for task in turn.batch]

    def _alone(self, task: Task) -> Result:
        """The result of one task in a process of its own: only the task that kills is lost."""
        connection = self._start()
        try:
            connection.send([task])
            results: list[Result] = connection.recv()
            result = results[0]
        except (EOFError, ConnectionResetError, BrokenPipeError):
            result = self._lost(task)
        self._bury(connection)
        return result

    def _bury(self, connection: Connection) -> None:
        process = self._processes.pop(connection)
        connection.close()
        process.terminate()
        process.join()

    def _start(self) -> Connection:
        context = _context()
        ours, theirs = context.Pipe()
        # A forked process inherits our ends of all pipes: it must close them, or nobody ever reads their end.
        inherited = [ours, *self._processes] if context.get_start_method() == "fork" else []
        process = context.Process(target=_serve, args=(theirs, inherited, self._run), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        self._processes[ours] = process
        return ours


@dataclass(frozen=True, slots=True)
class Cores:
    """A Farm of processes of this machine."""

    jobs: int

    def pool(self, run: Callable[[Sequence[Task]], list[Result]], lost: Callable[[Task], Result]) -> Workers[Task, Result]:
        """As farm.Farm says."""
        return Workers(self.jobs, run, lost)


def available_cores() -> int:
    """Processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _context() -> BaseContext:
    # A forked process shares what is loaded already; elsewhere than on Linux forking is not safe.
    return multiprocessing.get_context("fork" if sys.platform == "linux" else None)


def _serve(connection: Connection, inherited: list[Connection], run: Callable[[Sequence[Task]], list[Result]]) -> None:
    """What a process does: batches in, results out, until the pipe ends. Ctrl-C is the parent's to handle."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    with contextlib.suppress(EOFError, BrokenPipeError, ConnectionResetError):  # the parent is gone or wants no more
        while True:
            connection.send(run(connection.recv()))
