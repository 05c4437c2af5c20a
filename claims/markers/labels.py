"""Read the text between the brackets of a mark: numbers, ranges of numbers, letters, "note 1"."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from claims.patterns import lazy_regex

LONGEST_RANGE = 200  # labels of one range; judgement: a longer range is not one of references
_DASH = r"[-–—‐‑‒―−〜～]"
_NUMBERS = lazy_regex(rf"\^?\d{{1,4}}(?:\s?(?:[,;]|{_DASH})\s?\^?\d{{1,4}}){{0,60}}")
_PIECE = lazy_regex(rf"\s*\^?(?P<first>\d{{1,4}})(?:\s?{_DASH}\s?\^?(?P<last>\d{{1,4}}))?\s*")
_PAGED = lazy_regex(
    r"(?P<label>\d{1,4})\s?[,:;]\s?(?P<pages>(?:pp?|S|Seiten?|pág|págs|с|стр|σ|str|s)\.?\s?\d[\d\s,;–-]{0,20})",
    re.IGNORECASE,
)
_COMMAS = str.maketrans("،؛，；", ",;,;")
_NOTE = lazy_regex(r"[^\W\d_][^\W\d_. -]{0,14}\.?\s?\d{1,3}|lower-alpha \d{1,3}")
# A short name of a work, with its year or number or in capitals: Lee90b, RFC2119, CHART.
_WORK = r"(?:[A-Z][\w+-]{0,18}\d[a-z]?|(?!PDF|WEB|DOI|URL|HTML|ISBN|SIC)[A-Z]{3,12})"
_SECTION = r"(?:sections?|secs?\.|chapters?|ch\.|abschnitt|kap(?:itel|\.)|figures?|figs?\.|tables?|appendix|§{1,2})"
_COLON = lazy_regex(r"(?P<label>\d{1,3})\s?:\s?(?P<pages>\d{1,4}(?:[–-]\d{1,4})?)")  # "2: 7", the page of a source
_PLACED = lazy_regex(rf"(?P<label>\d{{1,4}})\s?[,:;]\s?{_SECTION}\s?[A-Z\d][\d.–-]{{0,12}}", re.IGNORECASE)
_WORKS = lazy_regex(rf"{_WORK}(?:\s?[,;]\s?{_WORK}){{0,12}}")
_LETTER = lazy_regex(r"[a-z]|[A-Z]|[a-z]{2}|[ivx]{1,6}|[α-ω]|[*†‡§¶]{1,3}")
_LEAD = lazy_regex(r"^(?:refs?\.?|references?|nos?\.|nn\.|nr\.|#|-)\s?(?=\d)", re.IGNORECASE)
_SEE = lazy_regex(  # "see 1", "e.g. 2", "1, see also 3", "4 and references therein"
    r"(?:^|(?<=[,;]\s)|(?<=[,;]))(?:see also|see e\.g\.,?|see|cf\.?|e\.g\.,?|vgl\."
    r"|siehe auch|siehe|voir|véase|vedi|zie|см\.)\s(?=\S)"
    r"|,?\s(?:and\s)?(?:the\s)?ref(?:erence)?s\.?\s(?:cited\s)?therein$",
    re.IGNORECASE,
)
_JOINED = lazy_regex(r"(?<!\s)\s*+(?:,\s*+)?(?:\b(?:and|und|et)\b|&)\s*+")
_TO = lazy_regex(r"(?<=\d)\s(?:to|through|bis|à)\s(?=\d)")
_NAME = lazy_regex(r"\^[^\s\[\]^]{1,60}")


class LabelsFound(NamedTuple):
    """The labels that a mark shows, in order, and the page it names."""

    labels: tuple[str, ...]
    pages: str | None = None


@lru_cache(maxsize=4096)
def normal_label(label: str) -> str:
    """Return the form in which labels are compared: "Note 1" and "note\\xa01" are one."""
    return " ".join(unicodedata.normalize("NFKC", label).casefold().split()).lstrip("^")


@lru_cache(maxsize=4096)
def expand_labels(inside: str) -> LabelsFound | None:
    """Read the text between the brackets of a mark; return None if it cannot be a mark.

    >>> expand_labels("2, 5–7").labels
    ('2', '5', '6', '7')
    """
    inside = inside.strip().translate(_COMMAS)
    if _NUMBERS.fullmatch(inside):
        labels = _numbers(inside)
        return LabelsFound(labels) if labels else None
    if paged := _PAGED.fullmatch(inside):
        return LabelsFound((_plain(paged["label"]),), paged["pages"].strip())
    if placed := _PLACED.fullmatch(inside):
        return LabelsFound((_plain(placed["label"]),))
    if _NAME.fullmatch(inside):
        return LabelsFound((inside[1:],))
    if _NOTE.fullmatch(inside) or _LETTER.fullmatch(inside):
        return LabelsFound((inside,))
    if _WORKS.fullmatch(inside):
        return LabelsFound(tuple(re.split(r"\s?[,;]\s?", inside)))
    return None


@lru_cache(maxsize=4096)
def expand_listed(inside: str) -> LabelsFound | None:
    """Read numbers that a list of references must prove: "refs. 2 and 3", "２、３", "1, p. 3"; None for other words."""
    inside = _SEE.sub("", unicodedata.normalize("NFKC", inside).replace("、", ",").strip())
    inside = _JOINED.sub(",", _TO.sub("–", _LEAD.sub("", inside.replace("#", "") if inside[:1] == "#" else inside)))
    if paged := _COLON.fullmatch(inside):
        return LabelsFound((_plain(paged["label"]),), paged["pages"])
    return expand_labels(re.sub(r"(?<=\d)\s+(?=\d)", ",", inside)) if inside[:1].isdecimal() else None


def _numbers(inside: str) -> tuple[str, ...] | None:
    labels: list[str] = []
    for piece in re.split(r"[,;]", inside):
        match = _PIECE.fullmatch(piece)
        if match is None:
            return None
        first = int(match["first"])
        last = int(match["last"]) if match["last"] else first
        if not first <= last <= first + LONGEST_RANGE:
            return None
        labels += [str(number) for number in range(first, last + 1)]
    return tuple(labels)


def _plain(number: str) -> str:
    return str(int(number))
