"""Pages that a reviewer saved by hand: files in a folder, named by the numbers of references.

Only people can read a page behind a wall. A page that they saved is a source like any other; the report says that it
was read from a file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from reports.wording import counted

ENDINGS = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")
_SPELLINGS = (*ENDINGS, *(ending.upper() for ending in ENDINGS))  # some browsers save PAGE.HTM
_NUMBER = re.compile(r"\d{1,4}")
_NAMED = 5  # references that a notice names (judgement)
_LABEL = re.compile(r"[\w][\w .()-]{0,60}")  # no separators and no leading dot, so that a label cannot leave the folder


def saved_pages(folder: str, document: str, label: str) -> tuple[Path, ...]:
    """Return the paths at which a saved source of one reference may be; the first that exists counts.

    `folder` is the setting `sources_folder` (empty: there is none), `document` the name of the document, `label` that
    of the reference. A folder in it that is named like the document, without the file ending, comes first.
    """
    label = label.strip("[] ")
    if not folder or not _LABEL.fullmatch(label):
        return ()
    return tuple(place / f"{label}{ending}" for place in _places(folder, document) for ending in _SPELLINGS)


def said_of_saved(folder: str, labels: Sequence[str]) -> str:
    """Return what a report says of the references `labels`, whose sources are pages saved in `folder`.

    A folder that was cloned may bring such pages with it, so that its author decides what the sources say.
    """
    first = ", ".join(f"[{label}]" for label in labels[:_NAMED]) + (" …" if len(labels) > _NAMED else "")
    pages = counted(len(labels), "source was", "sources were")
    read = f"{pages} read from pages saved in {folder}, not from the web ({first})"
    return f"{read}: whoever saved them decides what they say"


def unused_pages(folder: str, documents: Mapping[str, Sequence[str]]) -> Iterator[tuple[Path, str]]:
    """Yield each file that looks like a saved page and is not read, and why.

    `folder` is the setting `sources_folder` (empty: there is none), `documents` maps the names of documents to the
    labels of their references. The folder may hold other things too, so only names like 7.html and names of labels are
    looked at.
    """
    if not folder or not documents:
        return
    labels = {name: {label.strip("[] ") for label in known} for name, known in documents.items()}
    places = {Path(folder): set().union(*labels.values())}
    for name, known in labels.items():
        for place in _places(folder, name)[:-1]:
            places[place] = places.get(place, set()) | known
    for place, known in places.items():
        files = _files(place)
        read = {path.stem for path in files if path.suffix in _SPELLINGS}
        for path in files:
            problem = _problem(path, known, read)
            if problem:
                yield path, problem


def _problem(path: Path, known: set[str], read: set[str]) -> str:
    """Return why a file is not read; empty if it is, or if it does not look like a saved page.

    `known` are the labels of references, `read` the names of files with an ending that is read.
    """
    if path.suffix not in _SPELLINGS:
        unread = path.stem in known - read
        return f"only {', '.join(ENDINGS)} are read; save the page as {path.stem}.html" if unread else ""
    if path.stem in known:
        return "it is a link, and links are not followed" if path.is_symlink() else ""
    return f"no reference has the number {path.stem}" if _NUMBER.fullmatch(path.stem) else ""


def _places(folder: str, document: str) -> list[Path]:
    """Return the folders of the saved pages of `document`, that for it alone first."""
    stem = Path(document.rstrip("/")).stem
    return [*([Path(folder) / stem] if stem and stem not in (".", "..", "-") else []), Path(folder)]


def _files(place: Path) -> list[Path]:
    """Return the files in a folder, sorted; none if there is no such folder."""
    try:
        return sorted(path for path in place.iterdir() if path.is_file())
    except OSError:
        return []


def folder_of_saved(folder: str) -> Path:
    """Return the folder that saved pages must lie in, links followed: the one that the setting `folder` names.

    A name like the default's may be a link in a stranger's folder, so that it must lead to a place in the working
    folder. An absolute path or one with ".." was written by the user.
    """
    path = Path(folder)
    return path if path.is_absolute() or ".." in path.parts else Path.cwd()


def state_of(folder: str, documents: Sequence[str] = ()) -> tuple[tuple[str, int, int], ...]:
    """Return the names, sizes (bytes) and modification times (ns) of the saved pages, to notice changes."""
    places = [Path(folder), *(Path(folder) / Path(name).stem for name in documents)] if folder else []
    found = []
    for place in places:
        try:
            files = [path for path in place.iterdir() if path.suffix in _SPELLINGS]
            found += [(path.as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
        except OSError:
            continue  # there is no such folder
    return tuple(sorted(found))


__all__ = ["ENDINGS", "folder_of_saved", "said_of_saved", "saved_pages", "state_of", "unused_pages"]
