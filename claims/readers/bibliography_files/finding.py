"""The bibliography that a document cites from: named by the caller, by the document itself, or beside it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from claims.companions import Companions, FileRefused
from claims.errors import ReadingError, UndecodableDocument
from claims.model import Problem
from claims.readers.bibliography_files.cited import CitedWorks, parse_named
from claims.readers.bibliography_files.model import Bibliography

_MOST_BESIDE = 10  # bibliography files beside a document that names none


@dataclass(slots=True)
class FoundWorks:
    """The works that a document may cite; None: it does not cite by key. `problems` are those of the files."""

    works: CitedWorks | None = None
    problems: list[Problem] = field(default_factory=list)


def named_by_caller(companions: Companions) -> list[tuple[str, Bibliography]]:
    """Return the bibliographies that the caller named.

    Raises `ReadingError` for a file that is no bibliography.
    """
    found = []
    for name, body in companions.bibliographies:
        read = parse_named(name, body)
        if read is None:
            raise ReadingError(
                f"{name}: this is no bibliography that can be read; give .bib, .json (CSL), .ris or .xml."
            )
        found.append((name, read))
    return found


def read_named(names: Sequence[str], companions: Companions, found: FoundWorks) -> list[tuple[str, Bibliography]]:
    """Return the bibliographies `names` of the document's folder; `found` gets a problem for each that is not read."""
    return [(name, works) for name in names if (works := _read(name, companions, found)) is not None]


def read_beside(keys: Collection[str], companions: Companions, *, sure: bool) -> list[tuple[str, Bibliography]]:
    """Return the bibliographies beside a document that names none, if one of them has a key of `keys`.

    With `sure`, the document cites by keys whether or not one has them. Of several, one with the document's own name
    is taken alone.
    """
    if companions.files is None:
        return []
    stem = PurePath(companions.own).stem
    names = list(companions.files.beside(".bib"))
    own = [name for name in names if PurePath(name).stem == stem]
    files = read_named((own or names)[:_MOST_BESIDE], companions, FoundWorks())
    cites = any(work.key in keys for _, bibliography in files for work in bibliography.works)
    return files if cites or sure else []


def find_bibliography(names: Sequence[str], keys: Collection[str], companions: Companions) -> FoundWorks:
    """Return the works that a document may cite which names the files `names` and cites `keys`.

    The files that the caller named come first; where the document names none, those beside it are read. Raises
    `ReadingError` for a file that the caller named and that is no bibliography.
    """
    found = FoundWorks()
    files = named_by_caller(companions) or read_named(names, companions, found)
    if not files and not names and keys:
        files = read_beside(keys, companions, sure=True)
    if files or keys or found.problems:
        found.works = CitedWorks(files, is_named=bool(companions.bibliographies))
    return found


def _read(name: str, companions: Companions, found: FoundWorks) -> Bibliography | None:
    try:
        body = companions.read(name)
        read = parse_named(name, body) if body is not None else None
    except (FileRefused, UndecodableDocument) as error:
        found.problems.append(_missing(name, str(error)))
        return None
    if read is None:
        reason = "there is no such file beside the document" if body is None else "it is in no format that is read"
        if companions.files is None:
            reason = "the document came without its folder"
        found.problems.append(_missing(name, reason))
    return read


def _missing(name: str, reason: str) -> Problem:
    """Return the problem of a bibliography that the document names and that cannot be read."""
    reason = reason.removeprefix(f"{name}: ").rstrip(".")
    message = f"The bibliography {name}, which the document names, was not read: {reason}."
    return Problem(code="document-incomplete", message=message)


__all__ = [
    "FoundWorks",
    "find_bibliography",
    "named_by_caller",
    "read_beside",
    "read_named",
]
