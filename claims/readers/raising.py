"""Raised numbers of a marked-up document in raised letters, as a plain text has them: "m²", "10⁻⁶", "asthma.¹,²"."""

from __future__ import annotations

import re

_RAISED = str.maketrans("0123456789+-−–‐‑", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻⁻⁻")
_NUMERIC = re.compile(r"[\s,;+−–‐‑-]*\d[\d\s,;+−–‐‑-]*")


def in_raised_letters(words: str) -> str:
    """Return raised `words` in raised letters where they are numbers with signs and commas, else as they are.

    The result is as long as `words`. Whether a number is a mark or a power is not asked here.
    """
    return words.translate(_RAISED) if _NUMERIC.fullmatch(words) else words
