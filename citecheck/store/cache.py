"""The cache: pages with their validators, extracted texts, verdicts. It may be deleted at any time.

The key of an entry is a digest of everything that it depends on, this program's version included, so an entry is
never wrong, at most useless. A damaged cache is replaced by an empty one, and so is one that somebody else made.
"""

from __future__ import annotations

import contextlib
import threading
import zlib
from collections import Counter
from collections.abc import Collection, Mapping
from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    and_,
    bindparam,
    delete,
    func,
    literal_column,
    or_,
    select,
    update,
)
from sqlalchemy.dialects.sqlite import insert as upsert

from citecheck.errors import StoreError
from citecheck.store.database import DamagedStore, Database
from citecheck.store.origin import ForeignStore

_MARK = 0x63697463
_VERSION = 1
_SQLITE, _MARK_AT, _HEAD = b"SQLite format 3\0", 68, 72  # the file format of SQLite: where its application id is
_FAST = 1  # zlib's fastest level: pages are written once and read once a night
_FLUSH = 256  # entries that are written in one batch (judgement)
_MOST_WAITING = 2_000
_MANY = 500  # values in one `IN (…)`: old builds of SQLite take at most 999 parameters

metadata = MetaData()
entries = Table(
    "entries",
    metadata,
    Column("kind", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("data", LargeBinary, nullable=False),
    Column("size", Integer, nullable=False),
    Column("used", Text, nullable=False),  # when it was last used, RFC 3339 UTC
    Index("entries_used", "used", "size"),
)

_ROW = literal_column("entries.rowid", Integer)  # grows with each entry that is made


class Cache:
    """Bytes by kind and key, in one file. Safe to use from several threads and processes.

    Entries are written in batches. If a process is killed, its unwritten entries are lost and made again.
    """

    def __init__(self, path: Path, *, now: str, lock_timeout: float = 30.0, named: bool = False) -> None:
        """Open or create the file `path`; replace it if it is damaged, or if somebody else made it.

        `now` (RFC 3339) is the time of use that entries get. `lock_timeout` is how long to wait for another process, in
        seconds. `named` says that the user named the file: it is used, whoever made it. Raises `StoreError` for a file
        of another kind.
        """
        self._path = path
        self._now = now
        self._lock_timeout = lock_timeout
        self._lock = threading.Lock()
        self._waiting: dict[tuple[str, str], bytes] = {}
        self._touched: set[tuple[str, str]] = set()
        self.counts: Counter[str] = Counter()
        self._named = named
        self.was_damaged = self.was_foreign = False
        try:
            self._database = self._open()
            self._database.check(metadata)  # of a large one only what is cheap: an entry that is damaged is made again
        except ForeignStore:
            self._remove()
            self.was_foreign = True
            self._database = self._open()
        except DamagedStore:
            if not self._is_ours():
                raise StoreError(
                    f"{path}: is not a cache of citecheck, and was not changed; name another file in nightly.cache, or "
                    "remove this one"
                ) from None
            self._remove()
            self.was_damaged = True
            self._database = self._open()

    def get(self, kind: str, key: str) -> bytes | None:
        """Return the entry of `kind` with `key`; None: there is no such entry, or it cannot be read."""
        at = (kind, key)
        with self._lock:
            waiting = self._waiting.get(at)
            if waiting is not None:
                return waiting
            self._touched.add(at)
        query = select(entries.c.data).where(entries.c.kind == kind, entries.c.key == key)
        try:
            with self._database.reading() as connection:
                packed = connection.execute(query).scalar()
            return zlib.decompress(packed) if packed is not None else None
        except (StoreError, zlib.error):
            return None  # as if the entry did not exist

    def get_many(self, kind: str, keys: Collection[str]) -> dict[str, bytes]:
        """Return the entries of `kind` with one of `keys` that can be read, by key, by one question to the file."""
        with self._lock:
            found = {key: waiting for key in keys if (waiting := self._waiting.get((kind, key))) is not None}
            rest = [key for key in keys if key not in found]
            self._touched.update((kind, key) for key in rest)
        for start in range(0, len(rest), _MANY):
            some = rest[start : start + _MANY]
            query = select(entries.c.key, entries.c.data).where(entries.c.kind == kind, entries.c.key.in_(some))
            with contextlib.suppress(StoreError), self._database.reading() as connection:
                for key, packed in connection.execute(query):
                    with contextlib.suppress(zlib.error):
                        found[key] = zlib.decompress(packed)
        return found

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Store `data` as the entry of `kind` with `key`. It replaces an earlier entry."""
        with self._lock:
            self._waiting[kind, key] = data
            full = len(self._waiting) >= _FLUSH
        if full:
            self.flush()

    def count(self, what: str) -> None:
        """Count one use of the cache (`what`), for the summary of the night."""
        with self._lock:
            self.counts[what] += 1

    def flush(self) -> None:
        """Write the waiting entries.

        A cache that cannot be written now (locked by another run, disk full) does not end a night: the entries wait for
        the next attempt, and are dropped where too many wait.
        """
        with self._lock:
            waiting, self._waiting = self._waiting, {}
            touched, self._touched = self._touched, set()
        try:
            self._write(waiting, touched)
        except StoreError:
            with self._lock:
                if len(waiting) < _MOST_WAITING:
                    self._waiting = waiting | self._waiting
                self.counts["cache writes that failed"] += 1

    def _write(self, waiting: Mapping[tuple[str, str], bytes], touched: set[tuple[str, str]]) -> None:
        packed = {at: zlib.compress(data, _FAST) for at, data in waiting.items()}
        rows = [
            {"kind": kind, "key": key, "data": data, "size": len(data), "used": self._now}
            for (kind, key), data in packed.items()
        ]
        with self._database.writing() as connection:
            if rows:
                statement = upsert(entries)
                changed = {name: statement.excluded[name] for name in ("data", "size", "used")}
                connection.execute(statement.on_conflict_do_update(index_elements=["kind", "key"], set_=changed), rows)
            self._touch(connection, touched - set(waiting))

    def shrink(self, most: int) -> None:
        """Delete the entries that were unused for longest, until at most `most` bytes are left.

        Of those that were last used by the same run, the ones that were made first go first. The others of that run
        stay, so that a cache that is too small is still of use for a part of the documents.
        """
        self.flush()
        with contextlib.suppress(StoreError), self._database.writing() as connection:
            excess = int(connection.execute(select(func.sum(entries.c.size))).scalar() or 0) - most
            oldest = select(entries.c.used, _ROW, entries.c.size).order_by(entries.c.used, _ROW)
            last: tuple[str, int] | None = None
            with contextlib.closing(connection.execute(oldest)) as rows:
                while excess > 0 and (row := rows.fetchone()) is not None:
                    last, excess = (row[0], row[1]), excess - int(row[2])
            if last is not None:
                used, number = last
                unused = or_(entries.c.used < used, and_(entries.c.used == used, number >= _ROW))
                connection.execute(delete(entries).where(unused))

    def close(self) -> None:
        """Write the waiting entries, and close the file."""
        self.flush()
        self._database.close()

    def account(self) -> Mapping[str, int]:
        """Return the numbers of uses, by what the cache was used for."""
        with self._lock:
            return dict(sorted(self.counts.items()))

    def _touch(self, connection: Connection, touched: set[tuple[str, str]]) -> None:
        if touched:
            one = (entries.c.kind == bindparam("one_kind"), entries.c.key == bindparam("one_key"))
            connection.execute(
                update(entries).where(*one).values(used=self._now),
                [{"one_kind": kind, "one_key": key} for kind, key in touched],
            )

    def _open(self) -> Database:
        return Database(
            self._path,
            mark=_MARK,
            version=_VERSION,
            create=metadata.create_all,
            lock_timeout=self._lock_timeout,
            durable=False,
            named=self._named,
        )

    def _is_ours(self) -> bool:
        """Return whether the file begins as a cache does, with the mark that `Database` gives it."""
        try:
            with self._path.open("rb") as file:
                head = file.read(_HEAD)
        except OSError:
            return False
        return head.startswith(_SQLITE) and head[_MARK_AT:_HEAD] == _MARK.to_bytes(4)

    def _remove(self) -> None:
        for suffix in ("", "-wal", "-shm"):
            with contextlib.suppress(OSError):
                self._path.with_name(self._path.name + suffix).unlink()
