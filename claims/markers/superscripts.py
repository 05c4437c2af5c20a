"""Recover superscripts that became plain digits when a text was copied: "in 2024.12 Version 2.0 was …" cites entry 12.

Only the list of works cited proves them: it must be there, no other marks may be, and the numbers must come in the
order in which a text cites its sources for the first time.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from claims.layout import Mark
from claims.markers.labels import expand_labels
from claims.model import Span
from claims.patterns import lazy_regex

_HEADING = lazy_regex(
    r"^[ \t#*_]{0,12}(?:works cited|sources used in the report|references|sources|citations)[ \t:*_]{0,6}$", re.I | re.M
)
_ENTRY = lazy_regex(r"^[ \t]{0,3}(\d{1,3})[.)][ \t]+\S", re.MULTILINE)
_CANDIDATE = lazy_regex(
    r"(?:(?<=[^\W\d_]{2}[.,;:!?])|(?<=[^\W\d_]{2})|(?<=[)”’\"%][.,;:!?])|(?<=[.!?][)”’\"])|(?<=(?:1[5-9]|20)\d\d[.,;]))"
    r"(?P<labels>\d{1,3}(?:,\s?\d{1,3}|[–-]\d{1,3}){0,9})(?=\s+[A-ZÀ-Þ\"“(]|[ \t]*$|[ \t]+[a-z]|[.,;:)])",
    re.MULTILINE,
)
_SPACED = lazy_regex(
    r"(?<=[^\W_][.!?”\")])[ \u00a0](?P<labels>\d{1,3}(?:,?[ \u00a0]\d{1,3}){0,4})"
    r"(?=[ \t]+[A-ZÀ-Þ\"“(]|[ \t]*$)",
    re.MULTILINE,
)
_SIGN = lazy_regex(r"[@#/\\_=<>~+]")  # of names, addresses and code
OTHER_MARK = lazy_regex(r"\[\^?\d{1,3}(?:\](?!:)|\s?[,;:–-][^\[\]\n]{1,30}\])|【\d|\[\^\d{1,3}_\d|\ue200cite")
_FEWEST = 2  # marks below which it may be chance
_FEWEST_BEHIND_WORDS = 3  # entries that marks cite in order which might be parts of names; judgement


def find_lost_superscripts(text: str, *, labels: Collection[str] | None = None) -> list[Mark]:
    """Return the marks; empty if the list of works cited does not confirm them.

    `labels` are those of the lists that a reader has found, anywhere in `text`; None: the list is looked for.
    """
    if OTHER_MARK.search(text):
        return []
    end = len(text)
    if labels is None:
        headings = list(_HEADING.finditer(text))
        if not headings:
            return []
        end = headings[-1].start()
        listed = {int(match[1]) for match in _ENTRY.finditer(text, headings[-1].end())}
        if not listed or listed != set(range(1, max(listed) + 1)):
            return []
    else:
        listed = {int(label) for label in labels if label.isdecimal()}
    marks, highest = _counted(text, end, listed)
    if not _is_complete(marks, listed):
        tried, reached = _counted(text, end, listed, behind_words=True)
        if _is_complete(tried, listed):
            marks, highest = tried, reached
    if not marks:
        return _spaced(text, end, listed)
    if len(marks) < _FEWEST or highest - min(listed) + 1 < len(listed) / 2:
        return []
    return marks


def _spaced(text: str, end: int, listed: set[int]) -> list[Mark]:
    """Return the numbers behind full stops and a space, "in 2024. 1 It fell. 2", if they cite the list in its order."""
    marks = [
        Mark(span=Span(*match.span("labels")), labels=tuple(re.findall(r"\d+", match["labels"])))
        for match in _SPACED.finditer(text, 0, end)
    ]
    cited = [int(label) for mark in marks for label in mark.labels]
    in_order = len(listed) >= _FEWEST and list(dict.fromkeys(cited)) == sorted(listed)
    return marks if in_order else []


def _is_complete(marks: Sequence[Mark], listed: set[int]) -> bool:
    """Return whether marks cite all entries of a list, none of them before those above it."""
    cited = list(dict.fromkeys(int(label) for mark in marks for label in mark.labels))
    return len(cited) >= _FEWEST_BEHIND_WORDS and cited == sorted(listed)


def _counted(text: str, end: int, listed: set[int], *, behind_words: bool = False) -> tuple[list[Mark], int]:
    """Return the marks whose numbers come in the order of the list, and the highest number.

    With `behind_words`, a single number between a word and a full stop counts too: "asthma1.", which may be a name.
    """
    marks: list[Mark] = []
    highest = min(listed, default=1) - 1
    for match in _CANDIDATE.finditer(text, 0, end):
        found = expand_labels(match["labels"])
        numbers = [int(number) for number in found.labels] if found else []
        if not numbers or match["labels"].startswith("0"):
            continue
        reach = highest + 3
        for number in numbers:
            if number not in listed or number > reach:
                break
            reach = max(reach, number + 3)
        else:
            if _is_other_number(text, match, shortest=2 if behind_words else 4):
                continue
            if not behind_words and _is_code(text, match):
                continue
            highest = max(highest, *numbers)
            marks.append(Mark(span=Span(*match.span("labels")), labels=tuple(str(number) for number in numbers)))
    return marks, highest


def _is_other_number(text: str, match: re.Match[str], *, shortest: int) -> bool:
    """Return whether a number belongs to a name in capitals (COVID19, B12, H2) or is a decimal (3.11)."""
    before = re.search(r"[^\s(]*$", text[max(0, match.start() - 30) : match.start()])
    word = before.group() if before else ""
    if word[-1:] in '.,;:!?)"”’%':
        return bool(re.search(r"\d[.,]$", word)) and not re.search(r"(?:1[5-9]|20)\d\d[.,;]$", word)
    return word.isupper() or len(word) < shortest or _SIGN.search(word) is not None


def _is_code(text: str, match: re.Match[str]) -> bool:
    """Return whether a number right behind a word, and before punctuation, may be a part of its name: "the model3,".

    Two numbers with a comma or a dash are not one.
    """
    if text[match.start() - 1] in '.,;:!?)"”’%':
        return False
    return text[match.end() : match.end() + 1] in ".,;:)" and match["labels"].isdecimal()
