"""What a template shows in prose, by its name and the page's language: the table of `shown.toml`, read once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_NOT_WIKIS = frozenset({"months", "joined", "after", "units"})
_PIECE = re.compile(r"\{([^{}]+)\}|<([^<>]*)>|([^{}<>]+)")


@dataclass(frozen=True, slots=True)
class ArgumentPlace:
    """The place of an argument in what a template shows: the first of these names that is given."""

    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OptionalPieces:
    """Pieces that are shown only where all arguments in them are given."""

    pieces: tuple[str | ArgumentPlace, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What a template shows: `pieces` in order, or what the function `figure` makes of its arguments."""

    pieces: tuple[str | ArgumentPlace | OptionalPieces, ...] = ()
    figure: str | None = None

    @property
    def has_words(self) -> bool:
        """Whether it shows words of a language that its arguments do not hold."""
        inner = [part for piece in self.pieces if isinstance(piece, OptionalPieces) for part in piece.pieces]
        texts = [piece for piece in (*self.pieces, *inner) if isinstance(piece, str)]
        return self.figure in _IN_WORDS or any(map(_WORD.search, texts))


_IN_WORDS = frozenset(
    {"century", "century_before", "centuries", "ordinal", "ordinals", "spanish_century", "polish_age"}
)
_WORD = re.compile(r"[^\W\d_]{2}")
_LANGUAGE = re.compile(r"lang-[a-z-]+|(?:iso|ipa)-?[a-z]{0,3}")
_CENTURY = re.compile(r"\b([ivx]{1,5})(er|e)\b")
# "XIXe siècle", "XIXe et XXe siècles", "Ve siècle av. J.-C.": names of templates that show themselves.
_CENTURIES = re.compile(
    r"[ivx]{1,5}(?:er|e)(?:(?: et | au | ou |-)[ivx]{1,5}e)?(?: siècles?)?(?: (?:av|apr)\. j\.-c\.)?"
)
_FIRST = Shown(pieces=(ArgumentPlace(("1",)),))
_FRACTION = re.compile(r"\d{1,2}/\d{1,3}")
_DAY = re.compile(r"(?:1er|\d{1,2}) [^\W\d]{3,10}")  # "1er janvier"
_ICON = re.compile(r"[a-z]{2,3} icon")


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


def find_shown(name: str, language: str | None) -> Sequence[Shown]:
    """Return what the template of this name (in lower case) may show, the likeliest first; empty where unknown.

    Where the page's own wiki says nothing, what holds for all wikis counts. Where that is not known either, what the
    other wikis say is tried in turn. On a page of a wiki that the table has, that is done only where all others agree
    and add no words of their language.
    """
    known = _by_name().get(name)
    if known is None:
        return _by_form(name, language)
    if language is not None and language in known:
        return (known[language],)
    if "any" in known:
        return (known["any"],)
    if language in table():
        only = next(iter(known.values()))
        return (only,) if len(set(known.values())) == 1 and not only.has_words else ()
    return tuple(known.values())


def _by_form(name: str, language: str | None) -> Sequence[Shown]:
    """Return what a template shows whose name is made by a rule: "lang-fr", "de icon", "XIXe siècle"."""
    if _LANGUAGE.fullmatch(name):
        return (_FIRST,)
    if _FRACTION.fullmatch(name):
        return (Shown(pieces=(name,)),)
    if _ICON.fullmatch(name):
        return (Shown(),)
    if _DAY.fullmatch(name):
        return (Shown(pieces=(name,)),)
    if language == "fr" and _CENTURIES.fullmatch(name):
        return (
            Shown(pieces=(_CENTURY.sub(lambda found: found[1].upper() + found[2], name).replace("j.-c.", "J.-C."),)),
        )
    return ()


def parse_pattern(pattern: str) -> Shown:
    """Read a key of the table: "{1}< {2}>", or "=" and the name of a function."""
    if pattern.startswith("="):
        return Shown(figure=pattern[1:])
    return Shown(pieces=tuple(_pieces(pattern)))


def _pieces(pattern: str) -> Iterator[str | ArgumentPlace | OptionalPieces]:
    for piece in _PIECE.finditer(pattern):
        if piece[1] is not None:
            yield ArgumentPlace(tuple(piece[1].split("/")))
        elif piece[2] is not None:
            yield OptionalPieces(tuple(part for part in _pieces(piece[2]) if not isinstance(part, OptionalPieces)))
        else:
            yield piece[3]
