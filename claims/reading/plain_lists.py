"""A text that is nothing but a list of references: each line, or each paragraph, is an entry."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from claims.bibliography import parse_reference
from claims.linking.keys import reference_parts
from claims.model import Document, Reference, Span
from claims.patterns import lazy_regex

_NUMBER = lazy_regex(r"\s*(?:\[(?P<bracketed>[^\]\s]{1,30})\]|\(?(?P<plain>\d{1,4})[.)\t])\s*|\s*[-*•]\s+")
_PARAGRAPHS = lazy_regex(r"\n[^\S\n]*\n")
_HEADING = 4  # words; a shorter line without a figure or an address is a heading


def with_listed_entries(document: Document) -> Document:
    """Return `document` with its lines as its references, if it has none.

    Their labels are their numbers, or else their places in the list. Where blank lines divide the text into several
    paragraphs, each paragraph is an entry.
    """
    if document.references:
        return document
    entries: list[Reference] = []
    seen: Counter[str] = Counter()
    for place, (label, span) in enumerate(_entries(document.text), 1):
        text = document.text[span.start : span.end]
        entry = Reference(key="", label=label or str(place), text=text, span=span)
        entry = replace(entry, **parse_reference(text, language=document.language))
        key = _key(entry)
        seen[key] += 1
        entries.append(replace(entry, key=key if seen[key] == 1 else f"{key}-{seen[key]}"))
    return replace(document, references=tuple(entries), claims=(), citations=(), problems=())


def _entries(text: str) -> Iterator[tuple[str, Span]]:
    """Yield the label (empty: none) and the span of each entry."""
    whole = _PARAGRAPHS if len(_PARAGRAPHS.findall(text.strip())) > 1 else re.compile("\n")
    start = 0
    for end, after in (*((match.start(), match.end()) for match in whole.finditer(text)), (len(text), len(text))):
        piece = text[start:end]
        number = _NUMBER.match(piece)
        first = number.end() if number else len(piece) - len(piece.lstrip())
        words = piece[first:].rstrip()
        if _is_entry(words):
            label = (number["bracketed"] or number["plain"] or "") if number else ""
            yield label, Span(start + first, start + first + len(words))
        start = after


def _is_entry(words: str) -> bool:
    return len(words.split()) >= _HEADING or any(char.isdigit() for char in words) or "://" in words


def _key(reference: Reference) -> str:
    return "r" + hashlib.sha256("\n".join(reference_parts(reference)).encode("utf-8", "replace")).hexdigest()[:12]


__all__ = ["with_listed_entries"]
