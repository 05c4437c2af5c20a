"""What the mark of a note looks like: "3", "2, 6–8", "[1, p. 3]", "a", "†", "[note 1]", "[citation needed]"."""

from __future__ import annotations

import re

from claims.markers.notes import find_citation_needed

DASH = "‐‑‒–—−⁻-"
"""Dashes; the hyphen is the last, so that it can stand at the end of a set of a pattern."""

_NUMBER = r"\d{1,3}"
_LISTED = rf"{_NUMBER}(?:\s?[,;{DASH}]\s?{_NUMBER}){{0,40}}"
_PAGES = r"(?:\s?[,:]\s?(?:pp?|S|p[áa]gs?|с|ch|sec|§)\.?\s?\d[\d\s,;–-]{0,12})?"
# Three digits at most: with four it is a year.
_LABEL = (
    rf"{_LISTED}{_PAGES}|{_NUMBER}:\d{{1,2}}|[a-z]{{1,2}}|[A-Z]|[ivx]{{1,5}}|[A-Z]\d{{1,3}}(?:\s?[,{DASH}]\s?[A-Z]?\d{{1,3}})*"
    r"|(?i:(?:foot|end)?notes?|nota|noot|nb|fn|refs?|anm(?:erkung)?|lower-alpha)\.?\s?\d{1,3}|n\.?\s?\d{1,3}"
)
_SYMBOLS = r"[*†‡§¶‖#⁎∗]{1,4}"
# Authors have several at once: "∗4", "1,†", "a,b".
_SIGN = "[*†‡§¶‖#⁎∗]"
_ITEM = rf"\d{{1,2}}|\b[a-z]|{_SIGN}{{1,2}}"
_MIXED = rf"(?=.{{0,3}}(?:,|{_SIGN}))(?:{_ITEM})(?:\s?,?\s?(?:{_ITEM})){{1,6}}"
_BRACKETED = rf"\[\s?(?:{_LABEL}|{_SYMBOLS}|refs?|(?:foot)?note)\s?\]"

LISTED = re.compile(_LISTED)
"""Numbers alone, with commas and dashes between them."""

SYMBOLS = re.compile(_SYMBOLS)
"""Signs that only notes have."""

SEVERAL = re.compile(_MIXED)
"""Numbers, letters and signs together."""

BRACKETED = re.compile(rf"(?>{_BRACKETED})(?:\s?[,;{DASH}]?\s?(?>{_BRACKETED})){{0,20}}")
"""Labels in brackets, one or several."""

PARENTHESISED = re.compile(
    rf"\(\s?(?:{_LISTED}|{_SYMBOLS})\s?\)|\{{\s?{_LISTED}\s?\}}|(?:{_NUMBER}|{_SYMBOLS}|[a-z])\)"
)
"""Numbers or a sign in parentheses or braces, or before a closing one: "(1)", "{1}", "1)"."""

PAGE_OF_SOURCE = re.compile(rf":\s?\d{{1,4}}(?:[{DASH}]\d{{1,4}})?")
"""The page that Wikipedia raises behind a mark: ":23"."""

_PLAIN = re.compile(rf"(?:{_LABEL}|{_SYMBOLS}|{_MIXED})")
BETWEEN = re.compile(rf"\s?[,;{DASH}]\s?")
"""The text between two marks."""

_JOINERS = re.compile("[\u2060\ufeff\u200b\u200c\u200d\u00ad]")


def tidied(words: str) -> str:
    """Return the text of an element in one line, without characters that are not seen."""
    return " ".join(_JOINERS.sub("", words).split())


def is_mark(words: str) -> bool:
    """Return whether tidied words may be the mark of a note, with or without brackets."""
    return bool(_PLAIN.fullmatch(words)) or is_enclosed(words)


def is_enclosed(words: str) -> bool:
    """Return whether tidied words are a mark with its brackets, or an editor's note such as [citation needed]."""
    if BRACKETED.fullmatch(words) or PARENTHESISED.fullmatch(words):
        return True
    return words[:1] == "[" and any(tuple(span) == (0, len(words)) for span in find_citation_needed(words))


def last_number(words: str) -> int:
    """Return the highest number of a mark, 0 if it has none."""
    return max((int(number) for number in re.findall(r"\d{1,3}", words)), default=0)
