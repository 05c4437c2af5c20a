"""The rules that name each difference between a quotation and its source, in an ordered table.

`WORD_RULES` names a stretch of changed words by the words on both sides. The rules that look at the other changes are
in `comparison`, those on the place of a change in `place_rules`, those on ellipses and brackets in `gap_rules`, those
on misread print in `ocr`; the words of all rules are in `reports/rules/edits.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from rapidfuzz.distance import Indel, Levenshtein

from citecheck.checking.contraries import dimensions_of, opposites_of
from citecheck.checking.passages.terms import related, stem, term_weight
from citecheck.checking.quotes.lexicon import NEGATING_PREFIXES, OPENERS
from citecheck.checking.quotes.model import Change, Kind, Range
from citecheck.checking.quotes.numbers import numbers_in, spelled_out
from citecheck.checking.quotes.words import Stretch, Wording, is_misreading, modality_of, readings
from citecheck.rules import RuleTable

GARBLED = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ](?![a-zà-ÿ])|[^\W\d_]\d|\d[^\W\d_]|[|<>{}~»«£_*\\^•■§¬]")
"""Letters as only misread print mixes them: "DeviU", "l0ng", "ra^e"."""

CONTRARY = ("edit.negation.opposite", "edit.number.unit")
"""The rules on a word in whose place the source has its opposite, or another unit."""
_KNOWN = 9.0  # weight below which a word is one of the language: one in about 8,000 sentences has it (e^9)
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|er|e|eme)?")  # a number as written, without letters

_CLOSE = 4  # words on either side in which an opposite is the point of the change (judgement)


@dataclass(frozen=True, slots=True)
class WordCase:
    """Changed words of a quotation against the words of the source: what each side says.

    `language` is ISO 639-1; None: unknown. `page` is the folded text of the source, without spaces.
    """

    quote: Wording
    source: Wording
    language: str | None
    page: str


def _same_words(case: WordCase) -> Kind | None:
    return Kind.EQUAL if case.quote.words == case.source.words else None


def _same_letters(case: WordCase) -> Kind | None:
    return Kind.TYPOGRAPHY if "".join(case.quote.words) == "".join(case.source.words) else None


def _note_mark(case: WordCase) -> Kind | None:
    """The word of the source only ends in the number of a footnote, of at most two digits."""
    if len(case.quote.words) != 1 or len(case.source.words) != 1:
        return None
    one, other = case.quote.words[0], case.source.words[0]
    if len(one) < 3 or not one.isalpha():
        return None
    only = other.startswith(one) and other[len(one) :].isdecimal() and len(other) <= len(one) + 2
    return Kind.TYPOGRAPHY if only else None


def _same_number(case: WordCase) -> Kind | None:
    return Kind.TYPOGRAPHY if case.quote.spelled == case.source.spelled else None


def _same_spelling(case: WordCase) -> Kind | None:
    """The words are the same in American spelling, written out, with numbers in one form or as they are."""
    sides = ((case.quote.whole, case.source.whole), (case.quote.plain, case.source.plain))
    same = any(
        ours and theirs and american == other and abs(sum(map(len, ours)) - sum(map(len, theirs))) <= 2 + len(ours)
        for (ours, theirs), american, other in zip(sides, case.quote.american, case.source.american, strict=True)
    )
    return Kind.SPELLING if same else None


def _negation_word(case: WordCase) -> Kind | None:
    return Kind.NEGATION if case.quote.negations != case.source.negations else None


def _negation_prefix(case: WordCase) -> Kind | None:
    negated = _is_one_to_one(case) and any(map(is_negated_form, case.quote.words, case.source.words))
    return Kind.NEGATION if negated else None


def _denial(case: WordCase) -> Kind | None:
    """Only one side says that something did not come about: "failed to", "refused to"."""
    differ = bool(case.quote.denials) != bool(case.source.denials)
    return Kind.NEGATION if _is_english(case) and differ else None


def _only(case: WordCase) -> Kind | None:
    return Kind.NEGATION if _is_english(case) and case.quote.limits != case.source.limits else None


def _modality(case: WordCase) -> Kind | None:
    """Another modal verb, or only one side has "may" or "might"."""
    if not _is_english(case):
        return None
    ours, theirs = case.quote.modals, case.source.modals
    differ = modality_of(ours) != modality_of(theirs) if ours and theirs else {"may", "might"} & {*ours, *theirs}
    return Kind.NEGATION if differ else None


def _opposite(case: WordCase) -> Kind | None:
    """A word says the opposite of the source's, alone or among a few: "close to", "far away from"."""
    opposite = _is_english(case) and hold_opposites(case.quote.words, case.source.words)
    return Kind.NEGATION if opposite else None


