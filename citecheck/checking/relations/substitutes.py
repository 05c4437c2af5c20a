"""Find a word of the claim in whose place the source has another: "identified the cause" beside "ruled out the cause".

What is found is a doubt: the two words may mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.checking.contraries import are_opposite
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.directions import direction
from citecheck.checking.relations.model import AGREES, Difference
from citecheck.checking.relations.sentence import once

_SAME = 0.7  # share of the words behind a verb that its counterpart has behind it (judgement)
_LEAST = 3  # letters of a verb


def substituted(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """Return a verb of `claim` that `sources` lack and in whose place they have another one, of the same subject.

    `sources` are sentences of the source. None where they have the verb, or no other in its place.
    """
    known = frozenset[str]().union(*(source.stems for source in sources))
    for at in _verbs(claim):
        behind = _content_behind(claim, at)
        if claim.words[at].stem in known | lists.CLAIMING or not behind:
            continue
        for source in sources:
            for there in _verbs(source):
                if source.words[there].stem in claim.stems or direction(claim, source) == AGREES:
                    continue
                same = claim.subject(at) & source.subject(there)
                if same and len(behind & _content_behind(source, there)) >= _SAME * len(behind):
                    said, meant = source.words[there].text, claim.words[at].text
                    reason = f"the source says “{said}”, the claim “{meant}”"
                    return Difference("opposite", reason, sure=False)
    return None


def other_modifier(claim: SentenceReading, sources: Sequence[SentenceReading]) -> Difference | None:
    """Return that `sources` have the opposite of a word of `claim` before the same noun: "the old bridge".

    `sources` are sentences of the source. None where one of them has the claim's word before the noun.
    """
    pairs = {pair for source in sources for pair in _pairs(source)}
    for modifier, noun in _pairs(claim):
        if (modifier, noun) in pairs:
            continue
        other = next((one for one, thing in sorted(pairs) if thing == noun and are_opposite(one, modifier)), None)
        if other is not None:
            return Difference("opposite", f"the source says “{other}” where the claim has “{modifier}”", sure=False)
    return None


@once
def _verbs(sentence: SentenceReading) -> list[int]:
    return [at for at, word in enumerate(sentence.words) if len(word.text) >= _LEAST and sentence.is_act(at)]


@once
def _content_behind(sentence: SentenceReading, at: int) -> frozenset[str]:
    return frozenset(word.stem for word in sentence.words[at + 1 :] if word.is_content)


def _pairs(sentence: SentenceReading) -> Iterator[tuple[str, str]]:
    """Yield each two neighbours without a mark between them: a word as folded, and the stem of the next one."""
    for word, behind in zip(sentence.words, sentence.words[1:], strict=False):
        if word.is_content and behind.is_content and not behind.parted:
            yield word.folded, behind.stem


__all__ = ["other_modifier", "substituted"]
