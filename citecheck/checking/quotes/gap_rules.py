"""The rules on the source's words at an ellipsis, a bracket, or an unmarked gap of a quotation."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from citecheck.checking.quotes.edit_rules import are_other_units, hold_opposites
from citecheck.checking.quotes.limits import governs_kept_words, swallows_limit
from citecheck.checking.quotes.model import Cut, EditStep, Gap, Kind
from citecheck.checking.quotes.numbers import numbers_in, spelled_out
from citecheck.checking.quotes.place_rules import SENTENCE_END, is_attribution, is_interruption
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.checking.quotes.words import denials_in, limits_in, modality_of, negations
from citecheck.rules import RuleTable

_BESIDE = 200  # characters on either side of an omission that are looked at
_FEW = 2  # words of a bracket, and of what it replaces, in which an "only" is the point (judgement)
_SHOWN_GAP = 160  # characters of an omission that a report shows


class GapCase:
    """A `gap` of a quotation and the folded span `left`..`right` of `page` in its place."""

    def __init__(self, gap: Gap, page: PreparedPage, left: int, right: int) -> None:
        self.gap, self.page, self.left, self.right = gap, page, left, right
        self.put = list(gap.words)
        self.found = page.stretch(left, right).words if right > left else []

    @property
    def has_bracket(self) -> bool:
        """Whether the quotation puts words into the gap."""
        return self.gap.cut is Cut.BRACKET or bool(self.gap.words)

    @cached_property
    def figures(self) -> tuple[list[str], list[str]]:
        """The numbers in the bracket and in the source."""
        language = self.page.language
        return numbers_in(spelled_out(self.put, language)), numbers_in(spelled_out(self.found, language))

    @cached_property
    def left_out(self) -> str:
        """What the source has in the gap, as it is written."""
        return self.page.source.text[self._from : self._to]

    @property
    def before(self) -> str:
        """The words before the gap, as the source has them."""
        return self.page.source.text[max(0, self._from - _BESIDE) : self._from]

    @property
    def behind(self) -> str:
        """The words behind the gap, as the source has them."""
        return self.page.source.text[self._to : self._to + _BESIDE]

    @property
    def _from(self) -> int:
        return int(self.page.folded.offsets[self.left - 1]) + 1

    @property
    def _to(self) -> int:
        return (
            int(self.page.folded.offsets[self.right])
            if self.right < len(self.page.folded.squeezed)
            else len(self.page.source.text)
        )

    def negations(self, words: list[str]) -> list[str]:
        """Return which of `words` are negations in the page's language."""
        return negations(words, self.page.language)


def _interruption(case: GapCase) -> Kind | None:
    if case.gap.cut is not Cut.NONE:
        return None
    return Kind.TYPOGRAPHY if is_interruption(case.page, case.left, case.right) else None


def _attribution(case: GapCase) -> Kind | None:
    """The quotation joins two parts of what somebody said, and leaves out who said it."""
    if case.gap.cut is not Cut.NONE:
        return None
    return Kind.EDITING if is_attribution(case.page, case.left, case.right) else None


def _unmarked_omission(case: GapCase) -> Kind | None:
    return Kind.WORDS if case.gap.cut is Cut.NONE else None


def _bracket_negation(case: GapCase) -> Kind | None:
    """The bracket has other negations than the words that it replaces; beside an ellipsis the next rule looks."""
    if not case.has_bracket or case.gap.cut is Cut.ELLIPSIS:
        return None
    differ = sorted(case.negations(case.put)) != sorted(case.negations(case.found))
    differ = differ or denials_in(case.put) != denials_in(case.found)
    return Kind.NEGATION if differ else None


def _bracket_contrary(case: GapCase) -> Kind | None:
    """The bracket has an "only" more or less, another modal verb, or the opposite of the words that it replaces."""
    if not case.has_bracket or case.gap.cut is Cut.ELLIPSIS or case.page.language not in (None, "en"):
        return None
    ours, theirs = modality_of(case.put), modality_of(case.found)
    differ = bool(ours and theirs and ours != theirs) or hold_opposites(case.put, case.found)
    if len(case.put) <= _FEW and len(case.found) <= _FEW:  # a longer bracket explains: "[Anna, his only daughter]"
        differ = differ or limits_in(case.put) != limits_in(case.found)
    return Kind.NEGATION if differ else None


def _bracket_unit(case: GapCase) -> Kind | None:
    """The bracket has another unit than the source: "nine [feet]"."""
    if not case.has_bracket or case.page.language not in (None, "en"):
        return None
    return Kind.NUMBER if are_other_units(case.put, case.found) else None


def _bracket_number(case: GapCase) -> Kind | None:
    """The source has a figure in place of the bracket, and the bracket has other figures."""
    if not case.has_bracket:
        return None
    mine, theirs = case.figures
    return Kind.NUMBER if mine and theirs and not set(theirs) <= set(mine) else None


def _ellipsis_negation(case: GapCase) -> Kind | None:
    """The ellipsis leaves out a negation of the words around it.

    Within one sentence it must belong to the words kept. Across sentences it counts only directly behind the words
    before the gap, or where it belongs to the words behind it.
    """
    if case.gap.cut is not Cut.ELLIPSIS:
        return None
    sentences = SENTENCE_END.split(case.left_out)
    if len(sentences) == 1:
        limited = case.page.language in (None, "en") and limits_in(case.found[-1:])  # "open only in summer"
        governs = limited or governs_kept_words(case.left_out, case.behind, case.negations)
        return Kind.NEGATION if governs else None
    last = sentences[-1].strip()
    beside = bool(case.negations(case.found[:1])) and not SENTENCE_END.match(case.left_out)
    return Kind.NEGATION if beside or (last and governs_kept_words(last, case.behind, case.negations)) else None


