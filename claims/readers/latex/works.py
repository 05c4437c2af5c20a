"""The works that a LaTeX document cites: entries of its bibliography, and those that it lists itself by \\bibitem."""

from __future__ import annotations

import re
from collections.abc import Mapping

from claims.readers.bibliography_files.cited import CitedWorks
from claims.readers.bibliography_files.latex_words import plain

_YEAR = re.compile(r"\(?\b((?:1[5-9]|20)\d\d[a-z]?)\b\)?.*", re.DOTALL)


class LatexWorks:
    """Finds the works that keys mean. `items` are the keys of `\\bibitem` with their labels: "Lee and Roe(2019)"."""

    def __init__(self, works: CitedWorks, items: Mapping[str, str]) -> None:
        self.bibliography = works
        self._items = items
        self._lower = {key.casefold(): key for key in items}

    def find(self, key: str) -> list[object]:
        """Return the works that `key` means; empty: none."""
        listed = self.item(key)
        return [listed] if listed is not None else list(self.bibliography.find(key))

    def cite(self, key: str) -> list[str]:
        """Return the keys in the layout of what `key` means, which is cited from now on."""
        listed = self.item(key)
        return [f"item-{listed}"] if listed is not None else self.bibliography.cite(key)

    def item(self, key: str) -> str | None:
        """Return the key of the `\\bibitem` that is meant; None: there is none."""
        return key if key in self._items else self._lower.get(key.casefold())

    def people(self, key: str) -> str:
        """Return the authors as a sentence names them; empty: unknown."""
        listed = self.item(key)
        if listed is None:
            return self.bibliography.people(key)
        label = plain(self._items[listed])
        return _YEAR.sub("", label).strip(" (,") if _YEAR.search(label) else ""

    def year(self, key: str) -> str:
        """Return the year of a work; empty: unknown."""
        listed = self.item(key)
        if listed is None:
            return self.bibliography.year(key)
        found = _YEAR.search(plain(self._items[listed]))
        return found[1] if found else ""

    def title(self, key: str) -> str:
        """Return the title of a work of the bibliography; empty: unknown."""
        return self.bibliography.title(key) if self.item(key) is None else ""


__all__ = ["LatexWorks"]
