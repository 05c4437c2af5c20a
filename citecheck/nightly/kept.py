"""Results of a night by document: the first in memory, the others in a temporary file.

A report takes some 50 KB of memory, so that a night of many thousands of documents needs gigabytes for reports that it
reads one after the other. A few hundred are held as they are, which is faster.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, TypeVar, cast, overload

from citecheck.sources.spill import TextStore

Item = TypeVar("Item")
Other = TypeVar("Other")
_IN_MEMORY = 200
"""Results that are held in memory. Judgement: 10 MB of reports."""


class Kept(Generic[Item]):
    """Results by name. Each is a separate object each time that it is read from the file."""

    def __init__(self) -> None:
        self._here: dict[str, Item] = {}
        self._file: TextStore | None = None
        self._filed: set[str] = set()

    def put(self, name: str, item: Item) -> None:
        """Keep `item` as the result of the document `name`, which has none yet."""
        if len(self._here) < _IN_MEMORY:
            self._here[name] = item
            return
        if self._file is None:
            self._file = TextStore()
        self._file.keep(name.encode("utf-8", "surrogatepass"), pickle.dumps(item))
        self._filed.add(name)

    def get(self, name: str) -> Item:
        """Return the result of the document `name`. Raises `KeyError` if it has none."""
        if name in self._here:
            return self._here[name]
        packed = self._file.kept(name.encode("utf-8", "surrogatepass")) if self._file is not None else None
        if packed is None:
            raise KeyError(name)
        return cast("Item", pickle.loads(packed))  # written by this process, to a file that no other can open

    def in_order(self, names: Iterable[str]) -> Sequence[Item]:
        """Return the results of those of `names` that have one, in this order; a tuple if all are in memory."""
        found = [name for name in names if name in self._here or name in self._filed]
        if not self._filed:
            return tuple(self._here[name] for name in found)
        return Mapped(found, self.get)

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()


class Mapped(Sequence[Other], Generic[Item, Other]):
    """A sequence whose items are made from those of `items` by `make`, each time that they are read."""

    def __init__(self, items: Sequence[Item], make: Callable[[Item], Other]) -> None:
        self._items = items
        self._make = make

    @overload
    def __getitem__(self, index: int) -> Other: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Other]: ...

    def __getitem__(self, index: int | slice) -> Other | Sequence[Other]:
        if isinstance(index, slice):
            return Mapped(self._items[index], self._make)
        return self._make(self._items[index])

    def __len__(self) -> int:
        return len(self._items)


def mapped(items: Sequence[Item], make: Callable[[Item], Other]) -> Sequence[Other]:
    """Return what `make` makes of `items`: of a tuple a tuple, else a sequence that is made when it is read."""
    return tuple(make(item) for item in items) if isinstance(items, tuple) else Mapped(items, make)


__all__ = ["Kept", "mapped"]
