"""Stores the texts of sources on disk, so that an audit of thousands of sources needs little memory."""

from __future__ import annotations

import hashlib
import sqlite3
import threading

import msgspec

from citecheck.model import SourceText

_TEXTS = msgspec.msgpack.Decoder(SourceText)  # made when this module is imported, as in `store.pages`
_NAMES = msgspec.msgpack.Decoder(list[str])


class TextStore:
    """Stores texts in one temporary file, which `close` removes. Safe to share between threads.

    The file is a temporary database of SQLite, which holds 2 MB of it in memory, however much there is.
    """

    def __init__(self) -> None:
        self._database = sqlite3.connect("", check_same_thread=False, isolation_level=None)
        self._database.execute("PRAGMA journal_mode=OFF")
        self._database.execute("PRAGMA cache_size=-2000")
        self._database.execute("CREATE TABLE entries (key BLOB UNIQUE, data BLOB)")
        self._database.execute("BEGIN")  # nothing of it is meant to last
        self._lock = threading.Lock()

    def put(self, text: SourceText) -> str:
        """Store `text` and return its key. Equal texts are stored once."""
        return self._put(msgspec.msgpack.encode(text))

    def get(self, key: str) -> SourceText:
        """Return the text with the key `key`. Raises `KeyError` if there is none."""
        return _TEXTS.decode(self._get(key))

    def put_names(self, names: list[str]) -> str:
        """Store a list of names and return its key."""
        return self._put(msgspec.msgpack.encode(names))

    def get_names(self, key: str) -> list[str]:
        """Return the list of names with the key `key`. Raises `KeyError` if there is none."""
        return _NAMES.decode(self._get(key))

    def keep(self, key: bytes, packed: bytes) -> None:
        """Store `packed` under a `key` of the caller's. It replaces an earlier entry."""
        with self._lock:
            self._database.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", (key, packed))

    def kept(self, key: bytes) -> bytes | None:
        """Return what `keep` stored under `key`; None: nothing."""
        with self._lock:
            row = self._database.execute("SELECT data FROM entries WHERE key = ?", (key,)).fetchone()
        return row[0] if row is not None else None

    def drop(self, key: bytes) -> None:
        """Forget what `keep` stored under `key`."""
        with self._lock:
            self._database.execute("DELETE FROM entries WHERE key = ?", (key,))

    def _put(self, packed: bytes) -> str:
        digest = hashlib.sha256(packed)
        with self._lock:
            self._database.execute("INSERT OR IGNORE INTO entries VALUES (?, ?)", (digest.digest(), packed))
        return digest.hexdigest()

    def _get(self, key: str) -> bytes:
        packed = self.kept(bytes.fromhex(key) if key else b"")
        if packed is None:
            raise KeyError(key)
        return packed

    def close(self) -> None:
        """Remove the file."""
        with self._lock:
            self._database.close()


__all__ = ["TextStore"]
