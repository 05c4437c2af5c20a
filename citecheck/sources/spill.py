"""Texts of sources on disk: an audit of five thousand sources holds none of them in memory."""

from __future__ import annotations

import hashlib
import tempfile
import threading

import msgspec

from citecheck.model import SourceText


class TextStore:
    """Keeps texts in one temporary file that is gone when it is closed. Safe between threads."""

    def __init__(self) -> None:
        self._file = tempfile.TemporaryFile(prefix="citecheck-")  # noqa: SIM115  # lives as long as the store
        self._lock = threading.Lock()
        self._places: dict[str, tuple[int, int]] = {}
        self._decoder = msgspec.msgpack.Decoder(SourceText)
        self._size = 0

    def put(self, text: SourceText) -> str:
        """Keep `text`; returns the key to get it by. Equal texts are kept once."""
        packed = msgspec.msgpack.encode(text)
        key = hashlib.sha256(packed).hexdigest()
        with self._lock:
            if key not in self._places:
                self._file.seek(self._size)
                self._file.write(packed)
                self._places[key] = (self._size, len(packed))
                self._size += len(packed)
        return key

    def get(self, key: str) -> SourceText:
        """Return the text that was kept under `key`."""
        with self._lock:
            place, length = self._places[key]
            self._file.seek(place)
            packed = self._file.read(length)
        return self._decoder.decode(packed)

    def close(self) -> None:
        """Remove the file."""
        with self._lock:
            self._file.close()


__all__ = ["TextStore"]
