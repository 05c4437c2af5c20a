"""Citations that repeat the one before them: "(ibid., p. 4)", "(ebd., S. 4)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from claims.model import Span
from claims.patterns import lazy_regex

_REPEATED = lazy_regex(
    r"[(\[](?:see\s|cf\.\s|vgl\.\s)?(?:ibid(?:em)?|ibíd|ebd|ebenda|id|idem|a\.\s?a\.\s?O)\.?"
    r"(?:\s?[,:]\s?(?:(?:pp?|S|págs?)\.?\s?)?(?P<pages>\d{1,5}(?:\s?[–-]\s?\d{1,5})?)(?:\s?ff?\.?)?)?[)\]]",
    re.IGNORECASE,
)


class RepeatedCitation(NamedTuple):
    """Where such a citation stands, and the pages that it names."""

    span: Span
    pages: str | None


def find_repeated(text: str, prose: Sequence[Span]) -> Iterator[RepeatedCitation]:
    """Yield the citations in the blocks `prose` of `text` that repeat the one before."""
    for span in prose:
        for match in _REPEATED.finditer(text, *span):
            yield RepeatedCitation(Span(*match.span()), match["pages"])


__all__ = ["RepeatedCitation", "find_repeated"]
