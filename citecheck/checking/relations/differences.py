"""Compare who did what to whom, how surely, and with which exceptions, between a claim and passages in its own words.

Each comparison returns a `Difference`, None if it does not apply, and `AGREES` if the passage says the relation
as the claim does. A passage that agrees outweighs others that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citecheck.checking.relations.assertions import certainty, polarity
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.roles import roles, speaker
from citecheck.checking.relations.values import change, codes, exception, opposite, quantity

COMPARISONS: tuple[tuple[str, Callable[[SentenceReading, SentenceReading], Compared]], ...] = (
    ("roles", roles),
    ("speaker", speaker),
    ("negation", polarity),
    ("exception", exception),
    ("certainty", certainty),
    ("change", change),
    ("opposite", opposite),
    ("quantity", quantity),
    ("code", codes),
)


_ALL = frozenset(kind for kind, _ in COMPARISONS)
_LONGEST = 200  # words of a sentence that is compared: the cost grows with their square, and no sentence has more
CHANGED_WORDS = frozenset({"speaker", "code"})
"""The comparisons that find a word of the claim which the passage lacks."""


def differences(claim: str, passages: Sequence[str], kinds: frozenset[str] = _ALL) -> dict[str, Difference]:
    """Return the relations that `passages` have otherwise than `claim`, by their kind, of those in `kinds`.

    `claim` is the claim's text. `passages` are sentences of the source that hold most of its words, the best first.
    """
    mine = SentenceReading(claim)
    read = [reading for passage in passages if len((reading := SentenceReading(passage)).words) <= _LONGEST]
    if len(mine.words) > _LONGEST:
        return {}
    found: dict[str, Difference] = {}
    for kind, compare in COMPARISONS:
        if kind not in kinds:
            continue
        results = [compare(mine, theirs) for theirs in read]
        told = next((result for result in results if isinstance(result, Difference)), None)
        if told is not None and AGREES not in results:
            found[kind] = told
    return found


__all__ = ["CHANGED_WORDS", "COMPARISONS", "differences"]
