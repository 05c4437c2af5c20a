"""Normalise text for comparison, and keep for each character where it came from.

What typography alone changes is folded away: case, accents, ligatures, kinds of quotation marks and dashes, spaces,
hyphens at line ends, grouping of digits, footnote marks. What has meaning is kept: letters, digits, decimal points,
signs, currencies, comparisons. Characters are looked up in tables (Unicode NFKD and case folding), so a page of
200,000 characters takes a few milliseconds.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cached_property
from itertools import pairwise
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Classes of characters. From _DOT on, the neighbours decide.
_UNKNOWN, _SEPARATOR, _LETTER, _DIGIT, _OWN, _DROPPED = range(6)
_DOT, _COMMA, _COLON, _SLASH, _DASH, _SOFT, _RAISED, _THIN = range(6, 14)

_WIDEST: Final = 4  # characters that one character may fold to
_CODE_POINTS: Final = 0x110000
_SPECIAL = {
    **dict.fromkeys(".\u2024\uff0e", _DOT),
    **dict.fromkeys(",\uff0c\u066b\u066c", _COMMA),
    **dict.fromkeys(":\uff1a\u2236", _COLON),
    **dict.fromkeys("/\u2044\u2215", _SLASH),
    **dict.fromkeys("-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d", _DASH),
    **dict.fromkeys("\u00ac\u00ad", _SOFT),
    **dict.fromkeys("\u00b9\u00b2\u00b3\u2070\u2074\u2075\u2076\u2077\u2078\u2079", _RAISED),
    **dict.fromkeys("\u00a0\u2009\u202f\u2008", _THIN),
}
_SIGNS = frozenset("$€£¥₹₽₩₺₪₫₱¢%‰<>=≤≥≠±+&×÷√∞")
_APOSTROPHES = frozenset("'’‘‚‛ʼʻ`´′＇ʹˈ")
_LOOSE_LETTERS = {"æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "ħ": "h", "ı": "i", "ŋ": "n"}
_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f]"
)
# Scripts that do not separate words: each of their characters counts as a word.
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
_NOTE_MARK = re.compile(
    r"\[(?:\s?(\d{1,3})(?:\s?[,;–-]\s?\d{1,3})*(?:,\spp?\.\s?\d{1,4}(?:[–-]\d{1,4})?)?\s?|[a-z]"
    r"|(?:(?:foot)?note|nb|n|fn)\s\d{1,3}|citation needed|who\?|when\?"
    r"|clarification needed|dead link|better source needed)\](?::\d{1,4}(?:[–-]\d{1,4})?)?"
)
# A raised figure is part of a symbol or a unit, and the mark of a note behind a word: x², km², s⁻¹, 10⁻⁴.
_POWER = re.compile(
    "(?:(?<![^\\W_])(?:[^\\W\\d_]|[kcdmµμn]m|mol|min|mi|ft|yd|in|ha|mc)⁻?|(?<=\\d)⁻|(?<=[^\\W\\d_])(?=\\S{1,2}[⁺⁻]))"
    "([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3})"
)
_YEAR_NOTE = re.compile("(?<!\\d)(?:1[5-9]|20)\\d\\d([\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{1,3})(?!\\d)")
_POWER_SIGN = re.compile(r"\^([-−–])(?=\d)")
_LINE_END = re.compile(r".[ \t]*\r?\n\s*(?=[^\W\d_])")

_classes = np.zeros(_CODE_POINTS, dtype=np.uint8)
_lengths = np.zeros(_CODE_POINTS, dtype=np.uint8)
_targets = [np.zeros(_CODE_POINTS, dtype=np.uint32) for _ in range(_WIDEST)]
_KEPT = np.isin(np.arange(256), (_LETTER, _DIGIT, _OWN))


class Folded:
    """A text in normal form, with the way back to the text that it was made from.

    `squeezed` holds the characters of all words without anything between them; `offsets[i]` is where its character i
    came from, `begins[i]` whether a word begins there. `words` is the same with a space between words.
    """

    __slots__ = ("__dict__", "begins", "offsets", "source", "squeezed")

    def __init__(self, source: str, squeezed: str, offsets: NDArray[np.int64], begins: NDArray[np.bool_]) -> None:
        self.source = source
        self.squeezed = squeezed
        self.offsets = offsets
        self.begins = begins

    def __len__(self) -> int:
        return len(self.squeezed)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The offsets in `squeezed` at which words begin."""
        return np.flatnonzero(self.begins)

    @cached_property
    def words(self) -> str:
        """The words, joined by single spaces."""
        size = len(self.squeezed)
        if not size:
            return ""
        spread = np.full(size + len(self.starts) - 1, 32, dtype=np.uint32)
        spread[np.arange(size) + np.cumsum(self.begins) - 1] = _points(self.squeezed)
        return _text(spread)

    def tokens(self, start: int, end: int) -> tuple[list[str], list[int]]:
        """Return the words that begin in `squeezed[start:end]`, cut at `end`, and where each begins."""
        first, last = np.searchsorted(self.starts, (start, end))
        begins: list[int] = self.starts[first:last].tolist()
        edges = [*begins[1:], min(end, len(self.squeezed))] if begins else []
        return [self.squeezed[a:b] for a, b in zip(begins, edges, strict=True)], begins

    def spans(self, edges: list[int]) -> list[tuple[int, int]]:
        """Return `span` for each two neighbours in `edges`."""
        return [self.span(start, end) for start, end in pairwise(edges)]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the source of `squeezed[start:end]`, combining marks at its end included."""
        if end <= start:
            at = int(self.offsets[start]) if start < len(self.offsets) else len(self.source)
            return at, at
        first, last = int(self.offsets[start]), int(self.offsets[end - 1]) + 1
        while last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return first, last


def fold(text: str) -> Folded:
    """Return `text` in normal form. The time is linear in the length of the text."""
    points = _points(text)
    classes = _classes[points]
    if not classes.all():
        _learn(points[classes == _UNKNOWN])
        classes = _classes[points]
    classes = _decided(text, points, classes)
    kept = np.flatnonzero(_KEPT[classes])
    parted = np.cumsum(classes == _SEPARATOR, dtype=np.int32)[kept]
    begins = np.ones(len(kept), dtype=np.bool_)
    np.not_equal(parted[1:], parted[:-1], out=begins[1:])
    own = classes[kept] == _OWN
    if own.any():
        begins[1:] |= own[1:] | own[:-1]
    points = points[kept]
    characters = _targets[0][points]
    counts = _lengths[points]
    wide = np.flatnonzero(counts > 1)
    if not len(wide):
        return Folded(text, _text(characters), kept, begins)
    return Folded(text, *_widened(points, kept, begins, characters, counts, wide))


def _widened(
    points: NDArray[np.uint32],
    kept: NDArray[np.int64],
    begins: NDArray[np.bool_],
    characters: NDArray[np.uint32],
    counts: NDArray[np.uint8],
    wide: NDArray[np.int64],
) -> tuple[str, NDArray[np.int64], NDArray[np.bool_]]:
    """Make room for the characters that fold to several."""
    ends = np.cumsum(counts, dtype=np.int64)
    places = ends - counts
    total = int(ends[-1])
    widened, offsets, starts = np.zeros(total, np.uint32), np.zeros(total, np.int64), np.zeros(total, np.bool_)
    widened[places], offsets[places], starts[places] = characters, kept, begins
    for index in range(1, _WIDEST):
        wide = wide[counts[wide] > index]
        widened[places[wide] + index] = _targets[index][points[wide]]
        offsets[places[wide] + index] = kept[wide]
    return _text(widened), offsets, starts


def fold_words(text: str) -> list[str]:
    """Return the words of a short text in normal form, joined by single spaces."""
    words = fold(text).words
    return words.split(" ") if words else []


def _points(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")


def _text(points: NDArray[np.uint32]) -> str:
    return points.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")


def _decided(text: str, points: NDArray[np.uint32], classes: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Decide the classes of characters that depend on their neighbours."""
    size = len(points)
    padded = np.full(size + 6, _SEPARATOR, dtype=np.uint8)
    padded[2 : size + 2] = classes
    at = np.flatnonzero(classes >= _DOT)
    result = classes.copy()
    if len(at):
        kinds = classes[at]
        before, before2, after = padded[at + 1], padded[at], padded[at + 3]
        between_digits = (before == _DIGIT) & (after == _DIGIT)
        second, third, fourth = (padded[at + 4] == _DIGIT), (padded[at + 5] == _DIGIT), (_class_at(padded, at + 6))
        groups = between_digits & second & third & (fourth != _DIGIT)
        decimal = between_digits & ~third
        settled = np.full(len(at), _SEPARATOR, dtype=np.uint8)
        joins = (kinds == _DOT) & (before == _LETTER) & (after == _LETTER) & (before2 != _LETTER) & (before2 != _DIGIT)
        settled[joins | (((kinds == _COMMA) | (kinds == _THIN)) & groups)] = _DROPPED
        settled[((kinds == _DOT) | (kinds == _COLON) | (kinds == _SLASH)) & between_digits] = _LETTER
        settled[(kinds == _COMMA) & decimal & ~groups] = _LETTER
        alone = (before != _LETTER) & (before != _DIGIT) & (before != _DROPPED)
        settled[(kinds == _DASH) & (after == _DIGIT) & alone] = _LETTER
        settled[kinds == _SOFT] = _DROPPED
        raised = kinds == _RAISED
        settled[raised] = np.where(before[raised] == _DIGIT, _OWN, _DROPPED)
        result[at] = settled
        for hyphen in at[((kinds == _DASH) | (kinds == _SOFT)) & (before == _LETTER) & (after == _SEPARATOR)].tolist():
            line_end = _LINE_END.match(text, hyphen)
            if line_end:
                result[hyphen : line_end.end()] = _DROPPED
        if raised.any():
            for power in _POWER.finditer(text):
                result[power.start(1) : power.end(1)] = _LETTER
            for note in _YEAR_NOTE.finditer(text):
                result[note.start(1) : note.end(1)] = _SEPARATOR
    if "^" in text:
        for sign in _POWER_SIGN.finditer(text):
            result[sign.start(1)] = _SEPARATOR
    if "[" in text:
        for note in _NOTE_MARK.finditer(text):
            lead = text[note.start() - 1 : note.start()]
            # A number in brackets is a note's but at the start of a line; a letter may be a word put in.
            if lead not in ("", "\n") and (lead != " " or note.group(1)):
                result[note.start() : note.end()] = _SEPARATOR
    return result


