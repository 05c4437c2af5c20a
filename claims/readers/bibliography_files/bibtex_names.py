"""Lists of names in BibTeX: "Lee, Ann and {World Health Organization} and Jan van der Berg and others"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.readers.bibliography_files.latex_words import plain

_AND = re.compile(r"\s+and(?=\s)", re.IGNORECASE)
_PART = re.compile(r"(family|given|prefix|suffix)(?:-i)?\s*=\s*", re.IGNORECASE)
_OTHERS = frozenset({"others", "et al", "et al."})


def read_names(raw: str) -> tuple[tuple[str, ...], bool]:
    """Return the names of `raw`, a field as the file writes it, and whether it says that there are more.

    A person is "Family, Given"; what stands in braces as a whole, such as an organisation, stays as it is.
    """
    if not raw:
        return (), False
    names: list[str] = []
    has_more = False
    for one in _split(f" {raw} ", _AND):
        name = one.strip()
        if name.strip("{}").casefold() in _OTHERS:
            has_more = True
        elif name and (read := _read(name)):
            names.append(read)
    return tuple(names), has_more


def _read(name: str) -> str:
    if _PART.match(name):
        return _from_parts(name)
    pieces = [piece.strip() for piece in _split(name, re.compile(","))]
    if len(pieces) > 1:
        family, given = plain(pieces[0]), plain(pieces[-1])
        suffix = plain(pieces[1]) if len(pieces) > 2 else ""
        family = f"{family} {suffix}".strip()
        return f"{family}, {given}" if family and given else family or given
    return _in_order(name)


def _from_parts(name: str) -> str:
    """Read the extended form of BibLaTeX: "family=Salam, given=Abdus"."""
    parts = {}
    for piece in _split(name, re.compile(",")):
        if match := _PART.match(piece.strip()):
            parts[match[1].lower()] = plain(piece.strip()[match.end() :].strip().strip('"'))
    family = " ".join(part for part in (parts.get("prefix"), parts.get("family"), parts.get("suffix")) if part)
    return f"{family}, {parts['given']}" if family and parts.get("given") else family or parts.get("given", "")


def _in_order(name: str) -> str:
    """Read "Jan van der Berg": the family name is the last word, and the lower-case words before it belong to it."""
    words = [word for word in _split(name, re.compile(r"[\s~]+")) if word.strip()]
    if len(words) < 2:
        return plain(name)
    first = next((place for place in range(1, len(words) - 1) if plain(words[place])[:1].islower()), len(words) - 1)
    family, given = plain(" ".join(words[first:])), plain(" ".join(words[:first]))
    return f"{family}, {given}"


def _split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Yield the parts of `text` between the separators that stand outside of braces."""
    depth = start = place = 0
    while place < len(text):
        sign = text[place]
        if sign == "\\":
            place += 2
            continue
        depth = max(0, depth + (sign == "{") - (sign == "}"))
        if depth == 0 and (match := separator.match(text, place)):
            yield text[start:place]
            start = place = match.end()
            continue
        place += 1
    yield text[start:]


__all__ = ["read_names"]
