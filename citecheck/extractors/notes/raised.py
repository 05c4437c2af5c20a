"""Tell what is raised behind a word: the mark of a note, an exponent or a charge, or letters of the word itself.

The same characters are both: "in 2019¹" has a note, "10⁶" a power, "Ca²⁺" a charge, "¹⁴C" a number of mass. What stands
before and after decides, and where a link leads to a note, the link. The rules are tried in order.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import Enum
from typing import NamedTuple

from citecheck.extractors.notes.marks import (
    DASH,
    LISTED,
    PAGE_OF_SOURCE,
    PARENTHESISED,
    SEVERAL,
    SYMBOLS,
    is_enclosed,
    is_mark,
)
from citecheck.extractors.notes.symbols import ELEMENTS, MISWRITTEN, SHORT_WORDS, UNITS


class Role(Enum):
    """What something raised is."""

    FRACTION = "the upper part of a fraction"
    NOTE = "the mark of a note"
    POWER = "an exponent, a charge, or a number of mass"
    LABEL = "the label that a note begins with"
    WORD = "letters of a word, or unsure"


class Raised(NamedTuple):
    """Something raised: its tidied text, up to 40 characters before and after it, and what is known of the page.

    `linked` says that its markup makes it a note; `expected` is the number that the next note of the page has.
    """

    inside: str
    before: str
    after: str
    linked: bool = False
    expected: int = 0


def role_of(raised: Raised) -> Role:
    """Return what something raised is; WORD if no rule knows."""
    return next((role for _, rule in _RULES if (role := rule(raised)) is not None), Role.WORD)


_CHARGE = re.compile(rf"[+{DASH}]\d{{0,3}}|\d{{1,2}}[+{DASH}]|[+{DASH}]n|n|[+{DASH}]\d+[./]\d+")
_ISOTOPE = re.compile(r"([A-Z][a-z]?)(?![a-z])")
_FORMULA = re.compile(r"(?:[A-Z][a-z]?\d{0,3}){1,6}")
_TOKEN = re.compile(r"[^\s/·×*(\[]+$")
_NUMBER = re.compile(r"[~≈<>≤≥±$€£]?\d[\d.,]*")
_YEAR = re.compile(r"(?:.*\D)?(?:1\d\d\d|20\d\d|2100)s?")
_LETTERS = re.compile(r"[^\W\d_]{3,}")
_CLOSING = ".,;:!?…\"'”’»›%]"
_IN_BRACKETS = re.compile(r"\[[^\[\]]*\]")
_IN_PARENTHESES = re.compile(r"\(([^()]*)\)$")
_NOTE_LETTERS = re.compile("[abcdfghijklnpqsuvwxyz]|i{2,3}|iv|vi{1,3}|ix")
_STROKE = re.compile(r"\s?[/⁄∕]\s?\d")
_MEASURE = re.compile(r"[^\w\s]?(?:\d{1,3}(?:,\d{3})+|\d+\.\d+|\d{3,})")
_FORMULA_SIGN = re.compile(rf"[+*/×·^√∑{DASH}]\s?[^\W\d_]?(?:\W|\d|$)")
_POWERS_OF = ("10", "2", "1")  # numbers that are raised to powers in running text


def _fraction(raised: Raised) -> Role | None:
    """Before a stroke and a number: 5¹⁄₂."""
    return Role.FRACTION if raised.inside.isdecimal() and _STROKE.match(raised.after) else None


def _charge(raised: Raised) -> Role | None:
    """A sign with or without a number: s⁻¹, Ca²⁺, 10⁻⁴."""
    behind = raised.before[-1:]
    if not _CHARGE.fullmatch(raised.inside) or not (behind.isalnum() or behind in tuple(")]")):
        return None
    if raised.inside == "n" and len(_token(raised)) > 1 and not behind.isdecimal():
        return None
    return None if raised.linked else Role.POWER


def _beginning(raised: Raised) -> Role | None:
    """At the beginning of a block: the note's own label, or a number of mass."""
    if raised.before.strip():
        return None
    return Role.POWER if _is_isotope(raised) else Role.LABEL


def _enclosed(raised: Raised) -> Role | None:
    """In brackets it is a note, whatever the words are; in parentheses only behind a word: f⁽²⁾ is a derivative."""
    if _IN_BRACKETS.fullmatch(raised.inside):
        return Role.NOTE
    if not is_enclosed(raised.inside):
        return Role.NOTE if raised.linked and PAGE_OF_SOURCE.fullmatch(raised.inside) else None
    if PARENTHESISED.fullmatch(raised.inside) and not raised.linked:
        return Role.NOTE if len(_token(raised)) > 2 or raised.before[-1:] in tuple(_CLOSING) else Role.WORD
    return Role.NOTE


def _no_mark(raised: Raised) -> Role | None:
    """Letters of a word: 19th, Mme, Word™."""
    return None if is_mark(raised.inside) else Role.WORD


def _linked(raised: Raised) -> Role | None:
    """The markup says that it is a note."""
    return Role.NOTE if raised.linked else None


def _sign(raised: Raised) -> Role | None:
    """A sign that only notes have, but for the star of algebra."""
    if not SYMBOLS.fullmatch(raised.inside):
        return None
    return Role.NOTE if len(_token(raised)) > 1 or not raised.before[-1:].isalpha() else Role.WORD


