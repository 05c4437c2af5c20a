"""Find marks that are raised, "¹", "²⁻⁴", "^1^", "$^{1,2}$", or circled, "①", and tell them from powers and counts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from claims.markers.labels import LabelsFound, expand_listed
from claims.model import Span
from claims.patterns import lazy_regex

RAISED_ALPHABET = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
"""The raised letters of Unicode, in order; there is no raised q."""
RAISED_LETTERS = dict(zip(RAISED_ALPHABET, "abcdefghijklmnoprstuvwxyz", strict=True))
"""The raised letters with the plain ones."""
_NUMBERS = r"\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,20}"
_SUPERSCRIPT = r"⁽?(?P<super>[⁰¹²³⁴-⁹]+(?:(?:[ \u2009\u200a]?[,;˒’‚⁾]\s?|[⁻–-]|[ \u2009\u200a])[⁰¹²³⁴-⁹]+)*)[⁾˙]{0,2}"
_CARET = rf"\^(?P<caret>[\[(]?{_NUMBERS}[\])]?)\^"
_OPEN_CARET = rf"(?:(?<=[^\W\d_]{{3}})|(?<=[.!?,;”\"')%]))\^(?P<open>{_NUMBERS})(?=[\s.,;)]|$)"  # "fell.^2"
_FORMULA = (
    rf"(?:\$|\\?\()\s?\^\{{?\s?(?:\\?(?:text|mathrm|rm)\s?\{{?)?(?P<formula>[\[(]?{_NUMBERS}[\])]?)"
    rf"\s?\}}{{0,2}}\s?(?:\$|\\?\))"
)
_LETTERS = f"[{RAISED_ALPHABET}]"
_LETTER = rf"(?P<letter>{_LETTERS}(?:,\s?{_LETTERS}){{0,9}})(?![^\W_])|\^(?P<letters>[a-z](?:,\s?[a-z]){{0,9}})\^"
_COMMAND = rf"\\textsuperscript\{{(?P<command>\[?{_NUMBERS}\]?)\}}"
_RAISED = lazy_regex(rf"{_SUPERSCRIPT}|{_CARET}|{_OPEN_CARET}|{_FORMULA}|{_COMMAND}|{_LETTER}")
_RAISING = ("^", "\\textsuperscript", *"⁰¹²³⁴⁵⁶⁷⁸⁹", *RAISED_ALPHABET)
"""One of these is in every raised mark. To look for them costs less than the regular expression."""
_PLAIN_LETTERS = str.maketrans(RAISED_ALPHABET, "".join(RAISED_LETTERS.values()))
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻˒", "0123456789-,")
CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿"
"""The numbers in circles, as a range of a regular expression."""
NOTE_HERE = "\u2060"
"""Stands, once for each of its characters, for the mark of a note that a reader has found: a word joiner."""
_CIRCLED = lazy_regex(rf"[{CIRCLED}]+")
_CONTEXT = 40
_UNITS = lazy_regex(r"(?:^|[\s\d(/·×])(?:[kcdmµμnh]?m|in|ft|mi|yd|s|ha)$", re.IGNORECASE)
_SYMBOL = lazy_regex(r"(?:^|[^\w.])[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]$|(?:^|\W)(?:CO|SO|NO|PO|NH|CH)$")
_NAMED_LETTER = lazy_regex(r"\b(?i:vitamins?|hepatitis|influenza|group|type|class|phase|plan|grade)\s[A-Z]$")
_EQUATION = lazy_regex(r"[=≈<>≤≥±∝^]\s?\S{0,20}$")
_YEAR = lazy_regex(r"(?:^|[^\d.,])(?:1[5-9]|20)\d\ds?$")
_GROUPED = lazy_regex(
    r"(?:^|[^\d.,])\d{1,3}(?:,\d{3})+$|(?:^|[^\d.,])\d{1,3}(?:\.\d{3})+$"
)  # a base of powers is short
_ROMAN = lazy_regex(r"(?:^|[^\w])(?:[A-Z]+|n)$")  # "XIXᵉ", "nᵒ": a part of the word
_CLOSING = frozenset(".,;:!?…。，；：！？、)”’\"'»]）」』")
_STOPS = frozenset(".!?…。！？”’\"'»)")
_POINT_ENDS = frozenset(".;。；！？!?")
_OPENING = frozenset("：:；;，,、(（")


class Candidate(NamedTuple):
    """A number that may be a mark: its place, the labels that it shows, and the page that it names.

    `is_weak` says that it stands where numbers of equations and the like stand, so that it proves nothing.
    """

    span: Span
    labels: tuple[str, ...]
    pages: str | None = None
    is_weak: bool = False


def find_raised(text: str) -> Iterator[Candidate]:
    """Yield the raised and circled numbers of `text`, in order, that stand where marks stand, with their labels.

    Left out are powers (10⁸, m², x²), numbers of mass (¹⁰B), charges (Ca²⁺), fractions, and counts at the start of a
    point (①). Whether a list of references has the labels is not asked.
    """
    if not any(sign in text for sign in _RAISING):
        return
    for match in _RAISED.finditer(text):
        kind = match.lastgroup or "super"
        before, after = _around(text, match.start(), match.end())
        if kind in ("letter", "letters"):
            found = None if _ROMAN.search(before) else _letters(match[kind])
        else:
            found = expand_listed(match[kind].translate(_DIGITS).strip("[]()"))
        if found is not None and found.labels[0] != "0" and is_note_place(before, after):
            yield Candidate(Span(*match.span()), found.labels)


def _letters(words: str) -> LabelsFound:
    plain = words.translate(_PLAIN_LETTERS)
    return LabelsFound(tuple(letter.strip() for letter in plain.split(",")))


def find_circled(text: str) -> Iterator[Candidate]:
    """Yield the circled numbers of `text` that stand behind a word, and not before the point that they count."""
    end = counted = 0
    for match in _CIRCLED.finditer(text):
        before, after = _around(text, match.start(), match.end())
        labels = tuple(str(int(unicodedata.numeric(sign))) for sign in match.group())
        counted = 0 if "\n" in text[end : match.start()] else counted
        end = match.end()
        behind = before.rstrip()[-1:]
        follows = counted and counted == int(labels[0]) - 1 and behind in _POINT_ENDS and after[:1].isalpha()
        if not behind or behind in _OPENING or follows or (before[-1].isspace() and not _ends(after)):
            counted = int(labels[0])  # the point of an enumeration, "①light；②wind"
        else:
            yield Candidate(Span(*match.span()), labels)


def is_note_place(before: str, after: str) -> bool:
    """Return whether a raised number between these stretches of one line may be the mark of a note, not a power.

    `before` and `after` are up to 40 characters of the line on each side of it.
    """
    if not before.strip() or after[:1] in ("⁺", "⁻", "⁄", "/"):
        return False
    if before[-1].isspace():
        behind = before.rstrip()[-1]
        if behind.isdigit() and _YEAR.search(before.rstrip()) is None:
            return False
        goes_on = after[:1].isspace() and after[1:2].isupper() and behind not in _STOPS
        return (
            (behind.isalnum() or behind in _CLOSING or behind == "%")
            and not before[:-1][-1:].isspace()
            and _ends(after)
            and not goes_on
        )
    if is_part_of_symbol(before, after):
        return False
    if before[-1].isdigit() or (before[-2:-1].isdigit() and before[-1] == "s"):
        return _YEAR.search(before) is not None or _GROUPED.search(before) is not None
    if _UNITS.search(before) or _EQUATION.search(before):
        return False
    return before[-1] in _CLOSING or before[-1].isalpha() or before[-1] in "%*_"


def is_part_of_symbol(before: str, after: str) -> bool:
    """Return whether a raised number between these stretches of text belongs to a symbol: R², CO², ³He."""
    if after[:1].isascii() and after[:1].isalnum() and before[-1:] not in _CLOSING:
        return True
    return _SYMBOL.search(before) is not None and _NAMED_LETTER.search(before) is None


def _around(text: str, start: int, end: int) -> tuple[str, str]:
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2].replace(NOTE_HERE, "")
    return before, text[end : end + _CONTEXT].partition("\n")[0]


def _ends(after: str) -> bool:
    return not after or after[0].isspace() or after[0] in _CLOSING
