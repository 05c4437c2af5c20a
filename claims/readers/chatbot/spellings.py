"""Further spellings of the marks of assistants, rewritten to the plain ones before an export is read.

[[1]]  ^[1]  `[1]`  <cite>1</cite>  {{cite:1}}  :cite[turn0search3]  [cite:turn0search3]  [Source 1]  (source 1, 2)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import lazy_regex
from claims.readers.chatbot.answers import source_lists
from claims.source_map import TextEdit

_NUMBERS = r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20}"
_DOUBLE = lazy_regex(rf"\[(?P<inner>\[{_NUMBERS}\](?:[,;]?[ ]?\[{_NUMBERS}\]){{0,20}})\](?!\()")
_CARET = lazy_regex(rf"\^\[\[?(?P<numbers>{_NUMBERS})\]?\](?![(^])")
_ELEMENT = lazy_regex(
    rf"<(?P<tag>cite|citation|source|ref)>\s?\[?(?P<numbers>{_NUMBERS})\]?\s?</(?P=tag)>"
    rf"|\{{\{{(?:cite|citation|source|ref):\s?(?P<braced>{_NUMBERS})\}}\}}",
    re.IGNORECASE,
)
_TURNS = lazy_regex(
    r":cite\[(?P<one>turn\d[^\]\n]{0,200})\]|\[(?:cite|citation|source): ?(?P<two>turn\d[^\]\n]{0,200})\](?!\()"
)
_CODE = lazy_regex(r"(?<=[.!?\"”)\w])(?P<space>[ \u00a0]?)`\[(?P<numbers>\d{1,3})\]`")
_WORDED = lazy_regex(
    r"[\[(](?:sources?|citations?|quellen?|fuentes?|fontes?|fonti|來源|来源|資料|出典)[ \u00a0]?#?"
    rf"(?P<numbers>{_NUMBERS})[\])](?![(:])",
    re.IGNORECASE,
)
_BRACED = lazy_regex(rf"(?P<space>(?<=[.!?\"”)])[ \u00a0]?|(?<=\w)[ \u00a0])\{{(?P<numbers>{_NUMBERS})\}}(?!\{{)")
_HASHED = lazy_regex(r"(?<=[.!?\"”)\w])(?P<space>[ \u00a0])#(?P<numbers>\d{1,3})(?=[\s.,;]|$)", re.MULTILINE)
_HASHED_LINE = lazy_regex(r"^[ \t]{0,3}(?:[-*•][ \t]+)?#(?P<number>\d{1,3})[.:)]?[ \t]+(?=\S)", re.MULTILINE)
_WIDE_LINK = lazy_regex(
    r"[ \u00a0]?【(?:(?:source|来源|來源|出典|출처)[:：]\s?)?(?P<url>https?://[^\s【】]{3,2000})】", re.IGNORECASE
)
_WIDE_KIND = lazy_regex(r"【(?P<label>(?:web|post|news|page|image|memory|oaicite):\d{1,4})】")
_CHIP_LINK = lazy_regex(r"\[[^\[\]\n]{2,60}\+\d{1,2}\]\(https?://")
_NAME_LINK = lazy_regex(  # a chip without a counter: one word behind the end of a sentence, or behind another chip
    r"(?<=[.!?…\"”)])(?P<space>[ \n]?)(?P<link>\[[a-z0-9][a-z0-9.-]{1,30}\]\(https?://[^\s()]{1,2000}\))"
    r"(?=[ \t]*(?:\n|$|\[| [A-ZÀ-Þ]))"
)
_ADJACENT = lazy_regex(r"(?:\[\d{1,3}\]){2,20}(?![(:\[])")
_DEFINED = lazy_regex(r"^[ ]{0,3}\[(\d{1,3})\]:[ \t]*\S", re.MULTILINE)


def spelling_edits(source: str) -> list[TextEdit]:
    """Return the edits that give marks of these kinds the spelling "[1]", "[^1]" or "turn0search3"."""
    edits: list[TextEdit] = []
    if "[[" in source:
        edits += [TextEdit(*match.span(), match["inner"]) for match in _DOUBLE.finditer(source)]
    if "^[" in source:
        edits += [TextEdit(*match.span(), f"[{match['numbers']}]") for match in _CARET.finditer(source)]
    if "</" in source or "{{" in source:
        edits += [
            TextEdit(*match.span(), f"[cite: {match['numbers'] or match['braced']}]")
            for match in _ELEMENT.finditer(source)
        ]
    if "turn" in source:
        edits += [TextEdit(*match.span(), f"[{match['one'] or match['two']}]") for match in _TURNS.finditer(source)]
    if "【" in source:
        edits += [TextEdit(*match.span(), f"[{match['label']}]") for match in _WIDE_KIND.finditer(source)]
        edits += [TextEdit(*match.span(), f" ([source]({match['url']}))") for match in _WIDE_LINK.finditer(source)]
    if _CHIP_LINK.search(source):
        edits += [
            TextEdit(*match.span(), f"{match['space']}({match['link']})") for match in _NAME_LINK.finditer(source)
        ]
    edits += _answered(source)
    edits += _adjacent(source)
    return edits


def _adjacent(source: str) -> Iterator[TextEdit]:
    """Yield edits that part "[1][2]", two links that are named by numbers, and no link called 1 to the address 2."""
    defined = frozenset(_DEFINED.findall(source)) if "]:" in source else frozenset()
    for match in _ADJACENT.finditer(source) if defined else ():
        if defined.issuperset(re.findall(r"\d+", match.group())):
            yield TextEdit(*match.span(), match.group().replace("][", "] ["))


def _answered(source: str) -> Iterator[TextEdit]:
    """Yield edits for what is a mark only where a list of sources has its numbers: `[1]` as code, "(source 1)"."""
    found = [*_WORDED.finditer(source)]
    found += _CODE.finditer(source) if "`[" in source else ()
    found += _BRACED.finditer(source) if "{" in source else ()
    hashed = {match["number"] for match in _HASHED_LINE.finditer(source)}
    if hashed:
        found += _HASHED.finditer(source)
    if not found:
        return
    labels = {entry.label for listed in source_lists(source) for entry in listed.entries} | hashed
    for match in found:
        if labels.issuperset(re.findall(r"\d+", match["numbers"])):
            space = "" if match.re.pattern == _WORDED.pattern else match["space"]
            yield TextEdit(*match.span(), f"{space}[{match['numbers']}]")


__all__ = ["spelling_edits"]
