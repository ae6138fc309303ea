"""The part of a stream that a reader looks at: it grows at its end and is cut at its start, and is never the whole file."""

from __future__ import annotations

from io import BufferedIOBase

from arsheef.ingest.readers.source import HEAD, read_up_to


class Window:
    """Bytes in the order of the stream."""

    def __init__(self, stream: BufferedIOBase) -> None:
        self._stream = stream
        self._data = b""

    def drop(self, length: int) -> bytes:
        """So many bytes from the start of the window."""
        taken, self._data = self._data[:length], self._data[length:]
        return taken

    def _grow(self) -> bool:
        """Reads as much again as is kept, so that a long item costs linear time; False at the end."""
        data = read_up_to(self._stream, max(HEAD, len(self._data)))
        self._data += data
        return bool(data)
