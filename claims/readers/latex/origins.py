"""Where the words of a LaTeX document stand: in which of its files, and there in which line and column."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property

from claims.model import SourceRange, Span
from claims.readers.latex.project import Project
from claims.source_map import LineIndex, MappedOrigins, OriginPiece


class ProjectOrigins:
    """Origins of a document whose text was made from the files of `project`, whose offsets follow one another."""

    def __init__(self, project: Project, pieces: Sequence[OriginPiece]) -> None:
        self._project = project
        self._pieces = MappedOrigins("", pieces)
        self._names = list(project.bases)
        self._bases = list(project.bases.values())
        self._lines: dict[str, LineIndex] = {}

    @cached_property
    def _main(self) -> str:
        return self._project.main

    def locate(self, span: Span) -> SourceRange | None:
        """Return the place of `span`, None if it has none."""
        offsets = self._pieces.offsets(span)
        if offsets is None:
            return None
        place = bisect_right(self._bases, offsets[0]) - 1
        name, base = self._names[place], self._bases[place]
        lines = self._lines.get(name)
        if lines is None:
            lines = self._lines[name] = LineIndex(self._project.texts[name])
        end = min(max(offsets[1], offsets[0]), base + len(self._project.texts[name]))
        return SourceRange(*lines.place(offsets[0] - base), *lines.place(end - base), *self._file(name))

    def _file(self, name: str) -> tuple[str, ...]:
        return () if name == self._main else (name,)


__all__ = ["ProjectOrigins"]
