"""The ledger, ``.arsheef/ledger.sqlite``: what came from where, and the digest of every file as we wrote it.

It makes ingest cheap to repeat and resumable. It is a cache: delete it, and the next ingest rebuilds from content/ what
it needs (ids, outlet and text); only then a file counts as edited by hand, since nothing proves that it was not.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import arsheef
from arsheef.errors import ArsheefError, WriteError

FORMAT = "2"
CACHE, CHECKPOINT = 16_000, 4_000
"""Kilobytes of tables held in memory, whatever their size; pages of the log after which it is written into the tables."""
_SCHEMA = """
CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT);
CREATE TABLE records(key TEXT PRIMARY KEY, path TEXT, offset INTEGER, id TEXT, outcome TEXT, reason TEXT,
                     residue TEXT) WITHOUT ROWID;
CREATE TABLE files(id TEXT PRIMARY KEY, path TEXT UNIQUE, written TEXT, long_id TEXT, text_key TEXT, origin TEXT,
                   record TEXT, marks TEXT, run INTEGER, coming TEXT) WITHOUT ROWID;
CREATE INDEX files_text ON files(text_key);
"""


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file of content/."""

    id: str
    path: str
    """Below content/."""
    written: str | None
    """Digest of the file as we wrote it; None where that is not known."""
    long_id: str | None
    """The 12 characters that the id begins: two articles with one id differ here."""
    text_key: str | None
    """Digest of outlet and normalised text."""
    origin: str | None = None
    """The input (absolute path) that it came from."""
    record: str | None = None
    """Key of the record that it was made of."""
    marks: str = "{}"
    """JSON: field that a machine filled -> short digest of what it wrote there last."""
    run: int = 0
    """The last run in which a record claimed it."""
    coming: str | None = None
    """Digest of the file that is about to replace it: after a kill either of both is ours."""

    def wrote(self, digest: str | None) -> bool:
        """Whether a file with this digest is as we wrote it, or, killed while we replaced it, as we were going to."""
        return digest in (self.written, self.coming or self.written)


@dataclass(frozen=True, slots=True)
class RecordRow:
    """The end of one record."""

    key: str
    path: str
    offset: int
    id: str | None
    outcome: str
    reason: str | None
    residue: tuple[str, ...]


_FILE = tuple(field.name for field in fields(FileRow))
_RECORD = tuple(field.name for field in fields(RecordRow) if field.name != "residue")


class Ledger:
    """The tables above, held by one process at a time; changes become lasting at ``commit``."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        """For the tables of enrich/, so that they become lasting together with those of the ledger."""
        self._database = database
        row = database.execute("SELECT value FROM meta WHERE key = 'run'").fetchone()
        self.run = int(row[0]) + 1 if row else 1
        database.execute("INSERT OR REPLACE INTO meta VALUES ('run', ?)", (self.run,))
        self._forget_other_code()

    def known(self, key: str) -> tuple[RecordRow, FileRow | None] | None:
        """What became of a record earlier, and the file that holds it (or the article that it repeats)."""
        row = self._database.execute("SELECT * FROM records WHERE key = ?", (key,)).fetchone()
        if row is None:
            return None
        record = RecordRow(**dict(zip(_RECORD, row[:6], strict=True)), residue=tuple(json.loads(row[6] or "[]")))
        return record, self.file(record.id) if record.id else None

    def file(self, id_: str) -> FileRow | None:
        """The file of an article."""
        row = self._database.execute("SELECT * FROM files WHERE id = ?", (id_,)).fetchone()
        return FileRow(*row) if row else None

    def files(self) -> Iterator[FileRow]:
        """Every file, by path. Rows may be changed meanwhile."""
        for (id_,) in self._database.execute("SELECT id FROM files ORDER BY path").fetchall():
            row = self.file(id_)
            if row:
                yield row

    def has_path(self, path: str) -> bool:
        """Whether a path below content/ is known."""
        return self._database.execute("SELECT 1 FROM files WHERE path = ?", (path,)).fetchone() is not None

    def same_text(self, text_key: str) -> Iterator[FileRow]:
        """Files with this outlet and text."""
        for row in self._database.execute("SELECT * FROM files WHERE text_key = ? ORDER BY id", (text_key,)).fetchall():
            yield FileRow(*row)

    def put_file(self, row: FileRow) -> None:
        """Adds or replaces the row of a file; a row of another article at the same path goes."""
        values = [getattr(row, name) for name in _FILE]
        self._database.execute("INSERT OR REPLACE INTO files VALUES (?,?,?,?,?,?,?,?,?,?)", values)

    def claim(self, row: FileRow) -> None:
        """Notes that a record of this run is this article."""
        self._database.execute("UPDATE files SET run = ? WHERE id = ?", (self.run, row.id))

    def drop_file(self, row: FileRow) -> None:
        """Forgets a file that is no more."""
        self._database.execute("DELETE FROM files WHERE id = ?", (row.id,))

    def put_record(self, row: RecordRow) -> None:
        """Adds or replaces the end of a record."""
        residue = json.dumps(row.residue, ensure_ascii=False) if row.residue else None
        values = [*(getattr(row, name) for name in _RECORD), residue]
        self._database.execute("INSERT OR REPLACE INTO records VALUES (?,?,?,?,?,?,?)", values)

    def add_residue(self, key: str, lines: tuple[str, ...]) -> None:
        """Notes what was cut out of a record's article later on."""
        known = self.known(key)
        if known:
            self.put_record(replace(known[0], residue=tuple(dict.fromkeys((*known[0].residue, *lines)))))

    def commit(self) -> None:
        """Makes all changes lasting."""
        self._database.commit()

    def _forget_other_code(self) -> None:
        """Records that another version of extraction settled are to be extracted again."""
        code = _fingerprint()
        row = self._database.execute("SELECT value FROM meta WHERE key = 'code'").fetchone()
        if row is None or row[0] != code:
            self._database.execute("DELETE FROM records")
            self._database.execute("INSERT OR REPLACE INTO meta VALUES ('code', ?)", (code,))


