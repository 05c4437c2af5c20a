"""The rules that name each difference between a quotation and its source, in an ordered table.

`WORD_RULES` names a stretch of changed words by the words on both sides. The rules that look at the other changes and
at the place of a change are in `diff`, those on ellipses and brackets in `gap_rules`, those on misread print in `ocr`;
the words of all rules are in `reports/rules/edits.toml`.
"""

from __future__ import annotations

import re
from functools import cached_property

from rapidfuzz.distance import Indel, Levenshtein

from citecheck.checking.contraries import (
    are_opposite,
    are_other_units,
    denials_in,
    limits_in,
    modality_of,
)
from citecheck.checking.quotes.lexicon import americanized, expanded, is_misreading, is_negated_form, negations
from citecheck.checking.quotes.model import Change, Kind, Range
from citecheck.checking.quotes.numbers import numbers_in, spelled_out
from citecheck.checking.quotes.prepared import Stretch
from citecheck.rules import RuleTable

GARBLED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ](?![a-zà-ÿ])|[^\W\d_]\d|\d[^\W\d_]|[|<>{}~»«£_*\\^•■§¬]")
"""Letters as only misread print mixes them: "DeviU", "l0ng", "ra^e"."""

_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|er|e|eme)?")  # a number as written, without letters

_OPENING = (
    "the this that these those there then they their she her his him its our you your who what when where which while"
    " with from into for and but not has had have was were are after before although because since some many most all"
    " both each one two three other another such here how why also yet still only even just over under more"
)
_OPENERS = frozenset(_OPENING.split())
"""Words that sentences begin with, so that their capital does not make them names."""


class WordCase:
    """Changed words of a quotation against the words of the source.

    Each view of them is computed when it is first used. The words are the ranges `q` of `quote` and `s` of `source`.
    `language` is ISO 639-1; None: unknown.
    """

    def __init__(self, quote: Stretch, source: Stretch, q: Range, s: Range, language: str | None) -> None:
        self.quote, self.source, self.q, self.s, self.language = quote, source, q, s, language
        self.ours, self.theirs = quote.words[q[0] : q[1]], source.words[s[0] : s[1]]

    @cached_property
    def figures(self) -> tuple[list[str], list[str]]:
        """Both sides with numbers in one form: "fifty-three" and "53" are the same."""
        return spelled_out(self.ours, self.language), spelled_out(self.theirs, self.language)

    @cached_property
    def whole(self) -> tuple[list[str], list[str]]:
        """Both sides with contractions expanded too."""
        ours, theirs = self.figures
        return expanded(ours), expanded(theirs)

    @property
    def is_english(self) -> bool:
        """Whether the words are English, as far as is known: the lists of contraries are."""
        return self.language in (None, "en")

    @cached_property
    def modals(self) -> tuple[list[str], list[str]]:
        """The modal verbs on both sides. The month of May does not count."""
        return self._modals_in(self.quote, self.q), self._modals_in(self.source, self.s)

    @staticmethod
    def _modals_in(stretch: Stretch, words: Range) -> list[str]:
        return [
            stretch.words[index]
            for index in range(*words)
            if modality_of(stretch.words[index : index + 1]) and not stretch.is_name(index)
        ]

    @property
    def is_one_to_one(self) -> bool:
        """Whether both sides have the same number of words."""
        return len(self.ours) == len(self.theirs)


def _same_words(case: WordCase) -> Kind | None:
    return Kind.EQUAL if case.ours == case.theirs else None


def _same_letters(case: WordCase) -> Kind | None:
    return Kind.TYPOGRAPHY if "".join(case.ours) == "".join(case.theirs) else None


def _note_mark(case: WordCase) -> Kind | None:
    """The word of the source only ends in the number of a footnote, of at most two digits."""
    if len(case.ours) != 1 or len(case.theirs) != 1 or len(case.ours[0]) < 3 or not case.ours[0].isalpha():
        return None
    one, other = case.ours[0], case.theirs[0]
    only = other.startswith(one) and other[len(one) :].isdecimal() and len(other) <= len(one) + 2
    return Kind.TYPOGRAPHY if only else None


def _same_number(case: WordCase) -> Kind | None:
    return Kind.TYPOGRAPHY if case.figures[0] == case.figures[1] else None