def _class_at(padded: NDArray[np.uint8], at: NDArray[np.int64]) -> NDArray[np.uint8]:
    return padded[np.minimum(at, len(padded) - 1)]


def _learn(points: NDArray[np.uint32]) -> None:
    """Add characters to the tables when they are first seen. Idempotent, so several threads may do it."""
    for point in np.unique(points).tolist():
        kind, folded = _folded_character(chr(point))
        for index, character in enumerate(folded):
            _targets[index][point] = ord(character)
        _lengths[point] = len(folded)
        _classes[point] = kind


def _folded_character(character: str) -> tuple[int, str]:
    """Return the class of a character and its normal form."""
    if character in _SPECIAL:
        plain = unicodedata.normalize("NFKC", character)
        return _SPECIAL[character], {_DASH: "-", _SLASH: "/"}.get(_SPECIAL[character], plain[:1])
    if character in _SIGNS or character == "⁺":
        return _OWN, unicodedata.normalize("NFKC", character)
    if character in _APOSTROPHES or _MARKS.match(character):
        return _DROPPED, ""
    category = unicodedata.category(character)
    if category == "Nd":
        return _DIGIT, str(unicodedata.digit(character))
    if category == "No":
        plain = unicodedata.normalize("NFKD", character).replace("\u2044", "/")
        return (_OWN, plain) if re.fullmatch(r"\d/\d{1,2}", plain) else (_SEPARATOR, "")
    if category in ("Cf", "Cc", "Cn", "Cs"):
        return (_SEPARATOR if character.isspace() else _DROPPED), ""
    if category[0] == "L" or category in ("Nl", "Mn", "Mc", "Me") or character == "\ufffd":
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
        folded = "".join(_LOOSE_LETTERS.get(letter, letter) for letter in _MARKS.sub("", folded))
        folded = "".join(letter for letter in folded if not letter.isspace())[:_WIDEST]
        if not folded:
            return _DROPPED, ""
        return (_OWN if _UNSPACED.match(character) else _LETTER), folded
    return _SEPARATOR, ""
