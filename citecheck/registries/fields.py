"""Values of records in the forms that all registries share: text without markup, dates, names, identifiers."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from typing import Any

from claims.identifiers import is_valid, normalise
from claims.patterns import lazy_regex

_TAG = lazy_regex(r"</?[A-Za-z][^<>]{0,300}>")
_YEAR = lazy_regex(r"\b(1[4-9]\d\d|20\d\d)\b")
_LABEL = lazy_regex(
    r"^\s*[\[(<]?\s*(?:retracted(?:\s+(?:article|paper|chapter))?|withdrawn(?:\s+(?:article|paper))?)\s*(?:[\])>]\s*:?|:)\s*",
    re.IGNORECASE,
)
_ISO = lazy_regex(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def plain(value: Any) -> str:
    """Return a text without tags, entities and double spaces; empty if `value` is no text."""
    if not isinstance(value, str):
        return ""
    text = html.unescape(value)
    return " ".join(_TAG.sub("", text).split())


def texts(value: Any) -> tuple[str, ...]:
    """Return the texts in `value`, which is a text or a list of texts; each once, without empty ones."""
    values = value if isinstance(value, list | tuple) else [value]
    return tuple(dict.fromkeys(filter(None, map(plain, values))))


def label_of(title: str) -> str:
    """Return the label "RETRACTED:" that a publisher set before `title`; empty if there is none."""
    match = _LABEL.match(title)
    return match[0] if match else ""


def unlabelled(title: str) -> str:
    """Return `title` without the label that says that the work was retracted."""
    return title[len(label_of(title)) :] or title


def name(family: Any, given: Any) -> str:
    """Return the name of `family` and `given` as "Family, Given"; the part that is known if the other is missing."""
    return ", ".join(filter(None, (plain(family), plain(given))))


def years_in(values: Iterable[str | None]) -> tuple[int, ...]:
    """Return the years that the dates `values` begin with, each once, in order."""
    return tuple(dict.fromkeys(int(value[:4]) for value in values if value and value[:4].isdecimal()))


def iso_date(value: Any) -> str | None:
    """Return an ISO date at the start of `value`, as precise as it is; None: there is none."""
    match = _ISO.match(value) if isinstance(value, str) else None
    return match[0] if match else None


def year_of(value: Any) -> str | None:
    """Return the year that the text `value` names in any form ("July 16, 2019"); None: it names none."""
    match = _YEAR.search(value) if isinstance(value, str) else None
    return match[1] if match else None


def date_parts(value: Any) -> str | None:
    """Return the ISO date of `value`, date parts of Crossref and CSL ({"date-parts": [[2011, 4, 14]]}); None: none."""
    if not isinstance(value, Mapping):
        return None
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    numbers = [int(part) for part in first if str(part).isdecimal()]
    if not numbers or not 1000 <= numbers[0] <= 2200:
        return None
    return "-".join(f"{number:02d}" for number in numbers[:3])


def identifiers(values: Mapping[str, Any]) -> dict[str, str]:
    """Return the valid ones of `values` in normal form, by kind."""
    found = {}
    for kind, value in values.items():
        if isinstance(value, str | int) and value:
            normal = normalise(kind, str(value))
            if is_valid(kind, normal):
                found[kind] = normal
    return found


def bare_arxiv(value: str) -> str:
    """Return `value`, an arXiv number, without its version."""
    return re.sub(r"v\d{1,3}$", "", value)


ARXIV_DOI = "10.48550/arxiv."
"""The prefix of the DOIs that arXiv gives to its preprints, in normal form."""


def arxiv_of_doi(doi: str) -> str | None:
    """Return the arXiv number in `doi`, without its version; None: it is no DOI of arXiv."""
    return bare_arxiv(doi[len(ARXIV_DOI) :]) if doi.startswith(ARXIV_DOI) else None


__all__ = [
    "ARXIV_DOI",
    "arxiv_of_doi",
    "bare_arxiv",
    "date_parts",
    "identifiers",
    "iso_date",
    "label_of",
    "name",
    "plain",
    "texts",
    "unlabelled",
    "year_of",
    "years_in",
]
