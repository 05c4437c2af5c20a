"""The commands that cite: their keys, their notes and pages, and how they are written into the text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from claims.readers.bibliography_files.latex_words import plain
from claims.readers.citation_groups import Cite, read_group
from claims.readers.citation_writing import CitationWriter
from claims.readers.composing import Composer
from claims.readers.latex.commands import GROUPS, IN_TEXT, NO_CITE
from claims.readers.latex.scanning import Stream, TexToken, words_of
from claims.readers.latex.works import LatexWorks

_KEY = re.compile(r"[^\s,{}\\]+(?: [^\s,{}\\]+)*")
_SEVERAL = re.compile(r"(?:paren|foot|auto|smart|super|text)?cites\*?", re.IGNORECASE)


@dataclass(slots=True)
class CitesFound:
    """The groups of a command, and where the last one ends in the project."""

    groups: list[list[Cite]] = field(default_factory=list)
    until: int = 0


@lru_cache(maxsize=2048)
def is_citing(name: str) -> bool:
    """Return whether a command of this name cites works by their keys."""
    return GROUPS.fullmatch(name) is not None and name.rstrip("*") not in NO_CITE


def read_cites(name: str, stream: Stream) -> CitesFound:
    """Return what the command `name` cites, whose arguments `stream` has next."""
    found = CitesFound()
    while True:
        first = stream.optional()
        second = stream.optional() if first is not None else None
        token = stream.skip_spaces()
        stream.put_back(token)
        if token is None or token.text != "{" or (found.groups and not _SEVERAL.fullmatch(name)):
            return found
        keys = stream.argument()
        found.until = keys[-1].until + 1 if keys else token.until
        before, behind = (first, second) if second is not None else (None, first)
        found.groups.append(_group(keys, before or (), behind or ()))
        if not _SEVERAL.fullmatch(name):
            return found


def _group(keys: Sequence[TexToken], before: Sequence[TexToken], behind: Sequence[TexToken]) -> list[Cite]:
    """Return the citations of one argument. The note before is the first one's, that behind is the last one's."""
    names = [key for key in _KEY.findall(words_of(keys)) if key != "*"]
    cites = [Cite(name) for name in names]
    if cites and before:
        (read,) = read_group(f"{plain(words_of(before))} @{{x}}") or [Cite("x")]
        cites[0] = replace(cites[0], prefix=read.prefix)
    if cites and behind:
        read = next(iter(read_group(f"@{{x}}, {plain(words_of(behind))}")), Cite("x"))
        cites[-1] = replace(cites[-1], suffix=read.suffix, pages=read.pages)
    return cites


def write_citation(
    citations: CitationWriter,
    composer: Composer,
    works: LatexWorks,
    name: str,
    groups: Sequence[Sequence[Cite]],
    source: tuple[int, int],
) -> None:
    """Write what the command `name` cites: as a mark, or as names, a year or a title with their mark."""
    lower = name.rstrip("*").lower()
    cites = [cite for group in groups for cite in group]
    if not cites:
        return
    if lower.startswith(("citeyear", "citedate", "citetitle")):
        for cite in cites:
            shown = works.title(cite.key) if "title" in lower else works.year(cite.key)
            composer.write(f"{shown} " if shown else "", *source)
            citations.mark([cite], source)
    elif IN_TEXT.fullmatch(name):
        for place, cite in enumerate(cites):
            joint = "" if place == 0 else " and " if place == len(cites) - 1 else ", "
            composer.write(joint, *source)
            citations.write_in_text([cite], source)
    else:
        citations.write_group(cites, source)


__all__ = ["CitesFound", "is_citing", "read_cites", "write_citation"]
