"""Which lines of a PDF are headings: by their font, their number, or the words of a list of references."""

from __future__ import annotations

import re

from claims.patterns import lazy_regex
from claims.readers.pdf.measures import Measures
from claims.readers.pdf.model import TextLine
from claims.readers.plaintext.headings import is_end, is_further, is_references

NUMBERED = lazy_regex(r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4}|[IVX]{1,5}|[A-Z])\.?\s+(?=[^\W\d_])")
"""The number of a heading: "2.1", "IV.", "A"."""
_SPACED = lazy_regex(r"\b([^\W\d_a-zß-ÿ]) (?=[^\W\d_a-zß-ÿ]{2})")
_LARGER = 1.13  # of the size of the text
_LONGEST = 120  # characters
_STOP = lazy_regex(r"[.;,:]$")


def words_of_heading(text: str) -> str:
    """Return a heading without its number, its small capitals as words: "R EFERENCES" is "REFERENCES"."""
    words = _SPACED.sub(r"\1", " ".join(text.split()))
    number = NUMBERED.match(words)
    return words[number.end() :] if number is not None else words


def is_references_heading(text: str) -> bool:
    """Return whether a line heads the list of references."""
    words = words_of_heading(text).strip(" .:")
    return len(words) <= 60 and is_references(words)


def ends_references(text: str) -> bool:
    """Return whether a line heads what comes behind a list of references, such as an appendix."""
    words = words_of_heading(text).strip(" .:")
    return len(words) <= 80 and (is_end(words) or (is_further(words) and not is_references(words)))


def heading_level(line: TextLine, measures: Measures) -> int:
    """Return the level of a line that is a heading, from 1 for the highest; 0: it is none."""
    text = line.text.strip()
    if not text or len(text) > _LONGEST or not re.search(r"[^\W\d_]{2}", text):
        return 0
    larger = line.size >= _LARGER * measures.size
    bold = line.is_bold and not measures.is_bold
    if is_references_heading(text) or ends_references(text):
        return 2 if larger or bold or text.isupper() or len(text.split()) <= 3 else 0
    number = NUMBERED.match(text)
    if not (larger or bold):
        return 0
    if not larger and (_STOP.search(text) or len(text.split()) > 12) and number is None:
        return 0
    if number is not None and number["number"][0].isdecimal():
        return 2 + number["number"].count(".")
    return 1 if line.size >= 1.5 * measures.size else 2


__all__ = ["NUMBERED", "ends_references", "heading_level", "is_references_heading", "words_of_heading"]
