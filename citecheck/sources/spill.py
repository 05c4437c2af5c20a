"""Texts of sources on disk: an audit of five thousand sources holds none of them in memory."""

from __future__ import annotations

import hashlib
import tempfile
import threading

import msgspec

from citecheck.model import SourceText

_TEXTS = msgspec.msgpack.Decoder(SourceText)  # made when this module is imported, as in `store.pages`
_NAMES = msgspec.msgpack.Decoder(list[str])


class TextStore:
    """Keeps texts in one temporary file that is gone when it is closed. Safe between threads."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="citecheck-")  # noqa: SIM115  # lives as long as the store
        self._lock = threading.Lock()
        self._places: dict[str, tuple[int, int]] = {}
        self._size = 0

    def put(self, text: SourceText) -> str:
        """Keep `text`; returns the key to get it by. Equal texts are kept once."""
        return self._put(msgspec.msgpack.encode(text))

    def get(self, key: str) -> SourceText:
        """Return the text that was kept under `key`."""
        return _TEXTS.decode(self._get(key))

    def put_names(self, names: list[str]) -> str:
        """Keep a list of names; returns the key to get it by."""
        return self._put(msgspec.msgpack.encode(names))

    def get_names(self, key: str) -> list[str]:
        """Return the names that were kept under `key`."""
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
