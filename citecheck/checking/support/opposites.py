"""A statement that the source makes with the opposite word: all is there but the one that matters."""

from __future__ import annotations

from citecheck.checking.passages import Sentence
from citecheck.checking.passages.terms import fold, is_negation, stem, tokens, word_set
from citecheck.checking.support.evidence import Evidence

_NEAR = 2  # telling words on each side that must be the same
_CARRIED = 0.5  # share of the claim's weight in a sentence from which the two are one statement

_OPPOSITES = """
rise increase grow gain climb soar expand raise | fall cut drop decrease reduce decline shrink slump plunge halve;
growth rising | reduction falling; approve accept adopt | reject refuse; accept | decline; support back | oppose;
praise commend laud | criticise criticize condemn; open | close shut; arrive | depart; hire appoint | dismiss sack fire;
succeed | fail; begin start | end finish; strengthen | weaken; improve | worsen deteriorate; convict | acquit;
guilty | innocent; allow permit legalise legalize | ban forbid prohibit; public | private; major | minor; rich | poor;
widen | narrow; lengthen | shorten; join | leave; build erect | demolish; include | exclude; confirm | deny;
encourage | discourage; import | export; legal | illegal; urban | rural; male | female; oldest | youngest newest;
largest biggest | smallest; longest | shortest; tallest | shortest; fastest | slowest; best | worst; first | last;
highest | lowest; most | least; maximum | minimum; always | never; early | late; safe | dangerous; hot | cold
"""
_CONVERSES = """
before | after; win | lose; buy acquire purchase | sell; north | south; northern | southern; east | west;
eastern | western; higher | lower; more | less fewer; older | younger newer; larger bigger | smaller;
longer | shorter; faster | slower; above | below; richer | poorer; lend | borrow; earlier | later
"""


def _table(lines: str) -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Return for each stem those of its own side, and those that say the opposite."""
    table: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for line in lines.split(";"):
        one, other = (frozenset(stem(word) for word in word_set(side)) for side in line.split("|"))
        for own, contrary in ((one, other), (other, one)):
            for term in own:
                same, against = table.get(term, (frozenset(), frozenset()))
                table[term] = (same | own, against | contrary)
    return table


_EITHER_WAY = _table(_OPPOSITES)
_ONE_WAY = _table(_CONVERSES)  # "A before B" is "B after A": only the same words on the same sides are contrary


def opposed_by(evidence: Evidence) -> tuple[str, str] | None:
    """Return a word of the passages and the word of the claim whose opposite it is, both as written; None without.

    The claim's word and those that mean the same must be in no passage, and its opposite beside the same words.
    """
    wanted, carried = evidence.claim.wanted, evidence.carried
    if wanted.negated or evidence.text.language not in (None, "en"):
        return None
    said = frozenset(term for sentence in carried.sentences for term in sentence.stems)
    claimed = [(word, stem(word)) for word, _, _ in tokens(wanted.text)]
    stems, telling = tuple(term for _, term in claimed), frozenset(wanted.weights)
    for index, (word, term) in enumerate(claimed):
        for table in (_EITHER_WAY, _ONE_WAY):
            own, against = table.get(term, (frozenset(), frozenset()))
            if not against or own & said:
                continue
            beside = _beside(stems, index, telling)
            for sentence, share in zip(carried.sentences, carried.scores, strict=True):
                if share < _CARRIED or any(is_negation(fold(other)) for other in sentence.words):
                    continue
                found = _standing(sentence, against, beside, ordered=table is _ONE_WAY)
                if found is not None:
                    return found, word
    return None


def _standing(
    sentence: Sentence, against: frozenset[str], beside: tuple[frozenset[str], frozenset[str]], *, ordered: bool
) -> str | None:
    """Return the word of `sentence` that is one of `against` and has the words `beside` next to it."""
    for index, term in enumerate(sentence.stems):
        if term not in against:
            continue
        before, after = _beside(sentence.stems, index, sentence.terms)
        if ordered:
            same = all(not own or own & here for own, here in zip(beside, (before, after), strict=True))
        else:
            around = beside[0] | beside[1]
            same = len(around & (before | after)) >= max(1, min(2, len(around)))
        if same and any(beside):
            return sentence.words[index]
    return None


def _beside(stems: tuple[str, ...], index: int, telling: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the telling words right before and right after a place."""
    before = [term for term in reversed(stems[:index]) if term in telling][:_NEAR]
    after = [term for term in stems[index + 1 :] if term in telling][:_NEAR]
    return frozenset(before), frozenset(after)


__all__ = ["opposed_by"]
