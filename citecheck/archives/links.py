"""Parses the link format of Link headers (RFC 8288) and TimeMaps (RFC 6690, RFC 7089)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from citecheck.http.http_dates import parsed_http_date

# All repetitions are possessive: a header of a million spaces is read in one pass.
_LINK = re.compile(
    r'<([^<>\r\n]*+)>((?:\s*+;\s*+[\w!#$&+\-.^`|~*]++\s*+(?:=\s*+(?:"(?:[^"\\]|\\.)*+"|[^\s";,]++))?)*+)\s*+(?:,|$)'
)
_PARAMETER = re.compile(r';\s*+([\w\-*]++)\s*+(?:=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^\s";,]++)))?')


@dataclass(frozen=True, slots=True)
class Link:
    """One link: its target as written, its relations in lower case, and its `datetime` (None: it has none)."""

    target: str
    relations: frozenset[str]
    moment: datetime | None


def links(text: str) -> Iterator[Link]:
    """Yield the links of a header or a TimeMap in order. Anything else is skipped."""
    for match in _LINK.finditer(text):
        parameters = {
            found[1].lower(): found[2] if found[2] is not None else found[3] or ""
            for found in _PARAMETER.finditer(match[2])
        }
        yield Link(
            match[1].strip(),
            frozenset(parameters.get("rel", "").lower().split()),
            parsed_http_date(parameters["datetime"]) if "datetime" in parameters else None,
        )
