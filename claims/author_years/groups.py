"""Brackets that cite by author and year: "(see Lee and Roe 2019a, p. 3; Ng 2020)", and "Lee (2019: 14)" around one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from claims.author_years.names import NamedAuthors, names_before
from claims.author_years.years import YEAR, CitedYear, other_years, years_of
from claims.model import Span
from claims.patterns import lazy_regex

_GROUP = lazy_regex(r"[(（](?:[^()\[\]（）]|\[\d{4}\]){3,1000}[)）]|\[[^()\[\]（）]{3,1000}\]")
"""The innermost brackets of a text, with what may be citations in them; "(Lee 1961 [1930])" is one pair."""
_BEFORE = 160  # characters before a year, or before the brackets of one, in which its names stand
_UNIT = r"(?:pp?|pages?|S|Seiten?|págs?|str|с|стр|fol)\.?"
_RANGE = r"(?:\s?[–-]\s?\d{1,5})?(?:\s?f{1,2}\.?(?!\w))?"
_FURTHER = r"(?:,\s?\d{1,5}(?:\s?[–-]\s?\d{1,5})?){0,6}"
_PAGES = lazy_regex(
    rf"(?:\s?[,:]\s?|\s)(?:at\s)?{_UNIT}\s?(?P<marked>(?:\d{{1,5}}|[ivxlc]{{1,7}}){_RANGE}{_FURTHER})(?!\w)"
    rf"|\s?:\s?(?P<colon>\d{{1,5}}{_RANGE}{_FURTHER})(?!\w)"
    r"|,\s(?P<bare>(?!(?:1[4-9]|20)\d\d\b)\d{1,4}(?:\s?[–-]\s?\d{1,4})?(?:\s?f{1,2}\.?)?)(?=\s*[,;)\]）]|\s*$)"
)
_PLACE = lazy_regex(
    r",?\s(?i:ch(?:ap(?:ter)?s?)?|sec(?:tions?)?|§{1,2}|figs?|figures?|tab(?:les?)?|eqs?|vol|no|para|¶|app(?:endix)?|notes?|n|part"
    r"|Kap(?:itel)?|Abschn(?:itt)?|Abb|Tab|cap)(?:\.\s?|\s)(?=[A-Z]?\d|[A-Z]\b|[IVX]{1,5}\b)[\w.–-]{1,12}"
)
_GOES_ON = lazy_regex(r"\s*(?:[,;/&]|\b(?:and|und|et|y|e|och|og|en)\b)*\s*(?:\b(?:and|und|et|y|e|och|og|en)\b\s*)?")
_LETTER = lazy_regex(r"\s?,\s?(?P<letter>[a-z])(?=\s*[,;)\]）]|\s*$)")


@dataclass(frozen=True, slots=True)
class YearCite:
    """One work that a text cites: its year, its pages, and who may be named: the longest first, with their offsets.

    `span` holds the year and what stands behind it. `before` begins the words before the year in which the names stand.
    `is_continued` says that the names are those of the year before: "2021" of "Lee 2019, 2021". `is_narrative`: the
    names stand before the brackets. `others` are further years by which the work may be listed: 1961 of "1930/1961".
    """

    names: tuple[tuple[int, NamedAuthors], ...]
    year: CitedYear
    span: Span
    before: int
    pages: str | None = None
    is_continued: bool = False
    is_narrative: bool = False
    others: tuple[CitedYear, ...] = ()


@dataclass(slots=True)
class CiteGroup:
    """The citations of one pair of brackets."""

    span: Span
    cites: list[YearCite] = field(default_factory=list)


def find_groups(text: str, span: Span) -> Iterator[CiteGroup]:
    """Yield the brackets of a block of `text` with a year behind names in them or before them, in order."""
    for match in _GROUP.finditer(text, *span):
        start, end = match.start() + 1, match.end() - 1
        if YEAR.search(text, start, end) is None:
            continue
        group = CiteGroup(Span(*match.span()))
        _read(text, group, start, end, span.start)
        if group.cites:
            yield group


def _read(text: str, group: CiteGroup, start: int, end: int, block: int) -> None:
    place = start
    names: tuple[tuple[int, NamedAuthors], ...] = ()
    begin = start
    narrative = False
    for match in YEAR.finditer(text, start, end):
        if match.start() < place:
            continue
        between = text[place : match.start()]
        is_continued = False
        if place == start and not between.strip():
            names = _names(text, max(block, group.span.start - _BEFORE), group.span.start)
            narrative = bool(names)
        elif not (is_continued := bool(group.cites) and _GOES_ON.fullmatch(between) is not None):
            begin = place + between.rfind(";") + 1
            names = _names(text, max(begin, match.start() - _BEFORE), match.start())
            narrative = False
        if not names:
            place = match.end()
            continue
        after, pages = _locator(text, match.end(), end)
        years = years_of(match)
        while (letter := _LETTER.match(text, after, end)) is not None and years[-1].letter:
            years.append(CitedYear(years[-1].number, letter["letter"]))
            after = letter.end()
        span = Span(match.start(), after)
        group.cites += [
            YearCite(names, year, span, begin, pages, is_continued or number > 0, narrative, tuple(other_years(match)))
            for number, year in enumerate(years)
        ]
        place = after


def _names(text: str, start: int, end: int) -> tuple[tuple[int, NamedAuthors], ...]:
    words = text[start:end].rstrip()
    return tuple((start + offset, names) for offset, names in names_before(words))


def _locator(text: str, start: int, end: int) -> tuple[int, str | None]:
    """Return the end of the pages, the chapter or the figure that stand behind a year, and the pages."""
    pages: str | None = None
    for _ in range(3):
        if match := _PAGES.match(text, start, end):
            found = (match["marked"] or match["colon"] or match["bare"] or "").strip()
            pages = pages or found or None
        else:
            match = _PLACE.match(text, start, end)
        if match is None or match.end() == start:
            break
        start = match.end()
    return start, pages


__all__ = ["CiteGroup", "YearCite", "find_groups"]
