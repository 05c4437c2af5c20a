"""Title, authors and publisher of a reference whose addresses and access date were taken out."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.bibliography.names import split_authors
from claims.dates import find_dates

_QUOTED = re.compile(r"[\"“„«「『](?P<title>.{2,400}?)[\"”“»」』](?=\s*(?:[.,;:(\[–—-]|$))")
_AUTHORS_YEAR = re.compile(r"^(?P<authors>[^\"“]{2,300}?)\s*\((?P<date>[^()]{4,40})\)\s*[.,:]?\s*")
_DASH_SITE = re.compile(r"\s+[-–—|]\s+(?P<site>[^-–—|]{2,60})$")


class Split(NamedTuple):
    """The parts of an entry, each empty where it cannot be told."""

    authors: tuple[str, ...]
    title: str
    publisher: str


def split_title(words: str) -> Split:
    """Tell authors, title and publisher apart."""
    quoted = _QUOTED.search(words)
    if quoted:
        before = words[: quoted.start()]
        return Split(_authors_of(before), quoted["title"].rstrip(" .,"), _first_part(words[quoted.end() :]))
    dated = _AUTHORS_YEAR.match(words)
    if dated and find_dates(dated["date"]) and words[dated.end() :].strip(" ."):
        rest = words[dated.end() :]
        title, _, after = rest.partition(". ")
        return Split(split_authors(dated["authors"]), title.strip(" ."), _first_part(after))
    title = _without_dates(words)
    site = _DASH_SITE.search(title)
    if site:
        return Split((), title[: site.start()].strip(" ."), site["site"].strip(" ."))
    return Split((), title, "")


def _authors_of(before: str) -> tuple[str, ...]:
    return split_authors(_without_dates(before))


def _without_dates(words: str) -> str:
    for date in reversed(find_dates(words)):
        words = words[: date.span.start] + words[date.span.end :]
    return re.sub(r"\(\s*\)", "", words).strip(" .,;:")


def _first_part(rest: str) -> str:
    """The first of the parts between full stops that says more than a date or a number."""
    for part in re.split(r"\.\s|\.$", _without_dates(rest)):
        part = part.strip(" .,;:")
        if len(part) > 1 and re.search(r"[^\W\d_]{2}", part):
            return part
    return ""
