"""What a quotation's own marks say: where words were left out, put in, or changed by whoever quotes.

``"He [the minister] said . . . that [t]he bridge [sic] stands"`` is three pieces with a bracket and an ellipsis between
them, and a note that is not part of it.
"""

from __future__ import annotations

import re

from citecheck.checking.quotes.model import NOTHING, Cut, Gap, ParsedQuote, Piece
from claims.folding import fold, fold_words

_DOTS = r"(?:…+|\.(?:\s?\.){2,})"
_ELLIPSIS = re.compile(rf"\s*(?:[\[(]\s*{_DOTS}\s*[\])]|{_DOTS}|\[\s*(?:--+|–|—|\.\.)\s*\])\s*")
_NOTE = re.compile(
    r"\s*[\[(]\s*(?:sic[.!?]?|recte|stet|(?:the\s+)?(?:emphasis|italics?|bold|boldface|underlining|underscore)\b[^\])]{0,60}"
    r"|my\s+(?:emphasis|italics|translation)|(?:original\s+)?emphasis\b[^\])]{0,40}|(?:our|own|author'?s)\s+translation"
    r"|translated\b[^\])]{0,40}|(?:footnotes?|citations?|references?|internal\s+quotation\s+marks)\s+(?:omitted|removed)"
    r"|Hervorhebung\b[^\])]{0,60}|nous\s+soulignons|c'est\s+nous\s+qui\s+soulignons|énfasis\b[^\])]{0,40})\s*[\])]",
    re.IGNORECASE,
)
MARKS = re.compile(r"[\[(…]|\.\s?\.")
"""What a quotation has if it may have brackets, notes or ellipses."""

_BRACKET = re.compile(r"\[([^\[\]]{0,160})\]")


def parse_quote(quote: str) -> ParsedQuote:
    """Cut `quote` into pieces at its ellipses and bracketed words. One without `MARKS` is a single piece."""
    without_notes, notes = _NOTE.subn("", quote)
    pieces: list[Piece] = []
    gaps: list[Gap] = []
    pending = NOTHING
    parts = _ELLIPSIS.split(without_notes)
    for index, part in enumerate(parts):
        if index:
            pending = Gap(Cut.ELLIPSIS, "…", pending.words)
        for piece, gap in _bracketed(part):
            if piece is not None:
                pieces.append(piece)
                gaps.append(pending)
                pending = gap
            elif gap.cut is Cut.BRACKET:
                cut = Cut.ELLIPSIS if pending.cut is Cut.ELLIPSIS else Cut.BRACKET
                pending = Gap(cut, f"{pending.text} {gap.text}".strip(), pending.words + gap.words)
    gaps.append(pending)
    edited = bool(notes) or any(gap.cut is not Cut.NONE for gap in gaps) or any(piece.stems for piece in pieces)
    return ParsedQuote(quote, tuple(pieces), tuple(gaps), bool(notes), edited)


def _bracketed(part: str) -> list[tuple[Piece | None, Gap]]:
    """Cut one part at whole words in brackets; brackets within a word stay in it."""
    found: list[tuple[Piece | None, Gap]] = []
    text, start = "", 0
    stems: dict[str, tuple[str, str]] = {}
    for bracket in _BRACKET.finditer(part):
        before = part[bracket.start() - 1] if bracket.start() else " "
        after = part[bracket.end()] if bracket.end() < len(part) else " "
        if before.isalnum() or after.isalnum():
            text += part[start : bracket.start()] + bracket.group(1)
            stem = _stem(part, bracket)
            if stem:
                stems[stem[0]] = stem[1]
        else:
            text += part[start : bracket.start()]
            found.append((_piece(text, stems), Gap(Cut.BRACKET, bracket.group(), tuple(fold_words(bracket.group(1))))))
            text, stems = "", {}
        start = bracket.end()
    found.append((_piece(text + part[start:], stems), Gap(Cut.NONE)))
    return found


def _stem(part: str, bracket: re.Match[str]) -> tuple[str, tuple[str, str]] | None:
    begin, end = bracket.start(), bracket.end()
    while begin and part[begin - 1].isalnum():
        begin -= 1
    while end < len(part) and part[end].isalnum():
        end += 1
    head, tail = part[begin : bracket.start()], part[bracket.end() : end]
    joined = fold_words(head + bracket.group(1) + tail)
    if len(joined) != 1:
        return None
    return joined[0], ("".join(fold_words(head)), "".join(fold_words(tail)))


def looks_like_title(text: str) -> bool:
    """Return whether `text` reads as a title (of a book, a song, a case), which people put between quotation marks too.

    Most of the longer words begin with a capital, and the last one does not end as a sentence does.
    """
    longer = [word for word in re.findall(r"[^\W\d_]+", text) if len(word) > 3]
    capital = sum(1 for word in longer if word[0].isupper())
    return len(longer) >= 2 and capital >= 0.7 * len(longer) and not re.search(r"[.!]\W*$", text)


def _piece(text: str, stems: dict[str, tuple[str, str]]) -> Piece | None:
    folded = fold(text)
    return Piece(text.strip(), folded, stems) if len(folded) else None
