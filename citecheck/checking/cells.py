"""What a cell of a table says under its heading, and whether the cell of another table says the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from citecheck.checking.facts.comparison import compare
from citecheck.checking.facts.model import Date, Number, Relation
from citecheck.checking.facts.reading import facts
from citecheck.checking.passages.tables import plain
from citecheck.checking.passages.terms import normalize_token, stem, tokens

_LONGEST = 40  # characters; a cell that is longer is a text, and no value (judgement)
_FIGURE = re.compile(r"(?P<sign>[-−–](?=\s?[\d$€£¥.]))?[^\d]*?(?P<figure>\d[\d.,\s'’]*(?<=\d)|\d)")
# "40–45", "(4)", "2/3", "c. 40", "over 40": not one exact number
_INEXACT = re.compile(
    r"\d\s?(?:[–—/-]|to|bis|à)\s?\d|^\s*\(|[~≈<>±]|(?i:\b(?:c(?=\.)|ca|circa|about|approx|some|around|over|under|nearly|almost|more|less"
    r"|etwa|rund|über|unter|environ|vers|unos|casi)\b)"
)
_RANGED = re.compile(r"\d\s?(?:[–—/-]|to|bis|à)\s?\d|^\s*\(")
_GROUPED = re.compile(r"(?<!\d)\d{1,3}(?:[\s'’]\d{3})+(?!\d)")  # "1 250", "1'250"
_NOTED = re.compile(r"\s?(?:\[\w{1,3}\]|[*†‡§])+\s*$|(?<=\d)[¹²³]+\s*$|(?<=\d)[*†‡§]+")
_EITHER = re.compile(r"(?<![\d.,])(?P<head>\d{1,3})(?P<point>[.,])(?P<tail>\d{3})(?![\d.,])")  # thousands or decimals
_DECIMAL = re.compile(r"(?<![\d.,])(\d+),(\d{1,2}|\d{4,})(?![\d.,])")  # "3,5"
_UNIT = re.compile(
    r"^(?P<name>.*?)\s*(?:[(\[](?P<round>[^()\[\]]{1,25})[)\]]|,\s(?:in\s)?(?P<comma>[^,]{1,20})|\sin\s(?P<said>\S{1,20}))$"
)
_BARE_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, slots=True)
class Heading:
    """The words of a heading as stems, and the unit that it states ("" for none)."""

    stems: frozenset[str]
    unit: str


@dataclass(frozen=True, slots=True)
class _Value:
    """The number of a cell as it is written, and its unit by the cell or else by its heading ("" for none)."""

    number: Number
    unit: str


@lru_cache(maxsize=4096)
def read_heading(words: str) -> Heading:
    """Return the words and the unit of the heading `words`: "Area (km²)", "Height, m", "Share in %"."""
    match = _UNIT.match(" ".join(words.split()))
    if match:
        unit = match["round"] or match["comma"] or match["said"]
        if _measured(7, unit):
            return Heading(_stems(match["name"]), unit)
    return Heading(_stems(words), "")


def relate(claimed: tuple[str, str], found: tuple[str, str]) -> Relation:
    """Return how the cell `found` of a source relates to the cell `claimed`; each is a heading and the cell's words.

    AGREES: it says the same. DIFFERS: it is another number or date. UNRELATED: the two cannot be compared. The headings
    have the same words, their units may differ.
    """
    units = [read_heading(heading).unit for heading, _ in (claimed, found)]
    one, other = (_DECIMAL.sub(r"\1.\2", _NOTED.sub("", words)) for _, words in (claimed, found))
    if plain(one) == plain(other) and (not all(units) or _same_unit(*units)):
        return Relation.AGREES
    if len(one) >= _LONGEST or len(other) >= _LONGEST:
        return Relation.UNRELATED
    related = [
        _relate_words((words, units[0]), (written, units[1]))
        for words in _readings(one)
        for written in _readings(other)
    ]
    if Relation.AGREES in related:
        return Relation.AGREES
    exact = not _INEXACT.search(one) and not _INEXACT.search(other)
    return Relation.DIFFERS if exact and set(related) == {Relation.DIFFERS} else Relation.UNRELATED


def _relate_words(claimed: tuple[str, str], found: tuple[str, str]) -> Relation:
    """Return the relation of two cells; each is its words and the unit of its heading."""
    one, other = _date(claimed[0]), _date(found[0])
    if one and other:
        return compare(one, other)
    value, known = _value(*claimed), _value(*found)
    if value is None or known is None:
        return Relation.UNRELATED
    if _same_unit(value.unit, known.unit):
        return _same_place(value.number, known.number)
    if value.unit and known.unit:
        return _converted(value, known)
    return Relation.AGREES if value.number.value == known.number.value else _converted(value, known, sure=False)


def _same_place(one: Number, other: Number) -> Relation:
    """Return the relation of two numbers of one unit; the one with more places may be rounded to those of the other."""
    relation = compare(one, other)
    claimed, found = (len(number.text.partition(".")[2]) for number in (one, other))
    if relation is not Relation.DIFFERS or claimed == found:
        return relation
    same = round(one.value, min(claimed, found)) == round(other.value, min(claimed, found))
    if not same:
        return relation
    return Relation.AGREES if found > claimed else Relation.UNRELATED  # what is less exact than the claim says less


def _converted(one: _Value, other: _Value, *, sure: bool = True) -> Relation:
    """Return the relation of two numbers in their units; without `sure` they cannot differ, only agree."""
    known = [
        _measured(value.number.value, value.unit) or (value.number if not value.unit else None)
        for value in (one, other)
    ]
    if known[0] is None or known[1] is None:
        return Relation.UNRELATED
    relation = compare(known[0], known[1])
    return relation if sure or relation is Relation.AGREES else Relation.UNRELATED


def _value(words: str, unit: str) -> _Value | None:
    """Return the number of a cell; None if it has none, or more than one."""
    words = _GROUPED.sub(lambda match: re.sub(r"\D", "", match.group()), words)
    match = _FIGURE.match(words)
    if match is None or re.search(r"\d", words[match.end() :]) or _RANGED.search(words):
        return None
    found = _single(match["figure"])
    number = _as_number(found)
    if number is None:
        return None
    if match["sign"]:
        number = replace(number, value=-number.value, low=-number.high, high=-number.low)
    own = f"{words[: match.start('figure')].lstrip('-−–+ ')} {words[match.end() :]}".strip(" .~≈")
    return _Value(number, own if own and _measured(7, own) else unit)


def _date(words: str) -> Date | None:
    found = _single(words)
    return found if isinstance(found, Date) else None


def _single(words: str) -> Number | Date | None:
    found = facts(words)
    return found[0] if len(found) == 1 and isinstance(found[0], Number | Date) else None


def _as_number(value: Number | Date | None) -> Number | None:
    if not isinstance(value, Date) or not _BARE_YEAR.fullmatch(value.text):
        return value if isinstance(value, Number) else None
    year = float(value.text)
    return Number(text=value.text, start=value.start, end=value.end, value=year, low=year, high=year)


def _readings(words: str) -> Iterator[str]:
    """Yield a cell as it is written, and once more where its point or comma may divide thousands or decimals."""
    yield words
    if _EITHER.search(words):
        yield _EITHER.sub(lambda one: f"{one['head']}{',' if one['point'] == '.' else '.'}{one['tail']}", words)


@lru_cache(maxsize=4096)
def _measured(value: float, unit: str) -> Number | None:
    """Return a number in its unit; None if the words are not a unit that measures or multiplies it."""
    if re.search(r"\d", unit):
        return None  # "(2010)"
    unit = re.sub(r"\b(thousand|million|billion)s\b", r"\1", unit)
    figure = f"{abs(value):.12g}"
    for written in (f"{figure} {unit}", f"{figure}{unit}", f"{unit}{figure}", f"{unit} {figure}"):
        found = _single(written)
        if isinstance(found, Number) and (found.unit or found.value != abs(value)):
            return replace(found, value=-found.value, low=-found.high, high=-found.low) if value < 0 else found
    return None


def _same_unit(one: str, other: str) -> bool:
    """Return whether two units are one: "km²" and "square kilometres", or none in both."""
    if plain(one) == plain(other):
        return True
    first, second = _measured(7, one), _measured(7, other)
    return first is not None and second is not None and (first.unit, first.value) == (second.unit, second.value)


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(normalize_token(word)) for word, _, _ in tokens(words))
