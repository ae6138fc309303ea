"""Work on many articles that is done elsewhere: what ingest, site and search ask of whoever does it, this machine or many.

``ingest/workers.py`` does it on the cores of this machine, ``cluster/`` on a Dask cluster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
Task_contra = TypeVar("Task_contra", contravariant=True)


class Pool(Protocol[Task_contra, Result]):
    """Runs one function on many batches."""

    def map(self, batches: Iterable[Sequence[Task_contra]]) -> Iterator[list[Result]]:
        """For each batch, in order, the results of its tasks, in order. At most a few batches are taken ahead."""

    def close(self) -> None:
        """Drops what is under way."""


class Farm(Protocol):
    """Where pools are opened."""

    def pool(self, run: Callable[[Sequence[Task]], list[Result]], lost: Callable[[Task], Result]) -> Pool[Task, Result]:
        """A pool for ``run``, a pure function: a batch may be run more than once, and its results count once.

        ``lost`` makes the result of a task that ends each process it is given to, or raises an error that names it.
        """
