"""Read a pronoun at the beginning of a sentence as the subject of the sentence before it. English, and cautious.

"The council met in May. It closed the quay": the sentence is read as "The council closed the quay". A pronoun stays
where the sentence before does not show its subject, or has another thing that the pronoun may stand for. "His" and
"its" stay too: "its rival closed the quay" is no deed of the council.
"""

from __future__ import annotations

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading, read_sentence
from citecheck.checking.relations.sentence import ARTICLES

_PERSONS = frozenset(("he", "she", "they"))
_FRONT = 4  # words before a pronoun that may be a phrase of time or place: "In the spring of 1946 he" (judgement)
_LONGEST = 8  # words of a subject that is put in its place (judgement)


def resolved(sentence: str, before: str) -> str:
    """Return `sentence` with its first pronoun replaced by the subject of the sentence `before`, if it is clear."""
    reading = read_sentence(sentence)
    at = _pronoun(reading)
    if at is None:
        return sentence
    lead = read_sentence(before)
    found = _subject(lead)
    if found is None or not _may_stand_for(reading, at, lead, found[1]):
        return sentence
    start, end = found
    name = lead.text[lead.words[start].start : lead.words[end - 1].end]
    if start == 0 and lead.words[0].folded in ARTICLES and at:
        name = name[:1].lower() + name[1:]
    word = reading.words[at]
    return f"{sentence[: word.start]}{name}{sentence[word.end :]}"


def _pronoun(sentence: SentenceReading) -> int | None:
    """Return the place of a pronoun that begins the sentence, perhaps behind a short phrase; None if none does."""
    for at, word in enumerate(sentence.words[: _FRONT + 1]):
        if word.folded in _PERSONS | {"it"} and not word.is_acronym:
            return at if at + 1 < len(sentence.words) else None
        if at and word.text[:1].isupper() and word.folded not in _MONTHS:
            return None
        if not at and word.folded not in lists.PREPOSITIONS | _TIMES:
            return None
    return None


_MONTH_NAMES = "january february march april may june july august september october november december spring summer"
_MONTHS = frozenset(_MONTH_NAMES.split())
_TIMES = frozenset(("later", "then", "there", "today", "eventually", "however", "soon", "finally"))


def _subject(sentence: SentenceReading) -> tuple[int, int] | None:
    """Return where the subject of a sentence begins and ends; None if its words do not show it."""
    words = sentence.words
    start = 0
    if words and words[0].folded in lists.PREPOSITIONS:
        start = next((at for at, word in enumerate(words) if at and word.parted), len(words))
    for at in range(start + 1, min(len(words), start + _LONGEST + 1)):
        if words[at].parted:
            return None
        if words[at].folded in lists.AUXILIARIES or sentence.is_act(at) or _is_present(sentence, at):
            held = words[start:at]
            is_clear = any(word.is_content for word in held) and not any(
                word.folded in lists.PRONOUNS or word.folded == "and" for word in held
            )
            return (start, at) if is_clear else None
    return None


def _is_present(sentence: SentenceReading, at: int) -> bool:
    """Whether the word at `at` is a verb in the present, before a preposition: "The museum stands on a hill"."""
    word, last = sentence.words[at], sentence.words[at - 1]
    behind = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    if behind is None or behind.folded not in lists.PREPOSITIONS | ARTICLES:
        return False
    return word.text.islower() and word.folded.endswith("s") and last.is_content and not last.folded.endswith("s")


def _may_stand_for(sentence: SentenceReading, at: int, lead: SentenceReading, verb: int) -> bool:
    """Whether the pronoun at `at` can only be the subject of `lead`, whose verb is at `verb`.

    "It" may be the object of the lead; a thing that acts is the subject.
    """
    if sentence.words[at].folded in _PERSONS:
        return True
    behind = lead.words[verb + 1 :]
    named = [word for word in behind if word.is_content and not word.text[:1].isdigit()]
    first = behind[0] if behind else None
    has_object = bool(named) and first is not None and first.folded not in lists.PREPOSITIONS and not first.parted
    return not has_object or (sentence.is_act(at + 1) and sentence.words[at].folded == "it")


__all__ = ["resolved"]
