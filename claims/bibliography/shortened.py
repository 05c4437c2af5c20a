"""Shortened footnotes, "Smith 2005, p. 12", which mean a full entry of the bibliography."""

from __future__ import annotations

import re
from typing import NamedTuple

_NAME = r"(?:(?:van|von|de|der|den|di|la|le|du|al)[\s-]){0,2}[A-ZÀ-ÞА-ЯΑ-Ω][^\W\d_'’-]+(?:-[A-ZÀ-ÞА-Я][^\W\d_]+)?"
_AND = r"\s?&\s|,?\sand\s|\set\s|\sund\s|\sy\s|\se\s|\sи\s"
_SHORT = re.compile(
    r"(?i:(?:see|cf\.?|vgl\.|voir|siehe)\s+)?"
    rf"(?P<names>{_NAME}(?:(?:,\s{_NAME}){{0,2}}(?:{_AND}){_NAME})?)(?:\set al\.?)?,?"
    r"\s\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?"
    r"(?:\s?[,:]\s?(?i:(?:pp?|S|pág|págs|с|str|s|chap|ch|loc|§)\.?\s?)?(?P<pages>\d[\d\s,–-]{0,30}[a-z]?|[ivxlc]+))?\.?"
)
_JOINT = re.compile(rf",\s(?!and\s)|{_AND}")


class Shortened(NamedTuple):
    """What a shortened footnote says."""

    authors: tuple[str, ...]
    year: str
    pages: str | None


def read_shortened(text: str) -> Shortened | None:
    """Read "Smith 2005, p. 12" or "Smith & Doe (2005)", or return None where a text says more than that."""
    if len(text) > 160:
        return None
    match = _SHORT.fullmatch(text.strip())
    if match is None:
        return None
    pages = match["pages"].strip(" ,") if match["pages"] else None
    return Shortened(tuple(_JOINT.split(match["names"])), match["year"], pages)
