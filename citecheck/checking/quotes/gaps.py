"""What stands in the source where a quotation has a mark of editing, or where the page interrupts it."""

from __future__ import annotations

import re

from citecheck.checking.quotes.diff import Kind
from citecheck.checking.quotes.negation import negations
from citecheck.checking.quotes.numbers import numbers_in, spelled_out
from citecheck.checking.quotes.page import PreparedPage
from citecheck.checking.quotes.parsing import Cut, Gap
from citecheck.checking.quotes.step import Step

_SENTENCE = re.compile(r"[.!?。！？][\"'”’»)\]]*\s|\n\n")
_ASIDE = frozenset({"caption", "related", "navigation", "description", "comment", "metadata"})
_INTERRUPTION = 1_500  # characters of blocks that may interrupt a sentence on a page
_TURN = 500  # characters of a page's foot and the next one's head
_LABEL = 60  # characters of a block that is no sentence: "Advertisement", "Story continues below"
_SHOWN_GAP = 160  # characters of an omission that a report shows


def edge_bracket(gap: Gap, page: PreparedPage, position: int, *, leading: bool) -> Step:
    """Judge a bracket before the first or behind the last piece; it may not put another figure in a figure's place."""
    count = len(gap.words)
    edge = position
    for _ in range(count):
        edge = max(0, page.word_before(edge)) if leading else page.word_from(edge + 1)
    beside = page.stretch(min(edge, position), max(edge, position))
    figures = [spelled_out(words) for words in (list(gap.words), beside.words)]
    numeric = all(words and len(numbers_in(words)) == len(words) for words in figures)
    if numeric and figures[0] != figures[1]:
        return Step(Kind.NUMBER, gap.text, beside.written((0, len(beside))), 0, 0, count, count, 0.0)
    return Step(Kind.EDITING, gap.text, "")


def is_interruption(page: PreparedPage, left: int, right: int) -> bool:
    """Whether what stands between two folded positions is no part of the text: a page's foot and head, a caption."""
    source = page.source
    if left == 0 or right >= len(page.folded):
        return False
    first, last = int(page.folded.offsets[left - 1]) + 1, int(page.folded.offsets[right])
    before, after = source.place_at(first - 1), source.place_at(last)
    if before is None or after is None or last - first > _INTERRUPTION:
        return False
    if before.page is not None and after.page == before.page + 1:
        return last - first <= _TURN
    between = [place for place in source.places if place.start >= before.end and place.end <= after.start]
    if before is after or not between or before.end - first > 3 or last - after.start > 3:
        return False
    return all(
        place.kind in _ASIDE
        or (place.end - place.start <= _LABEL and not _SENTENCE.search(source.text[place.start : place.end] + " "))
        for place in between
    )


def gap_step(gap: Gap, page: PreparedPage, left: int, right: int) -> Step:
    """Judge what stands between two pieces: what an ellipsis left out, what a bracket stands for."""
    words = page.stretch(left, right).words if right > left else []
    skipped = page.original(left, right) if right > left else ""
    shown = skipped if len(skipped) <= _SHOWN_GAP else f"{skipped[: _SHOWN_GAP // 2]} … {skipped[-_SHOWN_GAP // 2 :]}"
    extra = right - left if right > left else 0
    if gap.cut is Cut.NONE:
        if is_interruption(page, left, right):
            return Step(Kind.TYPOGRAPHY, "", shown, 0, extra, 0, len(words))
        return Step(Kind.WORDS, "", shown, 0, extra, 0, len(words), 0.0)
    kind = Kind.EDITING
    if gap.cut is Cut.BRACKET or gap.words:
        kind = _bracket_kind(list(gap.words), words, page.language, omits=gap.cut is Cut.ELLIPSIS)
    if gap.cut is Cut.ELLIPSIS and kind is Kind.EDITING and _swallows_negation(page, words, left, right, skipped):
        kind = Kind.NEGATION
    return Step(kind, gap.text, shown, 0, 0, 0, 0)


def _bracket_kind(put: list[str], found: list[str], language: str | None, *, omits: bool) -> Kind:
    """Words in brackets may explain; they may not turn a statement round or change its figures."""
    if sorted(negations(put, language)) != sorted(negations(found, language)) and not omits:
        return Kind.NEGATION
    mine, theirs = numbers_in(spelled_out(put)), numbers_in(spelled_out(found))
    if mine and theirs and not set(theirs) <= set(mine):
        return Kind.NUMBER
    return Kind.EDITING


def _swallows_negation(page: PreparedPage, words: list[str], left: int, right: int, skipped: str) -> bool:
    """Whether an ellipsis leaves out a "not" that what is left was said with.

    Within one sentence a negation counts, unless it stands in a clause of its own between commas; across sentences
    only one that directly follows the words before the gap, or directly precedes those behind it.
    """
    found = negations(words, page.language)
    if not found:
        return False
    offsets = page.folded.offsets
    text = page.source.text[int(offsets[left - 1]) + 1 : int(offsets[right])]
    sentences = _SENTENCE.split(text)
    if len(sentences) == 1:
        stripped = text.strip()
        return not (stripped[:1] in ",;(–—" and stripped[-1:] in ",;)–—")
    return bool(negations(words[:1], page.language)) or bool(
        sentences[-1].strip() and negations(words[-1:], page.language)
    )
