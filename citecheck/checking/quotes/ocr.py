"""Recognise OCR errors of a source: those that look like changes of meaning, and passages that are misread throughout.

A misreading shows in two ways. The changed word itself is not a word, but all except one or two letters are those of
the quotation's, or it has signs within it that no word has. Or the words around it are misread, and the changed word is
much like the quotation's. A source without these signs is clean, and its words count.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel, Levenshtein

from citecheck.checking.passages.terms import rarity, stem
from citecheck.checking.quotes.edit_rules import GARBLED
from citecheck.checking.quotes.identity_rules import QuoteComparison
from citecheck.checking.quotes.model import EditStep, Kind, ParsedQuote, Placed, Placement
from citecheck.checking.quotes.prepared import PreparedPage
from citecheck.rules import RuleTable
from claims.folding import fold_words

GRAVE = frozenset({Kind.NAME, Kind.NUMBER, Kind.NEGATION})
"""The kinds of changes of meaning that may be OCR errors."""

_SIGNS = re.compile(r"[^\W\d_][/\\*;:!.'][^\W\d_]{2,}")  # within a word: "Cœle/ltal", "1'ours"
_NOISE_ALIKE = 0.45  # likeness of a word and its misreading among other misreadings (sweep of `ocr_quotes`)
_UNLIKE = 0.4  # likeness below which no word is another misread: tried first, because it is cheap (judgement)
_CAPITAL_NOUNS = frozenset({"de", "lb"})  # languages that write every noun with a capital
_MANY = 3  # misread words around a figure from which on the figure may be misread too (sweep of `ocr_quotes`)

# A whole passage that is misread. Likeness of letters alone proves little, so three things must hold: one stretch of
# the page agrees much better than any other; the disagreement is spread evenly, as OCR errors are (half of a true
# sentence with another half added is not even); and most words are misread rather than reordered. From the sweep of
# `ocr_quotes`.
_MAX_PAGE = 60_000  # folded characters of a page, and of a quotation, for which it is worth the time
_MAX_QUOTE = 1_200
_MIN_QUOTE = 28
_MIN_WORDS = 6
_LETTERS = 0.66  # likeness that no stretch of another text was seen to reach
_LESS = 0.55  # likeness that suffices if the next best stretch is less like it
_AHEAD = 0.14
_CLEARLY = 0.08
_PARTS = 3  # of the quotation, each of which must agree by `_EVENLY`
_EVENLY = 0.45
_WHOLE = 0.45  # share of the letters that may be in one unbroken stretch
_BLACK_LETTER = str.maketrans("hydcf", "bpoes")  # letters of black letter, and those that they are read as


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
    if not any(step.kind in GRAVE for step in comparison.steps):
        return comparison
    noise = [is_noise(step) for step in comparison.steps]
    around = sum(noise)
    steps = []
    for step, own in zip(comparison.steps, noise, strict=True):
        if step.kind in GRAVE:
            case = OcrCase(step, language, own, around - own)
            decided = ((rule, applies(case)) for rule, applies in SOURCE_RULES.rows)
            rule, kind = next(((rule, kind) for rule, kind in decided if kind is not None), (step.rule, step.kind))
            step = replace(step, kind=kind, rule=rule)
        steps.append(step)
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


def find_misread(quote: ParsedQuote, page: PreparedPage) -> tuple[Placement, bool] | None:
    """Return the place of `quote` (one piece) in a `page` with many OCR errors, and whether it is black letter.

    Black letter is old print that is read as modern letters: "hathe" as "batbe". None: no place is clearly best.
    """
    if len(quote.pieces) != 1 or len(page.folded.squeezed) > _MAX_PAGE:
        return None
    needle, text = quote.pieces[0].folded.squeezed, page.folded.squeezed
    if not _MIN_QUOTE <= len(needle) <= min(_MAX_QUOTE, len(text) - 1):
        return None
    if len(quote.pieces[0].folded.starts) < _MIN_WORDS:
        return None
    place = _best_place(needle, text, _CLEARLY)
    is_black = False
    if place is None or place[2] < _LETTERS:
        black = _best_place(needle.translate(_BLACK_LETTER), text.translate(_BLACK_LETTER), _AHEAD)
        if black is not None and (place is None or black[2] > place[2] + _AHEAD):
            place, is_black = black, True
    if place is None:
        return None
    first, last, score = place
    start, end = page.snapped(first, last)
    return Placement((Placed(start, end, score, False),), score), is_black


def _best_place(needle: str, text: str, clearly: float) -> tuple[int, int, float] | None:
    """Return the stretch of `text` that is most like `needle`, and how like it is (0..1); None: others are as like.

    `clearly` is how much less any other stretch must be like it, where its letters agree well.
    """
    best = fuzz.partial_ratio_alignment(needle, text, score_cutoff=100 * _LESS)
    if best is None:
        return None
    rest = max(fuzz.partial_ratio(needle, text[: best.dest_start]), fuzz.partial_ratio(needle, text[best.dest_end :]))
    ahead = (best.score - rest) / 100
    if ahead < (clearly if best.score >= 100 * _LETTERS else _AHEAD):
        return None
    if not _is_even(needle, text[best.dest_start : best.dest_end]):
        return None
    return best.dest_start, best.dest_end, best.score / 100


def _is_even(needle: str, found: str) -> bool:
    agreed = [0] * _PARTS
    longest = 0
    for operation in Indel.opcodes(needle, found):
        if operation.tag == "equal":
            longest = max(longest, operation.src_end - operation.src_start)
            for position in range(operation.src_start, operation.src_end):
                agreed[position * _PARTS // len(needle)] += 1
    return longest <= _WHOLE * len(needle) and min(agreed) >= _EVENLY * len(needle) / _PARTS
