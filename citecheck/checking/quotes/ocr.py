"""Recognise OCR errors of a source that look like changes of meaning.

A misreading shows in two ways. The changed word itself is not a word, but all except one or two letters are those of
the quotation's, or it has signs within it that no word has. Or the words around it are misread, and the changed word is
much like the quotation's. A source without these signs is clean, and its words count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

from citecheck.checking.passages.terms import rarity, stem
from citecheck.checking.quotes.edit_rules import GARBLED
from citecheck.checking.quotes.model import EditStep, Kind, QuoteComparison
from citecheck.rules import RuleTable
from claims.folding import fold_words

_GRAVE = (Kind.NAME, Kind.NUMBER, Kind.NEGATION)
_SIGNS = re.compile(r"[^\W\d_][/\\*;:!.'][^\W\d_]{2,}")  # within a word: "Cœle/ltal", "1'ours"
_NOISE_ALIKE = 0.45  # likeness of a word and its misreading among other misreadings (sweep of `ocr_quotes`)
_UNLIKE = 0.4  # likeness below which no word is another misread: tried first, because it is cheap (judgement)
_MANY = 3  # misread words around a figure from which on the figure may be misread too (sweep of `ocr_quotes`)
_CAPITAL_NOUNS = frozenset({"de", "lb"})  # languages that write every noun with a capital


@dataclass(frozen=True, slots=True)
class OcrCase:
    """A step of a comparison. `is_noise`: the step itself is misread; `around`: the other steps that are misread."""

    step: EditStep
    language: str | None
    is_noise: bool = False
    around: int = 0


def _misread_name(case: OcrCase) -> Kind | None:
    """The name itself is misread, or it is much like the quotation's and other words are misread."""
    if case.step.kind is not Kind.NAME:
        return None
    return Kind.OCR_ERROR if case.is_noise or (case.around > 0 and _is_alike(case.step)) else None


def _misread_number(case: OcrCase) -> Kind | None:
    """Many words around are misread; or some are, and the two sides are alike and written as no figure is."""
    if case.step.kind is not Kind.NUMBER:
        return None
    misread = case.around >= _MANY or (case.around > 0 and _is_alike(case.step) and not _are_clean(case.step))
    return Kind.OCR_ERROR if misread else None


def _misread_negation(case: OcrCase) -> Kind | None:
    """The negation itself is misread, and so are other words."""
    if case.step.kind is not Kind.NEGATION:
        return None
    return Kind.OCR_ERROR if case.around > 0 and case.is_noise else None


def _common_noun(case: OcrCase) -> Kind | None:
    """The language writes every noun with a capital, so a capital does not show a name."""
    return Kind.WORDS if case.step.kind is Kind.NAME and case.language in _CAPITAL_NOUNS else None


SOURCE_RULES: RuleTable[OcrCase, Kind] = RuleTable(
    "what a change of meaning is, given the source as a whole",
    (
        ("edit.ocr.name", _misread_name),
        ("edit.ocr.number", _misread_number),
        ("edit.ocr.negation", _misread_negation),
        ("edit.words.common-noun", _common_noun),
    ),
)


def settled_by_source(comparison: QuoteComparison, language: str | None) -> QuoteComparison:
    """Rename the changes of meaning in `comparison` that are OCR errors of the source.

    `language` is ISO 639-1; None: unknown.
    """
    if not any(step.kind in _GRAVE for step in comparison.steps):
        return comparison
    noise = [is_noise(step) for step in comparison.steps]
    around = sum(noise)
    steps = []
    for step, own in zip(comparison.steps, noise, strict=True):
        decided = SOURCE_RULES.decide(OcrCase(step, language, own, around - own)) if step.kind in _GRAVE else None
        steps.append(step if decided is None else replace(step, kind=decided.verdict, rule=decided.rule))
    return replace(comparison, steps=tuple(steps))


def is_noise(step: EditStep) -> bool:
    """Return whether `step` replaces a word of the quotation by similar letters in the source that form no word."""
    if step.kind in (Kind.EQUAL, Kind.TYPOGRAPHY, Kind.EDITING) or not (step.quote and step.source):
        return False
    if step.likeness < _UNLIKE:
        return False
    ours, theirs = fold_words(step.quote), fold_words(step.source)
    one, other = "".join(ours), "".join(theirs)
    if len(one) < 3 or one == other or one.isdecimal():
        return False
    off = Levenshtein.distance(one, other)
    if _is_garbled(step.source) and not _is_garbled(step.quote):
        return off <= max(2, len(one) // 2)
    return off <= max(1, round(len(one) * 0.4)) and not _are_known(theirs) and _are_known(ours)


def _is_alike(step: EditStep) -> bool:
    one, other = ("".join(fold_words(text)) for text in (step.quote, step.source))
    return bool(one and other) and Levenshtein.normalized_similarity(one, other) >= _NOISE_ALIKE


def _are_clean(step: EditStep) -> bool:
    """Whether both sides are only figures, written as figures are."""
    return all(re.fullmatch(r"[\d.,]*\d", text.strip()) for text in (step.quote, step.source))


def _is_garbled(text: str) -> bool:
    return bool(GARBLED.search(text) or _SIGNS.search(text))


def _are_known(words: list[str]) -> bool:
    """Whether all of some words are met in running English text."""
    met = rarity()
    return all(met.weight(stem(word)) < met.ceiling for word in words)
