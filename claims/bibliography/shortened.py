"""Shortened footnotes, "Smith 2005, p. 12", and the full entries of the bibliography that they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from claims.model import Reference

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


def complete(references: Sequence[Reference]) -> Iterator[Reference]:
    """Yield the entries in order, shortened ones with the fields of the full entry that they mean."""
    full = {key: reference for reference in references if reference.title for key in _keys(reference)}
    for reference in references:
        short = None if reference.title else read_shortened(reference.text)
        meant = full.get((_surname(short.authors[0]), short.year)) if short else None
        if meant is None:
            yield reference
        else:
            yield replace(
                meant, **{name: getattr(reference, name) for name in ("key", "label", "text", "span", "pages")}
            )


def _keys(reference: Reference) -> Iterable[tuple[str, str]]:
    if reference.authors and reference.published:
        yield _surname(reference.authors[0]), reference.published[:4]


def _surname(name: str) -> str:
    """The family name of "Smith, John", "Smith J", "John Smith" or "Smith"."""
    family = name.partition(",")[0] if "," in name else re.sub(r"(?:\s[A-ZÀ-Þ]{1,3}\.?)+$", "", name).rpartition(" ")[2]
    return family.strip().casefold()