def _other_unit(case: WordCase) -> Kind | None:
    return Kind.NUMBER if _is_english(case) and are_other_units(case.quote.words, case.source.words) else None


def hold_opposites(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether a word of a few says the opposite of a word of the others: "close to", "far away from".

    `ours` and `theirs` are the folded English words on either side of an edit. False where one side has more than
    `_CLOSE` words, or none: that is another statement.
    """
    if not (0 < len(ours) <= _CLOSE and 0 < len(theirs) <= _CLOSE):
        return False
    found = frozenset[str]().union(*map(opposites_of, ours))
    return not found.isdisjoint((*theirs, *map(stem, theirs)))


def are_other_units(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Return whether two words are units of one dimension and of another size: metres and feet.

    `ours` and `theirs` are the words on either side of an edit; only one word against one word can be such units.
    """
    if len(ours) != 1 or len(theirs) != 1:
        return False
    pairs = product(dimensions_of(ours[0]), dimensions_of(theirs[0]))
    return any(one[0] == other[0] and one[1] != other[1] for one, other in pairs)


def is_negated_form(one: str, other: str) -> bool:
    """Return whether one of two folded words is the other with a negating prefix: lawful, unlawful.

    `one` and `other` may be in either order.
    """
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) < 4:
        return False
    return any(longer == prefix + shorter for prefix in NEGATING_PREFIXES)


def _is_english(case: WordCase) -> bool:
    """Whether the words are English, as far as is known: the lists of contraries are."""
    return case.language in (None, "en")


def _is_one_to_one(case: WordCase) -> bool:
    return len(case.quote.words) == len(case.source.words)


def _misread_letters(case: WordCase) -> Kind | None:
    """OCR confuses letters with figures; two clean figures, such as 68th and 88th, are two numbers."""
    if not _is_one_to_one(case) or case.quote.printed != case.source.printed or _are_other_figures(case):
        return None
    return Kind.SPELLING


def _are_other_figures(case: WordCase) -> bool:
    """Whether a word is a clean figure on both sides, and another one."""
    pairs = zip(case.quote.words, case.source.words, strict=True)
    return any(one != other and _FIGURE.fullmatch(one) and _FIGURE.fullmatch(other) for one, other in pairs)


def _other_number(case: WordCase) -> Kind | None:
    return Kind.NUMBER if _numbers_differ(case) and not _is_slip(case.quote.words, case.source.words) else None


def _other_name(case: WordCase) -> Kind | None:
    return Kind.NAME if _names_differ(case) else None


