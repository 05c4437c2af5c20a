"""The rules that give a quotation its outcome, in an ordered table: by what changed, never by a degree of likeness.

Where similar words are not the quotation, `identity_rules` says why. The words of the rules are in
`reports/rules/quotes.toml`. The thresholds come from the sweeps of `web_quotes` and `ocr_quotes`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from citecheck.checking.quotes.identity_rules import SHORT, QuoteComparison
from citecheck.checking.quotes.model import EditStep, Kind
from citecheck.rules import RuleTable
from claims.language import detect
from reports.model import EditOp, QuoteCheck, QuoteOutcome

_ROUGHLY = 0.28  # coverage that badly misread print has at least
_WHOLE_WORDS = 0.4  # share of a quotation's letters that badly misread print may have in whole words
_RUN = 5  # words in a row that a part has at least
_RUN_SHARE = 0.3  # share of the letters that a part has at least, unless it has `_LONG_RUN` words
_LONG_RUN = 12


@dataclass(frozen=True, slots=True)
class Literal:
    """A place that has the quotation's words in order: `verbatim` with their typography too, `edited` with brackets."""

    start: int
    end: int
    verbatim: bool
    edited: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCase:
    """One quotation and one page: what the search found, for the rules to decide on.

    `page` is the text that was searched, `language` its language (ISO 639-1; None: unknown); `is_blank`: it has no
    words. `has_words`: the quotation has words outside its brackets and notes; `count`: the words of all its pieces.

    `literal` is the best place that has the quotation as it is; where there is one, nothing else was searched.
    `comparison` is the quotation beside its source, None if no piece was placed. `refused` is the rule by which its
    words are not the quotation; otherwise `found` is the comparison with OCR errors named, and `kinds` the kinds of
    its differences. `is_edited`: the quotation, as it was placed, has marks of editing. `left_beside` is the negation
    right before and the limit right behind the words. `scattered` says how the parts are scattered, if each is there.
    `misread` is the quotation beside a text with many OCR errors, if one place is clearly best; `is_black_letter`: it
    is best by the letters that old print is read as.
    """

    quote: str
    page: str
    language: str | None
    is_blank: bool
    has_words: bool = False
    count: int = 0
    literal: Literal | None = None
    comparison: QuoteComparison | None = None
    refused: str | None = None
    found: QuoteComparison | None = None
    kinds: frozenset[Kind] = frozenset()
    is_edited: bool = False
    left_beside: tuple[str, str] = ("", "")
    scattered: str | None = None
    misread: QuoteComparison | None = None
    is_black_letter: bool = False


@dataclass(frozen=True, slots=True)
class QuoteVerdict:
    """An outcome with its reason in words, and the comparison or the literal place that it rests on."""

    outcome: QuoteOutcome
    reason: str
    comparison: QuoteComparison | None = None
    literal: Literal | None = None


def _verbatim(case: QuoteCase) -> QuoteVerdict | None:
    found = case.literal
    if found is None or not found.verbatim:
        return None
    return QuoteVerdict(QuoteOutcome.VERBATIM, "To the letter", literal=found)


def _negation_cut_off(case: QuoteCase) -> QuoteVerdict | None:
    """The source has a negation right before the words: "fewer than ten" out of "no fewer than ten"."""
    negation, _ = case.left_beside
    if not negation:
        return None
    reason = f"The source has ‘{negation}’ right before these words"
    return QuoteVerdict(QuoteOutcome.NEGATION_CHANGED, reason, _faithful(case), case.literal)


def _condition_cut_off(case: QuoteCase) -> QuoteVerdict | None:
    """The source has the words, and their sentence continues with a limit that the quotation leaves out."""
    _, limit = case.left_beside
    if not limit:
        return None
    reason = f"The source's sentence goes on with a limit: ‘{_shown(limit)}’"
    return QuoteVerdict(QuoteOutcome.CONDITION_CUT, reason, _faithful(case), case.literal)


def _faithful(case: QuoteCase) -> QuoteComparison | None:
    return None if case.literal is not None else case.found


def _literal_edited(case: QuoteCase) -> QuoteVerdict | None:
    """The source has the words that the quotation puts in brackets."""
    found = case.literal
    if found is None or not found.edited:
        return None
    return QuoteVerdict(QuoteOutcome.EDITORIAL, _MARKED, literal=found)


