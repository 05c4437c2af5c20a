"""What LaTeX shows as it is written, code and addresses, and what it does not show at all."""

from __future__ import annotations

import re

from claims.readers.latex.interfaces import TexWalk
from claims.readers.latex.scanning import TexToken, words_of

VERBATIM = frozenset({"verb", "verb*", "lstinline", "mintinline", "Verb"})


def write_verbatim(walker: TexWalk, token: TexToken) -> None:
    """Write code within a sentence, such as that of \\verb. `token` is the command."""
    while token.text not in ("verb", "verb*", "Verb") and walker.stream.optional() is not None:
        pass
    if token.text == "mintinline":
        walker.stream.argument()
    sign = walker.stream.next()
    if sign is None:
        return
    walker.stream.put_back(None)
    closing = "}" if sign.text == "{" else sign.text[:1]
    start = walker.composer.length
    if sign.kind == "text" and closing in sign.text[1:]:
        inside, _, rest = sign.text[1:].partition(closing)
        walker.write(inside, sign)
        if rest:
            walker.stream.put_back(TexToken("text", rest, sign.until - len(rest), sign.until))
    else:
        raw = walker.stream.raw_until(closing)
        if raw is not None:
            walker.write((sign.text[1:] if sign.kind == "text" else "") + raw[0], sign)
    if walker.in_body:
        walker.composer.code_from(start)


def write_address(walker: TexWalk, token: TexToken) -> None:
    """Write an address, or the words of a link."""
    name, _, inside = token.text.partition("{")
    address = _plain_address(inside[:-1])
    start = walker.composer.length
    if name.strip() == "href":
        walker.walk_tokens(walker.stream.argument())
    else:
        walker.write(address, token)
    if not walker.in_body:
        return
    if name.strip() in ("detokenize", "path"):
        walker.composer.code_from(start)
    else:
        walker.notes.link(f"https://doi.org/{address}" if name.strip() == "doi" else address, start)


def write_detokenized(walker: TexWalk, token: TexToken) -> None:
    """Write an argument as it is written, which shows commands and calls none."""
    while (following := walker.stream.next()) is not None and following.text != "{":
        if following.kind not in ("command", "space"):
            break
    walker.stream.put_back(following)
    start = walker.composer.length
    walker.write(words_of([one for one in walker.stream.argument() if one.text != "string"]), token)
    if walker.in_body:
        walker.composer.code_from(start)


def pass_over_branch(walker: TexWalk, token: TexToken) -> None:
    """Leave out what stands between \\iffalse and \\fi or \\else."""
    depth = 1
    while (one := walker.stream.next()) is not None and depth:
        if one.kind == "command" and one.text.startswith("if"):
            depth += 1
        elif one.kind == "command" and (one.text == "fi" or (one.text == "else" and depth == 1)):
            depth -= 1
    walker.stream.put_back(one)


def _plain_address(written: str) -> str:
    """Return an address without the backslashes that LaTeX needs."""
    return re.sub(r"\\([%#_&~$^{}])", r"\1", written).replace(" ", "").strip()


__all__ = ["VERBATIM", "pass_over_branch", "write_address", "write_detokenized", "write_verbatim"]
