"""Who says what a sentence says: "Roe said that", "according to the mayor", "…”, said the engineer Anna Holm"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from citecheck.checking.relations import words as lists
from citecheck.checking.relations.clauses import SentenceReading
from citecheck.checking.relations.sentence import Word, once
from citecheck.checking.relations.wording import sense

_LONGEST = 7  # words of a speaker's name and office
_DAYS = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "later",
        "week",
        "month",
        "year",
        "also",
    ]
)
_NOBODY = (
    "some many most several few critic expert researcher scientist study result report article paper author data have "
    "evidence analysis finding official source people observer scholar text book page survey review"
)
_TALES = r"(?:legends?|traditions?|rumou?rs?|folklore|myths?|lore|hearsay|tall\s+tales?|superstitions?|gossip)"
_TALE = re.compile(
    rf"\b{_TALES}\s+(?:has|have|had)\s+it\b|\b{_TALES}\s+(?:says?|said|holds?|held|tells?|told|claims?|claimed)\b"
    rf"|\baccording\s+to\s+(?:[\w’'-]+\s+){{0,3}}{_TALES}\b",
    re.IGNORECASE,
)
_ANYBODY = frozenset(sense(word) for word in _NOBODY.split())
"""Speakers who are nobody in particular, or the text itself."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """One who says something: the stems of the words for them, of their names alone, and the words as written."""

    stems: frozenset[str]
    names: frozenset[str]
    text: str


@once
def speaker_of(sentence: SentenceReading) -> Speaker | None:
    """Return who says `sentence`; None if it names nobody, or only by a pronoun."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.folded == "to" and at and words[at - 1].folded == "according":
            return _speaker(_forward(words, at + 1)) or _speaker(_behind_by(words, at + 1))
        if not at or _is_noun(words, at) or not _is_saying(words, at):
            continue
        closed = any(mark in '”"»’' for mark in sentence.text[words[at - 1].end : word.start])
        if closed:
            return _speaker(_forward(words, at + 1))
        return _speaker(_backward(words, at)) or (_speaker(_forward(words, at + 1)) if word.parted else None)
    return None


def belief_of(sentence: SentenceReading) -> str:
    """Return the words by which somebody only believes what `sentence` says; empty: none does.

    They are "villagers believe", the verb alone behind a comma ("Roe, who knew Lee, thought that"), or a tale: "legend
    has it", "according to a rumour".
    """
    words = sentence.words
    tale = _TALE.search(sentence.text)
    if tale is not None:
        return tale[0]
    for at in range(1, len(words) - 1):
        if words[at].stem in lists.BELIEVING and words[at + 1].folded == "that" and not _is_noun(words, at):
            return words[at].text if words[at].parted else f"{words[at - 1].text} {words[at].text}"
    return ""


def _is_saying(words: list[Word], at: int) -> bool:
    if words[at].stem in lists.SAYING:
        return True
    return words[at].stem in lists.HOLDING and at + 1 < len(words) and words[at + 1].folded == "that"


def _is_noun(words: list[Word], at: int) -> bool:
    """Whether a word such as "report" or "state" is a noun here."""
    return words[at - 1].folded in ("the", "a", "an", "its", "his", "her", "their", "of", "in", "to", "northern", "no")


def _forward(words: list[Word], start: int) -> list[Word]:
    found: list[Word] = []
    for word in words[start : start + _LONGEST]:
        if found and (word.parted or word.folded in lists.PREPOSITIONS or word.folded in ("that", "and")):
            break
        found.append(word)
    return found


def _behind_by(words: list[Word], start: int) -> list[Word]:
    """Return the name behind "by", "from" or "of" in the words at `start`: "a study by the charity Green Delta"."""
    for at in range(start + 1, min(len(words), start + _LONGEST)):
        if words[at].parted:
            break
        if words[at].folded in ("by", "from", "of"):
            return _forward(words, at + 1)
    return []


def _backward(words: list[Word], at: int) -> list[Word]:
    """Return the words before a verb of saying, an office between commas included: "Roe, the mayor, said"."""
    found: list[Word] = []
    commas = 0
    at = _before_insertion(words, at)
    for index in range(at - 1, max(-1, at - 1 - _LONGEST), -1):
        word = words[index]
        commas += words[index + 1].parted
        if words[index + 1].parted and commas > (2 if words[at].parted else 0):
            break
        if (
            word.folded
            in (
                "that",
                "which",
                "because",
                "while",
                "when",
                "and",
                "but",
            )
            or word.folded in lists.PREPOSITIONS - _OF
        ):
            break
        found.append(word)
    return found[::-1]


def _before_insertion(words: list[Word], at: int) -> int:
    """Return the place before which a speaker stands: that of the verb, or of an insertion ("by contrast")."""
    if not words[at].parted:
        return at
    for index in range(at - 1, max(0, at - _LONGEST), -1):
        if words[index].parted:
            led = words[index].folded
            return index if led in lists.PREPOSITIONS | _INSERTED or led.endswith(("ly", "ing")) else at
    return at


_OF = frozenset(("of", "for", "by", "with", "from", "at"))
"""Prepositions within the words for a speaker: "a spokesman for the union"."""
_INSERTED = frozenset(("who", "which", "however", "though", "too", "then", "led", "asked"))
_TITLE_WORDS = (
    "judge justice president doctor dr mr mrs ms professor prof sir lord lady dame king queen prince princess senator "
    "minister secretary captain general colonel mayor bishop archbishop father sister count countess baron baroness "
    "duke duchess inspector chief chairman director"
)
_TITLES = frozenset(sense(word) for word in _TITLE_WORDS.split())
"""Titles before names, which two speakers may share."""


def _speaker(found: list[Word]) -> Speaker | None:
    named = [
        word
        for word in found
        if word.is_content
        and word.folded not in _DAYS
        and not word.folded[:1].isdigit()
        and not word.folded.endswith("ly")
    ]
    if not named or any(word.folded in lists.PRONOUNS and not word.is_acronym for word in found):
        return None
    text = " ".join(word.text for word in found)
    of = next((word.start for word in found if word.folded == "of"), None)
    if all(word.stem in _ANYBODY for word in named if of is None or word.start < of):
        return None  # "the authors of the second paper" are nobody in particular
    names = frozenset(
        word.stem
        for at, word in enumerate(named)
        if word.stem not in _TITLES
        and word.text[:1].isupper()
        and (word.start or (at + 1 < len(named) and named[at + 1].text[:1].isupper()))
    )
    return Speaker(frozenset(word.stem for word in named), names, text)


__all__ = ["Speaker", "belief_of", "speaker_of"]
