"""Pages that a reviewer saved by hand: files in a folder, named by the numbers of references.

Only people can read a page behind a wall. A page that they saved is a source like any other; the report says that it
was read from a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

ENDINGS = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")
_LABEL = re.compile(r"[\w][\w .()-]{0,60}")  # no separators and no leading dot, so that a label cannot leave the folder


def saved_pages(folder: str, document: str, label: str) -> tuple[Path, ...]:
    """Return the paths at which a saved source of one reference may be; the first that exists counts.

    `folder` is the setting `sources_folder` (empty: there is none), `document` the name of the document, `label` that
    of the reference. A folder in it that is named like the document, without the file ending, comes first.
    """
    label = label.strip("[] ")
    if not folder or not _LABEL.fullmatch(label):
        return ()
    places = [Path(folder)]
    stem = Path(document.rstrip("/")).stem
    if stem and stem not in (".", "..", "-"):
        places.insert(0, Path(folder) / stem)
    return tuple(place / f"{label}{ending}" for place in places for ending in ENDINGS)


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
            files = [path for path in place.iterdir() if path.suffix in ENDINGS]
            found += [(path.as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
        except OSError:
            continue  # there is no such folder
    return tuple(sorted(found))


__all__ = ["ENDINGS", "folder_of_saved", "saved_pages", "state_of"]