@contextlib.contextmanager
def open_ledger(cache: Path) -> Iterator[Ledger]:
    """The ledger of a site, made new if it is missing, of another format or damaged.

    Raises ArsheefError where another ingest holds it and WriteError where it cannot be written.
    """
    path = cache / "ledger.sqlite"
    try:
        cache.mkdir(parents=True, exist_ok=True)
        database = _connect(path)
    except (OSError, sqlite3.OperationalError) as error:
        raise _failure(path, error) from error
    try:
        ledger = Ledger(database)
        yield ledger
        ledger.commit()
    except sqlite3.DatabaseError as error:
        raise _failure(path, error) from error
    finally:
        database.close()


def record_key(sha256: str, mapping: Mapping[str, str]) -> str:
    """The key of a record: its own digest, and how its columns were named, since that changes what is read of it."""
    if not mapping:
        return sha256
    return hashlib.sha256(f"{sha256}{sorted(mapping.items())}".encode()).hexdigest()


def _connect(path: Path) -> sqlite3.Connection:
    for fresh in (False, True):
        database = sqlite3.connect(path, timeout=1)
        try:
            database.execute("PRAGMA locking_mode = EXCLUSIVE")
            database.execute("PRAGMA journal_mode = WAL")
            database.execute("PRAGMA synchronous = NORMAL")
            database.execute(f"PRAGMA cache_size = -{CACHE}")
            database.execute(f"PRAGMA wal_autocheckpoint = {CHECKPOINT}")
            database.execute("BEGIN IMMEDIATE")
            if not database.execute("SELECT 1 FROM sqlite_master").fetchone():
                for statement in _SCHEMA.split(";"):
                    database.execute(statement)
                database.execute("INSERT INTO meta VALUES ('format', ?)", (FORMAT,))
            found = database.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
            whole = database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
            if found == (FORMAT,) and whole:
                return database
        except sqlite3.OperationalError as error:
            database.close()
            if fresh or "no such table" not in str(error):
                raise
        except sqlite3.DatabaseError:  # not a database, or a damaged one
            if fresh:
                raise
        database.close()
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            (path.parent / name).unlink(missing_ok=True)
    raise WriteError(f"{path} cannot be made; delete it and try again.")


def _failure(path: Path, error: Exception) -> ArsheefError:
    if "locked" in str(error):
        return ArsheefError(f"{path} is in use: another arsheef ingest is at work on this site; wait for its end.")
    return WriteError(f"{path} cannot be written: {error}.")


def _fingerprint() -> str:
    """Digest of the code and tables that decide what is read out of a record."""
    digest = hashlib.sha256()
    for package in ("ingest", "enrich", "arabic"):
        for path in sorted((Path(arsheef.__file__).parent / package).rglob("*")):
            if path.suffix in (".py", ".json", ".txt", ".tsv"):
                digest.update(path.read_bytes())
    return digest.hexdigest()
