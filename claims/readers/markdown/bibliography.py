"""The bibliography that a Markdown document cites from: named by the caller, by its front matter, or beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath

from claims.companions import Companions, FileRefused
from claims.errors import ReadingError, UndecodableDocument
from claims.model import Problem
from claims.readers.bibliography_files.cited import CitedWorks, parse_named
from claims.readers.bibliography_files.model import Bibliography
from claims.readers.citation_groups import KEY
from claims.readers.markdown.front_matter import listed_keys, named_files

_GROUP = re.compile(r"\[[^\[\]\n]{0,300}?(?<!\w)-?@[^\[\]]{1,2000}\](?!\()|\{cite[\w:]*\}`")
_SURE = re.compile(
    r"\[(?:(?:see|cf\.|e\.g\.,?|also)\s)?-?@[\w:.+/-]{0,60}[A-Za-z][\w:.+/-]{0,60}?\d{2,4}[a-z]{0,20}\b[^\[\]]{0,2000}\](?!\()"
)
_MOST_BESIDE = 10  # bibliography files beside a document that names none
_SAMPLE = 2_000_000  # characters in which citations are looked for


@dataclass(slots=True)
class FoundWorks:
    """The works that a document may cite; None: it does not cite by key. `problems` are those of the files."""

    works: CitedWorks | None = None
    problems: list[Problem] = field(default_factory=list)


def find_works(source: str, front: str, companions: Companions) -> FoundWorks:
    """Return the works that the document with the text `source` and the front matter `front` may cite.

    Raises `ReadingError` for a file that the caller named and that is no bibliography.
    """
    found = FoundWorks()
    files = [(name, _named_by_caller(name, body)) for name, body in companions.bibliographies]
    names = named_files(front)
    if not files:
        files = [(name, works) for name in names if (works := _read(name, companions, found)) is not None]
    sample = source[:_SAMPLE]
    if not files and not names and _GROUP.search(sample):
        files = _beside(sample, companions, found)
    if files or found.problems or _SURE.search(sample):
        found.works = CitedWorks(files, is_named=bool(companions.bibliographies))
        for key in listed_keys(front):
            if key == "*":
                found.works.cite_all()
            else:
                found.works.cite(key, in_text=False)
    return found


def _named_by_caller(name: str, body: bytes) -> Bibliography:
    read = parse_named(name, body)
    if read is None:
        raise ReadingError(f"{name}: this is no bibliography that can be read; give .bib, .json (CSL), .ris or .xml.")
    return read


def _read(name: str, companions: Companions, found: FoundWorks) -> Bibliography | None:
    """Return the bibliography `name` of the document's folder; None, with a problem, if it cannot be read."""
    try:
        body = companions.read(name)
        read = parse_named(name, body) if body is not None else None
    except (FileRefused, UndecodableDocument) as error:
        found.problems.append(missing_bibliography(name, str(error)))
        return None
    if read is None:
        reason = "there is no such file beside the document" if body is None else "it is in no format that is read"
        if companions.files is None:
            reason = "the document came without its folder"
        found.problems.append(missing_bibliography(name, reason))
    return read


def missing_bibliography(name: str, reason: str) -> Problem:
    """Return the problem of a bibliography that the document names and that cannot be read."""
    reason = reason.removeprefix(f"{name}: ").rstrip(".")
    message = f"The bibliography {name}, which the document names, was not read: {reason}."
    return Problem(code="document-incomplete", message=message)


def _beside(source: str, companions: Companions, found: FoundWorks) -> list[tuple[str, Bibliography]]:
    """Return the bibliographies beside a document that names none, if the document cites a work of theirs."""
    if companions.files is None:
        return []
    stem = PurePath(companions.own).stem
    names = list(companions.files.beside(".bib"))
    own = [name for name in names if PurePath(name).stem == stem]
    files = []
    for name in own or names[:_MOST_BESIDE]:
        works = _read(name, companions, FoundWorks())
        if works is not None:
            files.append((name, works))
    keys = {match["braced"] or match["key"] for match in KEY.finditer(source)}
    cites = any(work.key in keys for _, bibliography in files for work in bibliography.works)
    return files if cites or "{cite" in source else []


__all__ = ["FoundWorks", "find_works", "missing_bibliography"]
