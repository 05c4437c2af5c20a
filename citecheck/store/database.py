"""SQLite files: opened so that several runs can share them, recognised by their application id, and migrated.

A transaction that writes takes the lock at its beginning (``BEGIN IMMEDIATE``), so that one of two runs waits for the
other, and every transaction is complete or has no effect. Readers never wait, because the file is in write-ahead mode.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, MetaData, create_engine, event, select, text
from sqlalchemy.exc import DatabaseError

from citecheck.errors import StoreError
from citecheck.store.origin import ForeignStore, fits, seal_of
from reports.rendering import private_opener

Migration = Callable[[Connection], None]


class DamagedStore(StoreError):
    """The file is damaged: its bytes are not a database."""


_CHECKED_WHOLE = 64_000_000  # bytes; judgement: a third of a second


class Database:
    """One SQLite file. `mark` is its application id, `version` the number of the schema that this program writes.

    A file that is created can be read by its owner alone (POSIX), because it holds addresses of private documents.
    `create` creates the tables in an empty file, and `migrations[n]` turns schema n into n + 1.
    """

    def __init__(
        self,
        path: Path,
        *,
        mark: int,
        version: int,
        create: Migration,
        migrations: Mapping[int, Migration] | None = None,
        lock_timeout: float = 30.0,
        durable: bool = True,
        named: bool = False,
    ) -> None:
        """Open or create the file `path`. Raises `StoreError` if it cannot be used.

        A file that this user did not make at this place is used only if it was `named` by the user. Otherwise it raises
        `ForeignStore`, and nothing is changed.

        With `durable` each transaction waits until it would survive a power cut. Without, the last transactions may be
        lost in a power cut, and nothing is damaged. `lock_timeout` is in seconds.
        """
        if str(path) == ":memory:":
            raise StoreError(f"{path}: is not a file; name one, because later nights read the store")
        self.path = path
        self._named = named
        self.created = not path.exists() or path.stat().st_size == 0
        if not self.created:
            self._check_mark(mark)  # before a connection, which would change the file's journal mode
        self._engine = self._connect(lock_timeout, durable)
        with self._translated():
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise StoreError(f"{path}: the folder cannot be created ({error.strerror or error})") from error
            with contextlib.suppress(OSError):  # it exists, or SQLite says why it cannot be made
                open(path, "xb", opener=private_opener).close()
            try:
                with self._engine.begin() as connection:
                    self._prepare(connection, mark, version, create, migrations or {})
            except BaseException:
                self._engine.dispose()  # the constructor fails, so nobody else can close it
                raise

    @property
    def is_sealed(self) -> bool:
        """Whether later runs of this user will know the file at this place without its being named."""
        with self.reading() as connection:
            return self._is_own(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that may write; it is rolled back if an exception is raised."""
        with self._translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that only reads, from one snapshot of the file."""
        with self._translated(), self._engine.connect() as connection:
            connection.execution_options(citecheck_reads=True)
            with connection.begin():
                yield connection

    def check(self, tables: MetaData, *, whole: bool = False) -> None:
        """Raise `StoreError` if the file is damaged, or lacks a table or a column of `tables`.

        A small file is checked to its last byte, its indexes against its tables included. Of a large one that is done
        only with `whole`, because it takes a minute for each gigabyte of a cold disk: SQLite compares its size with its
        head, and what else is damaged is noticed when it is read.
        """
        told = "ok"
        with self.reading() as connection:
            if whole or self.path.stat().st_size <= _CHECKED_WHOLE:
                told = str(connection.execute(text("PRAGMA integrity_check(1)")).scalar_one())
            for table in tables.sorted_tables:  # a damaged name of a column is no damage to SQLite
                connection.execute(select(table).limit(0))
        if told != "ok":
            raise self._damaged(told)

    def adopt(self) -> None:
        """Seal the file as this user's at this place, so that later runs use it without its being named."""
        with self.writing() as connection:
            if not self._is_own(connection):
                self._seal(connection)

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()

    def _connect(self, lock_timeout: float, durable: bool) -> Engine:
        engine = create_engine(
            URL.create("sqlite", database=str(self.path)),  # a path is not a URL: "%2F" and "?" are plain characters
            max_overflow=-1,  # a connection for each thread that fetches
            connect_args={"timeout": lock_timeout, "check_same_thread": False, "isolation_level": None},
        )

        @event.listens_for(engine, "connect")
        def settle(connection: sqlite3.Connection, _record: object) -> None:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            connection.execute("PRAGMA foreign_keys=ON")

        @event.listens_for(engine, "begin")
        def begin(connection: Connection) -> None:
            reads = connection.get_execution_options().get("citecheck_reads", False)
            connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")

        return engine

    def _check_mark(self, mark: int) -> None:
        """Raise `StoreError` if the file is a database of another program. Reads it, and writes nothing.

        A database without tables may be one of ours that was being created when the run was killed.
        """
        address = f"file:{quote(os.fsencode(self.path.absolute()))}?mode=ro&immutable=1"
        try:
            with contextlib.closing(sqlite3.connect(address, uri=True)) as connection:
                (found,) = connection.execute("PRAGMA application_id").fetchone()
                (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except (sqlite3.Error, UnicodeDecodeError):
            return  # what is wrong with it is said when it is opened
        if tables and found != mark:
            raise self._foreign()

    def _foreign(self) -> StoreError:
        return StoreError(f"{self.path}: this file belongs to another program; choose another place for the store")

    def _prepare(
        self,
        connection: Connection,
        mark: int,
        version: int,
        create: Migration,
        migrations: Mapping[int, Migration],
    ) -> None:
        """Create or migrate the schema inside one transaction: the file is migrated completely or not at all."""
        found = int(connection.execute(text("PRAGMA application_id")).scalar_one())
        tables = int(connection.execute(text("SELECT count(*) FROM sqlite_master")).scalar_one())
        if tables == 0:
            create(connection)
            self._seal(connection)
            connection.execute(text(f"PRAGMA application_id={mark}"))
            connection.execute(text(f"PRAGMA user_version={version}"))
            return
        if found != mark:
            raise self._foreign()
        if not self._named and not self._is_own(connection):
            raise ForeignStore(self._stranger())
        has = int(connection.execute(text("PRAGMA user_version")).scalar_one())
        if has > version:
            raise StoreError(
                f"{self.path}: written by a later version of citecheck (schema {has}, this one knows {version}); "
                "use that version, or another file"
            )
        for step in range(has, version):
            if step not in migrations:
                raise StoreError(f"{self.path}: schema {step} is too old to be migrated; begin with a new file")
            migrations[step](connection)
        if has < version:
            connection.execute(text(f"PRAGMA user_version={version}"))

    def _is_own(self, connection: Connection) -> bool:
        """Return whether the file has the seal of this user and this place."""
        there = connection.execute(text("SELECT count(*) FROM sqlite_master WHERE name='origin' AND type='table'"))
        if not there.scalar_one():
            return False
        return any(fits(str(seal), self.path) for seal in connection.execute(text("SELECT seal FROM origin")).scalars())

    def _seal(self, connection: Connection) -> None:
        """Give the file the seal of this user and this place."""
        connection.execute(text("CREATE TABLE IF NOT EXISTS origin (seal TEXT NOT NULL)"))
        connection.execute(text("DELETE FROM origin"))
        connection.execute(text("INSERT INTO origin VALUES (:seal)"), {"seal": seal_of(self.path)})

    def _stranger(self) -> str:
        return (
            f"{self.path}: you did not make this file at this place. It may have come with the folder, and whoever "
            f"wrote it decides what is believed. If it is yours: `citecheck nightly --store {self.path}` makes it known"
        )

    @contextmanager
    def _translated(self) -> Iterator[None]:
        """Turn the errors of SQLite into a `StoreError` that says what to do."""
        try:
            yield
        except DatabaseError as error:
            raise self._told(error.orig if error.orig is not None else error) from error
        except sqlite3.DatabaseError as error:
            raise self._told(error) from error
        except UnicodeDecodeError as error:  # SQLite quotes damaged bytes of the schema in its message
            raise self._damaged("its text is not UTF-8") from error

    def _told(self, error: Any) -> StoreError:
        said = str(error)
        if "locked" in said or "busy" in said:
            return StoreError(f"{self.path}: another run is writing to it; try again when that one has ended")
        if "full" in said:
            return StoreError(f"{self.path}: the disk is full; this step was not stored, the earlier ones are intact")
        if "disk I/O" in said:
            return StoreError(f"{self.path}: the disk failed or is full ({said}); this step was not stored")
        if "readonly" in said or "read-only" in said:
            return StoreError(f"{self.path}: cannot be written; check the permissions of the file and its folder")
        if "unable to open" in said:
            return StoreError(f"{self.path}: cannot be opened; check that the folder exists and may be written to")
        if (
            "malformed" in said
            or "decode" in said
            or "no such" in said
            or "not a database" in said
            or "corrupt" in said
        ):
            return self._damaged(said)
        return StoreError(f"{self.path}: the store cannot be used ({said})")

    def _damaged(self, said: str) -> DamagedStore:
        return DamagedStore(
            f"{self.path}: is damaged ({said}); nothing was changed. Put back a copy, or move the file away to begin "
            "a new one"
        )