def _typographic(case: QuoteCase) -> QuoteVerdict | None:
    """The source has the words in order, or every difference is typography."""
    if case.literal is not None:
        return QuoteVerdict(QuoteOutcome.TYPOGRAPHIC, _TYPOGRAPHY, literal=case.literal)
    if case.found is None or case.is_edited or case.kinds - {Kind.EQUAL, Kind.TYPOGRAPHY}:
        return None
    return QuoteVerdict(QuoteOutcome.TYPOGRAPHIC, _TYPOGRAPHY, case.found)


def _apart(case: QuoteCase) -> QuoteVerdict | None:
    """Every part is there, but in another order, or further apart than an ellipsis reaches."""
    if case.scattered is None:
        return None
    return QuoteVerdict(QuoteOutcome.PARTIAL, case.scattered, case.comparison)


def _piece_missing(case: QuoteCase) -> QuoteVerdict | None:
    if case.found is None or not case.found.missing:
        return None
    return QuoteVerdict(QuoteOutcome.PARTIAL, _part_reason(case.found), case.found)


def _changed(kind: Kind, outcome: QuoteOutcome) -> Callable[[QuoteCase], QuoteVerdict | None]:
    """Return a rule for quotations in which a difference of one kind was found."""

    def rule(case: QuoteCase) -> QuoteVerdict | None:
        if case.found is None or kind not in case.kinds:
            return None
        step = next(step for step in case.found.steps if step.kind is kind)
        return QuoteVerdict(outcome, _difference(step), case.found)

    return rule


def _ocr_errors(case: QuoteCase) -> QuoteVerdict | None:
    if case.found is None or Kind.OCR_ERROR not in case.kinds:
        return None
    step = next(step for step in case.found.steps if step.kind is Kind.OCR_ERROR)
    reason = f"The source seems to have an OCR error here: {_difference(step, capital=False)}"
    return QuoteVerdict(QuoteOutcome.ALTERED, reason, case.found)


def _other_words(case: QuoteCase) -> QuoteVerdict | None:
    if case.found is None or Kind.WORDS not in case.kinds:
        return None
    steps = [step for step in case.found.steps if step.kind in (Kind.WORDS, Kind.SPELLING)]
    worst = max((step for step in steps if step.kind is Kind.WORDS), key=lambda step: step.size + step.extra)
    more = len(steps) - 1
    also = f"; {more} more {'change' if more == 1 else 'changes'}" if more else ""
    return QuoteVerdict(QuoteOutcome.ALTERED, _difference(worst) + also, case.found)


def _other_spelling(case: QuoteCase) -> QuoteVerdict | None:
    if case.found is None or Kind.SPELLING not in case.kinds:
        return None
    step = next(step for step in case.found.steps if step.kind is Kind.SPELLING)
    return QuoteVerdict(QuoteOutcome.ALTERED, f"Spelled differently: {_difference(step, capital=False)}", case.found)


def _marked(case: QuoteCase) -> QuoteVerdict | None:
    if case.found is None or not case.is_edited:
        return None
    return QuoteVerdict(QuoteOutcome.EDITORIAL, _MARKED, case.found)


def _misread_print(case: QuoteCase) -> QuoteVerdict | None:
    """The letters agree roughly and evenly, few words are whole, and none moved."""
    found = case.misread
    if found is None or found.moved_words >= 2 or (found.coverage < _ROUGHLY and not case.is_black_letter):
        return None
    whole_words = sum(step.size for step in found.steps if step.kind in (Kind.EQUAL, Kind.TYPOGRAPHY))
    if whole_words > _WHOLE_WORDS * found.total:
        return None
    return QuoteVerdict(QuoteOutcome.ALTERED, "The source has OCR errors here: it agrees roughly", found)


def _long_run(case: QuoteCase) -> QuoteVerdict | None:
    """A part of the quotation is there that is too long to be chance."""
    found = case.comparison
    if found is None or case.count < SHORT:
        return None
    run, size = found.longest_run
    if run < _RUN or not (size >= _RUN_SHARE * found.total or run >= _LONG_RUN):
        return None
    return QuoteVerdict(QuoteOutcome.PARTIAL, _part_reason(found), found)


def _other_language(case: QuoteCase) -> QuoteVerdict | None:
    ours, theirs = detect(case.quote), case.language
    if not ours or not theirs or ours == theirs:
        return None
    reason = f"The quotation is in another language ({ours}) than the source ({theirs})"
    return QuoteVerdict(QuoteOutcome.OTHER_LANGUAGE, reason)