def _same_spelling(case: WordCase) -> Kind | None:
    same = _are_spelled_alike(*case.whole) or _are_spelled_alike(expanded(case.ours), expanded(case.theirs))
    return Kind.SPELLING if same else None


def _negation_word(case: WordCase) -> Kind | None:
    ours, theirs = (sorted(negations(words, case.language)) for words in case.whole)
    return Kind.NEGATION if ours != theirs else None


def _negation_prefix(case: WordCase) -> Kind | None:
    if not case.is_one_to_one:
        return None
    return Kind.NEGATION if any(map(is_negated_form, case.ours, case.theirs)) else None


def _denial(case: WordCase) -> Kind | None:
    """Only one side says that something did not come about: "failed to", "refused to"."""
    ours, theirs = (denials_in(words) for words in case.whole)
    return Kind.NEGATION if case.is_english and bool(ours) != bool(theirs) else None


def _only(case: WordCase) -> Kind | None:
    ours, theirs = limits_in(case.ours), limits_in(case.theirs)
    return Kind.NEGATION if case.is_english and ours != theirs else None


def _modality(case: WordCase) -> Kind | None:
    """Another modal verb, or only one side has "may" or "might"."""
    if not case.is_english:
        return None
    ours, theirs = case.modals
    differ = modality_of(ours) != modality_of(theirs) if ours and theirs else {"may", "might"} & {*ours, *theirs}
    return Kind.NEGATION if differ else None


def _opposite(case: WordCase) -> Kind | None:
    if not (case.is_english and len(case.ours) == len(case.theirs) == 1):
        return None
    return Kind.NEGATION if are_opposite(case.ours[0], case.theirs[0]) else None


def _other_unit(case: WordCase) -> Kind | None:
    return Kind.NUMBER if case.is_english and are_other_units(case.ours, case.theirs) else None


def _misread_letters(case: WordCase) -> Kind | None:
    """OCR confuses letters with figures; two clean figures, such as 68th and 88th, are two numbers."""
    if not case.is_one_to_one or _are_other_figures(case):
        return None
    return Kind.SPELLING if all(map(is_misreading, case.ours, case.theirs)) else None


def _are_other_figures(case: WordCase) -> bool:
    """Whether a word is a clean figure on both sides, and another one."""
    pairs = zip(case.ours, case.theirs, strict=True)
    return any(one != other and _FIGURE.fullmatch(one) and _FIGURE.fullmatch(other) for one, other in pairs)


def _other_number(case: WordCase) -> Kind | None:
    return Kind.NUMBER if _numbers_differ(*case.figures) and not _is_slip(case.ours, case.theirs) else None


def _other_name(case: WordCase) -> Kind | None:
    return Kind.NAME if _names_differ(case.quote, case.source, case.q, case.s) else None


