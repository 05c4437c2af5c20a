"""What an entry of BibTeX takes from the entries that it names: `crossref` and `xdata`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from claims.readers.bibliography_files.bibtex_blocks import RawEntry

_INHERITED = 1_000_000  # characters that all entries of a small file may inherit together
_A_CHARACTER = 20  # more of them for each character of the file: a volume of many papers is named in each
_DEEPEST = 8  # entries that inherit from one another; a book of a series in a set needs three
_FULL = "it takes more from another entry than is read"
_KEYS = re.compile(r"[^\s,]+")
_OWN = frozenset(
    {
        *("ids", "crossref", "xref", "xdata", "entryset", "entrysubtype", "execute", "label", "options", "presort"),
        *("shorthand", "sortkey", "doi", "url", "urldate", "eprint", "eprinttype", "eprintclass", "archiveprefix"),
        *("pmid", "pmcid", "pages", "abstract", "keywords", "note", "annote", "file", "howpublished", "addendum"),
    }
)
"""Fields that are never those of another entry. BibLaTeX passes on the address of a book, which is not a part's."""
_PARTS = frozenset({"inbook", "incollection", "inproceedings", "conference", "inreference", "bookinbook", "suppbook"})
_TITLES = {"title": "booktitle", "subtitle": "booksubtitle"}
_PERIODICALS = {"title": "journaltitle", "subtitle": "journalsubtitle"}


class Inheritance:
    """Finds the fields of entries with those that they inherit. An entry that is named and missing is a fault."""

    def __init__(self, entries: Sequence[RawEntry], size: int) -> None:
        """`entries` are those of a file of `size` characters."""
        self._left = _INHERITED + _A_CHARACTER * size
        self._by_key: dict[str, RawEntry] = {}
        for entry in entries:
            self._by_key.setdefault(entry.key.casefold(), entry)

    def of(self, entry: RawEntry) -> Mapping[str, str]:
        """Return the fields of `entry`: its own, then those of its `xdata`, then those of its `crossref`."""
        if "crossref" not in entry.fields and "xdata" not in entry.fields:
            return entry.fields
        fields: dict[str, str] = {}
        seen: set[int] = set()
        current: RawEntry | None = entry
        renamed: Mapping[str, str] = {}
        while current is not None and id(current) not in seen and len(seen) < _DEEPEST:
            seen.add(id(current))
            is_first = current is entry
            for name, value in current.fields.items():
                if is_first:
                    fields.setdefault(name, value)
                elif name not in _OWN:
                    self._inherit(entry, fields, renamed.get(name, name), value)
            self._add_data(entry, current, fields)
            renamed = _PERIODICALS if entry.kind == "article" else _TITLES if entry.kind in _PARTS else {}
            current = self._parent(entry, current)
        return fields

    def _add_data(self, entry: RawEntry, current: RawEntry, fields: dict[str, str]) -> None:
        """Add the fields of the entries that `current` names as its data: as they are, and the addresses too."""
        for key in _KEYS.findall(current.fields.get("xdata", ""))[:_DEEPEST]:
            data = self._by_key.get(key.casefold())
            if data is None:
                entry.faults.append(f"it takes fields from an entry {key}, which the file does not have")
                continue
            for name, value in data.fields.items():
                if name not in ("ids", "crossref", "xdata"):
                    self._inherit(entry, fields, name, value)

    def _inherit(self, entry: RawEntry, fields: dict[str, str], name: str, value: str) -> None:
        """Give `fields` a value that `entry` has not itself, while there is room for more."""
        if name in fields:
            return
        if len(value) <= self._left:
            self._left -= len(value)
            fields[name] = value
        elif _FULL not in entry.faults:
            entry.faults.append(_FULL)

    def _parent(self, entry: RawEntry, current: RawEntry) -> RawEntry | None:
        key = current.fields.get("crossref", "").strip()
        parent = self._by_key.get(key.casefold()) if key else None
        if key and parent is None:
            entry.faults.append(f"it takes fields from an entry {key}, which the file does not have")
        return parent


__all__ = ["Inheritance"]