def _slip_of_letters(case: WordCase) -> Kind | None:
    """At most one letter in five differs, and at least one may."""
    one, other = "".join(case.quote.words), "".join(case.source.words)
    longest = max(len(one), len(other))
    if longest < 4 or not one or not other:
        return None
    off = Levenshtein.distance(one, other, score_cutoff=longest)
    is_another_word = off > 1 and len(case.quote.words) == 1 == len(case.source.words) and _are_known(one, other)
    return Kind.SPELLING if off <= max(1, longest // 5) and not is_another_word else None


def _are_known(one: str, other: str) -> bool:
    """Whether two words are both words of the language, with roots of their own: grandmother, grandfather."""
    return all(term_weight(stem(word)) < _KNOWN for word in (one, other)) and not related(stem(one), stem(other))


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


def changes_of(
    quote: Stretch, source: Stretch, pairs: Sequence[tuple[Range, Range]], language: str | None
) -> list[Change]:
    """Name the changes from words of `quote` to words of `source`: each of `pairs` is a range of both.

    `language` is ISO 639-1; None: unknown.
    """
    differ = [(q, s) for q, s in pairs if quote.words[slice(*q)] != source.words[slice(*s)]]
    said = dict(zip(differ, readings(quote, source, differ, language), strict=True))
    page = source.folded.squeezed
    changes = []
    for q, s in pairs:
        same = Wording(quote.words[slice(*q)])
        changes.append(_change(WordCase(*said.get((q, s), (same, same)), language, page), q, s))
    return changes


def _change(case: WordCase, q: Range, s: Range) -> Change:
    answers = ((rule, applies(case)) for rule, applies in WORD_RULES.rows)
    rule, kind = next(((rule, kind) for rule, kind in answers if kind is not None), ("", Kind.WORDS))
    if kind in (Kind.EQUAL, Kind.TYPOGRAPHY, Kind.SPELLING):
        return Change(kind, rule, q, s)
    ours, theirs = case.quote.letters, case.source.letters
    return Change(kind, rule, q, s, Indel.normalized_similarity(ours, theirs) if ours and theirs else 0.0)


def _is_slip(ours: list[str], theirs: list[str]) -> bool:
    """Whether one side is a number in words and the other a misspelling of it by one letter: "forty", "forly"."""
    if len(ours) != 1 or len(theirs) != 1 or not (ours[0].isalpha() and theirs[0].isalpha()):
        return False
    if len(ours[0]) < 4 or Levenshtein.distance(ours[0], theirs[0]) > 1:
        return False
    return not numbers_in(spelled_out(theirs))


def _numbers_differ(case: WordCase) -> bool:
    """Whether the figures differ, each counted as often as it occurs."""
    mine, found = case.quote.figures, case.source.figures
    if not found:
        mine = [figure for figure in mine if not _is_weak(figure)]
    if not mine:
        # Where the quotation has no figure, digits within a word of the source are a misreading ("wa3").
        ours, theirs = case.quote.spelled, case.source.spelled
        found = [figure for figure in found if figure in theirs and not _is_weak(figure)]
        return bool(found) and bool(ours) and len(theirs) <= len(ours) + 1
    return sorted(mine) != sorted(found)


def _is_weak(figure: str) -> bool:
    """Whether a number may be an ordinary word: one of them, first of all, a second."""
    return figure == "#1" or figure.endswith(".")


def _names_differ(case: WordCase) -> bool:
    if not (case.quote.words and case.source.words):
        return False
    ours, theirs = case.quote.names, case.source.names
    if not (ours or theirs) or ours == theirs or GARBLED.search(case.source.written):
        return False
    if ours and theirs:
        return not _is_misread_name("".join(ours), "".join(theirs), case.page)
    # Where one of the two begins a sentence, its capital may be that of a name or of the sentence.
    return _may_be_name(case.quote) and _may_be_name(case.source)


def _may_be_name(side: Wording) -> bool:
    return len(side.words) == 1 and side.has_capital and len(side.words[0]) > 2 and side.words[0] not in OPENERS


def _is_misread_name(one: str, other: str, page: str) -> bool:
    """Whether a name is a misprint of another: a letter off, in a form that the page has nowhere else."""
    off = Levenshtein.distance(one, other)
    if (off > 1 or min(len(one), len(other)) < 5) and not is_misreading(one, other):
        return False
    return page.count(other) <= 1


__all__ = [
    "CONTRARY",
    "GARBLED",
    "WORD_RULES",
    "WordCase",
    "are_other_units",
    "changes_of",
    "hold_opposites",
    "is_negated_form",
]
