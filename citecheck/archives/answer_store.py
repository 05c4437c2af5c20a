"""What archives answered in this run, kept outside memory: each question is asked once, whoever has it."""

from __future__ import annotations

import pickle
import tempfile
import threading
import weakref
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

_IN_MEMORY = 4_000_000  # bytes, from which on answers go to a temporary file

Key = TypeVar("Key")
Kept = TypeVar("Kept")


class AnswerStore(Generic[Key, Kept]):
    """Remembers answers by question. Safe between threads: who asks what is being asked waits for that answer."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: dict[Key, Future[tuple[int, int]]] = {}
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  # lives as long as this does
        self._size = 0
        weakref.finalize(self, self._file.close)

    def get(self, key: Key, ask: Callable[[], Kept]) -> Kept:
        """Return the answer to `key`, asking for it where that was not done yet. What `ask` raises is not kept."""
        with self._lock:
            known = self._places.get(key)
            first = known is None
            if known is None:
                known = self._places[key] = Future()
        if not first:
            return self._load(*known.result())
        try:
            answer = ask()
            known.set_result(self._keep(answer))
        except BaseException as error:
            with self._lock:
                self._places.pop(key, None)
            known.set_exception(error)
            raise
        return answer

    def _keep(self, answer: Kept) -> tuple[int, int]:
        packed = pickle.dumps(answer)
        with self._lock:
            place = self._size
            self._file.seek(place)
            self._file.write(packed)
            self._size += len(packed)
        return place, len(packed)

    def _load(self, place: int, length: int) -> Kept:
        with self._lock:
            self._file.seek(place)
            packed = self._file.read(length)
        kept: Kept = pickle.loads(packed)  # our own bytes, from a file that nobody else can open
        return kept
