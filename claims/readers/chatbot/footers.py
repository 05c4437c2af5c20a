"""Footers with the sources of an answer that are not a list in Markdown, and numbers without a list.

Source: Conversation with Copilot, 5/1/2026 (1) Salt. https://a.test/x.  (2) Ledger. https://b.test/y.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.markers.superscripts import OTHER_MARK
from claims.patterns import lazy_regex
from claims.readers.chatbot.answers import source_lists
from claims.source_map import TextEdit

_CONVERSATION = lazy_regex(
    r"^[ \t]*(?:Sources?|Quellen?|Fuentes?|Références?|Origem|Fonte): ?(?:Conversation|Unterhaltung|Konversation"
    r"|Conversaci[oó]n|Conversa[çt]\w*) (?:with|mit|con|avec|com) (?:Copilot|Bing)[^\n]{0,60}$",
    re.IGNORECASE | re.MULTILINE,
)
_LEARN = lazy_regex(r"^[ \t*_]{0,6}Learn more:?[ \t*_:]{0,6}$", re.IGNORECASE | re.MULTILINE)
_ENTRY = lazy_regex(
    r"^[ \t]{0,6}(?:(?:\((?P<round>\d{1,3})\)|(?P<plain>\d{1,3})\.) (?P<words>[^\n]*)"
    r"|(?P<alone>\d{1,3})[ \t]*\n(?P<below>(?!\d{1,3}[ \t]*$)[^\n]+(?:\n[ \t]*https?://[^\n]+)?))$",
    re.MULTILINE,
)
_BRACKETED = lazy_regex(r"[ \u00a0]?\[(?P<number>\d{1,3})\](?![(:\[])")
_SUPERSCRIPT = lazy_regex(r"(?:(?<=[^\s\d⁰¹²³⁴-⁹])|(?<=\b(?:1[5-9]|20)\d\d))[⁰¹²³⁴-⁹]{1,2}(?![⁰¹²³⁴-⁹])")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_SPACED = lazy_regex(r"(?<=[\w%)”’\"])[ \u00a0](?P<numbers>\d{1,2}(?:,[ \u00a0]?\d{1,2}){0,8})(?=[.;](?:\s|$))")
_COUNTED = lazy_regex(  # words that a number belongs to
    r"\b(?:chapters?|figures?|tables?|sections?|pages?|steps?|parts?|levels?|versions?|acts?|nos?|numbers?|phases?|types?|rounds?"
    r"|articles?|volumes?|rooms?|routes?|windows|top|aged?|at|by|to|of|in|on|and|or|from|than|about|under|over|between|is|are|was|were"
    r"|january|february|march|april|may|june|july|august|september|october|november|december|kapitel|seite|abbildung|tabelle)$",
    re.IGNORECASE,
)
_FEWEST = 3  # different numbers that come in the order of first use; judgement: fewer may be chance


def footer_edits(source: str) -> list[TextEdit]:
    """Return the edits that make footnotes of a footer's entries, and of the numbers that point to them."""
    heading = _CONVERSATION.search(source) or _LEARN.search(source)
    if heading is None:
        return list(_spaced(source))
    listed = list(_ENTRY.finditer(source, heading.end()))
    labels = {_label(entry) for entry in listed}
    marks = [
        TextEdit(*match.span(), f"[^{number}]")
        for match in _SUPERSCRIPT.finditer(source, 0, heading.start())
        if (number := match.group().translate(_DIGITS)) in labels or not labels
    ]
    if not marks and labels:
        marks = [
            TextEdit(*match.span(), f"[^{match['number']}]")
            for match in _BRACKETED.finditer(source, 0, heading.start())
            if match["number"] in labels
        ]
    if not marks and _LEARN.match(heading.group()):
        return []
    entries = [TextEdit(*entry.span(), f"\n[^{_label(entry)}]: {_words(entry)}\n") for entry in listed]
    return [TextEdit(*heading.span(), ""), *marks, *entries]


def _label(entry: re.Match[str]) -> str:
    return entry["round"] or entry["plain"] or entry["alone"]


def _words(entry: re.Match[str]) -> str:
    return " ".join((entry["words"] or entry["below"]).split())


def has_footer(text: str) -> bool:
    """Return whether a text has such a footer, or numbers that only an answer without its list has."""
    return bool(footer_edits(text))


def _spaced(source: str) -> Iterator[TextEdit]:
    """Yield edits for the numbers of a notebook's answer: "rose in 2024 1. Demand fell 2, 3."

    Every number at the end of a sentence is one, and they come in the order of their first use, from 1. Without a
    list that answers them there are at least three.
    """
    if OTHER_MARK.search(source):
        return
    highest = 0
    edits: list[TextEdit] = []
    for match in _SPACED.finditer(source):
        numbers = [int(number) for number in re.findall(r"\d+", match["numbers"])]
        if _COUNTED.search(source[max(0, match.start() - 12) : match.start()]) or 0 in numbers:
            continue
        for number in sorted(numbers):
            if number > highest + 1:
                return
            highest = max(highest, number)
        edits.append(TextEdit(match.start(), match.end(), "".join(f"[^{number}]" for number in numbers)))
    listed = {int(entry.label) for found in source_lists(source) for entry in found.entries}
    is_answered = listed.issuperset(range(1, highest + 1)) and highest >= len(listed) / 2
    if len(edits) >= 2 and (highest >= _FEWEST or is_answered):
        yield from edits


__all__ = ["footer_edits", "has_footer"]
