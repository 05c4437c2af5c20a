"""Recognise an antonym: the source says the same as the claim, with the opposite of one word."""

from __future__ import annotations

from citecheck.checking.passages.model import SourceSentence
from citecheck.checking.passages.terms import stem, tokens, word_set
from citecheck.checking.support.model import ClaimMatch

_NEAR = 2  # content words on each side that are compared (judgement)
_SAME = 0.5  # share of the claim's weight that a sentence covers from which the two are one statement (judgement)

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
    """Return for each stem its synonyms and its antonyms."""
    table: dict[str, tuple[frozenset[str], frozenset[str]]] = {}
    for line in lines.split(";"):
        one, other = (frozenset(stem(word) for word in word_set(side)) for side in line.split("|"))
        for own, contrary in ((one, other), (other, one)):
            for term in own:
                same, against = table.get(term, (frozenset(), frozenset()))
                table[term] = (same | own, against | contrary)
    return table


_EITHER_WAY = _table(_OPPOSITES)
_ONE_WAY = _table(_CONVERSES)  # "A before B" is "B after A", so the same words must be on the same sides


def antonym_of(match: ClaimMatch) -> tuple[str, str] | None:
    """Return an antonym in the passages of `match` and the word of the claim, both as written; None: no antonym.

    No passage may hold the claim's word or one with the same meaning, and the antonym must be beside the same words.
    """
    query, coverage = match.claim.query, match.coverage
    if query.negated or match.text.language not in (None, "en"):
        return None
    said = frozenset(term for sentence in coverage.sentences for term in sentence.stems)
    claimed = [(word, stem(word)) for word, _, _ in tokens(query.text)]
    stems, content = tuple(term for _, term in claimed), frozenset(query.weights)
    for index, (word, term) in enumerate(claimed):
        for table in (_EITHER_WAY, _ONE_WAY):
            own, against = table.get(term, (frozenset(), frozenset()))
            if not against or own & said:
                continue
            beside = _beside(stems, index, content)
            for sentence, share in zip(coverage.sentences, coverage.scores, strict=True):
                if share < _SAME or sentence.negated:
                    continue
                found = _standing(sentence, against, beside, ordered=table is _ONE_WAY)
                if found is not None:
                    return found, word
    return None


def _standing(
    sentence: SourceSentence, against: frozenset[str], beside: tuple[frozenset[str], frozenset[str]], *, ordered: bool
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


def _beside(stems: tuple[str, ...], index: int, content: frozenset[str]) -> tuple[frozenset[str], frozenset[str]]:
    """Return the content words right before and right after a place."""
    before = [term for term in reversed(stems[:index]) if term in content][:_NEAR]
    after = [term for term in stems[index + 1 :] if term in content][:_NEAR]
    return frozenset(before), frozenset(after)


__all__ = ["antonym_of"]
