"""Dates beyond days, months and years: eras, quarters, seasons, decades in words, "the year before 2010", 15 Jul 19.

`dates` reads all other dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from citecheck.checking.facts.model import Date
from citecheck.checking.number_words import UNITS

_Y = r"(?P<{}>1\d{{3}}|20\d{{2}})(?![\d]|[.,]\d)"
_COUNT = "|".join(word for word in UNITS if word != "zero")
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_DECADE_LINE = "twenties thirties forties fifties sixties seventies eighties nineties"
_DECADES = {word: number for number, word in enumerate(_DECADE_LINE.split(), start=2)}
_BC = r"B\.?\s?C\.?(?:\s?E\.?)?(?!\w)"
_AD = r"(?:A\.?\s?D\.?|C\.?\s?E\.?)(?![\w°])"

_YEAR = r"\d{1,2},\d{3}|\d{1,5}"
_ERA = re.compile(
    rf"(?<![\w.,$€£-])(?:(?P<first>{_YEAR})(?:\s?[–-]\s?|\s+(?:to|and)\s+))?(?P<year>{_YEAR})\s?"
    rf"(?:(?P<before>{_BC})|{_AD})"
    rf"|(?<!\w)A\.?D\.?\s?(?P<after>{_YEAR})(?![\w%]|[.,]\d)"
    rf"|(?<![\w.,])(?P<century>\d{{1,2}})(?:st|nd|rd|th)[\s-]century\s+{_BC}"
)
_ERA_SIGN = re.compile(r"[BC]\.?\s?[CE]|A\.?\s?D")
_PART_OF_YEAR = re.compile(
    rf"\bQ(?P<quarter>[1-4])[\s,]*(?:of\s+|FY\s?)?{_Y.format('q1')}|(?<!\w){_Y.format('q2')}[\s-]?Q(?P<quarter2>[1-4])\b"
    rf"|\b(?P<nth>{'|'.join(_QUARTERS)})\s+(?P<piece>quarter|half)\s+of\s+(?:the\s+year\s+)?{_Y.format('q3')}"
    rf"|\bH(?P<half>[12])\s+{_Y.format('q4')}"
    rf"|\b(?P<season>{'|'.join(_SEASONS)})(?:\s+of|,)?\s+{_Y.format('q5')}(?!\s?[–/-]\s?\d)",
    re.IGNORECASE,
)
_FISCAL = re.compile(rf"\b(?:FY\s?['’]?|(?:fiscal|financial)(?:\s+year)?\s+){_Y.format('fiscal')}", re.IGNORECASE)
_SEASON_OF_SPORT = re.compile(
    r"(?<![\d.,$€£¥/-])(?P<from>1[5-9]\d{2}|20\d{2})(?:\s?/\s?|\s?--\s?)(?P<to>(?:1[5-9]|20)\d{2}|\d{2})(?![\d/-]|[.,]\d)"
)
_SPAN = re.compile(
    rf"\b(?:between\s+{_Y.format('one')}\s+and|from\s+{_Y.format('two')}\s+(?:to|until|till|through))\s+{_Y.format('last')}",
    re.IGNORECASE,
)
_AWAY = re.compile(
    rf"\b(?P<count>the|an?|{_COUNT}|\d{{1,2}})\s+years?\s+(?P<side>before|after|earlier\s+than|later\s+than)\s+"
    rf"{_Y.format('year')}(?!\s?[–/-])",
    re.IGNORECASE,
)
_FIFTIES = re.compile(
    rf"\b(?:the\s+)(?:(?P<part>early|mid|late)[\s-]+)?(?:(?P<word>{_DECADE_LINE.replace(' ', '|')})\b"
    r"|['’]?(?P<tens>[2-9]0)['’]?s\b)",
    re.IGNORECASE,
)
_CENTURY_NEAR = re.compile(
    r"(?<![\d.,$€£])(1[5-9]|20)\d{2}(?![\d,.]\d|\d|\s?%)|\b(twentieth|20th|nineteenth|19th)\s+century"
)
_THIRDS = {"early": (0, 3), "mid": (3, 6), "late": (6, 9)}
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_SHORT_YEAR = re.compile(
    rf"(?<![\w.,/-])(?P<day>\d{{1,2}})(?:(?:st|nd|rd|th)?\s(?P<month>{_MONTH})\.?(?:\s['’]?|['’])(?P<year>\d{{2}})"
    rf"|-(?P<month2>{_MONTH})-(?P<year2>\d{{2}}))(?=\s*(?:$|[.;)\]]|,\s))(?!\.\d)"
    r"|(?<![\w.,/-])(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<short>\d{2})(?![\w/]|[.,]\d)",
    re.IGNORECASE,
)
_MONTHS = {
    name: number
    for number, name in enumerate(
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1
    )
}
_ANY = re.compile(r"\d|ties\b")  # what every one of these dates has
_PIVOT = 30  # two figures below this are a year of this century (judgement)


def periods(text: str) -> list[Date]:
    """Return the dates of `text` that only this file reads; they do not overlap."""
    found: list[Date] = []
    if not _ANY.search(text):
        return found
    lower = text.lower()
    for reader, signs in _READERS:
        for date in reader(text) if any(sign in lower for sign in signs) else ():
            if all(date.end <= other.start or date.start >= other.end for other in found):
                found.append(date)
    return found


def _years(match: re.Match[str], first: int, last: int, months: tuple[int, int] | None = None) -> Date:
    return Date(text=match.group(), start=match.start(), end=match.end(), first=first, last=last, months=months)


def _short_years(text: str) -> Iterator[Date]:
    """Yield days with two figures of their year: 15 Jul 19, 15/07/19."""
    for match in _SHORT_YEAR.finditer(text):
        short = int(match["year"] or match["year2"] or match["short"])
        year = short + (2000 if short < _PIVOT else 1900)
        if match["day"]:
            day, month = int(match["day"]), _MONTHS[(match["month"] or match["month2"])[:3].lower()]
        else:
            month, day = int(match["a"]), int(match["b"])
        swapped = not match["day"] and month <= 12 and day <= 12
        if month > 12 >= day:
            month, day = day, month
        if 1 <= month <= 12 and 1 <= day <= 31:
            yield Date(
                text=match.group(),
                start=match.start(),
                end=match.end(),
                first=year,
                last=year,
                month=month,
                day=day,
                swapped=swapped,
            )


def _eras(text: str) -> Iterator[Date]:
    """Yield years and centuries before and after the turn of the eras: 44 BC, AD 79, 58–50 BC, 3rd century BC."""
    if _ERA_SIGN.search(text) is None:
        return
    for match in _ERA.finditer(text):
        if match["century"]:
            number = int(match["century"])
            yield _years(match, -100 * number, -100 * (number - 1) - 1)
            continue
        sign = -1 if match["before"] else 1
        year = sign * _whole(match["after"] or match["year"])
        first = sign * _whole(match["first"]) if match["first"] else None
        if first is None or first >= year:
            yield _years(match, year, year)
            continue
        middle = match.end("first")
        yield Date(text=match["first"], start=match.start(), end=middle, first=first, last=first)
        begin = match.start("year")
        yield Date(text=text[begin : match.end()], start=begin, end=match.end(), first=year, last=year, since=first)


def _whole(written: str) -> int:
    return int(written.replace(",", ""))


def _parts_of_years(text: str) -> Iterator[Date]:
    """Yield quarters, halves and seasons of a year."""
    for match in _PART_OF_YEAR.finditer(text):
        year = int(next(match[group] for group in ("q1", "q2", "q3", "q4", "q5") if match[group]))
        if match["season"]:
            months = _SEASONS[match["season"].lower()]
        elif match["half"] or (match["piece"] or "").lower() == "half":
            number = int(match["half"] or _QUARTERS[match["nth"].lower()])
            if number == 3:
                continue
            months = (1, 6) if number == 1 else (7, 12)
        else:
            number = int(match["quarter"] or match["quarter2"] or _QUARTERS[match["nth"].lower()])
            months = (3 * number - 2, 3 * number)
        yield _years(match, year, year, months)


def _fiscal_years(text: str) -> Iterator[Date]:
    for match in _FISCAL.finditer(text):
        yield _years(match, int(match["fiscal"]), int(match["fiscal"]))


def _years_away(text: str) -> Iterator[Date]:
    """Yield the year that is meant by "the year before 2010" or "two years after 2012"."""
    for match in _AWAY.finditer(text):
        word = match["count"].lower()
        count = int(word) if word.isdigit() else UNITS.get(word, 1)
        year = int(match["year"]) + (count if match["side"].lower()[0] in "al" else -count)
        yield _years(match, year, year)


def _seasons_of_sport(text: str) -> Iterator[Date]:
    """Yield both years of 1983/84."""
    for match in _SEASON_OF_SPORT.finditer(text):
        first, last = int(match["from"]), match["to"]
        until = int(last) if len(last) == 4 else first - first % 100 + int(last)
        until += 100 if until < first and first % 100 == 99 and last == "00" else 0
        if not first < until < first + 100 or ("/" in match.group() and until != first + 1):
            continue
        end = match.end("from")
        yield Date(text=match["from"], start=match.start(), end=end, first=first, last=first)
        yield Date(text=text[end : match.end()], start=end, end=match.end(), first=until, last=until, since=first)


def _spans(text: str) -> Iterator[Date]:
    """Yield both years of "between 1990 and 1996" and "from 1990 to 1996"."""
    for match in _SPAN.finditer(text):
        group = "one" if match["one"] else "two"
        first, last = int(match[group]), int(match["last"])
        since = first if first < last else None
        yield Date(text=match[group], start=match.start(group), end=match.end(group), first=first, last=first)
        yield Date(
            text=match["last"], start=match.start("last"), end=match.end("last"), first=last, last=last, since=since
        )


def _decades(text: str) -> Iterator[Date]:
    """Yield "the fifties" where a year or a century in the text shows which."""
    for match in _FIFTIES.finditer(text):
        near = min(_CENTURY_NEAR.finditer(text), key=lambda year: abs(year.start() - match.start()), default=None)
        if near is None:
            return
        century = int(near[1]) if near[1] else (19 if near[2][0] in "t2" else 18)
        first = 100 * century + int(match["tens"] or 10 * _DECADES[match["word"].lower()])
        begin, stop = _THIRDS.get((match["part"] or "").lower(), (0, 9))
        yield _years(match, first + begin, first + stop)


_READERS: tuple[tuple[Callable[[str], Iterator[Date]], tuple[str, ...]], ...] = (
    (_short_years, ("/", *_MONTHS)),
    (_eras, ("",)),
    (_parts_of_years, ("q", "quarter", "half", "h1", "h2", *_SEASONS)),
    (_fiscal_years, ("fy", "fiscal", "financial")),
    (_years_away, ("year",)),
    (_spans, ("between", "from")),
    (_seasons_of_sport, ("/", "--")),
    (_decades, ("ties", "0s", "0'", "0’")),
)
"""The readers in their order, each with the signs of which a text that it reads has one: a search costs less."""

__all__ = ["periods"]
