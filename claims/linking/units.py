"""Cut a block into claims, each with the marks that cover it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from claims.layout import Block, Layout
from claims.linking.narrative import cover_named
from claims.linking.scope import may_inherit
from claims.model import BlockKind, Span
from claims.patterns import lazy_regex
from claims.sentences import Sentence, split_sentences

_FEW_WORDS = 6  # of a cell (judgement)
_WORD = lazy_regex(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Covering:
    """The `scope` that mark number `mark` of the block covers."""

    mark: int
    scope: tuple[Span, ...]
    inherited: bool = False


@dataclass(slots=True)
class Unit:
    """A claim before it has its key: its span, and the marks that cover it."""

    span: Span
    covered: list[Covering] = field(default_factory=list)


def cut_units(
    layout: Layout, block: Block, marks: Sequence[Span], removable: Sequence[Span], named: Mapping[int, int]
) -> list[Unit]:
    """Cut a block into claims; `marks` are its runs, `removable` those and the notes that are not part of a claim.

    `named` says of the marks whose authors the sentence names before them where it does, by the starts of the marks.
    """
    if block.kind is BlockKind.TABLE_CELL and not marks and _is_short(layout.text, block.span):
        return []
    sentences = split_sentences(layout.text, removable, span=block.span, language=layout.language)
    if block.kind is not BlockKind.PARAGRAPH and _is_one(sentences, marks):
        sentences = [Sentence(Span(sentences[0].span.start, sentences[-1].span.end), sentences[-1].reach)]
    units: list[Unit] = []
    taken = 0
    for sentence in sentences:
        upto = taken
        while upto < len(marks) and marks[upto].start < sentence.reach:
            upto += 1
        own = marks[taken:upto]
        unit = Unit(sentence.span)
        for number, scope in enumerate(cover_named(layout.text, sentence.span, own, named), start=taken):
            unit.covered.append(Covering(number, scope))
        taken = upto
        if _makes_claim(layout.text, block, unit):
            units.append(unit)
    whole = [sentence.span for sentence in sentences]
    if block.kind is BlockKind.PARAGRAPH and units and units[-1].covered and may_inherit(layout.text, whole, marks):
        for unit in units[:-1]:
            unit.covered.append(Covering(0, (unit.span,), inherited=True))
    return units


def _is_one(sentences: Sequence[Sentence], marks: Sequence[Span]) -> bool:
    """Return whether a block is one claim: a list item, a caption, a cell or a quotation that no marks divide."""
    return len(sentences) > 1 and (not marks or marks[0].start >= sentences[-1].span.start)


def _makes_claim(text: str, block: Block, unit: Unit) -> bool:
    words = text[unit.span.start : unit.span.end]
    if not _WORD.search(words):
        return False
    return block.kind is not BlockKind.TABLE_CELL or bool(unit.covered) or not _is_short(text, unit.span)


def _is_short(text: str, span: Span) -> bool:
    """Return whether these are so few words that they make no claim, if they are a cell without marks."""
    return len(text[span.start : span.end].split()) <= _FEW_WORDS
