"""Whether a document is about a living person, as far as the document itself tells.

Four places tell: the categories of a wiki's page, its short description, its infobox, and the parenthesis behind the
name at the beginning of the text, "Ada Mire (born 1970) is …". Nothing is looked up elsewhere.
"""

from __future__ import annotations

import re

from claims.layout import Layout
from claims.model import BlockKind
from claims.patterns import lazy_regex

_LIVING = frozenset(
    {
        *("living people", "personas vivas", "pessoas vivas", "levande personer", "elävät henkilöt"),
        *("nålevende personer", "nulevende personer", "persone viventi", "personnalité vivante"),
    }
)
"""Categories of wikis for people who are alive, from memory of the wikis, in 2026-11."""
_DEATH = lazy_regex(r"\bdeaths$|^gestorben |^décès |^fallecidos |^mortes |^morti |^avlidna |^kuolleet |^умершие ")
_BIRTH = (
    r"born|b\.|geb(?:oren|\.)|\*|née?(?: le| en)?|naci(?:do|da|ó)|nascid[oa]|nat[oa]|geboren|född|født|syntynyt|род\."
)
"""The words for a birth in the opening of an article, in the languages of the big wikis."""
_BORN = lazy_regex(rf"(?:^|[;,(]\s*)(?:{_BIRTH})(?![^\W\d_])[^()–—]{{0,80}}?\b(1[5-9]\d\d|20\d\d)\b")
_DIED = lazy_regex(
    r"\bdied\b|\bd\. |†|\bdeath\b|\bgest(?:orben|\.)|\bmort[ae]?\b|\bfalleci|\bmorto\b|\d\s*[–—-]\s*(?:\w+ ){0,3}\d"
)
_OPENING = lazy_regex(r"(?P<name>[^()\n]{2,120}?)\s*\((?P<life>[^()\n]{4,200})\)(?P<rest>[^\n]{0,120})")
_STATES = lazy_regex(r"\s(?:is|was|are|were|has|had|ist|war|est|était|es|fue|è|fu)\s")
_WAS = lazy_regex(r"^(?:\s*\[[^\]\n]{1,12}\])*(?:,[^,]{1,60},)?\s*(?:was|were|war|était|fue|foi|fu)\b")
_YEAR = lazy_regex(r"(?<!\d)(1[5-9]\d\d|20\d\d)(?!\d)")
_EARLIEST = 1915
"""The earliest year of birth of people who may be alive: the oldest people live about 110 years (judgement)."""


def is_living(layout: Layout) -> bool | None:
    """Return whether the document of `layout` is about a living person; None: it does not tell, or it disagrees."""
    told = {answer for answer in (_by_categories(layout), *_by_page(layout), _by_opening(layout)) if answer is not None}
    return told.pop() if len(told) == 1 else None


def _by_categories(layout: Layout) -> bool | None:
    names = [" ".join(name.replace("_", " ").split()).casefold() for name in layout.subject.categories]
    if any(_DEATH.search(name) for name in names):
        return False
    return True if _LIVING.intersection(names) else None


def _by_page(layout: Layout) -> tuple[bool | None, bool | None]:
    """Return what the short description and the infobox tell."""
    subject = layout.subject
    if subject.died.strip():
        return _by_life(subject.description), False
    years = [int(year) for year in _YEAR.findall(subject.born)]
    return _by_life(subject.description), True if years and min(years) >= _EARLIEST else None


def _by_life(words: str) -> bool | None:
    """Return what words such as "born 3 May 1970" or "1850–1920" tell."""
    if _DIED.search(words):
        return False
    born = _BORN.search(words)
    return True if born is not None and int(born[1]) >= _EARLIEST else None


def _by_opening(layout: Layout) -> bool | None:
    """Return what the parenthesis behind the name tells that the first paragraph begins with."""
    first = next((block for block in layout.blocks if block.kind is BlockKind.PARAGRAPH), None)
    if first is None:
        return None
    found = _OPENING.match(layout.text, first.span.start, first.span.end)
    if found is None or _STATES.search(found["name"]):
        return None
    life = found["life"].strip()
    if _DIED.search(life):
        return False
    is_birth = any(re.match(rf"(?:{_BIRTH})(?![^\W\d_])", part.strip()) for part in life.split(";"))
    return _by_life(life) if is_birth and not _WAS.match(found["rest"]) else None


__all__ = ["is_living"]
