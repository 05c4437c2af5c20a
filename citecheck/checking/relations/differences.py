"""Compare who did what to whom, how surely, and with which exceptions, between a claim and passages in its own words.

Each comparison returns a `Difference`, None if it does not apply, and `AGREES` if the passage says the relation
as the claim does. A passage that agrees outweighs others that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from citecheck.checking.contraries import are_opposite
from citecheck.checking.relations.assertions import certainty, missing_object, polarity
from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.converses import converses
from citecheck.checking.relations.directions import direction
from citecheck.checking.relations.dismissals import dismissed
from citecheck.checking.relations.exchanges import exchanged
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.modifiers import modifiers
from citecheck.checking.relations.neighbours import neighbours
from citecheck.checking.relations.order import order
from citecheck.checking.relations.pivots import turned_round
from citecheck.checking.relations.roles import other_agent, roles, said_by_another, speaker
from citecheck.checking.relations.substitutes import other_modifier, substituted
from citecheck.checking.relations.unmatched import governed, unmatched
from citecheck.checking.relations.values import (
    change,
    codes,
    exception,
    is_excepted,
    opposite,
    quantity,
    sole_exception,
)

COMPARISONS: tuple[tuple[str, Callable[[SentenceReading, SentenceReading], Compared]], ...] = (
    ("roles", roles),
    ("speaker", speaker),
    ("said", said_by_another),
    ("negation", dismissed),
    ("negation", polarity),
    ("exception", exception),
    ("certainty", certainty),
    ("change", change),
    ("opposite", opposite),
    ("quantity", quantity),
    ("code", codes),
    ("modifier", modifiers),
    ("exchange", neighbours),
)


SAID = "said"
"""The comparison of speakers with sentences that may lack the claim's speaker."""
_ALL = frozenset(kind for kind, _ in COMPARISONS) - {SAID}
_LONGEST = 200  # words of a sentence that is compared: the cost grows with their square, and no sentence has more
CHANGED_WORDS = frozenset(
    ("speaker", "code", "modifier", "exchange", "negation", "roles", "opposite", "change", "exception", "quantity")
)
"""The comparisons that find a word of the claim which the passage lacks."""


def differences(claim: str, passages: Sequence[str], kinds: frozenset[str] = _ALL) -> dict[str, Difference]:
    """Return the relations that `passages` have otherwise than `claim`, by their kind, of those in `kinds`.

    `claim` is the claim's text. `passages` are sentences of the source that hold most of its words, the best first.
    """
    mine = read_sentence(claim)
    read = [reading for passage in passages if len((reading := read_sentence(passage)).words) <= _LONGEST]
    if len(mine.words) > _LONGEST:
        return {}
    found: dict[str, Difference] = {}
    for kind, compare in COMPARISONS:
        if kind not in kinds:
            continue
        results = [compare(mine, theirs) for theirs in read]
        told = next((result for result in results if isinstance(result, Difference)), None)
        if told is not None and AGREES not in results:
            found.setdefault(kind, told)
    return found


def doubt(claim: str, passages: Sequence[str]) -> Difference | None:
    """Return what keeps `claim` from being sure, though `passages` have its words; None: nothing.

    Its value goes with other words, others do what it says, or a passage denies it. `passages` are sentences of the
    source with a part of the words, the best first.
    """
    mine = read_sentence(claim)
    read = [reading for passage in passages if len((reading := read_sentence(passage)).words) <= _LONGEST]
    if len(mine.words) > _LONGEST or not read:
        return None
    for compare in (missing_object, polarity, certainty, turned_round, sole_exception):
        results = [compare(mine, theirs) for theirs in read]
        told = next((result for result in results if isinstance(result, Difference)), None)
        if told is not None and AGREES not in results:
            return told
    told = exchanged(mine, read) or other_agent(mine, read)
    if any(order(mine, theirs) == AGREES for theirs in read):
        return told
    if not any(compare(mine, theirs) == AGREES for theirs in read for compare in (direction, converses)):
        told = told or _turned_word(mine, read)
    return told or _subordinate(mine, read)


def unmatched_operator(claim: str, passages: Sequence[str]) -> Difference | None:
    """Return a word that denies, limits, requires or hedges in `claim` alone or in `passages` alone; None: none.

    `passages` are sentences of the source that hold nearly all words of the claim.
    """
    mine = read_sentence(claim)
    read = [reading for passage in passages if len((reading := read_sentence(passage)).words) <= _LONGEST]
    if len(mine.words) > _LONGEST:
        return None
    return unmatched(mine, read) or other_modifier(mine, read) or substituted(mine, read)


def governing_operator(claim: str, passages: Sequence[str]) -> Difference | None:
    """Return a word that denies or hedges in `passages` what `claim` states; None: none.

    `passages` are sentences of the source that hold nearly all words of the claim.
    """
    mine = read_sentence(claim)
    read = [reading for passage in passages if len((reading := read_sentence(passage)).words) <= _LONGEST]
    return governed(mine, read) if len(mine.words) <= _LONGEST else None


def _turned_word(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """The source has the opposite of a word of the claim, and not the word itself."""
    words = {word.folded: word for source in sources for word in source.words}
    known = frozenset().union(*(source.stems for source in sources))
    for word in claim.words:
        if word.stem in known or word.folded in _TURNING or claim.is_denied(claim.words.index(word)):
            continue
        other = next((one for folded, one in words.items() if are_opposite(word.folded, folded)), None)
        if other is None or other.stem in claim.stems or any(are_opposite(other.folded, folded) for folded in words):
            continue
        if any(is_excepted(claim, source) for source in sources if other in source.words):
            continue
        return Difference("opposite", f"the source says “{other.text}” where the claim has “{word.text}”", sure=False)
    return None


def _subordinate(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """The source has a verb of the claim only behind "if", "before" or the like."""
    if any(word.folded in _CONDITIONS for word in claim.words):
        return None
    for word in claim.words:
        held = [(source, at) for source in sources for at in source.places(word.stem)]
        if not word.folded.endswith("ed") or not held:
            continue
        led = [
            next((one.text for one in source.words[max(0, at - 5) : at] if one.folded in _CONDITIONS), None)
            for source, at in held
        ]
        if all(led):
            return Difference("certainty", f"the source has “{word.text}” only behind “{led[0]}”", sure=False)
    return None


_TURNING = frozenset(("before", "after"))
"""Words for which a sentence has the other one where it turns its parts round."""
_CONDITIONS = frozenset(("if", "unless", "before", "until", "whether", "once"))

__all__ = ["CHANGED_WORDS", "COMPARISONS", "SAID", "differences", "doubt", "governing_operator", "unmatched_operator"]
