"""Find quotations in running text: “…” "…" «…» „…“ 「…」 ‘…’, nested ones and unclosed ones included."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from claims.model import Span
from claims.patterns import lazy_regex

_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›", "「": "」", "『": "』", "»": "«", "”": "”", "＂": "＂"}
_CHARS = lazy_regex(r"[\"“”„«»「」『』‟〝〞＂]")
_ENDS = ".!?…。！？"
_LONGEST = 5000  # characters; judgement: a longer quotation is a mark that was never closed


# ‘…’: an apostrophe is the same sign as the closing mark, so words are quoted only where it cannot be one.
_SINGLE = lazy_regex(r"(?<![\w’])‘(?=\S)[^‘“”\"\n]{2,400}")
_SINGLE_CLOSE = lazy_regex(r"(?<=\S)’(?!\w)")
_POSSESSIVE = lazy_regex(r"(?<=s)’\s[a-z]")


def find_quotes(text: str, span: Span | None = None) -> list[Span]:
    """Return the spans of the words between quotation marks, outermost ones only, in order.

    A mark that opens again after the end of a sentence, without a closing one between, carries the quotation on; one
    that is never closed opens nothing. Single marks count if they are curly, and cannot be apostrophes.
    """
    found = _double(text, span)
    start, end = span if span is not None else (0, len(text))
    if text.find("‘", start, end) < 0:
        return found
    singles = [single for single in _single(text, start, end) if not _within(found, single)]
    return sorted(found + singles)


def _single(text: str, start: int, end: int) -> Iterator[Span]:
    for match in _SINGLE.finditer(text, start, end):
        closing = None
        for candidate in _SINGLE_CLOSE.finditer(text, match.start() + 2, min(end, match.end())):
            closing = candidate.start()
            if not _POSSESSIVE.match(text, closing):
                break
        if closing is not None:
            yield Span(match.start() + 1, closing)


def _within(found: list[Span], single: Span) -> bool:
    nearest = bisect_right(found, single) - 1
    after = found[nearest + 1] if nearest + 1 < len(found) else None
    return (nearest >= 0 and found[nearest].end > single.start) or (after is not None and after.start < single.end)


def _double(text: str, span: Span | None) -> list[Span]:
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
