"""The answers of archives in this run, stored on disk: each request is sent only once."""

from __future__ import annotations

import pickle
import tempfile
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

_IN_MEMORY = 4_000_000  # bytes; above that, answers go to a temporary file

Key = TypeVar("Key")
Stored = TypeVar("Stored")


class AnswerStore(Generic[Key, Stored]):
    """Stores answers by key. Safe to share between threads: a second caller waits for the answer of the first."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: dict[Key, Future[tuple[int, int]]] = {}
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # lives as long as this does
        self._size = 0
        weakref.finalize(self, self._file.close)

    def get(self, key: Key, ask: Callable[[], Stored]) -> Stored:
        """Return the answer for `key`. The first call gets it from `ask`; its exceptions are not stored."""
        with self._lock:
            future = self._places.get(key)
            first = future is None
            if future is None:
                future = self._places[key] = Future()
        if not first:
            return self._load(*future.result())
        try:
            answer = ask()
            future.set_result(self._store(answer))
        except BaseException as error:
            with self._lock:
                self._places.pop(key, None)
            future.set_exception(error)
            raise
        return answer

    def _store(self, answer: Stored) -> tuple[int, int]:
        packed = pickle.dumps(answer)
        with self._lock:
            place = self._size
            self._file.seek(place)
            self._file.write(packed)
            self._size += len(packed)
        return place, len(packed)

    def _load(self, place: int, length: int) -> Stored:
        with self._lock:
            self._file.seek(place)
            packed = self._file.read(length)
        loaded: Stored = pickle.loads(packed)  # written by this process, to a file that no other can open
        return loaded