def _slip_of_letters(case: WordCase) -> Kind | None:
    """At most one letter in five differs, and at least one may."""
    one, other = "".join(case.ours), "".join(case.theirs)
    longest = max(len(one), len(other))
    if longest < 4 or not one or not other:
        return None
    near = Levenshtein.distance(one, other, score_cutoff=longest) <= max(1, longest // 5)
    return Kind.SPELLING if near else None


def _other_words(case: WordCase) -> Kind | None:
    return Kind.WORDS


WORD_RULES: RuleTable[WordCase, Kind] = RuleTable(
    "what changed words are",
    (
        ("edit.equal.same-words", _same_words),
        ("edit.typography.same-letters", _same_letters),
        ("edit.typography.note-mark", _note_mark),
        ("edit.number.same-value", _same_number),
        ("edit.spelling.variant", _same_spelling),
        ("edit.negation.word", _negation_word),
        ("edit.negation.prefix", _negation_prefix),
        ("edit.negation.denial", _denial),
        ("edit.negation.only", _only),
        ("edit.negation.modality", _modality),
        ("edit.negation.opposite", _opposite),
        ("edit.number.unit", _other_unit),
        ("edit.spelling.misread-letters", _misread_letters),
        ("edit.number.differs", _other_number),
        ("edit.name.differs", _other_name),
        ("edit.spelling.slip", _slip_of_letters),
        ("edit.words.differ", _other_words),
    ),
)


def change_of(quote: Stretch, source: Stretch, q: Range, s: Range, language: str | None) -> Change:
    """Name the change from the words `q` of `quote` to the words `s` of `source`.

    `language` is ISO 639-1; None: unknown.
    """
    case = WordCase(quote, source, q, s, language)
    answers = ((rule, applies(case)) for rule, applies in WORD_RULES.rows)
    rule, kind = next(((rule, kind) for rule, kind in answers if kind is not None), ("", Kind.WORDS))
    if kind in (Kind.EQUAL, Kind.TYPOGRAPHY, Kind.SPELLING):
        return Change(kind, rule, q, s)
    return Change(kind, rule, q, s, likeness(quote, source, q, s))


def likeness(quote: Stretch, source: Stretch, q: Range, s: Range) -> float:
    """Return the normalised Indel similarity (0..1) of the letters of the words `q` of `quote` and `s` of `source`."""
    return Indel.normalized_similarity(quote.letters(q), source.letters(s)) if q[0] < q[1] and s[0] < s[1] else 0.0


def _are_spelled_alike(ours: list[str], theirs: list[str]) -> bool:
    if not ours or not theirs or abs(sum(map(len, ours)) - sum(map(len, theirs))) > 2 + len(ours):
        return False
    return "".join(map(americanized, ours)) == "".join(map(americanized, theirs))


def _is_slip(ours: list[str], theirs: list[str]) -> bool:
    """Whether one side is a number in words and the other a misspelling of it by one letter: "forty", "forly"."""
    if len(ours) != 1 or len(theirs) != 1 or not (ours[0].isalpha() and theirs[0].isalpha()):
        return False
    return len(ours[0]) >= 4 and not numbers_in(spelled_out(theirs)) and Levenshtein.distance(ours[0], theirs[0]) <= 1


def _numbers_differ(ours: list[str], theirs: list[str]) -> bool:
    """Whether the figures differ, each counted as often as it occurs."""
    mine, found = numbers_in(ours), numbers_in(theirs)
    if not found:
        mine = [figure for figure in mine if not _is_weak(figure)]
    if not mine:
        # Where the quotation has no figure, digits within a word of the source are a misreading ("wa3").
        found = [figure for figure in found if figure in theirs and not _is_weak(figure)]
        return bool(found) and bool(ours) and len(theirs) <= len(ours) + 1
    return sorted(mine) != sorted(found)


def _is_weak(figure: str) -> bool:
    """Whether a number may be an ordinary word: one of them, first of all, a second."""
    return figure == "#1" or figure.endswith(".")


def _names_differ(quote: Stretch, source: Stretch, q: Range, s: Range) -> bool:
    if q[0] == q[1] or s[0] == s[1]:
        return False
    ours, theirs = _names(quote, q), _names(source, s)
    if not (ours or theirs) or ours == theirs or GARBLED.search(source.written(s)):
        return False
    if ours and theirs:
        return not _is_misread_name("".join(ours), "".join(theirs), source)
    # Where one of the two begins a sentence, its capital may be that of a name or of the sentence.
    return q[1] - q[0] == s[1] - s[0] == 1 and _may_be_name(quote, q[0]) and _may_be_name(source, s[0])


def _names(stretch: Stretch, words: Range) -> list[str]:
    return [stretch.words[index] for index in range(*words) if stretch.is_name(index)]


def _may_be_name(stretch: Stretch, index: int) -> bool:
    word = stretch.words[index]
    return stretch.written((index, index + 1))[:1].isupper() and len(word) > 2 and word not in _OPENERS


def _is_misread_name(one: str, other: str, source: Stretch) -> bool:
    """Whether a name is a misprint of another: a letter off, in a form that the page has nowhere else."""
    off = Levenshtein.distance(one, other)
    if not is_misreading(one, other) and (off > 1 or min(len(one), len(other)) < 5):
        return False
    return source.folded.squeezed.count(other) <= 1


def is_one_sided(change: Change) -> bool:
    """Return whether only one side of `change` has words."""
    return change.quote[0] == change.quote[1] or change.source[0] == change.source[1]


__all__ = [
    "GARBLED",
    "WORD_RULES",
    "WordCase",
    "change_of",
    "is_one_sided",
    "likeness",
]
