"""The side details of a sentence: parentheses, insertions between dashes, appositions, dates beside the statement.

What the sentence states is what is left. Parentheses and dashes are read in every language, the rest in English alone.
Nothing is parsed: a form that is not clearly one of these belongs to the statement.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

_BRACKETS = re.compile(r"\([^()]*\)|（[^（）]*）")
_DASHES = re.compile(r"(?<=\w)(?:\s[–—-]\s|\s?—\s?)(?=\S)([^–—()]{2,160}?)(?:\s[–—-]\s|\s?—\s?)(?=\w)")
_COMMA = re.compile(r",(?!\d)")
_RELATIVE = re.compile(
    r"(?:(?:\w+\s+)?(?:of|in|to|for|with|by|from|on|under)\s+(?:whom|which)|which|who|whose|whom|where)\b",
    re.IGNORECASE,
)
_PARTICIPLE = re.compile(
    r"(?:\w+ed|built|held|made|sent|written|led|sold|bought|won|lost|begun|drawn|known)\s+"
    r"(?:by|in|on|at|as|to|from|with|of|for|after|before|under|near|until)\b"
)
_NAME = re.compile(r"(?:[A-Z][\w’'.-]*+\s*+){1,4}")
_ASIDE = re.compile(
    r"(?:(?:also|formerly|previously|now|then|sometimes|originally|better|later)\s+)*"
    r"(?:known|called|named|born|aged|located|situated|based|such as|including|namely|né|née)\b",
    re.IGNORECASE,
)
_APPOSITION = re.compile(
    r"(?:then |now |formerly |later |once )?(?:an?|the|his|her|its|their|one of|son of|daughter of)\b", re.IGNORECASE
)
_NAME_END = re.compile(r"(?:\b[A-Z][\w’'.-]*|\))$")
_LIST = re.compile(r"(?:and|or|as well as)\b", re.IGNORECASE)
_INTRODUCING = re.compile(
    r"(?:in|on|at|by|from|since|during|until|after|before|around|about|under|with|for|as|when|while|because|although)\b",
    re.IGNORECASE,
)
_PLACE_END = re.compile(r"\s(?:in|at|near)(?:\s+(?:the\s+)?[A-Z][\w’'-]*)+\s*$")
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_YEAR = r"(?:1\d\d\d|20\d\d)(?!,?\d)s?"
_DATE = re.compile(
    r"\b(?:in|on|since|by|from|until|till|during|around|before|after)\s+"
    r"(?:(?:the|early|late|mid|about|spring|summer|autumn|winter|fall|of|\w+day)[\s,-]+){0,3}"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_MONTH}\s+\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+{_YEAR})?|{_MONTH}(?:,?\s+{_YEAR})?"
    rf"|{_YEAR}|\d{{1,2}}(?:st|nd|rd|th) century)"
    r"(?=[\s.,;:)!?]|$)",
    re.IGNORECASE,
)
_TIMED = frozenset(
    {
        *("born", "built", "begun", "began", "held", "made", "sent", "sold", "bought", "written", "broke"),
        *("burnt", "lost", "won", "ran", "came", "went", "fell", "rose", "was", "were", "is"),
        *("are", "became", "dates", "left", "set", "met", "led", "fought", "taught", "wrote", "sank"),
        *("hung", "grew", "stood", "shot", "begins", "ends", "opens", "closes"),
    }
)
"""Verbs without the ending "-ed" behind which a date is what the sentence states: "was born in 1970"."""
_LONGEST_INTRODUCTION = 6  # words of a phrase before the first comma that only introduces (judgement)
_LONGEST_APPOSITION = 12  # words of an apposition at the end of a sentence (judgement)


class SideDetails:
    """The side details of one sentence, looked for once."""

    def __init__(self, text: str, *, english: bool) -> None:
        """Find the side details of the sentence `text`.

        With `english` False only parentheses and insertions between dashes are found.
        """
        self._text = text
        self._is_side = bytearray(len(text))
        self._mark(match.span() for match in _BRACKETS.finditer(text))
        self._mark(match.span(1) for match in _DASHES.finditer(text))
        if english:
            self._mark(list(self._between_commas()))
            self._mark(list(self._dates_beside()))

    def holds(self, start: int, end: int) -> bool:
        """Whether every letter and digit from `start` to `end` (offsets in the sentence) belongs to a side detail."""
        places = range(max(0, start), min(end, len(self._text)))
        return all(self._is_side[at] for at in places if self._text[at].isalnum())

    @property
    def words(self) -> tuple[str, ...]:
        """The side details as they are written, without the white space around them."""
        runs = re.finditer(rb"\x01+", self._is_side)
        return tuple(self._text[run.start() : run.end()].strip() for run in runs)

    def _mark(self, spans: Iterable[tuple[int, int]]) -> None:
        for start, end in spans:
            self._is_side[start:end] = b"\x01" * (end - start)

    def _between_commas(self) -> Iterator[tuple[int, int]]:
        """Yield the appositions and clauses that commas set apart, and the phrase that introduces a sentence."""
        text = self._text
        commas = [match.start() for match in _COMMA.finditer(text) if not self._is_side[match.start()]]
        parts = [(before + 1, after) for before, after in pairwise([-1, *commas, len(text)])]
        words = [text[start:end].strip() for start, end in parts]
        introduced = len(parts) > 1 and _INTRODUCING.match(words[0]) is not None
        if introduced and len(words[0].split()) <= _LONGEST_INTRODUCTION:
            yield parts[0]
        for index in range(1, len(parts)):
            if _is_aside(words, index, introduced=introduced):
                yield parts[index]

    def _dates_beside(self) -> Iterator[tuple[int, int]]:
        """Yield the dates beside a statement: not those that the statement is about, "was built in 1934"."""
        dates = [match.span() for match in _DATE.finditer(self._text) if not self._is_side[match.start()]]
        rest = [" " if side else letter for letter, side in zip(self._text, self._is_side, strict=True)]
        for start, end in dates:
            rest[start:end] = " " * (end - start)
        statement = " ".join("".join(rest).split()).rstrip(" .,;:!?")
        last = _PLACE_END.sub("", statement).rpartition(" ")[2].casefold()
        if not (_is_verb(last) or last == "place"):
            yield from dates


def _is_verb(word: str) -> bool:
    """Whether `word` looks like the past form of a verb, or is another one of those that dates follow."""
    return word.endswith("ed") or word in _TIMED


def _is_aside(words: list[str], index: int, *, introduced: bool) -> bool:
    """Whether the part at `index` of a sentence that is divided at its commas only adds to what stands before it."""
    part = words[index]
    if _RELATIVE.match(part) or _ASIDE.match(part):
        return True
    is_main = introduced and index == 1
    is_list = any(_LIST.match(word) for word in words[index : index + 2])
    if is_main or is_list:
        return False
    is_inserted = index == 1 + introduced and index + 1 < len(words)  # right behind the subject, before its verb
    if (is_inserted and _PARTICIPLE.match(part)) or _is_name_between(words, index):
        return True
    if not _APPOSITION.match(part) or not _NAME_END.search(words[index - 1]):
        return False
    if index + 1 < len(words):
        return True
    own = part.rstrip(" .!?").casefold().split()
    return len(own) <= _LONGEST_APPOSITION and not any(word in ("and", "or") or _is_verb(word) for word in own)


def _is_name_between(words: list[str], index: int) -> bool:
    """Whether a part is a name behind what it is the name of: "The mayor, Karl Holm, opened the hall"."""
    if index + 1 >= len(words) or not _NAME.fullmatch(words[index]):
        return False
    before, behind = words[index - 1], words[index + 1]
    is_kind = _APPOSITION.match(before) is not None and before[-1:].islower() and not _NAME_END.search(before)
    return is_kind and behind[:1].islower()


__all__ = ["SideDetails"]
