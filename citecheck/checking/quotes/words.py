"""The words of a quotation and of its source: where they are written, and what each stretch of them says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from rapidfuzz.distance import Indel

from citecheck.checking.passages.terms import stem
from citecheck.checking.quotes.lexicon import (
    BRITISH_ENDINGS,
    CONTRACTIONS,
    DENYING,
    ENGLISH_NEGATIONS,
    JAPANESE_NEGATIONS,
    LIMITING,
    MISREAD,
    MODALS,
    NEGATING_PHRASES,
    NEGATION_SIGNS,
    NEGATIONS,
    SPELLING_PAIRS,
    UNMISTAKABLE,
)
from citecheck.checking.quotes.model import Range
from citecheck.checking.quotes.numbers import spelled_with_figures
from claims.folding import Folded

_SENTENCE_END = re.compile(r"[.!?…:。！？\n•|]")
_LEAD = 12  # characters before a stretch in which a sentence's end is searched


class Stretch:
    """The words that begin in `folded.squeezed[start:end]`.

    `words` holds them, with the position of each and the end of the last.
    """

    def __init__(self, folded: Folded, start: int, end: int) -> None:
        self.folded = folded
        self.words, begins = folded.tokens(start, end)
        self.edges = [*begins, min(end, len(folded))]

    @cached_property
    def places(self) -> list[tuple[int, int]]:
        """Where each word is written in the source."""
        return self.folded.spans(self.edges)

    def __len__(self) -> int:
        return len(self.words)

    def of(self, words: Range) -> list[str]:
        """Return the folded forms of `words`."""
        return self.words[words[0] : words[1]]

    def letters(self, words: Range) -> str:
        """Return the folded characters of `words`."""
        return self.folded.squeezed[self.edges[words[0]] : self.edges[words[1]]]

    def written(self, words: Range) -> str:
        """Return `words` as the text writes them, with the characters between them."""
        if words[0] >= words[1]:
            return ""
        return self.folded.source[self.places[words[0]][0] : self.places[words[1] - 1][1]]

    def begins_sentence(self, index: int) -> bool:
        """Return whether a sentence or a line begins with the word `index`."""
        first = self.places[index][0]
        before = self.edges[index]
        previous = self.places[index - 1][1] if index else self.folded.span(max(0, before - 1), before)[1]
        return first == 0 or bool(_SENTENCE_END.search(self.folded.source, max(previous, first - _LEAD), first))

    def is_name(self, index: int) -> bool:
        """Return whether the capital of the word `index` shows a name.

        The first word of a sentence and words among words in capitals do not count.
        """
        written = self.written((index, index + 1))
        first = next((character for character in written if character.isalnum()), "")
        if not first.isupper() or len(self.words[index]) < 2 or self.begins_sentence(index):
            return False
        return not (written.isupper() and (self._is_shouted(index - 1) or self._is_shouted(index + 1)))

    def _is_shouted(self, index: int) -> bool:
        return (
            0 <= index < len(self.words) and self.written((index, index + 1)).isupper() and len(self.words[index]) > 1
        )


@dataclass(frozen=True, slots=True)
class Wording:
    """What a stretch of words says; `words` and all else but `written` are folded.

    `spelled` has the numbers in one form ("fifty-three" and "53" are the same), and `figures` are these numbers.
    `plain` has contractions written out, `whole` has both, and `american` is `whole` and `plain` joined in American
    spelling. `printed` has letters that print confuses in one form. `denials` ("failed to") and `limits` ("only") are
    counts. `names` are the words whose capital shows a name; `has_capital`: the first word begins with a capital.
    """

    words: list[str]
    written: str = ""
    letters: str = ""
    spelled: list[str] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    whole: list[str] = field(default_factory=list)
    plain: list[str] = field(default_factory=list)
    american: tuple[str, str] = ("", "")
    printed: list[str] = field(default_factory=list)
    negations: list[str] = field(default_factory=list)
    denials: int = 0
    limits: int = 0
    modals: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    has_capital: bool = False


def readings(
    quote: Stretch, source: Stretch, pairs: Sequence[tuple[Range, Range]], language: str | None
) -> list[tuple[Wording, Wording]]:
    """Return what words of `quote` say, and what words of `source` say: each of `pairs` is a range of both.

    `language` is ISO 639-1; None: unknown.
    """
    sides = [side for q, s in pairs for side in ((quote, q), (source, s))]
    numbers = spelled_with_figures([stretch.of(words) for stretch, words in sides], language)
    found = [_reading(*side, *spelled, language) for side, spelled in zip(sides, numbers, strict=True)]
    return list(zip(found[::2], found[1::2], strict=True))


def _reading(stretch: Stretch, place: Range, spelled: list[str], figures: list[str], language: str | None) -> Wording:
    words, whole = stretch.of(place), expanded(spelled)
    plain = whole if spelled == words else expanded(words)
    names = {index for index in range(*place) if stretch.is_name(index)}
    return Wording(
        words=words,
        written=stretch.written(place),
        letters=stretch.letters(place),
        spelled=spelled,
        figures=figures,
        whole=whole,
        plain=plain,
        american=("".join(map(americanized, whole)), "".join(map(americanized, plain))),
        printed=list(map(_as_printed, words)),
        negations=sorted(negations(whole, language)),
        denials=denials_in(whole),
        limits=limits_in(words),
        modals=[stretch.words[at] for at in range(*place) if stretch.words[at] in MODALS and at not in names],
        names=[stretch.words[at] for at in sorted(names)],
        has_capital=bool(words) and stretch.written((place[0], place[0] + 1))[:1].isupper(),
    )


def written_in(ours: Stretch, theirs: Stretch, pairs: Iterable[tuple[Range, Range]]) -> list[tuple[str, str]]:
    """Return the words of each of `pairs`, a range of `ours` and one of `theirs`, as the two texts write them."""
    return [(ours.written(quote), theirs.written(source)) for quote, source in pairs]


def likenesses(quote: Stretch, source: Stretch, words: Range, sides: Sequence[Range]) -> list[float]:
    """Return how alike (0..1) the letters of `words` of `quote` are to those of each of `sides` of `source`.

    The normalised Indel similarity; 0 where a side has no words.
    """
    ours = quote.letters(words)
    theirs = [source.letters(side) for side in sides]
    return [Indel.normalized_similarity(ours, letters) if ours and letters else 0.0 for letters in theirs]


def limits_in(words: Iterable[str]) -> int:
    """Return how many of the folded English `words` limit a statement: "only"."""
    return sum(word in LIMITING for word in words)


def denials_in(words: Iterable[str]) -> int:
    """Return how many of the folded English `words` say that something did not come about: "failed", "refused"."""
    return sum(word in DENYING or stem(word) in _DENYING_STEMS for word in words)


_DENYING_STEMS = frozenset(stem(word) for word in DENYING)


def modality_of(words: Iterable[str]) -> str:
    """Return how certain or required what `words` say is: "possible", "required", …; empty without one such word."""
    found = {MODALS[word] for word in words if word in MODALS}
    return found.pop() if len(found) == 1 else ""


_PHRASE_BEGINS = frozenset(phrase.partition(" ")[0] for phrase in NEGATING_PHRASES)


def negations(words: list[str], language: str | None) -> list[str]:
    """Return which of the folded `words` are negations, in order.

    `language` is that of the source (an ISO 639-1 code); English words count in every language but those whose
    own words they are.
    """
    own = NEGATIONS.get((language or "en")[:2], NEGATIONS["en"])
    if own is NEGATIONS["en"]:
        own = ENGLISH_NEGATIONS
    others = UNMISTAKABLE if language is None else frozenset[str]()
    found = [word for word in words if word in own or word in others or word in NEGATION_SIGNS]
    if own is ENGLISH_NEGATIONS and not _PHRASE_BEGINS.isdisjoint(words):
        joined = f" {' '.join(words)} "
        found += [phrase for phrase in NEGATING_PHRASES for _ in range(joined.count(f" {phrase} "))]
    if language == "ja":
        joined = "".join(words)
        found += [mark for mark in JAPANESE_NEGATIONS for _ in range(joined.count(mark))]
    return found


def expanded(words: Sequence[str]) -> list[str]:
    """Return `words` with contractions written out."""
    return [part for word in words for part in CONTRACTIONS.get(word, word).split(" ")]


@lru_cache(maxsize=16_384)
def americanized(word: str) -> str:
    """Return one form for the British and the American spelling of the folded `word`. The form is not always a word."""
    pair = SPELLING_PAIRS.get(word)
    if pair:
        return pair
    for pattern, replacement in BRITISH_ENDINGS:
        word = pattern.sub(replacement, word)
    return word


def is_misreading(one: str, other: str) -> bool:
    """Return whether the folded words `one` and `other` look alike in print: rn for m, l for 1; never two figures."""
    if one != other and one.isdecimal() and other.isdecimal():
        return False
    return _as_printed(one) == _as_printed(other)


def _as_printed(word: str) -> str:
    return word.replace("rn", "m").replace("vv", "w").replace("cl", "d").translate(MISREAD)
