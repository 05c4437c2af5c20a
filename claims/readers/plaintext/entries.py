"""The numbered list at a text's end: its entries, their numbers, and the back-links that stand before their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claims.markers import normal_label
from claims.model import Span
from claims.readers.plaintext.lines import Line

_NUMBERED = re.compile(
    r"(?:\[(?P<bracket>\^?[^\[\]\s]{1,8}|\w{1,6} \d{1,3})\]:?|\((?P<round>\d{1,3})\)|(?P<plain>\d{1,4})(?:[.)]|\.\)"
    r"|:)(?=\s|$|[^\d\s])"
    r"|(?P<super>[⁰¹²³⁴-⁹]{1,4})|(?P<bare>\d{1,3})(?=\s+(?:[↑^]|\S))|(?P<letter>[a-z])[.)](?=\s))\s*",
)
_JUMP = (
    r"(?:jump (?:up )?to|hochspringen nach|nach oben springen(?: zu)?|sauter à|revenir plus haut en|saltar a|ir para"
    r"|torna a|naar boven springen|hoppa till)"
)
# 3.0 3.1 3.2 or 3,0 3,1; ^ a b c; ↑ Jump up to: a b; a b c before a capital
_BACK_LINKS = re.compile(
    rf"(?:[↑^⬆▲]\s*)?(?:\d{{1,4}}[.,]0\s+\d{{1,4}}[.,]1(?:\s+\d{{1,4}}[.,]\d{{1,3}}){{0,200}}(?=\s|$)\s*)"
    rf"|(?:[↑^⬆▲]\s*|(?i:{_JUMP}):?\s*)+(?:a(?: [a-z]{{1,2}}){{1,200}} |a (?=[\"“„«\d(A-ZÀ-Þ]))?"
    r"|a(?: [b-z])+ (?=[\"“„«A-ZÀ-ÞА-Я])"
)
_TRAILING_ARROW = re.compile(r"\s*[↩↑⏎]\ufe0e?\s*\d*\s*$")


@dataclass(slots=True)
class TextEntry:
    """One entry: its label as the list shows it ("" where the list lost its numbers), and where its words stand."""

    label: str
    start: int
    end: int
    style: str

    @property
    def span(self) -> Span:
        """Where the entry's words stand."""
        return Span(self.start, self.end)


def entry_of(line: Line) -> TextEntry | None:
    """Read a line that begins an entry with a number or a letter, or return None."""
    match = _NUMBERED.match(line.text)
    if match is None:
        return None
    style = match.lastgroup or ""
    label = match.group(style)
    if style == "super":
        label = label.translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))
    return trimmed(line, match.end(), label.lstrip("^"), style)


def trimmed(line: Line, skip: int, label: str, style: str) -> TextEntry:
    """Make an entry of what a line says after its number: back-links and arrows are no words of it."""
    rest = line.text[skip:]
    back = _BACK_LINKS.match(rest)
    start = skip + (back.end() if back else 0)
    tail = _TRAILING_ARROW.search(line.text, start)
    end = tail.start() if tail else len(line.text)
    return TextEntry(label, line.start + start, line.start + max(start, end), style)


def follows(previous: TextEntry | None, entry: TextEntry) -> bool:
    """Return whether an entry's label is the next one after another's, in the same style."""
    if previous is None:
        return normal_label(entry.label) in ("1", "a", "0")
    if previous.style != entry.style and {previous.style, entry.style} != {"plain", "bracket"}:
        return False
    before, after = previous.label, entry.label
    if before.isdecimal() and after.isdecimal():
        return int(before) < int(after) <= int(before) + 3
    return len(before) == len(after) == 1 and ord(before) < ord(after) <= ord(before) + 2
