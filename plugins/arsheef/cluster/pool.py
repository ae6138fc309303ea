"""Batches to a Dask scheduler and results back in their order; a worker that dies costs time and nothing else.

    batches -> [ submitted, a few for each thread ] -> scheduler -> workers -> results, held until their turn

Dask runs the batches of a dead worker again. One that has ended worker after worker is taken apart: its tasks are run one at a
time while nothing else runs, so that the blame falls on the right one.
"""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from distributed import KilledWorker

from arsheef.cluster.task import perform, program

if TYPE_CHECKING:
    from distributed import Future

    from arsheef.cluster.connection import DaskFarm

Task = TypeVar("Task")
Result = TypeVar("Result")


class DaskPool(Generic[Task, Result]):
    """A Pool, see farm.py. The first batches are on their way before the first result is asked for."""

    def __init__(self, farm: DaskFarm, run: Callable[[Sequence[Task]], list[Result]], lost: Callable[[Task], Result]) -> None:
        self._farm, self._run, self._lost = farm, run, lost
        self._waiting: deque[tuple[Sequence[Task], Future[Any] | None]] = deque()

    def map(self, batches: Iterable[Sequence[Task]]) -> Iterator[list[Result]]:
        """As farm.Pool says. Raises ClusterError where the cluster is lost, and what a batch raises."""
        source = iter(batches)
        self._fill(source)
        return self._results(source)

    def close(self) -> None:
        """Drops what is under way."""
        while self._waiting:
            _, future = self._waiting.popleft()
            if future is not None:
                self._farm.drop(future)

    def _results(self, source: Iterator[Sequence[Task]]) -> Iterator[list[Result]]:
        while self._waiting:
            batch, future = self._waiting.popleft()
            results = self._take(batch, future) if future is not None else []
            self._fill(source)
            yield results

    def _fill(self, source: Iterator[Sequence[Task]]) -> None:
        while len(self._waiting) < self._farm.ahead():
            batch = next(source, None)
            if batch is None:
                return
            self._waiting.append((batch, self._submit(batch) if batch else None))

    def _submit(self, batch: Sequence[Task]) -> Future[Any]:
        return self._farm.submit(perform, program(), pickle.dumps((self._run, batch), pickle.HIGHEST_PROTOCOL))

    def _take(self, batch: Sequence[Task], future: Future[Any]) -> list[Result]:
        try:
            return cast("list[Result]", self._farm.result(future))
        except KilledWorker:
            self._farm.quiet()
            return [self._alone(task) for task in batch]

    def _alone(self, task: Task) -> Result:
        try:
            return cast("list[Result]", self._farm.result(self._submit([task])))[0]
        except KilledWorker:
            return self._lost(task)
