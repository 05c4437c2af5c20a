"""Read dates in running text, as precise as they are written: 8 April 2011, April 8, 2011-04-08, April 2011, mid-1990s.

Access dates and other fields of references are read by `claims.dates`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from citecheck.checking.facts.model import Date
from citecheck.checking.facts.periods import periods
from citecheck.checking.facts.units import dimension_of

_MONTH_NAMES = (
    "january jan januar janvier enero gennaio janeiro januari jänner stycznia ledna",
    "february feb februar février fevrier febrero febbraio fevereiro februari lutego února",
    "march mar märz mars marzo março maart marts marca března",
    "april apr avril abril aprile kwietnia dubna",
    "may mai mayo maggio maio mei maj maja května",
    "june jun juni juin junio giugno junho czerwca června",
    "july jul juli juillet julio luglio julho lipca července",
    "august aug août aout agosto augustus augusti sierpnia srpna",
    "september sep sept septembre septiembre setiembre settembre setembro września září",
    "october oct okt oktober octobre octubre ottobre outubro października října",
    "november nov novembre noviembre novembro listopada listopadu",
    "december dec dez dezember décembre decembre diciembre dicembre dezembro desember grudnia prosince",
)
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, start=1) for name in names.split()}
_M = "|".join(sorted(_MONTHS, key=len, reverse=True))
_WEEKDAY_LINE = "monday tuesday wednesday thursday friday saturday sunday"
_WEEKDAYS = {name: number for number, name in enumerate(_WEEKDAY_LINE.split())}
_W = "|".join(_WEEKDAYS)
_CENTURY_LINE = (
    "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth "
    "twenty-first"
)
_CENTURIES = {name: number for number, name in enumerate(_CENTURY_LINE.split(), start=10)}
_C = "|".join(sorted(_CENTURIES, key=len, reverse=True))
_PART = (
    r"(?:(?P<part>early|mid|late|beginning of the|end of the|middle of the)[\s-]+(?:to[\s-]+late[\s-]+)?(?:the\s+)?)?"
)
_OF = r"(?:\s+(?:of|de|del|do))?"
_WEEKDAY = rf"(?:(?P<weekday>{_W}),?\s+(?:the\s+)?)?"
_CLOSED = r"(?![\d])"

_DATES = re.compile(
    rf"{_WEEKDAY}(?<![\d.,])(?:(?P<d0>\d{{1,2}})\s?[–-]\s?|(?P<dx>\d{{1,2}})\s+and\s+)?(?P<d1>\d{{1,2}})"
    rf"(?:st|nd|rd|th|\.|er|º)?{_OF}\s+(?P<m1>{_M})\b\.?(?:,?{_OF}\s+(?P<y1>\d{{4}}){_CLOSED})?"
    rf"|{_WEEKDAY.replace('weekday', 'weekday2')}\b(?P<m2>{_M})\b\.?\s+(?P<d2>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?(?!\d|[.,:]\d|\s?%)"
    rf"(?:\s?[–-]\s?(?:(?:{_M})\s+)?\d{{1,2}}(?!\d))?(?:\s*,?\s+(?P<y2>\d{{4}}){_CLOSED})?"
    rf"|\b(?P<m3>{_M})\b\.?,?{_OF}\s+(?P<y3>[12]\d{{3}}){_CLOSED}"
    rf"|(?<!\d)(?P<y4>[12]\d{{3}})[-/.](?P<m4>0?[1-9]|1[0-2])[-/.](?P<d4>0?[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?<![\d./])(?P<a>\d{{1,2}})(?P<separator>[./-])(?P<b>\d{{1,2}})(?P=separator)(?P<y5>[12]\d{{3}}){_CLOSED}"
    rf"|\b{_PART}(?P<decade>(?:1[0-9]|20)\d0)['’]?s\b"
    rf"|\b{_PART.replace('part', 'part2')}(?P<century>\d{{1,2}}(?=st|nd|rd|th)|{_C})(?:st|nd|rd|th)?[\s-]century\b"
    rf"|(?<![\d.,$€£¥-])(?P<from>[12]\d{{3}})\s?[–-]\s?(?P<to>\d{{4}}|\d{{2}})(?![\d,.]\d|\d|\s?%)"
    rf"|(?<![\w.,$€£¥/-])(?P<year>1[0-9]\d{{2}}|20\d{{2}})(?![\d]|[.,]\d|\s?(?:%|per\s?cent|km|kg|m\b))"
    rf"|\b(?P<weekday3>{_W})\b"
    rf"|\b(?P<month>{_M})\b",
    re.IGNORECASE,
)
# Where a date can begin: the expression above is tried there alone, which is several times faster than searching.
_BEGINS = re.compile(
    rf"(?<![\w.,])(?:\d|(?:{'|'.join(sorted({name[:3] for name in (*_MONTHS, *_WEEKDAYS)}))}"
    r"|early|mid|late|begin|end of|ten|ele|twe|thi|fou|fif|six|sev|eig|nin))",
    re.IGNORECASE,
)
_MONTH_AFTER = re.compile(
    r"\b(?:in|since|until|till|by|from|through|last|next|this|early|mid|late|of|during|between|and|to)[\s-]+$",
    re.IGNORECASE,
)
_EDGE = re.compile(r"\b(?:from|since|until|till)\s+$", re.IGNORECASE)
_EDGE_OF_SPAN = re.compile(r"\s?[–-]\s?[12]\d{3}(?!\d)")
_THIRDS = {"early": (0, 3), "beginning of the": (0, 3), "mid": (3, 6), "middle of the": (3, 6), "late": (6, 9)}
_UNIT = re.compile(r"(?P<gap>\s|-|\s-\s)?(?P<word>[^\W\d_]{2,})\b", re.UNICODE)
_MEASURES = frozenset("people metre meter kilometre kilometer hectare acre tonne litre liter feet horsepower".split())  # noqa: SIM905 # a table of words
_SHORT = 3  # letters up to which a unit is an abbreviation, without a plural: km, ha, mph
_OF_ITS_YEAR = re.compile(
    r"\b(?:in|since|by|until|till|during|(?:spring|summer|autumn|fall|winter|year|end|start|beginning|census) of)\s+$",
    re.IGNORECASE,
)
_COUNTING = re.compile(
    r"\b(?:ha[sd]|have|having|with|employ(?:s|ed|ing)?|seat(?:s|ed|ing)?|h[eo]ld(?:s|ing)?|contain(?:s|ed|ing)?"
    r"|hous(?:e|es|ed|ing)|carr(?:y|ies|ied|ying)|accommodat(?:e|es|ed|ing)|own(?:s|ed)?|compris(?:e|es|ed|ing)"
    r"|attract(?:s|ed|ing)?|produc(?:e|es|ed|ing)|train(?:s|ed)|serv(?:e|es|ed|ing)|cost(?:s|ing)?|sold|sells?"
    r"|kill(?:s|ed|ing)|lists?|counted|numbered|totall?(?:ed|ing)|(?:more|fewer|less)\s+than|at\s+(?:least|most)"
    r"|up\s+to|some|nearly|almost|approximately|roughly|over|additional|another)\s+$",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\s+(?!(?:sales|revenues?|earnings|profits|results|elections?|games|olympics|levels|figures|prices|terms|rates"
    r"|standards|rules|was|is|has|series|as|this|its|his|plus)\b)"
    r"(?:[a-z]{3,}[a-rt-z]s|people|men|women|children|sheep|cattle|staff)\b"
)
_LOOK = 40  # characters before a number that are looked at


def dates(text: str) -> list[Date]:
    """Return the dates of `text` in order. A weekday or a month by itself is a date too."""
    found = periods(text)
    busy = [(other.start, other.end) for other in found]
    done = 0
    for begin in _BEGINS.finditer(text):
        match = _DATES.match(text, begin.start()) if begin.start() >= done else None
        if match is not None and all(match.end() <= start or match.start() >= end for start, end in busy):
            done = match.end()
            found.extend(_read(text, match))
    found = [_with_edge(text, date) for date in found]
    return sorted(found, key=lambda date: (date.start, date.end)) if busy else found


def _with_edge(text: str, date: Date) -> Date:
    """Return `date`, marked if it is the first or the last year of a time."""
    if date.year is None or date.month is not None:
        return date
    begins = _EDGE.search(text, max(0, date.start - 12), date.start) is not None
    return replace(date, edge=True) if begins or _EDGE_OF_SPAN.match(text, date.end) else date


def _read(text: str, match: re.Match[str]) -> Iterator[Date]:
    start, end = match.span()
    weekday = match["weekday"] or match["weekday2"] or match["weekday3"]
    day_of_week = _WEEKDAYS[weekday.lower()] if weekday else None
    if match["d1"]:
        for day in (match["d0"] or match["dx"], match["d1"]):
            if day:
                yield from _date(text, start, end, match["y1"], _MONTHS[match["m1"].lower()], int(day), day_of_week)
    elif match["d2"]:
        yield from _date(text, start, end, match["y2"], _MONTHS[match["m2"].lower()], int(match["d2"]), day_of_week)
    elif match["m3"]:
        yield from _date(text, start, end, match["y3"], _MONTHS[match["m3"].lower()], None, None)
    elif match["y4"]:
        yield from _date(text, start, end, match["y4"], int(match["m4"]), int(match["d4"]), None)
    elif match["y5"]:
        one, other = int(match["a"]), int(match["b"])
        if one > 12 >= other:
            yield from _date(text, start, end, match["y5"], other, one, None)
        else:
            yield from _date(text, start, end, match["y5"], one, other, None, swapped=one <= 12 and other <= 12)
    elif match["decade"]:
        yield _years(text, start, end, int(match["decade"]), 10, match["part"])
    elif match["century"]:
        number = _CENTURIES.get(match["century"].lower()) or int(match["century"])
        yield _years(text, start, end, 100 * (number - 1), 100, match["part2"])
    elif match["from"]:
        first, last = int(match["from"]), match["to"]
        until = int(last) if len(last) == 4 else first - first % 100 + int(last)
        if first < until < first + 200:
            for year, begin, stop in ((first, match.start("from"), match.end("from")), (until, start, end)):
                since = first if year == until else None
                yield Date(text=text[begin:stop], start=begin, end=stop, first=year, last=year, since=since)
        else:
            yield Date(text=match["from"], start=match.start("from"), end=match.end("from"), first=first, last=first)
    elif match["year"]:
        if not _is_counted(text, start, end):
            year = int(match["year"])
            yield Date(text=text[start:end], start=start, end=end, first=year, last=year)
    elif weekday:
        yield Date(text=text[start:end], start=start, end=end, weekday=day_of_week)
    elif match["month"]:
        yield from _lone_month(text, start, end)


def _lone_month(text: str, start: int, end: int) -> Iterator[Date]:
    """Yield a month alone, unless it is a verb, a name or an abbreviation of something else."""
    word = text[start:end]
    if not word[0].isupper() or len(word) < 3:
        return
    if len(word) <= 5 and not _MONTH_AFTER.search(text, max(0, start - 12), start):
        return
    yield Date(text=word, start=start, end=end, month=_MONTHS[word.lower()])


def _date(
    text: str,
    start: int,
    end: int,
    year: str | None,
    month: int,
    day: int | None,
    weekday: int | None,
    *,
    swapped: bool = False,
) -> Iterator[Date]:
    if (day is not None and not 1 <= day <= 31) or not 1 <= month <= 12:
        return
    value = int(year) if year else None
    yield Date(
        text=text[start:end],
        start=start,
        end=end,
        first=value,
        last=value,
        month=month,
        day=day,
        weekday=weekday,
        swapped=swapped,
    )


def _years(text: str, start: int, end: int, first: int, length: int, part: str | None) -> Date:
    """Return a decade or a century, or the third of it that is named."""
    begin, stop = _THIRDS.get((part or "").lower(), (0, 9))
    unit = length // 10
    return Date(
        text=text[start:end], start=start, end=end, first=first + begin * unit, last=first + stop * unit + unit - 1
    )


def _is_counted(text: str, start: int, end: int) -> bool:
    """Whether the number of four figures at `start`..`end` of `text` counts or measures something.

    A unit follows, in the plural, short, or joined by a hyphen, or a plural noun behind a word such as "has".
    "In 1970 dollars", "the 1944 attacks" and "had 2008 sales" have years.
    """
    before = text[max(0, start - _LOOK) : start]
    unit = _UNIT.match(text, end)
    if unit is not None and _is_measure(unit):
        return _OF_ITS_YEAR.search(before) is None
    return _THINGS.match(text, end) is not None and _COUNTING.search(before) is not None


def _is_measure(unit: re.Match[str]) -> bool:
    word = unit["word"].lower()
    if word in _MEASURES:
        return True
    is_plural = word.endswith("s") or len(word) <= _SHORT or "-" in (unit["gap"] or "")
    return is_plural and dimension_of(word) is not None


__all__ = ["dates"]
