"""Raised numbers of a marked-up document in raised letters, as a plain text has them: "m²", "10⁻⁶", "asthma.¹,²"."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−–‐‑().", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁻⁽⁾˙")
_NUMERIC = re.compile(r"[\s,;+−–‐‑-]*(?:\(\s?)?\d[\d\s,;+−–‐‑-]*(?:[.)]\s?){0,2}")
_NAMED = re.compile(r"\s*(?:notes?|nota|n|fn|anm|refs?|source|注|註)\.?\s?\d{1,3}\s*", re.IGNORECASE)


def named_number(words: str) -> str | None:
    """Return raised `words` that name a note by its number, "note 1" or "n. 2", in brackets; None for other words."""
    return f"[{words.strip()}]" if _NAMED.fullmatch(words) else None


def in_raised_letters(words: str) -> str:
    """Return raised `words` in raised letters where they are numbers with signs and commas, else as they are.

    The result is as long as `words`. Whether a number is a mark or a power is not asked here.
    """
    return words.translate(_RAISED) if _NUMERIC.fullmatch(words) else words