def _ellipsis_limit(case: GapCase) -> Kind | None:
    """The ellipsis leaves out "unless", "except" and the like, by which the words before it are limited."""
    if case.gap.cut is not Cut.ELLIPSIS:
        return None
    within = SENTENCE_END.split(case.left_out)[0]
    kept = SENTENCE_END.split(case.before)[-1]
    return Kind.NEGATION if swallows_limit(kept, within, case.page.language) else None


def _marked(case: GapCase) -> Kind | None:
    return Kind.EDITING


GAP_RULES: RuleTable[GapCase, Kind] = RuleTable(
    "what the source has between two pieces",
    (
        ("edit.typography.page-break", _interruption),
        ("edit.editing.attribution-between", _attribution),
        ("edit.words.left-out", _unmarked_omission),
        ("edit.bracket.changes-negation", _bracket_negation),
        ("edit.bracket.changes-sense", _bracket_contrary),
        ("edit.bracket.changes-number", _bracket_number),
        ("edit.bracket.changes-unit", _bracket_unit),
        ("edit.ellipsis.swallows-negation", _ellipsis_negation),
        ("edit.ellipsis.swallows-limit", _ellipsis_limit),
        ("edit.editing.marked", _marked),
    ),
)


def gap_step(gap: Gap, page: PreparedPage, left: int, right: int) -> EditStep:
    """Return the step for `gap` between two pieces. The folded span `left`..`right` of `page` is in its place."""
    case = GapCase(gap, page, left, right)
    decided = GAP_RULES.decide(case)
    kind, rule = (decided.verdict, decided.rule) if decided is not None else (Kind.WORDS, "")
    skipped = page.original(left, right) if right > left else ""
    shown = skipped if len(skipped) <= _SHOWN_GAP else f"{skipped[: _SHOWN_GAP // 2]} … {skipped[-_SHOWN_GAP // 2 :]}"
    if gap.cut is not Cut.NONE:
        return EditStep(kind, rule, gap.text, shown)
    likeness = 1.0 if kind in (Kind.TYPOGRAPHY, Kind.EDITING) else 0.0
    return EditStep(kind, rule, "", shown, 0, max(0, right - left), 0, len(case.found), likeness)


class EdgeCase:
    """A bracket at an end of the quotation, and the words of the source in its place.

    `gap` is the bracket, before the first piece (`leading`) or after the last one. Its words begin or end at the folded
    `position` of `page`.
    """

    def __init__(self, gap: Gap, page: PreparedPage, position: int, *, leading: bool) -> None:
        self.leading = leading
        edge = position
        for _ in range(len(gap.words)):
            edge = max(0, page.word_before(edge)) if leading else page.word_from(edge + 1)
        self.gap = gap
        self.beside = page.stretch(min(edge, position), max(edge, position))


def _edge_number(case: EdgeCase) -> Kind | None:
    """The bracket is a number, and the source has another number in its place; its next words may be others."""
    mine, theirs = spelled_out(list(case.gap.words)), spelled_out(case.beside.words)
    if not mine or len(numbers_in(mine)) != len(mine):
        return None
    nearest = theirs[-len(mine) :] if case.leading else theirs[: len(mine)]
    numeric = nearest and len(numbers_in(nearest)) == len(nearest)
    return Kind.NUMBER if numeric and mine != nearest else None


EDGE_RULES: RuleTable[EdgeCase, Kind] = RuleTable(
    "what a bracket at an end is",
    (
        ("edit.bracket.replaces-number-at-end", _edge_number),
        ("edit.bracket.explains-at-end", lambda case: Kind.EDITING),
    ),
)


def edge_step(gap: Gap, page: PreparedPage, position: int, *, leading: bool) -> EditStep:
    """Return the step for `gap`, a bracket at an end of the quotation.

    See `EdgeCase` for `page`, `position` and `leading`.
    """
    case = EdgeCase(gap, page, position, leading=leading)
    decided = EDGE_RULES.decide(case)
    if decided is None:
        return EditStep(Kind.WORDS, "", gap.text, "")
    if decided.verdict is Kind.EDITING:
        return EditStep(Kind.EDITING, decided.rule, gap.text, "")
    count = len(gap.words)
    written = case.beside.written((0, len(case.beside)))
    return EditStep(decided.verdict, decided.rule, gap.text, written, 0, 0, count, count, 0.0)


@dataclass(frozen=True, slots=True)
class CutCase:
    """An end of a piece within a number of the source: the folded span that the quotation leaves out (or nothing).

    `gap` is the gap of the quotation there, `nearest` the step at that end.
    """

    gap: Gap
    nearest: EditStep
    page: PreparedPage
    start: int
    end: int


def _cut_number(case: CutCase) -> Kind | None:
    """The quotation ends within a number of the source: "three" of "fifty-three"."""
    cut = case.start < case.end and case.gap.cut is Cut.NONE and case.nearest.kind is not Kind.NUMBER
    return Kind.NUMBER if cut else None


CUT_RULES: RuleTable[CutCase, Kind] = RuleTable(
    "what an end within a number is", (("edit.number.cut-off", _cut_number),)
)


def cut_step(case: CutCase) -> tuple[EditStep, ...]:
    """Return the step of `case`, if the quotation cuts a number at one of its ends; else nothing."""
    decided = CUT_RULES.decide(case)
    if decided is None:
        return ()
    written = case.page.original(case.start, case.end)
    return (EditStep(decided.verdict, decided.rule, "", written, 0, case.end - case.start, 0, 1, 0.0),)


__all__ = [
    "CUT_RULES",
    "EDGE_RULES",
    "GAP_RULES",
    "CutCase",
    "EdgeCase",
    "GapCase",
    "cut_step",
    "edge_step",
    "gap_step",
]