def _absent(case: QuoteCase) -> QuoteVerdict | None:
    reason = "These words are not in the text"
    if not case.has_words:
        reason = "The quotation has no words"
    elif case.is_blank:
        reason = "The text is empty"
    elif len(case.quote) > len(case.page):
        reason = "The quotation is longer than the text"
    return QuoteVerdict(QuoteOutcome.NOT_FOUND, reason)


QUOTE_RULES: RuleTable[QuoteCase, QuoteVerdict] = RuleTable(
    "the outcome of a quotation",
    (
        ("quote.negation-changed.cut-off-before", _negation_cut_off),
        ("quote.condition-cut", _condition_cut_off),
        ("quote.verbatim", _verbatim),
        ("quote.editorial.bracketed-words-in-source", _literal_edited),
        ("quote.typographic", _typographic),
        ("quote.partial.parts-apart", _apart),
        ("quote.partial.piece-missing", _piece_missing),
        ("quote.negation-changed", _changed(Kind.NEGATION, QuoteOutcome.NEGATION_CHANGED)),
        ("quote.number-changed", _changed(Kind.NUMBER, QuoteOutcome.NUMBER_CHANGED)),
        ("quote.name-changed", _changed(Kind.NAME, QuoteOutcome.NAME_CHANGED)),
        ("quote.altered.ocr-errors", _ocr_errors),
        ("quote.altered.words", _other_words),
        ("quote.altered.spelling", _other_spelling),
        ("quote.editorial.marked", _marked),
        ("quote.altered.misread-print", _misread_print),
        ("quote.partial.long-run", _long_run),
        ("quote.other-language", _other_language),
        ("quote.not-found.absent", _absent),
    ),
)

_MARKED = "The same words, except for the editing that the quotation marks"
_TYPOGRAPHY = "The same words; only typography differs"


def decide(case: QuoteCase) -> tuple[str | None, QuoteVerdict]:
    """Return the outcome of the quotation of `case` with the id of its rule.

    If only similar words were found, the rule says why they are not the quotation.
    """
    for rule, applies in QUOTE_RULES.rows:
        verdict = applies(case)
        if verdict is not None:
            refused = case.refused if rule == "quote.not-found.absent" else None
            return refused or rule, verdict
    return None, QuoteVerdict(QuoteOutcome.NOT_FOUND, "No rule applies")


CUT_OFF = frozenset({"quote.negation-changed.cut-off-before", "quote.condition-cut"})
"""The rules on quotations whose words are right, and whose sentence says more right beside them."""


def as_faithful(check: QuoteCheck) -> QuoteCheck:
    """Return `check`, which is by a rule of `CUT_OFF`, as it would be without these rules."""
    kinds = {edit.kind for edit in check.edits}
    if Kind.EDITING.value in kinds:
        return replace(check, outcome=QuoteOutcome.EDITORIAL, reason=_MARKED, rule="quote.editorial.marked")
    if all(edit.op is EditOp.EQUAL and edit.quote == edit.source for edit in check.edits):
        return replace(check, outcome=QuoteOutcome.VERBATIM, reason="To the letter", rule="quote.verbatim")
    return replace(check, outcome=QuoteOutcome.TYPOGRAPHIC, reason=_TYPOGRAPHY, rule="quote.typographic")


def _part_reason(comparison: QuoteComparison) -> str:
    run, _ = comparison.longest_run
    return f"Only a part is there: {run} words in a row"


def _difference(step: EditStep, *, capital: bool = True) -> str:
    start = "The source" if capital else "the source"
    if step.kind is Kind.NEGATION and step.quote.startswith("…"):
        return f"{start} has a negation in what the ellipsis leaves out: ‘{_shown(step.source)}’"
    if step.quote and step.source:
        return f"{start} says ‘{_shown(step.source)}’ where the quotation says ‘{_shown(step.quote)}’"
    if step.quote:
        return f"{start} does not have ‘{_shown(step.quote)}’"
    return f"{start} also has ‘{_shown(step.source)}’, which the quotation leaves out without a mark"


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else f"{text[:77]}…"


__all__ = ["CUT_OFF", "QUOTE_RULES", "QuoteVerdict", "as_faithful", "decide"]
