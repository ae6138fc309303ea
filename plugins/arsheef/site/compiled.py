"""Compiled templates, kept in .arsheef/templates/: compiling them would be most of what a small build does."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from jinja2.bccache import Bucket, BytecodeCache


class CompiledTemplates(BytecodeCache):
    """One file a template: the SHA-256 of what follows, then the bytecode. A damaged file counts as none."""

    def __init__(self, folder: Path, origin: str, root: str) -> None:
        """``origin`` is the key of program, theme and settings, ``root`` the way to the top that is a text in the templates."""
        self._folder, self._origin, self._root = folder, origin[:16], root

    def load_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja."""
        path = self._path(bucket)
        if path.is_file():
            data = path.read_bytes()
            if hashlib.sha256(data[32:]).digest() == data[:32]:
                bucket.bytecode_from_string(data[32:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Called by Jinja. What other themes and versions left is removed."""
        self._folder.mkdir(parents=True, exist_ok=True)
        for old in self._folder.iterdir():
            if not old.name.startswith(self._origin):
                old.unlink(missing_ok=True)
        data = bucket.bytecode_to_string()
        fresh = self._path(bucket).with_suffix(f".{os.getpid()}")  # workers of a cluster compile the same template at once
        fresh.write_bytes(hashlib.sha256(data).digest() + data)
        os.replace(fresh, self._path(bucket))

    def _path(self, bucket: Bucket) -> Path:
        place = hashlib.sha256(f"{self._root} {bucket.key} {bucket.checksum}".encode()).hexdigest()[:16]
        return self._folder / f"{self._origin}-{place}.bin"
