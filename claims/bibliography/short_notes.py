"""Notes that point to a full entry: shortened ones ("Smith 2005, p. 12") and repeating ones ("Ibid., p. 12")."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.patterns import lazy_regex

_NAME = r"(?:(?:van|von|de|der|den|di|la|le|du|al)[\s-]){0,2}[A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_'’-]+(?:-[A-ZÀ-ÞА-Я][^\W\d_]+)?"
_AND = r"\s?&\s|,?\sand\s|\set\s|\sund\s|\sy\s|\se\s|\sи\s"
_SHORT = lazy_regex(
    r"(?i:(?:see|cf\.?|vgl\.|voir|siehe)\s+)?"
    rf"(?P<names>(?:[A-ZÀ-ÞА-Я]\.\s?){{0,2}}{_NAME}(?:(?:,\s{_NAME}){{0,2}}(?:{_AND}){_NAME})?)(?:\set al\.?)?,?"
    r"\s\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?"
    r"(?:\s?[,:]\s?(?i:(?:pp?|S|pág|págs|с|str|s|chap|ch|loc|§)\.?\s?)?(?P<pages>\d[\d\s,–-]{0,30}[a-z]?|[ivxlc]+))?\.?"
)
_JOINT = lazy_regex(rf",\s(?!and\s)|{_AND}")


def may_be_short(text: str) -> bool:
    """Return whether a text may be one of these notes: no form of them has an address or a quotation."""
    return "/" not in text and '"' not in text and "“" not in text


class Shortened(NamedTuple):
    """What a shortened footnote gives: the surnames of the authors, the year, and the pages if any."""

    authors: tuple[str, ...]
    year: str
    pages: str | None


def read_shortened(text: str) -> Shortened | None:
    """Read "Smith 2005, p. 12" or "Smith & Doe (2005)"; return None for any other text."""
    if len(text) > 160:
        return None
    match = _SHORT.fullmatch(text.strip())
    if match is None:
        return None
    pages = match["pages"].strip(" ,") if match["pages"] else None
    return Shortened(tuple(_JOINT.split(match["names"])), match["year"], pages)


_PAGES_ALONE = lazy_regex(
    r"(?:(?:see|cf\.?|vgl\.|voir|siehe)\s+)?(?:pp?|s|ss|seiten?|с|стр|str|pág|págs|fol|f|bl|col|§)\.?\s?"
    r"(?P<pages>\d{1,4}(?:\s?[,–-]\s?\d{1,4})*(?:\s?ff?)?)\.?",
    re.IGNORECASE,
)


def read_pages_alone(text: str) -> str | None:
    """Read "S. 281" or "pp. 3-4", which names a place in a work and not the work; return None for any other text."""
    match = _PAGES_ALONE.fullmatch(text.strip())
    return match["pages"] if match else None


_ID = r"id\.(?=,?\s(?:at\s|\d|§|¶|(?:pp?|para|art|claim|ch|n)\b)|$)"
_BEFORE = rf"ibid(?:em)?\b\.?|ibíd(?:em)?\b\.?|ib\.|ebd\b\.?|ebenda\b|{_ID}|ivi\b|там\sже\b\.?"
_WORK = r"op(?:\.|us)?\s?cit\b\.?|loc\.?\s?cit\b\.?|a\.\s?a\.\s?[oO]\.|указ\.\s?соч\."
_PAGES = (
    r"(?:\s?[,:.]?\s?(?:at\s)?(?:(?:pp?|ss?|pág|págs|с|str|f|ff|bl)\b\.?\s?)?"
    r"(?P<pages>\d[\d\s,–-]{0,30}|[ivxlc]+\b)(?:\s?(?:ff?|sq|sqq)\b\.?)?)?"
)
_AUTHOR = r"(?-i:(?P<name>(?:[A-ZÀ-ÞА-Я]\.\s?){0,3}[A-ZÀ-ÞА-Я][^\W\d_]+(?:[-'’\s][A-ZÀ-ÞА-Я][^\W\d_]+){0,2}))[,:]?\s"
_REPEATED = lazy_regex(
    rf"(?:(?:see|cf\.?|vgl\.|voir|siehe|смотри|см\.)(?:\salso|\sauch)?\s)?(?:(?:{_BEFORE})|(?:{_AUTHOR})?(?:{_WORK}))"
    rf"{_PAGES}[\s.;]*",
    re.IGNORECASE,
)
_BEGINS = lazy_regex(rf"(?:{_BEFORE}|{_WORK})", re.IGNORECASE)
_LONGEST = 120  # characters; judgement: such notes have far fewer, and a longer text is not matched


class Repeated(NamedTuple):
    """What a repeating note gives: `author` (None if it means the entry before it), and its `pages` if any."""

    author: str | None
    pages: str | None


def read_repeated(text: str) -> Repeated | None:
    """Read "Ibid., p. 12" or "Reeve, op. cit., p. 4"; return None for any other text."""
    if len(text) > _LONGEST:
        return None
    match = _REPEATED.fullmatch(" ".join(text.split()))
    if match is None:
        return None
    return Repeated(match["name"], match["pages"].strip(" ,") if match["pages"] else None)


def begins_repeated(text: str) -> bool:
    """Return whether a text begins with "Ibid." or similar, so that neither names nor a title follow."""
    return _BEGINS.match(text.strip()) is not None
