"""What a template shows in prose, by its name and the page's language: the table of `shown.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_NOT_WIKIS = frozenset({"months", "joined", "units"})
_PIECE = re.compile(r"\{([^{}]+)\}|<([^<>]*)>|([^{}<>]+)")


@dataclass(frozen=True, slots=True)
class ArgumentSlot:
    """The place of an argument in what a template shows: the first of these names that is given."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhereGiven:
    """Pieces that are shown only where all arguments in them are given."""

    pieces: tuple[str | ArgumentSlot, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template shows: `pieces` in order, or what the function `figure` makes of its arguments."""

    pieces: tuple[str | ArgumentSlot | WhereGiven, ...] = ()
    figure: str | None = None


@cache
def table() -> Mapping[str, Any]:
    """Return the content of `shown.toml`."""
    text = files("claims.readers.wikitext").joinpath("shown.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


@cache
def _by_name() -> Mapping[str, Mapping[str, Shown]]:
    """Return what templates show, by name and then by language; "any" is for all languages."""
    found: dict[str, dict[str, Shown]] = {}
    for language, kinds in table().items():
        if language in _NOT_WIKIS:
            continue
        for pattern, names in kinds.items():
            shown = parse_pattern(pattern)
            for name in names:
                found.setdefault(name, {})[language] = shown
    return found


def is_of_wiki(name: str, language: str | None) -> bool:
    """Return whether the table has a template of this name for the wiki in this language itself."""
    return language in _by_name().get(name, {})


def find_shown(name: str, language: str | None) -> Shown | None:
    """Return what the template of this name (in lower case) shows; None where that is not known.

    Where the page's own wiki says nothing, what holds for all wikis counts, then what the only other wiki that has
    this name says.
    """
    known = _by_name().get(name)
    if known is None:
        return None
    for wiki in (language, "any"):
        if wiki is not None and wiki in known:
            return known[wiki]
    return next(iter(known.values())) if len(set(known.values())) == 1 else None


def parse_pattern(pattern: str) -> Shown:
    """Read a key of the table: "{1}< {2}>", or "=" and the name of a function."""
    if pattern.startswith("="):
        return Shown(figure=pattern[1:])
    return Shown(pieces=tuple(_pieces(pattern)))


def _pieces(pattern: str) -> Iterator[str | ArgumentSlot | WhereGiven]:
    for piece in _PIECE.finditer(pattern):
        if piece[1] is not None:
            yield ArgumentSlot(tuple(piece[1].split("/")))
        elif piece[2] is not None:
            yield WhereGiven(tuple(part for part in _pieces(piece[2]) if not isinstance(part, WhereGiven)))
        else:
            yield piece[3]
