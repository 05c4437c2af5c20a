"""The bibliography that a Markdown document cites from: named by the caller, by its front matter, or beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.companions import Companions
from claims.readers.bibliography_files.cited import IN_DOCUMENT, CitedWorks
from claims.readers.bibliography_files.finding import FoundWorks, named_by_caller, read_beside, read_named
from claims.readers.citation_groups import KEY
from claims.readers.markdown.front_matter import listed_keys, named_files
from claims.readers.markdown.yaml_works import read_yaml_works

_GROUP = re.compile(r"\[[^\[\]\n]{0,300}?(?<!\w)-?@[^\[\]]{1,2000}\](?!\()|\{cite[\w:]*\}`")
_SURE = re.compile(
    r"\[(?:(?:see|cf\.|e\.g\.,?|also)\s)?-?@[\w:.+/-]{0,60}[A-Za-z][\w:.+/-]{0,60}?\d{2,4}[a-z]{0,20}\b[^\[\]]{0,2000}\](?!\()"
)
_PROJECTS = ("_quarto.yml", "_quarto.yaml", "_bookdown.yml")
_SAMPLE = 2_000_000  # characters in which citations are looked for


def find_works(source: str, front: str, companions: Companions) -> FoundWorks:
    """Return the works that the document with the text `source` and the front matter `front` may cite.

    Raises `ReadingError` for a file that the caller named and that is no bibliography.
    """
    found = FoundWorks()
    names = named_files(front) or _of_project(companions)
    files = named_by_caller(companions) or read_named(names, companions, found)
    own = read_yaml_works(source, front)
    if own is not None:
        files = [(IN_DOCUMENT, own), *files]
    sample = source[:_SAMPLE]
    if not files and not names and _GROUP.search(sample):
        keys = {match["braced"] or match["key"] for match in KEY.finditer(sample)}
        files = read_beside(keys, companions, sure="{cite" in sample)
    if files or found.problems or _SURE.search(sample):
        found.works = CitedWorks(files, is_named=bool(companions.bibliographies))
        for key in listed_keys(front):
            if key == "*":
                found.works.cite_all()
            else:
                found.works.cite(key, in_text=False)
    return found


def _of_project(companions: Companions) -> Sequence[str]:
    """Return the bibliographies that the settings of a Quarto project in the document's folder name."""
    for name in _PROJECTS:
        body = companions.read(name)
        if body is not None:
            return named_files(body.decode("utf-8", "replace"))
    return ()


__all__ = ["find_works"]
