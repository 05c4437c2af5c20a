"""The outcome of a quotation, by what changed and never by how alike it is."""

from __future__ import annotations

from citecheck.checking.quotes.comparing import Comparison
from citecheck.checking.quotes.diff import ALIKE, Kind
from citecheck.checking.quotes.parsing import ParsedQuote
from citecheck.checking.quotes.step import Step
from reports.model import QuoteOutcome

_ROUGHLY = 0.28  # coverage that badly misread print has at least
_WHOLE = 0.4  # share of a quotation's letters that badly misread print may have in whole words
_SHORT_ALIKE = 0.66  # likeness of two words of a short quotation from which on they are one, misspelled
SHORT = 5  # words below which a quotation is short, and may differ in one word at most
_FEW = 12  # words below which a quotation has little to be known by, and chance agreement is common
_OTHERS = 0.37  # share of so few words for which others may stand
_ROW = 3  # words in a row that may not
_UNLIKE = 0.4  # likeness below which two stretches are other words
_TITLE = 4  # words that a quotation has at least of which one name may be another
_CHANGES = (
    (Kind.NEGATION, QuoteOutcome.NEGATION_CHANGED),
    (Kind.NUMBER, QuoteOutcome.NUMBER_CHANGED),
    (Kind.NAME, QuoteOutcome.NAME_CHANGED),
)


def is_found(comparison: Comparison, words: int) -> bool:
    """Whether what was compared is the quotation at all, though changed: enough is there, and no large part is not.

    Half a sentence of a page, with another half put on, is no altered quotation but a part of one.
    """
    if words < 8:
        changed = comparison.changed_beyond(_SHORT_ALIKE)
    if words <= 2 and Kind.SPELLING in comparison.kinds():
        return False
    if words < SHORT:
        return changed <= (1 if words > 2 else 0) and _is_nearly_whole(comparison, words)
    if words < 8:
        return changed <= (1 if words < 7 else 2) and comparison.coverage >= 0.6
    if comparison.coverage < 0.55 or comparison.largest_omission > max(60, comparison.total):
        return False
    if words < _FEW and _is_chance(comparison, words):
        return False
    if words < 20 and comparison.changed_words > 0.45 * words:
        return False
    if comparison.moved_words >= (2 if words < 12 else max(3, words // 6)):
        return False
    return comparison.largest_change <= 2.2 + 0.13 * words


def _is_nearly_whole(comparison: Comparison, words: int) -> bool:
    """Whether a short quotation is there but for one word; of a title that is all but one name, nothing is there."""
    steps = [step for step in comparison.steps if step.kind in (Kind.WORDS, Kind.NAME, Kind.NUMBER, Kind.NEGATION)]
    if len(steps) > 1 or any(step.words > 1 or step.others > 2 for step in steps):
        return False
    return not any(step.kind is Kind.NAME and step.likeness < ALIKE and words < _TITLE for step in steps)


def _is_chance(comparison: Comparison, words: int) -> bool:
    """Whether a few words agree as those of any two sentences may: others stand for a third of them, or for an end.

    Words that only were put in, here and there, are another matter: all that the source has is in the quotation.
    """
    steps = comparison.steps
    changed = [at for at, step in enumerate(steps) if step.likeness < _UNLIKE and step.words]
    replaced = [at for at in changed if steps[at].others]
    if any(steps[at].words >= _ROW for at in changed if at in (*replaced, 0, len(steps) - 1)):
        return True
    return bool(replaced) and comparison.changed_words > _OTHERS * words


def is_misread(comparison: Comparison) -> bool:
    """Whether what agrees by letters alone may be badly misread print: few words are whole, and none moved."""
    whole = sum(step.size for step in comparison.steps if step.kind in (Kind.EQUAL, Kind.TYPOGRAPHY))
    return whole <= _WHOLE * comparison.total and comparison.moved_words < 2 and comparison.coverage >= _ROUGHLY


def is_part(comparison: Comparison, words: int) -> bool:
    """Whether a part of the quotation is there that is too long to be chance."""
    run, size = comparison.longest_run
    return run >= 5 and words >= SHORT and (size >= 0.3 * comparison.total or run >= 12)


def outcome_of(comparison: Comparison, quote: ParsedQuote) -> QuoteOutcome:
    """Return the outcome of a quotation that was found."""
    kinds = comparison.kinds()
    for kind, outcome in _CHANGES:
        if kind in kinds:
            return outcome
    if kinds & {Kind.WORDS, Kind.SPELLING, Kind.MISREAD}:
        return QuoteOutcome.ALTERED
    return QuoteOutcome.EDITORIAL if quote.is_edited or Kind.EDITING in kinds else QuoteOutcome.TYPOGRAPHIC


def reason_of(outcome: QuoteOutcome, comparison: Comparison) -> str:
    """Say in words what the outcome rests on."""
    wanted = next((kind for kind, changed in _CHANGES if changed is outcome), None)
    if wanted is not None:
        step = next(step for step in comparison.steps if step.kind is wanted)
        return _difference(step)
    if outcome is QuoteOutcome.ALTERED:
        misread = next((step for step in comparison.steps if step.kind is Kind.MISREAD), None)
        if misread is not None:
            return f"The source seems to be misread here: {_difference(misread, capital=False)}"
        steps = [step for step in comparison.steps if step.kind in (Kind.WORDS, Kind.SPELLING)]
        if all(step.kind is Kind.SPELLING for step in steps):
            return f"Spelled otherwise: {_difference(steps[0], capital=False)}"
        worst = max((s for s in steps if s.kind is Kind.WORDS), key=lambda step: step.size + step.extra)
        more = len(steps) - 1
        return _difference(worst) + (f"; {more} more {'change' if more == 1 else 'changes'}" if more else "")
    if outcome is QuoteOutcome.PARTIAL:
        run, _ = comparison.longest_run
        return f"Only a part is there: {run} words in a row"
    if outcome is QuoteOutcome.TYPOGRAPHIC:
        return "The same words; only typography differs"
    if outcome is QuoteOutcome.EDITORIAL:
        return "The same words but for the editing that the quotation marks"
    return "To the letter" if outcome is QuoteOutcome.VERBATIM else "These words are not in the text"


def _difference(step: Step, *, capital: bool = True) -> str:
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
