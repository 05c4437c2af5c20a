"""Which words of a claim and of a passage are the same, differ or are missing: text cut into marked pieces."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from claims.model import Document, Span
from reports.model import Check, Edit, EditOp, FactCheck, Outcome

_WORD = re.compile(r"\w+(?:[.,’'\-\u200c\u200d]\w+)*")
_BREAK = re.compile(r"[^\w\s]")
_KINDS = ("number", "negation", "name", "typography", "editing")
_SHORTEST = 4  # letters from which on a word is compared (judgement)
_STEM = 6  # first letters of a longer word that are compared (judgement)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedPiece:
    """A run of text with one mark.

    `mark` is "" for plain words, "match" for words that claim and passage share, "differ" for a figure, date or name
    for which the other side has another value, "missing" for words that no passage supports, "outside" for words that
    a citation does not cover; in a word diff, "del" for words
    that only the document has, "ins" for words that only the source has, "gap" for the place where the
    document lacks them. `kind` says what a change touches
    ("number", "negation", "name", "typography", "editing").
    """

    text: str
    mark: str = ""
    kind: str = ""


def stems(texts: Iterable[str]) -> frozenset[str]:
    """Return the forms by which the words of `texts` are compared.

    Numbers are unchanged; of longer words only the first letters count.
    """
    return frozenset(stem for text in texts for match in _WORD.finditer(text) if (stem := _stem(match.group())))


def claim_pieces(
    document: Document, span: Span, check: Check | None, scope: Sequence[Span] = ()
) -> tuple[MarkedPiece, ...]:
    """Cut a claim into pieces as one check sees it: shared words, contradicted figures, missing words.

    `span` is the claim's place in `document`. `check` is the check; None: the claim was not checked. `scope` holds the
    parts that the check's citation covers; if it is given, the words outside it are "outside".
    """
    text = document.text[span.start : span.end]
    if check is None:
        return (MarkedPiece(text=text),)
    known = stems(passage.exact for passage in check.passages)
    facts = [fact.claimed for fact in check.facts if fact.agrees is False]
    ranges = [
        *_found(text, facts),
        *((start, end, "outside") for start, end in _outside(span, scope)),
        *((missing.start - span.start, missing.end - span.start, "missing") for missing in missing_words(check)),
        *_matches(text, known),
    ]
    return _cut(text, ranges)


def missing_words(check: Check) -> tuple[Span, ...]:
    """Return the words to show as missing by `check`; empty: the claim as a whole is confirmed."""
    return () if check.outcome is Outcome.SUPPORTED else check.missing


def _outside(span: Span, scope: Sequence[Span]) -> list[tuple[int, int]]:
    """Return the ranges of a claim that a scope leaves out; nothing if it leaves out no word or all of them."""
    covered = [(part.start - span.start, part.end - span.start, "") for part in scope]
    left = _free(0, span.end - span.start, covered)
    return left if covered and sum(end - start for start, end in left) < span.end - span.start else []


def passage_pieces(exact: str, known: Collection[str], facts: Iterable[FactCheck]) -> tuple[MarkedPiece, ...]:
    """Cut the passage `exact` into pieces.

    They are the words that the claim shares (`known`), and the source's values in the contradicted `facts`.
    """
    others = [fact.found for fact in facts if fact.agrees is False and fact.found]
    return _cut(exact, [*_found(exact, others), *_matches(exact, known)])


def diff_pieces(edits: Sequence[Edit]) -> tuple[tuple[MarkedPiece, ...], tuple[MarkedPiece, ...]]:
    """Return the two sides of the word diff `edits`: the words of the document, and those of the source."""
    quoted: list[MarkedPiece] = []
    said: list[MarkedPiece] = []
    for edit in edits:
        kind = edit.kind if edit.kind in _KINDS else ""
        if edit.op is EditOp.EQUAL:
            quoted.append(MarkedPiece(text=edit.quote))
            said.append(MarkedPiece(text=edit.source or edit.quote))
            continue
        quoted += _marked(edit.quote, "del", kind)
        said += _marked(edit.source, "ins", kind)
        if edit.source and not edit.quote:
            quoted.append(MarkedPiece(text="", mark="gap", kind=kind))
    return tuple(_spaced(quoted)), tuple(_spaced(said))


def _marked(text: str, mark: str, kind: str) -> list[MarkedPiece]:
    """Mark words, but not the white space around them."""
    words = text.strip()
    if not words:
        return [MarkedPiece(text=text)] if text else []
    start = text.index(words)
    around = text[:start], text[start + len(words) :]
    pieces = [MarkedPiece(text=around[0]), MarkedPiece(text=words, mark=mark, kind=kind), MarkedPiece(text=around[1])]
    return [piece for piece in pieces if piece.text]


def _spaced(pieces: list[MarkedPiece]) -> list[MarkedPiece]:
    """Put a blank between two pieces that would run into each other: an edit's words may come without theirs."""
    spaced: list[MarkedPiece] = []
    for piece in pieces:
        last = spaced[-1].text if spaced else ""
        if last and piece.text and last[-1].isalnum() and piece.text[0].isalnum():
            spaced.append(MarkedPiece(text=" "))
        spaced.append(piece)
    return spaced


def _stem(word: str) -> str:
    folded = word.casefold().removesuffix("'s").removesuffix("’s")
    if any(char.isdigit() for char in folded):
        return folded
    return folded[:_STEM] if len(folded) >= _SHORTEST else ""


def _matches(text: str, known: Collection[str]) -> list[tuple[int, int, str]]:
    """Return the runs of words that are known; one short word between two of them does not break a run."""
    runs: list[tuple[int, int, str]] = []
    skipped = 0
    for word in _WORD.finditer(text):
        stem = _stem(word.group())
        if not stem:
            skipped += 1
        elif stem not in known:
            skipped = 2
        elif runs and skipped <= 1 and not _BREAK.search(text, runs[-1][1], word.start()):
            runs[-1] = (runs[-1][0], word.end(), "match")
            skipped = 0
        else:
            runs.append((word.start(), word.end(), "match"))
            skipped = 0
    return runs


def _found(text: str, phrases: Iterable[str]) -> list[tuple[int, int, str]]:
    """Return the places of phrases in the text, as whole words."""
    places: list[tuple[int, int, str]] = []
    for phrase in phrases:
        if phrase.strip():
            pattern = rf"(?<!\w){re.escape(phrase.strip())}(?!\w)"
            places += [(match.start(), match.end(), "differ") for match in re.finditer(pattern, text, re.IGNORECASE)]
    return places


def _cut(text: str, ranges: Iterable[tuple[int, int, str]]) -> tuple[MarkedPiece, ...]:
    """Cut a text at its ranges; where they overlap, the earlier in the list wins."""
    taken: list[tuple[int, int, str]] = []
    for start, end, mark in ranges:
        taken += [(free[0], free[1], mark) for free in _free(max(start, 0), min(end, len(text)), taken)]
    pieces: list[MarkedPiece] = []
    at = 0
    for start, end, mark in sorted(taken):
        if start > at:
            pieces.append(MarkedPiece(text=text[at:start]))
        pieces.append(MarkedPiece(text=text[start:end], mark=mark))
        at = end
    if at < len(text):
        pieces.append(MarkedPiece(text=text[at:]))
    return tuple(pieces)


def _free(start: int, end: int, taken: Iterable[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Return the parts of a range that nothing has taken yet."""
    parts = [(start, end)] if start < end else []
    for low, high, _mark in taken:
        parts = [
            part
            for left, right in parts
            for part in ((left, min(right, low)), (max(left, high), right))
            if part[0] < part[1]
        ]
    return parts
