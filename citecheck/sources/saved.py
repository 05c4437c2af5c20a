"""Pages that a reviewer saved by hand: files in a folder, named by the numbers of references.

A page behind a wall can only be read by people. What they save is a source like any other, and its report says that it
is a file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

ENDINGS = (".html", ".htm", ".xhtml", ".pdf", ".txt", ".md")
_LABEL = re.compile(r"[\w][\w .()-]{0,60}")  # no separators, no leading dot: a label must not lead out of the folder


def saved_pages(folder: str, document: str, label: str) -> tuple[Path, ...]:
    """Return the files that may hold the saved source of one reference, in the order in which they count.

    `folder` is the setting `sources_folder` (empty: none), `document` the name of the document, `label` that of the
    reference. A folder below it that has the document's name, without its ending, comes first.
    """
    label = label.strip("[] ")
    if not folder or not _LABEL.fullmatch(label):
        return ()
    places = [Path(folder)]
    stem = Path(document.rstrip("/")).stem
    if stem and stem not in (".", "..", "-"):
        places.insert(0, Path(folder) / stem)
    return tuple(place / f"{label}{ending}" for place in places for ending in ENDINGS)


def state_of(folder: str, documents: Sequence[str] = ()) -> tuple[tuple[str, int, int], ...]:
    """Return what tells whether the saved pages changed: names, sizes and times of change (ns) of the files."""
    places = [Path(folder), *(Path(folder) / Path(name).stem for name in documents)] if folder else []
    found = []
    for place in places:
        try:
            files = [path for path in place.iterdir() if path.suffix in ENDINGS]
            found += [(path.as_posix(), path.stat().st_size, path.stat().st_mtime_ns) for path in files]
        except OSError:
            continue  # there is no such folder
    return tuple(sorted(found))


__all__ = ["ENDINGS", "saved_pages", "state_of"]