def _letter(raised: Raised) -> Role | None:
    """A letter behind a whole word, a year or a measured value; "e", "o" and others end ordinals: 3ª, XIXe."""
    if LISTED.fullmatch(raised.inside):
        return None
    if SEVERAL.fullmatch(raised.inside) and re.search(r"[^\w\s]", raised.inside):
        return Role.NOTE if len(_token(raised)) > 2 else Role.WORD
    token = _token(raised).rstrip(_CLOSING + ")")
    whole = _LETTERS.fullmatch(token) and not token.isupper()
    behind = (
        whole or _YEAR.fullmatch(token) or _MEASURE.fullmatch(token) or (token != _token(raised) and len(token) > 1)
    )
    return Role.NOTE if behind and _NOTE_LETTERS.fullmatch(raised.inside) else Role.WORD


def _isotope(raised: Raised) -> Role | None:
    """A number of mass before the symbol of an element: ¹⁴C."""
    behind_blank = not raised.before[-1:].isalnum() and raised.before[-1:] not in tuple(_CLOSING + ")")
    return Role.POWER if behind_blank and _is_isotope(raised) else None


def _behind_blank(raised: Raised) -> Role | None:
    """A blank before it: a note only where a blank or a stop follows too."""
    if not raised.before[-1:].isspace():
        return None
    return Role.WORD if raised.after[:1].isalnum() else Role.NOTE


def _behind_stop(raised: Raised) -> Role | None:
    """Behind a stop, a quotation mark or a per cent sign nothing else is raised."""
    return Role.NOTE if raised.before[-1:] in tuple(_CLOSING) else None


def _behind_parenthesis(raised: Raised) -> Role | None:
    """Behind words in parentheses it is a note, behind a formula a power."""
    if not raised.before.endswith(")"):
        return None
    found = _IN_PARENTHESES.search(raised.before)
    formula = found is not None and (_FORMULA_SIGN.search(found.group(1)) or len(found.group(1)) == 1)
    return Role.POWER if formula else Role.NOTE


def _several(raised: Raised) -> Role | None:
    """Several numbers behind more than one letter."""
    return Role.NOTE if not raised.inside.isdecimal() and len(_token(raised)) > 1 else None


def _behind_year(raised: Raised) -> Role | None:
    """A year or a decade has no power."""
    return Role.NOTE if _YEAR.fullmatch(_token(raised)) else None


def _behind_number(raised: Raised) -> Role | None:
    """10 and 2 have powers; of other numbers the count of the notes decides."""
    token = _token(raised)
    if not _NUMBER.fullmatch(token):
        return None
    if token.lstrip("~≈<>≤≥±") in _POWERS_OF:
        return Role.POWER
    grouped = re.search(r"\d,\d{3}\b", token)
    sure = grouped or int(raised.inside[:3] or 0) == raised.expected
    return Role.NOTE if sure else Role.POWER


def _behind_symbol(raised: Raised) -> Role | None:
    """One letter, a unit or a short symbol is raised to a power; abbreviations such as UK are not."""
    token = _token(raised).lstrip("~≈<>≤≥±=")
    counted = bool(re.search(r"\d\s?$", raised.before[: len(raised.before) - len(token)]))
    unit = re.sub(r"^[\d.,]+", "", token) or token
    if unit in UNITS and raised.inside in ("2", "3", "4", "6") and (counted or unit != "in" or unit != token):
        return Role.POWER
    if re.fullmatch(r"[^\W\d_]", unit):
        return Role.POWER
    if re.fullmatch("[A-Z]{2}", token):
        return Role.WORD if token in MISWRITTEN and raised.inside in ("2", "3", "4") else Role.NOTE
    if token in ELEMENTS:
        return Role.POWER
    if re.fullmatch(r"[a-zα-ω]{2}", token) and token not in SHORT_WORDS and len(raised.inside) == 1:
        return Role.POWER
    return Role.WORD if re.search(r"\d", token) and len(token) < 4 and _is_formula(token) else None


def _behind_word(raised: Raised) -> Role | None:
    """Behind a word, or a name with figures, such as COVID-19."""
    token = _token(raised)
    return Role.NOTE if _LETTERS.search(token) or re.fullmatch("[A-Za-z]{2}", token) or len(token) > 3 else None


def _is_isotope(raised: Raised) -> bool:
    found = _ISOTOPE.match(raised.after)
    return found is not None and found.group(1) in ELEMENTS and raised.inside.isdecimal()


def _is_formula(token: str) -> bool:
    return bool(_FORMULA.fullmatch(token)) and all(part in ELEMENTS for part in re.findall(r"[A-Z][a-z]?", token))


def _token(raised: Raised) -> str:
    """Return the word, number or symbol that it stands at."""
    found = _TOKEN.search(raised.before)
    return found.group() if found else ""


_RULES: tuple[tuple[str, Callable[[Raised], Role | None]], ...] = (
    ("before a stroke and a number it is a fraction", _fraction),
    ("signs and numbers are a charge or a power", _charge),
    ("at the beginning of a block it is a label", _beginning),
    ("in brackets it is a note", _enclosed),
    ("what no mark looks like is part of the word", _no_mark),
    ("a link to a note is a note", _linked),
    ("a dagger is a note", _sign),
    ("a letter is a note behind a whole word", _letter),
    ("before an element it is a number of mass", _isotope),
    ("between blanks it is a note", _behind_blank),
    ("behind a stop it is a note", _behind_stop),
    ("behind parentheses their words decide", _behind_parenthesis),
    ("several numbers are notes", _several),
    ("behind a year it is a note", _behind_year),
    ("behind a number its kind decides", _behind_number),
    ("behind a symbol it is a power", _behind_symbol),
    ("behind a word it is a note", _behind_word),
)
