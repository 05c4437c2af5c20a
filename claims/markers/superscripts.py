"""Recover superscripts that became plain digits when a text was copied: "in 2024.12 Version 2.0 was …" cites entry 12.

Only the list of works cited proves them: it must be there, no other marks may be, and the numbers must come in the
order in which a text cites its sources for the first time.
"""

from __future__ import annotations

import re

from claims.layout import Mark
from claims.model import Span

_HEADING = re.compile(
    r"^[ \t#*_]{0,12}(?:works cited|sources used in the report|references|sources|citations)[ \t:*_]{0,6}$", re.I | re.M
)
_ENTRY = re.compile(r"^[ \t]{0,3}(\d{1,3})[.)][ \t]+\S", re.MULTILINE)
_CANDIDATE = re.compile(
    r"(?:(?<=[^\W\d_]{2}[.,;:!?])|(?<=[^\W\d_]{2})|(?<=[)”’\"%][.,;:!?])|(?<=[.!?][)”’\"])|(?<=(?:19|20)\d\d[.,;]))"
    r"(?P<labels>\d{1,3}(?:,\s?\d{1,3}){0,5})(?=\s+[A-ZÀ-Þ\"“(]|[ \t]*$|[ \t]+[a-z]|[.,;:)])",
    re.MULTILINE,
)
_OTHER_MARK = re.compile(r"\[\^?\d{1,3}\](?!:)|【\d|\[\^\d{1,3}_\d|\ue200cite")
_FEWEST = 2  # marks below which it may be chance


def find_lost_superscripts(text: str) -> list[Mark]:
    """Return the marks; empty where the list of works cited does not confirm them."""
    headings = list(_HEADING.finditer(text))
    if not headings or _OTHER_MARK.search(text):
        return []
    end = headings[-1].start()
    listed = {int(match[1]) for match in _ENTRY.finditer(text, headings[-1].end())}
    if not listed or listed != set(range(1, max(listed) + 1)):
        return []
    marks: list[Mark] = []
    highest = 0
    for match in _CANDIDATE.finditer(text, 0, end):
        numbers = [int(number) for number in re.findall(r"\d+", match["labels"])]
        if match["labels"].startswith("0") or not all(number in listed and number <= highest + 3 for number in numbers):
            continue
        if _is_other_number(text, match):
            continue
        highest = max(highest, *numbers)
        marks.append(Mark(span=Span(*match.span("labels")), labels=tuple(str(number) for number in numbers)))
    if len(marks) < _FEWEST or highest < len(listed) / 2:
        return []
    return marks


def _is_other_number(text: str, match: re.Match[str]) -> bool:
    """Return whether a number belongs to a name in capitals (COVID19, B12, H2) or is a decimal (3.11)."""
    before = re.search(r"[^\s(]*$", text[max(0, match.start() - 30) : match.start()])
    word = before.group() if before else ""
    if word[-1:] in '.,;:!?)"”’%':
        return bool(re.search(r"\d[.,]$", word)) and not re.search(r"(?:19|20)\d\d[.,;]$", word)
    return word.isupper() or len(word) < 4 or text[match.end() : match.end() + 1] in ".,;:)"
