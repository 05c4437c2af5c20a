"""The bibliography that a Markdown document cites from: named by the caller, by its front matter, or beside it."""

from __future__ import annotations

import re

from claims.companions import Companions
from claims.readers.bibliography_files.cited import CitedWorks
from claims.readers.bibliography_files.finding import FoundWorks, named_by_caller, read_beside, read_named
from claims.readers.citation_groups import KEY
from claims.readers.markdown.front_matter import listed_keys, named_files

_GROUP = re.compile(r"\[[^\[\]\n]{0,300}?(?<!\w)-?@[^\[\]]{1,2000}\](?!\()|\{cite[\w:]*\}`")
_SURE = re.compile(
    r"\[(?:(?:see|cf\.|e\.g\.,?|also)\s)?-?@[\w:.+/-]{0,60}[A-Za-z][\w:.+/-]{0,60}?\d{2,4}[a-z]{0,20}\b[^\[\]]{0,2000}\](?!\()"
)
_SAMPLE = 2_000_000  # characters in which citations are looked for


def find_works(source: str, front: str, companions: Companions) -> FoundWorks:
    """Return the works that the document with the text `source` and the front matter `front` may cite.

    Raises `ReadingError` for a file that the caller named and that is no bibliography.
    """
    found = FoundWorks()
    names = named_files(front)
    files = named_by_caller(companions) or read_named(names, companions, found)
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


__all__ = ["find_works"]
