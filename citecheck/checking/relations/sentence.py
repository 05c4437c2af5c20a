"""The words of a sentence, and what their forms show: a verb in the past, a noun behind an article. English.

Nothing is parsed: each answer looks at a few words around a place. A sentence answers each question once.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cached_property, lru_cache, wraps
from typing import NamedTuple, TypeVar, TypeVarTuple

from citecheck.checking.passages.terms import is_irregular, normalize_token, tokens
from citecheck.checking.relations import words as lists
from citecheck.checking.relations.wording import joined, sense

_STOP = re.compile(r"[;:()–—]|,")
ARTICLES = frozenset(["the", "a", "an", "its", "his", "her", "their"])
OWNERS = ARTICLES | {"s", "no", "this", "that", "another", "our", "my", "your"}
"""Words before a noun: articles, and words for its owner."""
_MONTH = "month of may"
"""The folded form of the month, which is no auxiliary: "on 14 May 1912", "in May"."""
_PAIRS = 256  # pairs of sentences whose answers are remembered: those of a few claims with their passages
REACH = 4  # words before a verb that may belong to it: adverbs and auxiliaries


_Asked = TypeVarTuple("_Asked")
_Sentence = TypeVar("_Sentence", bound="SentenceWords")
_Answer = TypeVar("_Answer")


class Word(NamedTuple):
    """One word: as written, folded, its stem, its place, whether a punctuation mark is before it, and what it is.

    `is_acronym`: it is in capitals, as a name is: "the WHO", "IT". `is_content`: it is not a function word.
    `is_adverb`: it denies, or ends as an adverb does.
    """

    text: str
    folded: str
    stem: str
    start: int
    end: int
    parted: bool
    is_acronym: bool
    is_content: bool
    is_adverb: bool


@lru_cache(maxsize=16_384)
def _form(text: str, *, is_first: bool) -> tuple[str, str, bool, bool, bool]:
    """Return what depends on a word, or a phrase of one sense, alone: folded, its sense, and what it is.

    The first word of a sentence has a capital even if it is no name.
    """
    folded = normalize_token(text.partition(" ")[0])
    is_acronym = len(text) > 1 and text.isupper()
    is_content = is_acronym or (folded not in lists.FUNCTION and folded not in lists.AUXILIARIES)
    is_adverb = folded in lists.NEVER or folded.endswith("ly")
    return folded, sense(text.lower() if is_first else text), is_acronym, is_content, is_adverb


def once(find: Callable[[_Sentence, *_Asked], _Answer]) -> Callable[[_Sentence, *_Asked], _Answer]:
    """Return `find`, a question about a sentence and perhaps about places in it, so that each is answered once."""

    @wraps(find)
    def answered(sentence: _Sentence, *asked: *_Asked) -> _Answer:
        known: dict[object, _Answer] = sentence.known  # type: ignore[assignment]  # each question has one type of answer
        question = (find, *asked)
        try:
            return known[question]
        except KeyError:
            found = known[question] = find(sentence, *asked)
            return found

    return answered


def once_a_pair(
    compare: Callable[[_Sentence, _Sentence], _Answer],
) -> Callable[[_Sentence, _Sentence], _Answer]:
    """Return `compare`, a comparison of two sentences, so that it remembers its last answers."""
    return wraps(compare)(lru_cache(maxsize=_PAIRS)(compare))


class SentenceWords:
    """The words of one sentence, `text`, and what their forms and neighbours show."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[object, object] = {}
        """The answers to the questions that were asked of this sentence. See `once`."""
        self.words: list[Word] = []
        before = 0
        for word, start, end in joined(tokens(text)):
            folded, term, *kinds = _form(word, is_first=not before)
            if word == "May" and (before or text[end : end + 2].strip().isdigit()):
                folded = _MONTH
            between = text[before:start]
            parted = between != " " and _STOP.search(between) is not None
            self.words.append(Word(word, folded, term, start, end, parted, *kinds))
            before = end

    @cached_property
    def stems(self) -> frozenset[str]:
        """The stems of all words."""
        return frozenset(word.stem for word in self.words)

    @cached_property
    def _by_stem(self) -> dict[str, tuple[int, ...]]:
        places: dict[str, tuple[int, ...]] = {}
        for index, word in enumerate(self.words):
            places[word.stem] = (*places.get(word.stem, ()), index)
        return places

    def places(self, term: str) -> tuple[int, ...]:
        """Return the places of the words with the stem `term`, in order."""
        return self._by_stem.get(term, ())

    @once
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

    @once
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

    @once
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

    @once
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


__all__ = ["ARTICLES", "OWNERS", "REACH", "SentenceWords", "Word", "content", "once", "once_a_pair"]
