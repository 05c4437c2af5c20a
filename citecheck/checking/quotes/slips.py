"""Changes of meaning that are none: where the source is a machine's reading of print, and the machine misread it.

A misreading shows in two ways. The changed word itself is no word, though all but a letter or two of it are those of
the quotation's, or it has signs within it that no word has. Or the words around it are misread, and the changed word is
much like the quotation's. A source that shows neither is clean, and what it says counts.
"""

from __future__ import annotations

import re
from dataclasses import replace

from rapidfuzz.distance import Levenshtein

from citecheck.checking.passages.terms import rarity, stem
from citecheck.checking.quotes.comparing import Comparison
from citecheck.checking.quotes.diff import GARBLED, Kind
from citecheck.checking.quotes.step import Step
from claims.folding import fold_words

_GRAVE = (Kind.NAME, Kind.NUMBER, Kind.NEGATION)
_SIGNS = re.compile(r"[^\W\d_][/\\*;:!.'][^\W\d_]{2,}")  # within a word: "Cœle/ltal", "1'ours"
_NOISE_ALIKE = 0.45  # likeness of the letters of a word and its misreading among other misreadings
_UNLIKE = 0.4  # likeness below which no word is another misread: asked first, for it costs nothing
_MANY = 3  # misread words around a figure from which on its loss may be one as well


def without_misreadings(comparison: Comparison) -> Comparison:
    """Call changes of meaning misreadings where the source shows that it was misread there."""
    if not any(step.kind in _GRAVE for step in comparison.steps):
        return comparison
    noise = [is_noise(step) for step in comparison.steps]
    around = sum(noise)
    steps = tuple(
        replace(step, kind=Kind.MISREAD) if step.kind in _GRAVE and _is_misread(step, own, around - own) else step
        for step, own in zip(comparison.steps, noise, strict=True)
    )
    return replace(comparison, steps=steps)


def is_noise(step: Step) -> bool:
    """Whether the source's side of a change is no word, and much like the quotation's side, which is one."""
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


def _is_misread(step: Step, own: bool, around: int) -> bool:
    if step.kind is Kind.NAME:
        return own or (around > 0 and _is_alike(step))
    if step.kind is Kind.NUMBER:
        return around >= _MANY or (around > 0 and _is_alike(step) and not _are_clean(step))
    return around > 0 and own


def _is_alike(step: Step) -> bool:
    one, other = ("".join(fold_words(text)) for text in (step.quote, step.source))
    return bool(one and other) and Levenshtein.normalized_similarity(one, other) >= _NOISE_ALIKE


def _are_clean(step: Step) -> bool:
    """Whether both sides are nothing but figures, written as figures are."""
    return all(re.fullmatch(r"[\d.,]*\d", text.strip()) for text in (step.quote, step.source))


def _is_garbled(text: str) -> bool:
    return bool(GARBLED.search(text) or _SIGNS.search(text))


def _are_known(words: list[str]) -> bool:
    """Whether all of some words are met in running English text."""
    met = rarity()
    return all(met.weight(stem(word)) < met.ceiling for word in words)
