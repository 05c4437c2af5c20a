"""Numbers that a source gives in parts: a sum, a difference, a share, or the rest of a hundred per cent.

"Seven seats, one fewer than in 2019" gives eight, "211 votes to 187" a majority of 24, and "64.4 % were men" gives
35.6 %. Such a number is not in the source, and nothing there contradicts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from citecheck.checking.facts.model import Date, Number
from citecheck.checking.facts.sentences import sentence_values
from citecheck.checking.facts.units import CURRENCIES
from citecheck.checking.passages.model import PreparedText, SourceSentence

_MOST = 40  # values of the passages that are combined: their pairs are few
_TOP = 3  # sentences at the beginning of a text that tell when somebody was born (judgement)
_THOUSAND = (
    1_000.0  # times from which a bare number beside an amount of money is one: "4.5 billion euros, from 4.1 billion"
)
_ROUNDED = 0.01  # part of a sum or a difference that rounding leaves at most (judgement)
_YEAR = 31_556_952.0  # seconds, as `units` has them
_COUNTING = re.compile(
    r"\b(?:more|fewer|less|additional|extra|another|other|total|together|altogether|both|each|dropped|added|removed"
    r"|lost|gained|remaining|rest|majority|margin|votes?|of (?:whom|which|them|these)|older|younger|earlier|later"
    r"|(?:rise|rose|fall|fell|grew|grow|increased?|decreased?|declined?|up|down)\s+(?:by|from))\b",
    re.IGNORECASE,
)
"""Words beside numbers by which one is counted from the others; without them a sum is one by chance."""
_AGES = re.compile(r"\b(?:older|younger|elder|senior|junior|years?|later|earlier|age gap)\b", re.IGNORECASE)
"""Words by which an age is counted from another number; "two more titles" counts no years."""
_EACH = re.compile(r"\b(?:each|apiece)\b", re.IGNORECASE)
_ONE = re.compile(r"\bone (?:more|fewer|less)\b|\b(?:and|with|besides) (?:\w+ )?(?:other|others)\b", re.IGNORECASE)
"""One thing beside others: "one fewer than", "Roe and nine other members"."""
_PAIRS = re.compile(r"\s+(?:\w+\s+)?pairs?\b", re.IGNORECASE)


def follows_from_others(
    number: Number, text: PreparedText, passages: Iterable[SourceSentence], claim: str = ""
) -> bool:
    """Return whether `number` is the sum, the difference or the share of two values in `passages`, sentences of `text`.

    `claim` is the text that has the number; the sentences next to the passages count too. A percentage may also be the
    rest of another.
    """
    if number.second is not None or (number.low != number.high and number.unit != "%"):
        return False
    sentences = _near(text, passages)
    if number.unit == "age":  # the year of birth is told first
        sentences += [one for one in text.sentences[:_TOP] if one not in sentences]
    words = [text.text_of(sentence) for sentence in sentences]
    read = [(standing, sentence_values(text, one)) for standing, one in zip(words, sentences, strict=True)]
    found = [value for _, here in read for value in here][:_MOST]
    alike = [one.value for one in found if isinstance(one, Number) and _is_alike(number, one)]
    is_share = number.unit == "%"
    if is_share and any(_is_near(number, 100.0 - one) or number.low <= 100.0 - one <= number.high for one in alike):
        return True
    if number.low != number.high:
        return False
    if any(_is_near(number, pairs) for pairs in _pairs(read)):
        return True
    is_time = number.unit in ("age", "time") or number.noun == "year"
    is_counted = number.unit or number.noun
    if number.unit == "age":
        counted = any(map(_AGES.search, (claim, *words)))
        alike = [*alike, *map(_in_years, filter(_is_time, found))] if counted else []
    if not (is_share or is_time) and not (is_counted and any(map(_COUNTING.search, (claim, *words)))):
        return False
    if any(map(_ONE.search, words)):
        alike.append(1.0)
    each = any(map(_EACH.search, words))
    return any(_is_near(number, value) for value in _combined(number, found, alike, each=each))


def _pairs(read: Iterable[tuple[str, Sequence[Number | Date]]]) -> Iterator[float]:
    """Yield how many single things the pairs of sentences are: "19 chromosome pairs"."""
    for standing, here in read:
        for value in here:
            if isinstance(value, Number) and _PAIRS.match(standing, value.end):
                yield 2.0 * value.value


def _is_time(value: Number | Date) -> bool:
    return isinstance(value, Number) and value.unit == "time" and value.factor >= _YEAR


def _in_years(value: Number | Date) -> float:
    return value.value / _YEAR if isinstance(value, Number) else 0.0


def _near(text: PreparedText, passages: Iterable[SourceSentence]) -> list[SourceSentence]:
    indices = {one.index + step for one in passages for step in (-1, 0, 1)}
    return [text.sentences[index] for index in sorted(indices) if 0 <= index < len(text.sentences)]


def _is_alike(number: Number, other: Number) -> bool:
    scaled = number.unit in CURRENCIES and not (other.unit or other.noun) and other.factor >= _THOUSAND
    return other.unit == number.unit or scaled or (number.unit == "age" and not other.unit)


def _combined(number: Number, found: Sequence[Number | Date], alike: Sequence[float], *, each: bool) -> Iterator[float]:
    """Yield the sums and the differences of two values, and their shares where `number` is a percentage.

    `each`: the sentences give a quantity for each of several things, so that products count too.
    """
    for at, one in enumerate(alike):
        for other in alike[at + 1 :]:
            if one != other:
                yield abs(one - other)
            if one != other or each:  # a value that is said twice is no sum
                yield one + other
    if each and number.unit not in ("", "%"):  # "27 turbines, 8 megawatts each"
        times = [one.value for one in found if isinstance(one, Number) and not one.unit and one.value >= 2.0]
        yield from (one * other for one in times for other in alike)
    if number.unit == "%":
        counts = [one.value for one in found if isinstance(one, Number) and not one.unit and one.value >= 1.0]
        yield from (100.0 * one / other for one in counts for other in counts if one < other)
    shares = [one.value for one in found if isinstance(one, Number) and one.unit == "%"]
    yield from (share * one / 100.0 for share in shares for one in alike if number.unit != "%")
    years = sorted({one.year for one in found if isinstance(one, Date) and one.year is not None})
    if (number.unit in ("age", "time") or (not number.unit and number.noun in ("", "year"))) and len(years) > 1:
        unit = _YEAR if number.unit == "time" else 1.0
        for at, year in enumerate(years):
            yield from (unit * (later - year + step) for later in years[at + 1 :] for step in (-1, 0))


def _is_near(number: Number, value: float) -> bool:
    """Whether a value is the number, as exact as it is written."""
    step = number.step if number.unit == "%" else min(number.step, _ROUNDED * abs(value))
    off = max(step, 0.5 if number.unit == "%" and number.value.is_integer() else 0.0, 1e-6 * abs(value))
    return abs(number.value - value) <= off * 1.001


__all__ = ["follows_from_others"]
