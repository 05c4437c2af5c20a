"""At which width a program or a person broke the lines of a text, and which lines run on in the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from claims.markers.raised import CIRCLED, RAISED_ALPHABET
from claims.patterns import lazy_regex
from claims.readers.plaintext.lines import Line

_MARKS = (
    rf"(?:\s?\[[^\[\]]{{1,12}}\]|[［【〔][^［］【】〔〕]{{1,12}}[］】〕]|[⁰¹²³⁴-⁹⁻{CIRCLED}{RAISED_ALPHABET}]|(?<=[⁰¹²³⁴-⁹])[,;–-](?=[⁰¹²³⁴-⁹])"
    r"|\^[\d\s,;–-]{1,20}\^|\$\^\{?[\d\s,;–-]{1,20}\}?\$)*+"
)
_ENDED = lazy_regex(rf"[.!?…。！？।؟:;][\"'”’»)\]」』]*{_MARKS}$")
_RAISED_END = lazy_regex(
    r"(?:[^\W\d_]{2}\)?|\b(?:1[5-9]|20)\d\d)[.!?][\"”’)]?\d{1,3}(?:[,–-]\s?\d{1,3}){0,9}$"
)  # "of weavers.3": a lost superscript
_ABBREVIATED = lazy_regex(
    r"(?:^|[\s(])(?:Dr|Mr|Mrs|Ms|St|Prof|Mt|Nr|vol|no|pp?|eds?|cf|vgl|Mio|Mrd|Tsd|ca|approx|bzw|sog|[Ff]igs?|Sra?|[zdu]|[A-ZÀ-Þ])\.$"
)  # and a name or a figure follows
_MARK_FIRST = lazy_regex(r"\[[^\[\]]{1,20}\][.,;:)]")
_OPEN = lazy_regex(
    r"(?:[,，、-]|\b(?:the|an?|of|in|on|at|to|by|and|or|for|from|with|that|which|was|were|is|are|as|its|their|der|die|das|den"
    r"|dem|des|und|von|mit|le|la|les|de|du|et|el|los|las|y|il|e|di|и|в|на|с|по))$",
    re.IGNORECASE,
)
_SENTENCE_WITHIN = lazy_regex(rf"(?:[^\W\d_]{{2}}|\d{{4}}|[^\W_]\s?\[[\d,–\s-]{{1,12}}\])[.!?]{_MARKS}\s+[A-ZÀ-ÞА-Я]")
_NO_HEADING = 100  # characters: a longer line without the end of a sentence runs on; judgement
_ITEM = lazy_regex(
    r"(?:\[[^\[\]\s]{1,8}\]|\(?\d{1,3}[.)](?!\d)|\d{1,3}(?=\s)|[⁰¹²³⁴-⁹]+|[↑^])(?![.,;:)])\s*\S|#{1,6}\s"
)
_FIELD = lazy_regex(r"[A-Z][A-Za-z-]{1,20}: \S")  # "Subject: …" at the head of a mail
_WIDE = lazy_regex(r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef]")
_WIDTHS = (30, 220)  # characters; judgement: shorter lines are verse or tables, longer ones paragraphs
_LEAST = 0.2  # share of the line ends inside sentences below which lines are taken for blocks
_ALIKE = 0.93  # share of the longest line that the shortest has where lines were wrapped; judgement
_ROOM = 0.88  # of the width: a line with room for the next word up to here was ended on purpose
_ROOM_OF_PROSE = 0.6  # the same where empty lines part paragraphs, and people wrap by hand


def is_ended(text: str) -> bool:
    """Return whether a line ends as a sentence does, marks apart."""
    if _ABBREVIATED.search(text, max(0, len(text) - 8)):
        return False
    return _ENDED.search(text) is not None or _RAISED_END.search(text) is not None


def is_open(text: str) -> bool:
    """Return whether more of the sentence must follow a line: it ends with a comma, an article, "vol." """
    return _OPEN.search(text, max(0, len(text) - 12)) is not None or (
        _ABBREVIATED.search(text, max(0, len(text) - 8)) is not None
    )


class Wrapping:
    """How the lines of a text were broken; `width` is None where every line is a block of its own."""

    def __init__(self, lines: Sequence[Line]) -> None:
        pairs = [pair for pair in _pairs(lines) if not pair[1].bullet and not _ITEM.match(pair[1].text)]
        lengths = sorted(_length(line) for line, below in pairs if _breaks_sentence(line, below))
        if len(lengths) < _LEAST * len(pairs) or not lengths:
            lengths = _alike([_length(line) for line, _ in pairs])
        self.width: int | None = None
        if lengths:
            width = lengths[len(lengths) - 1 - len(lengths) // 40]
            full = sum(1 for line, below in pairs if _length(line) + 1 + _first_word(below) > _ROOM * width)
            if _WIDTHS[0] <= width <= _WIDTHS[1] and full >= 0.5 * len(pairs):
                self.width = width
        self._room = _ROOM_OF_PROSE if _parted(lines) else _ROOM

    def has_room(self, line: Line, below: Line) -> bool:
        """Return whether the first word of the line below had room in `line`: the line was ended on purpose."""
        return self.width is None or _length(line) + 1 + _first_word(below) <= _ROOM * self.width

    def runs_on(self, line: Line, below: Line) -> bool:
        """Return whether a reader reads on from `line` in the line below as in one paragraph."""
        if self.width is None:
            return False
        room = _length(line) + 1 + _first_word(below)
        if not is_ended(line.text):
            return room > _ROOM * self.width or _breaks_sentence(line, below)
        if below.indent >= line.indent + 2 or below.bullet:
            return False
        return room > self._room * self.width


def is_one_paragraph(lines: Sequence[Line]) -> bool:
    """Return whether lines of any length are one paragraph: half of their breaks part a sentence; one has an end."""
    breaks = sum(1 for line, below in pairwise(lines) if _breaks_sentence(line, below))
    return 2 * breaks >= len(lines) - 1 > 0 and any(_SENTENCE_WITHIN.search(line.text) for line in lines)


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    for place in range(len(lines) - 1):
        if lines[place].text and lines[place + 1].text and not _FIELD.match(lines[place + 1].text):
            yield lines[place], lines[place + 1]


def _breaks_sentence(line: Line, below: Line) -> bool:
    """Return whether a sentence goes on behind the end of `line`, whatever its width."""
    if is_ended(line.text):
        return False
    first = below.text.lstrip("> (\"“'‘„«[")[:1]
    if first.islower() or _OPEN.search(line.text) or _MARK_FIRST.match(below.text):
        return True
    if first.isalpha() and not first.isupper() and line.text[-1:].isalpha() and not line.text[-1:].isupper():
        return _length(line) >= _WIDTHS[0] or _WIDE.match(first) is None  # letters without case
    return _length(line) >= _NO_HEADING or _SENTENCE_WITHIN.search(line.text) is not None


def _alike(lengths: list[int]) -> list[int]:
    """Return the lengths, sorted, where lines that all end as sentences do are as long as each other by no chance."""
    lengths.sort()
    alike = len(lengths) > 1 and lengths[0] >= _ALIKE * lengths[-1] and lengths[0] > 2 * _WIDTHS[0]
    return lengths if alike else []


def _parted(lines: Sequence[Line]) -> bool:
    """Return whether empty lines part the paragraphs of a text."""
    groups = size = 0
    sizes = []
    for line in lines:
        if line.text:
            size += 1
        elif size:
            sizes.append(size)
            size = 0
    groups = sum(1 for one in sizes if one > 1)
    return groups > 2 and max(sizes) < 40


def _length(line: Line) -> int:
    """Return the columns that a line takes up; a Chinese sign takes two."""
    text = line.text
    return line.indent + len(text) + (0 if text.isascii() else sum(1 for _ in _WIDE.finditer(text)))


def _first_word(line: Line) -> int:
    """Return the length of what had to go into the line above: a word, or a sign with the stop behind it."""
    if _WIDE.match(line.text):
        return 2
    return len(line.text.split(None, 1)[0])
