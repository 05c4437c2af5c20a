"""Raised numbers and letters of a marked-up document in raised signs, as a plain text has them: "m²", "asthma.¹,²"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claims.markers.raised import RAISED_LETTERS

_RAISED = str.maketrans("0123456789+-−–‐‑().", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁻⁽⁾˙")
_NUMERIC = re.compile(r"[\s,;+−–‐‑-]*(?:\(\s?)?\d[\d\s,;+−–‐‑-]*(?:[.)]\s?){0,2}")
_NAMED = re.compile(r"\s*(?:notes?|nota|n|fn|anm|refs?|source|注|註)\.?\s?\d{1,3}\s*", re.IGNORECASE)
_LETTERS = re.compile(r"\s?[a-pr-z](?:,\s?[a-pr-z]){0,9}\s?")  # there is no raised q
_UP = str.maketrans({plain: raised for raised, plain in RAISED_LETTERS.items()})
_DOWN = str.maketrans(RAISED_LETTERS)
_ANY = re.compile(f"[{''.join(RAISED_LETTERS)}]")


def named_number(words: str) -> str | None:
    """Return raised `words` that name a note by its number, "note 1" or "n. 2", in brackets; None for other words."""
    return f"[{words.strip()}]" if _NAMED.fullmatch(words) else None


def in_raised_letters(words: str) -> str:
    """Return raised `words` in raised letters where they are numbers with signs and commas, else as they are.

    The result is as long as `words`. Whether a number is a mark or a power is not asked here.
    """
    return words.translate(_RAISED) if _NUMERIC.fullmatch(words) else words


def raised_signs(words: str, before: str) -> str:
    """Return raised `words` in raised letters where they are numbers, or letters that may be those of notes.

    `before` is the character before them: the letter of "XIX<sup>e</sup>" and "M<sup>e</sup>" is a part of the word.
    The result is as long as `words`; what turns out to be no mark is lowered again by `lowered`.
    """
    if _LETTERS.fullmatch(words) and before[-1:].strip() and not before[-1].isupper():
        return words.translate(_UP)
    return in_raised_letters(words)


def lowered(text: str, keep: Sequence[tuple[int, int]] = ()) -> str:
    """Return `text` with its raised letters as plain ones, except in the spans of `keep`, which are in order."""
    if _ANY.search(text) is None:
        return text
    pieces = []
    place = 0
    for start, end in keep:
        pieces += [text[place:start].translate(_DOWN), text[start:end]]
        place = end
    return "".join([*pieces, text[place:].translate(_DOWN)])
