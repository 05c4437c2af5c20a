"""The words of a sentence, and what their forms show: a verb in the past, a noun behind an article. English.

Nothing is parsed: each answer looks at a few words around a place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from citecheck.checking.passages.terms import is_irregular, normalize_token, tokens
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.wording import joined, sense

_STOP = re.compile(r"[;:()–—]|,")
ARTICLES = frozenset(["the", "a", "an", "its", "his", "her", "their"])
OWNERS = ARTICLES | {"s", "no", "this", "that", "another", "our", "my", "your"}
"""Words before a noun: articles, and words for its owner."""
REACH = 4  # words before a verb that may belong to it: adverbs and auxiliaries


@dataclass(frozen=True, slots=True)
class Word:
    """One word: as written, folded, its stem, its place, and whether a punctuation mark is before it."""

    text: str
    folded: str
    stem: str
    start: int
    end: int
    parted: bool

    @property
    def is_acronym(self) -> bool:
        """Whether the word is in capitals, as a name is: "the WHO", "IT"."""
        return len(self.text) > 1 and self.text.isupper()

    @property
    def is_content(self) -> bool:
        """Whether the word is not a function word."""
        return self.is_acronym or (self.folded not in lists.FUNCTION and self.folded not in lists.AUXILIARIES)

    @property
    def is_adverb(self) -> bool:
        """Whether the word denies, or ends as an adverb does."""
        return self.folded in lists.NEVER or self.folded.endswith("ly")


class SentenceWords:
    """The words of one sentence, `text`, and what their forms and neighbours show."""

    def __init__(self, text: str) -> None:
        self.text = text
        found = joined(tokens(text))
        ends = [0, *(end for _, _, end in found)]
        self.words = [
            Word(
                word,
                normalize_token(word.partition(" ")[0]),
                sense(word if before else word.lower()),
                start,
                end,
                bool(_STOP.search(text, before, start)),
            )
            for (word, start, end), before in zip(found, ends, strict=False)
        ]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(word.stem for word in self.words)

    def places(self, term: str) -> list[int]:
        """Return the places of the words with the stem `term`."""
        return [index for index, word in enumerate(self.words) if word.stem == term]

    def is_passive(self, index: int) -> bool:
        """Whether the verb at `index` is in the passive voice."""
        before = self.words[max(0, index - REACH) : index]
        behind = self.words[index + 1 : index + 1 + REACH]
        if self.words[index].parted and any(word.folded == "by" for word in behind):
            return True  # "the paper, published by a firm"
        led = [word.folded for word in behind]
        has_object = self.words[index].stem not in lists.WITHOUT_OBJECT
        if (
            has_object
            and self._is_past(index)
            and (led[:1] == ["by"] or (led[1:2] == ["by"] and led[0] in lists.PREPOSITIONS))
        ):
            return True  # "a film produced by a firm"
        return any(word.folded in ("is", "are", "was", "were", "be", "been", "being") for word in before)

    def phrase(self, index: int) -> frozenset[str]:
        """Return the content stems of the phrase that begins at `index`: up to a preposition or punctuation."""
        found: set[str] = set()
        for at in range(index, len(self.words)):
            word = self.words[at]
            if at > index and (word.parted or word.folded in lists.PREPOSITIONS or word.folded == "and"):
                break
            if word.is_content and not word.folded[:1].isdigit():
                found.add(word.stem)
        return frozenset(found)

    def object(self, index: int) -> frozenset[str]:
        """Return the content stems right behind the verb at `index`; empty where a preposition or a mark is there."""
        behind = self.words[index + 1] if index + 1 < len(self.words) else None
        if behind is None or behind.parted or behind.folded in lists.PREPOSITIONS or behind.folded.endswith("ly"):
            return frozenset()
        return self.phrase(index + 1)

    def folded(self, start: int, end: int) -> list[str]:
        """Return the folded words from the place `start` to `end`."""
        return [word.folded for word in self.words[start:end]]

    def is_named(self, index: int) -> bool:
        """Whether the word at `index` is a noun, as far as an article or an owner before it shows: "his narrow win"."""
        if self.words[index].folded.endswith("ed") or is_irregular(self.words[index].folded):
            return False
        for at in range(index - 1, max(-1, index - 4), -1):
            word = self.words[at]
            if word.folded in OWNERS:
                return True
            if not word.is_content or self.words[at + 1].parted:
                return False
        return False

    def _backwards(self, end: int) -> frozenset[str]:
        """Return the content stems of the words right before the place `end`."""
        found: set[str] = set()
        for at in range(end - 1, max(-1, end - 4), -1):
            if not self.words[at].is_content:
                break
            found.add(self.words[at].stem)
            if self.words[at].parted:
                break
        return frozenset(found)

    def is_act(self, index: int) -> bool:
        """Whether the word at `index` is clearly a verb in a finite form: "sued", "was sued", "Sweden exports"."""
        word = self.words[index]
        if not index:
            return self._is_past(0) and self.folded(1, 2) == ["by"]
        if (
            not word.is_content
            or word.folded.endswith("ing")
            or self.words[index - 1].folded in ("to", "the", "a", "an", "of")
        ):
            return False
        if word.folded in lists.NEVER or word.folded.endswith("ly"):
            return False
        if self._is_plural_act(index):
            return True
        past = self._is_past(index)
        led = [one.folded for one in self.words[max(0, index - 2) : index] if one.folded in lists.AUXILIARIES]
        if led:  # "was mayor" is no act
            return past or word.stem in lists.ACTS or led[-1] not in lists.BEING
        behind = self.words[index + 1] if index + 1 < len(self.words) else None
        if word.folded.endswith("s") and behind is not None and behind.folded in ARTICLES and not behind.parted:
            return True
        if word.folded.endswith("s"):
            return self.words[index - 1].text[:1].isupper() and not word.text[:1].isupper()
        return past and not word.text[:1].isupper()

    def _is_plural_act(self, index: int) -> bool:
        """Whether the verb at `index` is in the present, between a plural and an article: "seals hunt the cod"."""
        word, last, behind = self.words[index], self.words[index - 1], self.folded(index + 1, index + 2)
        is_bare = word.stem in lists.ACTS and word.text.islower() and not word.folded.endswith(("s", "ed"))
        after_plural = last.is_content and last.folded.endswith("s") and not last.folded.endswith("ss")
        if not (is_bare and after_plural and behind and behind[0] in ARTICLES and not word.parted):
            return False
        begins = max((at for at in range(index) if self.words[at].parted), default=0)
        led = self.folded(begins, index)
        return len(led) <= REACH and not any(one in lists.PREPOSITIONS | lists.PRONOUNS or one == "of" for one in led)

    def _is_past(self, index: int) -> bool:
        """Whether the word at `index` has the form of a past tense or participle."""
        folded = self.words[index].folded
        return folded.endswith("ed") or folded in lists.PAST or is_irregular(folded)


def content(found: Sequence[Word]) -> frozenset[str]:
    """Return the stems of the content words among `found`."""
    return frozenset(word.stem for word in found if word.is_content)


__all__ = ["ARTICLES", "OWNERS", "REACH", "SentenceWords", "Word", "content"]
