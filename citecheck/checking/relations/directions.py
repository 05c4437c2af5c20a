"""Compare which way something went: "net profit slid", "the sea ice has advanced", "a rise in rents"."""

from __future__ import annotations

from collections.abc import Iterator

from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.model import AGREES, Compared, Difference
from citecheck.checking.relations.sentence import Word, once, once_a_pair
from citecheck.checking.relations.wording import sense

_UP_WORDS = (
    "rise rose increase grow grew gain climb soar expand raise jump surge advance widen double triple quadruple swell "
    "strengthen improve recover lengthen lift accelerate boost multiply escalate mount"
)
_DOWN_WORDS = (
    "fall fell drop decrease reduce decline shrink shrank slide slip plunge halve lower retreat dip sink sank contract "
    "plummet tumble dwindle recede cut narrow weaken worsen shorten slow diminish deteriorate slump ebb lessen"
)
_UP = frozenset(sense(word) for word in _UP_WORDS.split())
_DOWN = frozenset(sense(word) for word in (*_DOWN_WORDS.split(), "slid", "sunk", "shrunk", "fallen"))
_NOUNS = frozenset(("contract", "contracts", "drop", "drops", "sink", "sinks", "mount", "dip", "dips"))
"""Words that are a thing where they are no verb."""
_NOUNS_OF = ("in", "of")


@once_a_pair
def direction(claim: SentenceReading, source: SentenceReading) -> Compared:
    """Compare which way the things of `claim` went with the way they went in `source`, a sentence of the source.

    None where both do not say it of one thing.
    """
    theirs = _moves(source) if (mine := _moves(claim)) else ()
    pairs = [(one, other) for one in mine for other in theirs if one[1] & other[1]]
    if any(one[2] == other[2] for one, other in pairs):
        return AGREES
    for (here, _, _), (there, _, _) in pairs:
        said, meant = source.words[there].text, claim.words[here].text
        return Difference("opposite", f"the source says “{said}” where the claim has “{meant}”", sure=True)
    return None


def is_move(word: Word) -> bool:
    """Return whether `word` says which way something went."""
    return word.stem in _UP or word.stem in _DOWN


@once
def _moves(sentence: SentenceReading) -> tuple[tuple[int, frozenset[str], bool], ...]:
    """Return each word of a direction: its place, the stems of what moves, and whether it goes up."""
    return tuple(_found(sentence))


def _found(sentence: SentenceReading) -> Iterator[tuple[int, frozenset[str], bool]]:
    for at, word in enumerate(sentence.words):
        if not is_move(word):
            continue
        if sentence.is_denied(at) or (word.folded in _NOUNS and not sentence.is_act(at)):
            continue
        things = _thing(sentence, at)
        if things:
            yield at, things, word.stem in _UP


@once
def _thing(sentence: SentenceReading, at: int) -> frozenset[str]:
    behind = sentence.folded(at + 1, at + 2)
    if sentence.is_named(at):
        return sentence.phrase(at + 2) if behind and behind[0] in _NOUNS_OF else sentence.possessor(at)
    if not sentence.is_act(at):
        return frozenset()
    if sentence.is_passive(at):
        return sentence.subject(at)
    return sentence.object(at) or sentence.subject(at)


__all__ = ["direction", "is_move"]
