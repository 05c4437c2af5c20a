"""The numbered list at a text's end: its entries, their numbers, and the back-links that stand before their words."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from claims.markers import normal_label
from claims.markers.raised import CIRCLED
from claims.model import Span
from claims.patterns import lazy_regex
from claims.readers.plaintext.lines import Line

EAST_ASIAN_NOTE = r"[\[(（]?(?:[※＊*](?=\d)|(?:注|註|脚注)(?=\s?\d))\s?(?P<note>\d{1,3})[\])）:：.]{0,2}"
"""The number of a note as Japanese and Chinese texts write it, "※1", "*1:", "（注1）", as a part of an expression."""
_NUMBERED = lazy_regex(
    rf"(?:{EAST_ASIAN_NOTE}(?=\s|[^\d\s.])"
    r"|[\[［【〔](?P<bracket>\^?[^\[\]［］【〔】〕\s]{1,8}|\w{1,6} \d{1,3}|[A-Z][\w+-]{0,18}\d[a-z]?)[\]］】〕]"
    r"(?::|\.(?=\s+[A-ZÀ-ÞА-Я“\"«]))?"
    r"|#(?P<hash>\d{1,3})[.:)]?(?=\s)|<(?P<angle>\d{1,3})>(?=\s)|(?P<dashed>\d{1,3})\s[-–—](?=\s)"
    r"|(?i:refs?\.?|reference|source)\s#?(?P<worded>\d{1,3})\s?[.:)](?=\s)"
    r"|[(（{](?P<round>\d{1,3})[)）}]|(?P<plain>\d{1,4})(?:[.)．）、]|\.\)|:)(?=\s|$|[^\d\s])"
    rf"|(?P<super>[⁰¹²³⁴-⁹]{{1,4}})|(?P<circled>[{CIRCLED}])|(?P<bare>\d{{1,3}})(?=\s+(?:[↑^]|\S))"
    r"|(?P<letter>[a-z]|[ivx]{2,5})[.)](?=\s))\s*",
)
_JUMP = (
    r"(?:jump (?:up )?to|hochspringen nach|nach oben springen(?: zu)?|sauter à|revenir plus haut en|saltar a|ir para"
    r"|torna a|naar boven springen|hoppa till)"
)
# 3.0 3.1 3.2 or 3,0 3,1; ^ a b c; ↑ Jump up to: a b; a b c before a capital
_BACK_LINKS = lazy_regex(
    rf"(?:[↑^⬆▲]\s*)?(?:\d{{1,4}}[.,]0\s+\d{{1,4}}[.,]1(?:\s+\d{{1,4}}[.,]\d{{1,3}}){{0,200}}(?=\s|$)\s*)"
    rf"|(?:[↑^⬆▲]\s*|(?i:{_JUMP}):?\s*)+(?:a(?: [a-z]{{1,2}}){{1,200}} |a (?=[\"“„«\d(A-ZÀ-Þ]))?"
    r"|a(?: [b-z])+ (?=[\"“„«A-ZÀ-ÞА-Я])"
)
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv"]
_JUMP_OF_ROMAN = 3  # as of other numbers without signs that prove them
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Raised figures with the plain ones."""
_CITED_ON = lazy_regex(r"[,;.)\]]|(?:and|or|und|et|y|e)\s")
_TRAILING_ARROW = lazy_regex(r"(?<!\s)\s*+[↩↑⏎]\ufe0e?\s*+\d*+\s*+$")


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
    if style in ("bracket", "super") and _CITED_ON.match(line.text, match.end()):
        return None  # "reprinted in / [3], p. 12": a mark within an entry
    if style == "super":
        label = label.translate(RAISED)
    elif style == "circled":
        label = str(int(unicodedata.numeric(label)))
    elif not label.isascii() and label.isdecimal():
        label = str(int(label))
    return trimmed(line, match.end(), label.lstrip("^"), style)


def trimmed(line: Line, skip: int, label: str, style: str) -> TextEntry:
    """Make an entry of what a line says after its number: back-links and arrows are no words of it."""
    rest = line.text[skip:]
    back = _BACK_LINKS.match(rest)
    start = skip + (back.end() if back else 0)
    tail = _TRAILING_ARROW.search(line.text, start)
    end = tail.start() if tail else len(line.text)
    return TextEntry(label, line.start + start, line.start + max(start, end), style)


def begins(entry: TextEntry) -> bool:
    """Return whether a list of references may begin with this entry: at any number, and at a or i."""
    if entry.label.isdecimal():
        return entry.style != "bare" or int(entry.label) <= 1
    return normal_label(entry.label) in ("a", "i") or entry.style == "bracket"


def follows(previous: TextEntry, entry: TextEntry, *, apart: bool) -> bool:
    """Return whether an entry comes next after another one, in the same style.

    The next number is believed anywhere. A number that jumps or goes back is believed in brackets, and elsewhere where
    the entries stand `apart`: the line above ends an entry, and the number stands where those of the list do.
    """
    same = previous.style == entry.style
    if not same and {previous.style, entry.style} != {"plain", "bracket"}:
        return False
    before, after = previous.label, entry.label
    if before.isdecimal() and after.isdecimal():
        if int(before) < int(after) <= int(before) + 3:
            return same or apart
        return same and len(after) <= 3 and (apart or entry.style == "bracket")
    if same and entry.style == "bracket":
        return not len(before) == len(after) == 1 or before < after
    if same and before in _ROMAN and after in _ROMAN:
        return 0 < _ROMAN.index(after) - _ROMAN.index(before) <= _JUMP_OF_ROMAN
    return len(before) == len(after) == 1 and ord(before) < ord(after) <= ord(before) + 2
