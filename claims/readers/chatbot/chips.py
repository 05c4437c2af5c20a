"""Chips: the names of sources that answers show as buttons, and that stay as bare words when an answer is copied.

Oxford Academic +1  sketches.facebook+1  reuters.com (on the next line) +3  [cite: 1, 2]  5 sources  +2

A chip stands behind the end of a sentence, and its counter says how many further sources stand behind it. It becomes
a mark without a list; what only counts becomes nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from claims.patterns import lazy_regex
from claims.source_map import TextEdit

_HOST = r"[a-z0-9][a-z0-9-]{1,30}(?:\.[a-z0-9-]{2,30}){0,3}"
_CAPITAL = r"[a-z]{0,2}[A-ZÀ-ÞА-Я][\w&’'-]{0,30}"
_LITTLE = r"(?:(?:of|the|and|for|on|in|de|des|du|della|der|für|und|et|y|&)[ \u00a0])"
_WORDS = rf"(?:(?:The|La|Le|El|Der|Die|Das) )?{_CAPITAL}(?:\.[a-z]{{2,6}})?(?:[ \u00a0]{_LITTLE}?{_CAPITAL}){{0,6}}"
_COUNT = r"[ \u00a0]?(?:\r?\n[ \t]{0,3})?\+(?:\d{1,2})(?!\]\()(?![a-z_\d%°,;]|[.:/+-]\d)(?![ \u00a0](?:[a-z€$£°]|\d))"
_ONE = rf"(?:{_WORDS}|{_HOST}){_COUNT}"
_ENDED = r"(?:(?<=[.!?…。！？”’\"»)\]])|(?<=[.!?…][*_])|(?<=[.!?…][*_]{2}))"
_GAP = r"[ \t\u00a0]{0,3}(?:\r?\n){0,2}[ \t]{0,3}"
_CHIPS = lazy_regex(rf"{_ENDED}{_GAP}(?P<chips>{_ONE}(?:[ \t\u00a0]{{0,2}}(?:\r?\n)?{_ONE}){{0,9}})")
_CHIP = lazy_regex(rf"(?P<name>{_WORDS}|{_HOST}){_COUNT}")
_NO_NAMES = lazy_regex(
    r"(?:UTC|GMT|[A-Z]{1,2}[ES]T|Z|tel|phone|fax|mobile|room|channel|age|ages|grade|v|version|python|c|g|google"
    r"|lgbtq?\w*|disney|apple|paramount|discovery|call|ring|dial|telefon|tél)",
    re.IGNORECASE,
)
"""Words before "+1" that make a time zone, a number of a telephone, a product."""
_FUSED = lazy_regex(rf"(?<=[.!?])(?P<name>{_HOST})\u200b")
_COUNTER = lazy_regex(
    r"(?:^[ \t]*|(?<=[.!?])[ \t]+)"
    r"(?:\+\d{1,3}|\d{1,3} (?:sources?|citations?|web pages|websites|results|Quellen|fuentes)"
    r"|(?<=[.!?] )Sources)[ \t]*$",
    re.MULTILINE,
)
_LOST_FOOTER = lazy_regex(r"^[ \t]*Sources?[ \u00a0]?(?:\r?\n[ \t]{0,3})?\+\d{1,3}[ \t]*$", re.MULTILINE)
_HOST_LINE = lazy_regex(
    rf"(?:^[ \t]*|{_ENDED}{_GAP})(?P<name>[a-z0-9][a-z0-9-]{{1,30}}(?:\.[a-z0-9-]{{2,30}}){{1,3}})[ \t]*$", re.MULTILINE
)

MARKERS = _LOST_FOOTER


def chip_edits(source: str) -> list[TextEdit]:
    """Return the edits that make marks of chips, and nothing of counters."""
    chips = list(find_chips(source))
    edits = [TextEdit(start, end, "".join(f"[^{_label(name)}]" for name in names)) for start, end, names in chips]
    names = {name for _, _, several in chips for name in several}
    footers = list(_LOST_FOOTER.finditer(source))
    edits += [TextEdit(match.start(), match.end(), "[^sources]") for match in footers]
    if names:
        taken = {start for start, _, _ in chips}
        edits += [edit for edit in _alone(source, names) if edit.start not in taken]
        edits += [
            TextEdit(*match.span(), f"[^{_label(match['name'])}]")
            for pattern in (_FUSED, _HOST_LINE)
            for match in pattern.finditer(source)
        ]
    if names or footers:
        edits += [TextEdit(match.start(), match.end(), "") for match in _COUNTER.finditer(source)]
    return edits


def has_chips(text: str) -> bool:
    """Return whether a text shows chips."""
    return next(find_chips(text), None) is not None


def find_chips(source: str) -> Iterator[tuple[int, int, list[str]]]:
    """Yield each run of chips: where it begins and ends, and the names in it."""
    if "+" not in source:  # every chip has a counter
        return
    for match in _CHIPS.finditer(source):
        names = [chip["name"] for chip in _CHIP.finditer(source, match.start("chips"), match.end())]
        if not any(_NO_NAMES.fullmatch(name.split()[-1]) for name in names):
            yield match.start(), match.end(), names


def hosts_alone(source: str) -> Iterator[tuple[int, int, str]]:
    """Yield the hosts that end a line, where each begins and ends, and its name: chips if the text has others."""
    for match in _HOST_LINE.finditer(source):
        yield match.start(), match.end(), match["name"]


def _alone(source: str, names: set[str]) -> Iterator[TextEdit]:
    """Yield edits for chips without a counter: a name that has one elsewhere, behind a sentence or on its own line."""
    listed = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    alone = re.compile(rf"{_ENDED}{_GAP}(?P<name>{listed})\u200b?(?=[ \t]{{0,3}}(?:\r?\n|$)|[ \t]{{1,3}}[A-ZÀ-Þ])")
    for match in alone.finditer(source):
        yield TextEdit(match.start(), match.end(), f"[^{_label(match['name'])}]")


def _label(name: str) -> str:
    return "-".join(name.split())[:60]
