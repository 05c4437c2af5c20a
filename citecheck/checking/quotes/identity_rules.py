"""What a quotation beside its source adds up to, and the rules by which similar words are not the quotation at all.

Half a sentence of a page with another half added is a part of a quotation, not an altered one, and a few common words
agree with any page. The thresholds come from the sweeps of `web_quotes`, `ocr_quotes` and `generated_quotes` (seed 1);
each is held by a test on both of its sides. The words of the rules are in `reports/rules/quotes.toml`.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from citecheck.checking.quotes.edit_rules import CONTRARY
from citecheck.checking.quotes.model import ALIKE, EditStep, Kind, Piece
from citecheck.rules import RuleTable

SHORT = 5  # words below which a quotation is short, and may differ in one word at most
_BRIEF = 8  # words below which it may differ in one or two words
_FEW = 12  # words below which chance agreement is common
_LONG = 20  # words from which on the share of changed words is not limited
_TITLE = 4  # words from which on one name of a quotation may be another
_SHORT_ALIKE = 0.66  # likeness of two words of a brief quotation from which on they are one, misspelled
_BRIEF_COVERAGE = 0.6  # share of its letters that a brief quotation has in the source at least
_COVERAGE = 0.55  # the same for longer ones
_OMITTED = 60  # characters that any quotation may leave out without a mark; a longer one, as many as it has itself
_OTHERS = 0.37  # share of a few words that may be replaced
_ROW = 3  # replaced words in a row from which on a few words agree by chance
_UNLIKE = 0.4  # likeness below which two stretches are different words
_CHANGED = 0.45  # share of the words that may change below `_LONG`
_STRETCH = (2.2, 0.13)  # words that may change in one stretch: so many, and so many more for each word


_WORD = re.compile(r"\w+")
_WHOLE = 0.9  # coverage below which, or
_LITTLE = 20  # characters left out beyond which, a quotation may be interrupted by something on the page (judgement)


@dataclass(frozen=True, slots=True)
class QuoteComparison:
    """All steps in order, the folded span of the page that they cover, and the pieces that are missing."""

    steps: tuple[EditStep, ...]
    start: int
    end: int
    missing: tuple[Piece, ...]

    @property
    def total(self) -> int:
        """Characters of the quotation without its bracketed words; at least 1."""
        return sum(step.size for step in self.steps if step.kind is not Kind.EDITING) or 1

    @property
    def coverage(self) -> float:
        """The share of the quotation's characters that the source has in these places, 0..1."""
        agreed = sum(
            step.size * step.likeness for step in self.steps if step.kind is not Kind.EDITING and step.likeness >= ALIKE
        )
        return agreed / self.total

    @property
    def largest_change(self) -> int:
        """Words of the worst stretch: the words that changed minus those that agree, at its highest."""
        worst = current = 0
        for step in self.steps:
            if step.kind is not Kind.EDITING:
                current = max(0, current + (step.words if step.likeness < ALIKE else -step.words))
                worst = max(worst, current)
        return worst

    @property
    def moved_words(self) -> int:
        """Words that both sides have, but in another order."""
        ours: Counter[str] = Counter()
        theirs: Counter[str] = Counter()
        for step in self.steps:
            if step.likeness < ALIKE and step.kind is not Kind.EDITING:
                ours.update(_WORD.findall(step.quote.casefold()))
                theirs.update(_WORD.findall(step.source.casefold()))
        return (ours & theirs).total()

    @property
    def largest_omission(self) -> int:
        """Characters of the longest stretch that the quotation leaves out without a mark."""
        steps = (step for step in self.steps if step.likeness < ALIKE)
        return max((step.extra - step.size for step in steps), default=0)

    @property
    def changed_words(self) -> int:
        """Words that differ in more than spelling, counted on the side that has more of them."""
        return self.changed_beyond(ALIKE)

    def changed_beyond(self, likeness: float) -> int:
        """Return how many words are less alike than `likeness` (0..1), counted on the side that has more of them.

        Misread print may split a word into pieces, so five characters of the source count as a word at least.
        """
        changed = (step for step in self.steps if step.likeness < likeness)
        return sum(max(step.words, min(step.others, -(-step.extra // 5))) for step in changed)

    @property
    def longest_run(self) -> tuple[int, int]:
        """The longest stretch of the same words: the number of words and of characters."""
        best, words, size = (0, 0), 0, 0
        for step in self.steps:
            if step.kind in (Kind.EQUAL, Kind.TYPOGRAPHY, Kind.SPELLING):
                words, size = words + step.words, size + step.size
                best = max(best, (words, size))
            elif step.kind is not Kind.EDITING:
                words = size = 0
        return best

    @property
    def is_whole(self) -> bool:
        """Whether nearly all of the quotation is there, and little is left out without a mark."""
        return self.coverage >= _WHOLE and self.largest_omission <= _LITTLE


@dataclass(frozen=True, slots=True)
class IdentityCase:
    """A comparison, and how many words the quotation has."""

    comparison: QuoteComparison
    words: int


def _misspelled_word(case: IdentityCase) -> bool | None:
    misspelled = case.words <= 2 and any(step.kind is Kind.SPELLING for step in case.comparison.steps)
    return True if misspelled else None


def _short_changed(case: IdentityCase) -> bool | None:
    """Of one or two words, no word may change; of three or four, one word, but no name of a title."""
    if case.words >= SHORT:
        return None
    changed = case.comparison.changed_beyond(_SHORT_ALIKE)
    return None if changed <= (1 if case.words > 2 else 0) and _is_nearly_whole(case) else True


def _is_nearly_whole(case: IdentityCase) -> bool:
    """Whether all of a short quotation is there but one word; a title with another name is another title."""
    grave = (Kind.WORDS, Kind.NAME, Kind.NUMBER, Kind.NEGATION)
    steps = [step for step in case.comparison.steps if step.kind in grave]
    if len(steps) > 1 or any(step.words > 1 or step.others > 2 for step in steps):
        return False
    return not any(step.kind is Kind.NAME and step.likeness < ALIKE and case.words < _TITLE for step in steps)


def _brief_changed(case: IdentityCase) -> bool | None:
    """Of five or six words one may change, of seven two; an opposite and another unit may be long words."""
    if not SHORT <= case.words < _BRIEF or _is_one_contrary(case):
        return None
    changed = case.comparison.changed_beyond(_SHORT_ALIKE)
    few = changed <= (1 if case.words < _BRIEF - 1 else 2)
    return None if few and case.comparison.coverage >= _BRIEF_COVERAGE else True


def _is_one_contrary(case: IdentityCase) -> bool:
    """Whether all is there but one word, in whose place the source has its opposite or another unit."""
    changed = [step for step in case.comparison.steps if step.kind not in (Kind.EQUAL, Kind.TYPOGRAPHY)]
    return len(changed) == 1 and changed[0].rule in CONTRARY and changed[0].words == changed[0].others == 1


def _little_coverage(case: IdentityCase) -> bool | None:
    return True if case.words >= _BRIEF and case.comparison.coverage < _COVERAGE else None


def _chance(case: IdentityCase) -> bool | None:
    """A third of a few words, or three in a row, or words at an end are replaced by others.

    Words that were only put in, here and there, do not count: all that the source has is in the quotation.
    """
    if not _BRIEF <= case.words < _FEW:
        return None
    steps = case.comparison.steps
    changed = [at for at, step in enumerate(steps) if step.likeness < _UNLIKE and step.words]
    replaced = [at for at in changed if steps[at].others]
    if any(steps[at].words >= _ROW for at in changed if at in (*replaced, 0, len(steps) - 1)):
        return True
    return True if replaced and case.comparison.changed_words > _OTHERS * case.words else None


def _many_changes(case: IdentityCase) -> bool | None:
    many = _BRIEF <= case.words < _LONG and case.comparison.changed_words > _CHANGED * case.words
    return True if many else None


def _moved(case: IdentityCase) -> bool | None:
    """Words are in another order: two of fewer than twelve, or one in six (at least three) of a longer one."""
    if case.words < _BRIEF:
        return None
    limit = 2 if case.words < _FEW else max(3, case.words // 6)
    return True if case.comparison.moved_words >= limit else None


def _other_part(case: IdentityCase) -> bool | None:
    """A long stretch of the quotation is other words, or a long stretch of the source is left out without a mark."""
    if case.words < _BRIEF:
        return None
    base, share = _STRETCH
    if case.comparison.largest_change > base + share * case.words:
        return True
    return True if case.comparison.largest_omission > max(_OMITTED, case.comparison.total) else None


IDENTITY_RULES: RuleTable[IdentityCase, bool] = RuleTable(
    "where similar words are not the quotation",
    (
        ("quote.not-found.misspelled-word", _misspelled_word),
        ("quote.not-found.short-and-changed", _short_changed),
        ("quote.not-found.brief-and-changed", _brief_changed),
        ("quote.not-found.little-agrees", _little_coverage),
        ("quote.not-found.chance-agreement", _chance),
        ("quote.not-found.many-changes", _many_changes),
        ("quote.not-found.words-reordered", _moved),
        ("quote.not-found.one-part-replaced", _other_part),
    ),
)


def identity_of(comparison: QuoteComparison, words: int) -> str | None:
    """Return the rule by which the words of `comparison` are not the quotation; None: they are.

    `words` is the quotation's length.
    """
    case = IdentityCase(comparison, words)
    return next((rule for rule, applies in IDENTITY_RULES.rows if applies(case)), None)


__all__ = ["IDENTITY_RULES", "SHORT", "IdentityCase", "QuoteComparison", "identity_of"]
