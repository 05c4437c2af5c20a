"""Find marks that name a work in square brackets, "[Salt Board, 2024]", where one entry of the list answers them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from claims.layout import Mark
from claims.model import Reference, Span
from claims.patterns import lazy_regex

_BRACKET = lazy_regex(r"\[(?P<inside>(?=[^\[\]\n]{0,200}\d{4})[^\[\]\n]{6,200})\](?![(:\[])")
_WORK = lazy_regex(
    r"\s*(?:(?:see|see also|cf\.|e\.g\.|vgl\.|siehe|voir)\s)?(?P<names>[^\W\d_][^\d;]{0,120}?),?\s"
    r"\(?(?P<year>(?:1[5-9]|20)\d\d[a-z]?|n\.d\.)\)?"
    r"(?:[,:]\s?(?:(?:pp?|S|ch|sec)\.\s?|§\s?)?(?P<pages>\d{1,5}(?:[–-]\d{1,5})?))?\s*",
)
_PARTS = lazy_regex(r";|(?<=\d{4}),(?=\s[^\W\d_a-z])|(?<=\d{4}[a-z]),(?=\s[^\W\d_a-z])")
_WORD = lazy_regex(r"[^\W\d_][\w’'-]*")
_YEAR = lazy_regex(r"\b(?:1[5-9]|20)\d\d[a-z]?\b|\bn\.d\.")
_HEAD = 30  # words at the start of an entry that may name its authors; judgement
_NO_NAMES = frozenset({"et", "al", "and", "und", "the", "of", "others", "u", "a"})


def find_dated_marks(text: str, entries: Sequence[Reference]) -> list[Mark]:
    """Return the brackets of `text` whose names and year each belong to exactly one of `entries`, in order.

    The targets of a mark are the keys of the entries, its labels what it shows. A bracket with a part that no entry,
    or more than one, answers is no mark. Takes time linear in both.
    """
    brackets = list(_BRACKET.finditer(text))
    works = [(match, _works(match["inside"])) for match in brackets] if brackets else []
    if not any(found for _, found in works):
        return []
    heads = list(_heads(entries))
    by_word: dict[tuple[str, str], list[int]] = {}
    for place, (words, years) in enumerate(heads):
        for word in words[:_HEAD]:
            for year in years:
                by_word.setdefault((word, year), []).append(place)
    marks = []
    for match, found in works:
        answers = [_answer(names, year, heads, by_word) for names, year, _ in found]
        targets = [entries[place].key for place in answers if place is not None]
        if found and len(targets) == len(found):
            labels = tuple(f"{' '.join(shown.split())}" for shown in _PARTS.split(match["inside"]))
            marks.append(Mark(span=Span(*match.span()), labels=labels, targets=tuple(targets), pages=found[-1][2]))
    return marks


def _works(inside: str) -> list[tuple[list[str], str, str | None]]:
    """Return the names, the year and the pages of each work in a bracket; none where a part of it names no work."""
    found = []
    for part in _PARTS.split(inside):
        match = _WORK.fullmatch(part)
        names = _names(match["names"]) if match else []
        if match is None or not names:
            return []
        found.append((names, match["year"], match["pages"]))
    return found


def _names(words: str) -> list[str]:
    """Return the words of a name in small letters; none where it begins with a small letter, as a remark does."""
    found: list[str] = [word for word in _WORD.findall(words) if word.casefold() not in _NO_NAMES]
    return [word.casefold() for word in found] if found and found[0][0].isupper() else []


def _heads(entries: Sequence[Reference]) -> Iterator[tuple[list[str], set[str]]]:
    """Yield the first words of each entry, in small letters, and its years, with and without their letters."""
    for entry in entries:
        text = f"{entry.label} {entry.text[:1000]}" if entry.label else entry.text[:1000]
        words = [word.casefold() for word in _WORD.findall(text[:600])]
        years = set(_YEAR.findall(text))
        yield words[:_HEAD], years | {re.sub(r"[a-z]$", "", year) for year in years}


def _answer(
    names: list[str], year: str, heads: list[tuple[list[str], set[str]]], by_word: dict[tuple[str, str], list[int]]
) -> int | None:
    """Return the place of the one entry with all the names and the year; one that begins with the name comes first."""
    found = [place for place in dict.fromkeys(by_word.get((names[0], year), ())) if set(names) <= set(heads[place][0])]
    if len(found) > 1:
        found = [place for place in found if heads[place][0][: len(names)] == names] or found
    return found[0] if len(found) == 1 else None


__all__ = ["find_dated_marks"]
