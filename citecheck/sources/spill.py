"""Stores the texts of sources on disk, so that an audit of thousands of sources needs little memory."""

from __future__ import annotations

import hashlib
import tempfile
import threading

import msgspec

from citecheck.model import SourceText

_TEXTS = msgspec.msgpack.Decoder(SourceText)  # made when this module is imported, as in `store.pages`
_NAMES = msgspec.msgpack.Decoder(list[str])


class TextStore:
    """Stores texts in one temporary file, which `close` removes. Safe to share between threads."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="citecheck-")  # noqa: SIM115  # lives as long as the store
        self._lock = threading.Lock()
        self._places: dict[str, tuple[int, int]] = {}
        self._size = 0

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

    def _put(self, packed: bytes) -> str:
        key = hashlib.sha256(packed).hexdigest()
        with self._lock:
            if key not in self._places:
                self._file.seek(self._size)
                self._file.write(packed)
                self._places[key] = (self._size, len(packed))
                self._size += len(packed)
        return key

    def _get(self, key: str) -> bytes:
        with self._lock:
            place, length = self._places[key]
            self._file.seek(place)
            return self._file.read(length)

    def close(self) -> None:
        """Remove the file."""
        with self._lock:
            self._file.close()


__all__ = ["TextStore"]
