"""The authors that one parameter of a cite template names: "Jan Bach, Eva Fels", "Лис И. И., Дуб П. П."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.bibliography.names import is_name

_SEPARATORS = re.compile(r"\s*[;；、]\s*")
_INITIALS = re.compile(r"(?:[^\W\d_]\.-?\s?)+|[A-Z]{1,3}")
# The wikis that write "given name, family name" in one parameter, so that a comma divides two people. Others write
# "García Márquez, Gabriel José" too. From memory of the documentation of their templates, in 2026-11.
_GIVEN_NAME_FIRST = frozenset({"cs", "de", "fr", "it", "nl", "pl", "ru", "sv", "uk"})


def split_people(value: str, language: str | None) -> Iterator[str]:
    """Yield the names in one parameter, on a page in `language`; a name that cannot be divided safely is kept whole."""
    for names in _SEPARATORS.split(value):
        pieces = [piece.strip() for piece in names.split(",")]
        if len(pieces) > 1 and _are_whole_names(pieces, language):
            yield from pieces
        elif names.strip():
            yield names.strip()


def _are_whole_names(pieces: list[str], language: str | None) -> bool:
    """Whether each piece is the name of a person, and none is the given name of the one before it."""
    words = [piece.split() for piece in pieces]
    if not all(len(name) > 1 and all(map(is_name, name)) for name in words):
        return False
    with_initials = all(_INITIALS.fullmatch(name[0]) or _INITIALS.fullmatch(name[-1]) for name in words)
    return with_initials or len(pieces) > 2 or language in _GIVEN_NAME_FIRST
