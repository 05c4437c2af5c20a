"""Take the soft hyphens out of a text: they say where a word may be broken, and are not part of it."""

from __future__ import annotations

import re

from claims.source_map import OriginPiece

_SOFT = re.compile("\u00ad+(?:\\n[ \\t]*([^\\W\\d_]\\S*)[ \\t]?)?")


def without_soft_hyphens(source: str) -> tuple[str, list[OriginPiece]]:
    """Return `source` without soft hyphens, and where its characters stand in `source`.

    A word that one parts at the end of a line stands whole on that line.
    """
    texts: list[str] = []
    pieces: list[OriginPiece] = []
    length = 0

    def take(at: int, until: int) -> None:
        nonlocal length
        if until > at:
            texts.append(source[at:until])
            pieces.append(OriginPiece(length, length + until - at, at, until))
            length += until - at

    place = 0
    for match in _SOFT.finditer(source):
        take(place, match.start())
        place = match.end()
        if match[1] is not None:
            take(match.start(1), match.end(1))
            texts.append("\n")
            pieces.append(OriginPiece(length, length + 1, match.end(1), match.end(1), whole=True))
            length += 1
    take(place, len(source))
    return "".join(texts), pieces
