"""Whoosh's table of terms, written a batch at a time, its hashes kept in arrays: a tenth of the memory of Whoosh's pairs.

The bytes are those of whoosh.filedb.filetables.OrderedHashWriter.
"""

from __future__ import annotations

from array import array

import numpy as np
from whoosh.filedb.filetables import OrderedHashWriter, _lengths

_SLOT = np.dtype([("hash", ">u4"), ("at", ">i8")])


class TermTable:
    """Takes the place of ``add`` and ``_write_hashes`` of a table that Whoosh has opened and will close."""

    def __init__(self, table: OrderedHashWriter) -> None:
        self._table = table
        self._at = table.dbfile.tell()
        self._rows: list[bytes] = []
        self._hashes, self._places = array("I"), array("q")
        table._write_hashes = self._write_hashes

    def add(self, key: bytes, value: bytes) -> None:
        """Appends a term; keys must rise."""
        row = _lengths.pack(len(key), len(value)) + key + value
        self._rows.append(row)
        self._hashes.append(self._table.hashfn(key))
        self._places.append(self._at)
        self._table.index.append(self._at)
        self._at += len(row)

    def write(self) -> None:
        """Writes what was added since the last time."""
        self._table.dbfile.write(b"".join(self._rows))
        self._rows.clear()

    def _write_hashes(self) -> None:
        """256 hash tables with open addressing, half of the slots empty; called by Whoosh when it closes the table."""
        hashes, places = np.frombuffer(self._hashes, np.uint32), np.frombuffer(self._places, np.int64)
        for bucket in range(256):
            own = np.flatnonzero(hashes & 255 == bucket)
            size = 2 * own.size
            slots: list[int] = []
            taken = bytearray(size)
            for first in ((hashes[own] >> 8) % size).tolist() if size else ():
                slot = first
                while taken[slot]:
                    slot = (slot + 1) % size
                taken[slot] = 1
                slots.append(slot)
            table = np.zeros(size, _SLOT)
            table["hash"][slots], table["at"][slots] = hashes[own], places[own]
            self._table.directory.append((self._table.dbfile.tell(), size))
            self._table.dbfile.write(table.tobytes())
