"""Quotations in running text: “…” "…” «…» „…“ 「…」, nested and left open."""

from __future__ import annotations

import re

from claims.model import Span

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "»": "«", "”": "”", "＂": "＂"}
_CHARS = re.compile(r"[\"“”„«»「」『』‟〝〞＂]")
_ENDS = ".!?…。！？"
_LONGEST = 5000  # characters: what is longer is a mark that was never closed


def find_quotes(text: str, span: Span | None = None) -> list[Span]:
    """Return the spans of the words between quotation marks, outermost ones only, in order.

    A mark that opens again after the end of a sentence, without a closing one between, carries the quotation on; one
    that is never closed opens nothing. Single quotation marks are left alone: they are apostrophes far more often.
    """
    start, end = span if span is not None else (0, len(text))
    found: list[Span] = []
    opened: int | None = None
    closer = ""
    depth = 0
    for match in _CHARS.finditer(text, start, end):
        place, char = match.span()[0], match.group()
        if opened is not None and place - opened > _LONGEST:
            opened = None
        if opened is None:
            if _opens(text, place, char, start, end):
                opened, closer, depth = place + 1, _closer(char), 0
            continue
        if char in closer and _closes(text, place, char, end):
            if depth:
                depth -= 1
                continue
            if text[opened:place].strip():
                found.append(Span(opened, place))
            opened = None
        elif _opens(text, place, char, start, end):
            before = text[opened:place].rstrip()
            if before and before[-1] in _ENDS:
                continue  # the same quotation, marked again
            if char != '"':
                depth += char not in closer and char == text[opened - 1]
            else:
                opened, closer, depth = place + 1, _closer(char), 0  # the first was never closed
    return found


def _closer(char: str) -> str:
    return _PAIRS.get(char, '"')


def _opens(text: str, place: int, char: str, start: int, end: int) -> bool:
    if char in "“„«「『‟〝":
        return True
    if char in "」』〞":
        return False
    after = text[place + 1] if place + 1 < end else " "
    before = text[place - 1] if place > start else " "
    return not after.isspace() and (
        before.isspace() or before in "([{—–-/‘'¿¡:" or (not before.isalnum() and before not in ".,;!?)]…%’")
    )


def _closes(text: str, place: int, char: str, end: int) -> bool:
    if char != '"':
        return True
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < end else " "
    return not before.isspace() or not after.isalnum()
