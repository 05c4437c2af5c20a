"""The lines of a text, and the groups that empty lines divide them into."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from claims.model import Span
from claims.patterns import lazy_regex

_BULLET = lazy_regex(r"(?:[•◦▪▫‣⁃●○■□·∙➢►–*+-]|o(?=\t|\s\s+\S))(?:[\s\u00a0]+|(?<=•))")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its span without the white space around it, and how far it is indented (characters)."""

    start: int
    end: int
    indent: int
    text: str

    @property
    def span(self) -> Span:
        """Where the line's words stand."""
        return Span(self.start, self.end)

    @property
    def bullet(self) -> int:
        """The length of the bullet that the line begins with, 0 where it has none."""
        match = _BULLET.match(self.text)
        return match.end() if match else 0


def split_lines(text: str) -> list[Line]:
    """Return all lines of `text`, empty ones included."""
    lines = []
    place = 0
    for raw in text.split("\n"):
        if not raw:
            lines.append(Line(place, place, 0, ""))
            place += 1
            continue
        stripped = raw.strip()
        indent = len(raw) - len(raw.lstrip())
        start = place + (indent if stripped else 0)
        lines.append(Line(start, start + len(stripped), indent if stripped else 0, stripped))
        place += len(raw) + 1
    return lines


def grouped(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Yield the runs of lines that have words."""
    group: list[Line] = []
    for line in lines:
        if line.text:
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group
