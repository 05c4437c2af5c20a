"""What the source of a wiki's page says about its subject outside its text."""

from __future__ import annotations

import re

from claims.layout import Subject
from claims.readers.wikitext.links import CATEGORIES

_COMMENT = re.compile(r"<!--(?:.*?-->|.*)", re.DOTALL)
_CATEGORY = re.compile(r"\[\[\s*+([^\[\]|:\n]{1,40}):([^\[\]|\n]{1,200})")
_DESCRIPTION = re.compile(r"\{\{\s*+short description\s*+\|([^{}|\n]{1,300})", re.IGNORECASE)
_BORN = (
    "birth_?date|born|geburtsdatum|date de naissance|fecha de nacimiento|data_nascimento|annonascita|geboren"
    "|дата рождения"
)
_DIED = "death_?date|died|sterbedatum|date de décès|fecha de fallecimiento|data_morte|annomorte|overleden|дата смерти"
_VALUE = r"[ \t]*+=[ \t]*+(?P<value>\S[^\n]{0,300})"
_BIRTH = re.compile(rf"\|[ \t]*+(?:{_BORN}){_VALUE}", re.IGNORECASE)
_DEATH = re.compile(rf"\|[ \t]*+(?:{_DIED}){_VALUE}", re.IGNORECASE)


def subject_of(source: str) -> Subject:
    """Return what the page `source` says about its subject in its categories, short description and infobox."""
    shown = _COMMENT.sub("", source)
    description = _DESCRIPTION.search(shown)
    return Subject(
        categories=tuple(
            " ".join(name.split()) for space, name in _CATEGORY.findall(shown) if space.strip().casefold() in CATEGORIES
        ),
        description=description[1].strip() if description is not None else "",
        born=_value(_BIRTH, shown),
        died=_value(_DEATH, shown),
    )


def _value(argument: re.Pattern[str], source: str) -> str:
    """Return the value of the first such argument of a template; empty where it has none."""
    found = argument.search(source)
    value = found["value"].strip() if found is not None else ""
    return "" if value.startswith(("|", "}}")) else value


__all__ = ["subject_of"]
