"""The quotations of csquotes: \\enquote, \\textquote, \\blockcquote and their environments, with what they cite."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.readers.latex.citing import read_cites
from claims.readers.latex.interfaces import TexWalk
from claims.readers.latex.scanning import TexToken

QUOTING = re.compile(r"(?P<language>foreign|hyphen)?(?:enquote|(?:text|block)(?P<cites>c)?quote)\*?")
"""Names of commands whose argument is a quotation."""


def write_quotation(walker: TexWalk, token: TexToken) -> None:
    """Write the quotation that `token` begins, between quotation marks, and then its citation."""
    stream = walker.stream
    match = QUOTING.fullmatch(token.text)
    if match is None:
        return
    if match["language"]:
        stream.argument()
    behind: Sequence[TexToken] | None = None
    if match["cites"]:
        cites = read_cites("textcite", stream)
        stream.optional()
        _write(walker, token, stream.argument())
        walker.write_cites("cite", cites, token)
        return
    if "enquote" not in token.text:
        behind = stream.optional()
        stream.optional()
    _write(walker, token, stream.argument())
    if behind:
        walker.write(" ", token)
        walker.walk_tokens(behind)


def _write(walker: TexWalk, token: TexToken, words: Sequence[TexToken]) -> None:
    walker.write("“", token)
    walker.walk_tokens(words)
    walker.write("”", token)


__all__ = ["QUOTING", "write_quotation"]
