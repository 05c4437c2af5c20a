"""Citations by roles, as MyST and Sphinx write them: {cite:p}`lee,roe`, :cite:t:`lee`, :cite:p:`{see}lee{p. 3}`."""

from __future__ import annotations

import re
from typing import NamedTuple

from claims.readers.citation_groups import Cite, read_group

ROLE = r"(?:foot|full)?cite[\w:]*"
"""The names of the roles that cite, as a regular expression."""
_KEY = re.compile(r"(?:\{(?P<before>[^{}]*)\})?(?P<key>[^\s,;{}]+)(?:\{(?P<behind>[^{}]*)\})?")
_IN_TEXT = (":t", ":ts", ":ct", ":cts", "citet")


class RoleCites(NamedTuple):
    """What a role cites, whether as a part of the sentence, and what it shows: "year", "title", or neither ("")."""

    cites: list[Cite]
    in_text: bool
    shown: str


def read_role(role: str, inside: str) -> RoleCites:
    """Return what the role called `role` cites by the text `inside` its quotes; no citations: it names no key."""
    cites = []
    for one in _KEY.finditer(inside):
        (read,) = read_group(f"{one['before'] or ''} @{{{one['key']}}}, {one['behind'] or ''}") or [Cite(one["key"])]
        cites.append(read)
    lower = role.lower()
    shown = "year" if "year" in lower else "title" if "title" in lower else ""
    return RoleCites(cites, lower.endswith(_IN_TEXT) or "author" in lower, shown)


__all__ = ["ROLE", "RoleCites", "read_role"]
