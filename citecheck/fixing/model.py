"""What `citecheck fix` plans: repairs with their edits, the files that they change, and what was left out and why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from claims.model import Span
from claims.source_map import TextEdit


class FixKind(StrEnum):
    """What a repair changes."""

    ARCHIVED_COPY = "archived-copy"
    MOVED_ADDRESS = "moved-address"
    FOUND_ADDRESS = "found-address"
    DOI = "doi"
    RECORD_FIELD = "record-field"
    URL_STATUS = "url-status"
    DEAD_LINK_ADDED = "dead-link-added"
    DEAD_LINK_REMOVED = "dead-link-removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One repair of one reference.

    `reference` is its key and `label` what its marks show. `safe`: the audit itself shows that the repair is right, and
    `why` says how, or what is not known. `message` says what changes. `edits` are the places in the file: code points
    of its decoded text without a byte order mark, from 0, half-open, and the new text. `part` is the part of a Word
    document that they belong to ("word/document.xml"), and empty for other files. `line` is that of the first edit,
    from 1; 0 in a Word document. `around` is the range of what is repaired, such as a template of a wiki, in the same
    code points; None in a Word document.
    """

    kind: FixKind
    safe: bool
    reference: str
    label: str
    message: str
    why: str
    edits: tuple[TextEdit, ...]
    line: int = 0
    part: str = ""
    around: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A repair that was not planned: its kind, its reference, the name of the file, and the reason in words."""

    kind: FixKind
    reference: str
    label: str
    file: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FixedFile:
    """One file with its repairs, in the order of their places.

    `path` is the file, `name` what messages call it, `body` its bytes when the repairs were planned. `target` is the
    file that is written: `path` itself, or the copy that a Word document gets. `text` is the decoded file without a
    byte order mark, to which the edits of the repairs belong; empty for a Word document. `is_text`: a unified diff can
    show the file. `is_wiki`: it is the text of a wiki's file.
    """

    path: Path
    name: str
    body: bytes
    target: Path
    fixes: tuple[Fix, ...]
    text: str = field(default="", repr=False)
    is_text: bool = True
    is_wiki: bool = False
    repair: Callable[[Sequence[Fix]], bytes] = field(repr=False, compare=False)

    def chosen(self, *, unsafe: bool = False) -> tuple[Fix, ...]:
        """Return the safe repairs; with `unsafe` all of them."""
        return tuple(fix for fix in self.fixes if fix.safe or unsafe)

    def after(self, *, unsafe: bool = False) -> bytes:
        """Return the bytes of the file after its safe repairs; with `unsafe` after all of them."""
        chosen = self.chosen(unsafe=unsafe)
        return self.repair(chosen) if chosen else self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class FixPlan:
    """The repairs of one or more documents, by file, and what was left out."""

    files: tuple[FixedFile, ...] = ()
    left_out: tuple[LeftOut, ...] = ()

    @property
    def fixes(self) -> tuple[Fix, ...]:
        """All repairs, safe and unsafe, by file and place."""
        return tuple(self._fixes())

    def _fixes(self) -> Iterator[Fix]:
        for file in self.files:
            yield from file.fixes


__all__ = ["Fix", "FixKind", "FixPlan", "FixedFile", "LeftOut"]
