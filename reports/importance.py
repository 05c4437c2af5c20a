"""The order of findings for people, and the words for how much one weighs. Nothing is blended into one score.

Severity decides first, then whether the finding is confirmed. Among equals the answers of `Weight` decide one after
another: living person, part, lead, how it fails. An answer that is not known stands between yes and no.
"""

from __future__ import annotations

from collections.abc import Mapping

from reports.parts import Finding, Weight
from reports.vocabulary import ClaimPart, Failing

FAILING_WORDS: Mapping[Failing, str] = {
    Failing.ABSENT: "not in the source",
    Failing.OTHER_VALUE: "something else in the source",
    Failing.REVERSED: "reversed in the source",
}
"""How words of a claim fail."""
PART_WORDS: Mapping[ClaimPart, str] = {ClaimPart.MAIN: "main statement", ClaimPart.SIDE: "side detail"}
"""Which part of a claim fails."""

_FAILING_PLACE = {Failing.REVERSED: 0, Failing.OTHER_VALUE: 1, Failing.ABSENT: 2, None: 3}
_PART_PLACE = {ClaimPart.MAIN: 0, None: 1, ClaimPart.SIDE: 2}
_YES_FIRST = {True: 0, None: 1, False: 2}

Place = tuple[int, ...]
"""The place of a finding in the order, lowest first."""


def importance(finding: Finding) -> Place:
    """Return what sorts `finding` among others of any document: the lowest is the most important."""
    is_whole = finding.claim is None and finding.reference is None and finding.span is None
    return finding.severity.rank, int(not finding.confirmed), int(not is_whole), *_place(finding.weight or Weight())


def rank(finding: Finding) -> float:
    """Return the place of `finding` among all that is possible, from 100.0 (the first) down, as SARIF wants it.

    Two findings have the same rank only if nothing of their severity, confirmation and weight differs.
    """
    sizes = (3, 2, 2, 3, 3, 3, 4)
    place = total = 0
    for value, size in zip(importance(finding), sizes, strict=True):
        place = place * size + value
        total = (total or 1) * size
    return round(100 * (1 - place / total), 2)


def weight_words(weight: Weight | None) -> tuple[str, ...]:
    """Return what `weight` says, in words, for people; what is not known is named. None gives no words."""
    if weight is None:
        return ()
    words = [FAILING_WORDS[weight.failing]] if weight.failing is not None else []
    words.append(PART_WORDS[weight.part] if weight.part is not None else "main statement or side detail: not known")
    if weight.in_lead is not None:
        words.append("in the lead" if weight.in_lead else "below the lead")
    else:
        words.append("no lead")
    return *words, _LIVING_WORDS[weight.living]


_LIVING_WORDS = {True: "about a living person", False: "not about a living person", None: "living person: not known"}


def _place(weight: Weight) -> Place:
    return (
        _YES_FIRST[weight.living],
        _PART_PLACE[weight.part],
        _YES_FIRST[weight.in_lead],
        _FAILING_PLACE[weight.failing],
    )


__all__ = ["FAILING_WORDS", "PART_WORDS", "Place", "importance", "rank", "weight_words"]
