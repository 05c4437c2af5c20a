"""Reads the documents of a night before their audits, so that all hosts of all documents are asked at the same time.

One document after the other would wait for its slowest host, while the hosts of the others are idle. Here documents are
read ahead, and the addresses that their audits ask for in any case go to one frontier. The audits find the pages read,
or on their way. What is read ahead is kept in the texts of the session, not in memory.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice

from citecheck.sources import SourceReader
from claims.model import Document

_AHEAD = 1_000
"""Documents that are read before their audits. Judgement: so many keep the largest host busy to the end of a night, and
their addresses take a few megabytes."""


class ReadAhead:
    """Reads the documents `names`, in the order in which they are audited; `read` reads one, `sources` reads pages."""

    def __init__(self, names: Iterable[str], *, read: Callable[[str], Document], sources: SourceReader) -> None:
        self._read = read
        self._sources = sources
        self._frontier = sources.frontier()
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="ahead")
        self._names = iter(names)
        self._futures: dict[str, Future[None]] = {}
        self._fill(_AHEAD)

    def document(self, name: str) -> Document:
        """Return the document `name`. Raises what reading it raised."""
        future = self._futures.pop(name, None)
        if future is None:
            return self._read(name)
        self._fill(1)
        future.result()
        key = _key(name)
        packed = self._sources.store.kept(key)
        self._sources.store.drop(key)
        if packed is None:
            return self._read(name)
        document: Document = pickle.loads(packed)  # written by this process, to a file that no other can open
        return document

    def close(self) -> None:
        """Stop reading ahead."""
        self._thread.shutdown(wait=False, cancel_futures=True)
        self._frontier.stop()

    def _fill(self, count: int) -> None:
        for name in islice(self._names, count):
            self._futures[name] = self._thread.submit(self._one, name)

    def _one(self, name: str) -> None:
        document = self._read(name)
        self._sources.store.keep(_key(name), pickle.dumps(document))  # as it is sent by the processes that read files
        for url in self._sources.expected(document):
            self._frontier.add(url.partition("#")[0])


def _key(name: str) -> bytes:
    return b"document " + name.encode("utf-8", "surrogatepass")


__all__ = ["ReadAhead"]
