"""Numbers that are labels (Figure 3, Season 4, BRCA 1), values of statistics, and figures that are marks of notes.

A label is a number of its own unit, "label" and the word before it: it never counts or measures anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from citecheck.checking.facts.model import Number
from citecheck.checking.number_words import UNITS
from citecheck.checking.passages.terms import stem

LABEL = "label "
"""How the unit of a label begins; the stem of the word before the number follows."""
SAMPLE = "sample"
"""How the unit of a sample's size begins (n = 15)."""
P_VALUE = "p-value"
"""How the unit of a p-value begins."""
_REFERENCES = frozenset(
    ("number", "figure", "table", "section", "equation", "appendix", "page", "paragraph", "protein")
)  # another one is never a conflict

_SHORT = {
    **dict.fromkeys(("no", "nos", "№"), "number"),
    **dict.fromkeys(("fig", "figs"), "figure"),
    **dict.fromkeys(("ch", "chap"), "chapter"),
    **dict.fromkeys(("sec", "§"), "section"),
    **dict.fromkeys(("vol", "vols"), "volume"),
    **dict.fromkeys(("p", "pp"), "page"),
    **dict.fromkeys(("eq", "eqs"), "equation"),
    **dict.fromkeys(("ep", "eps"), "episode"),
    **dict.fromkeys(("mk",), "mark"),
}
_HEADS = (
    "number figure table chapter section type phase grade stage level highway route interstate motorway season episode "
    "volume part act page protein article class mark platform room channel district ward version equation appendix "
    "paragraph amendment category flight terminal"
)
_ROMAN = r"(?=[IVXLC]+\b)(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?<=[IVXLC])"
_WORDS = "|".join(word for word in UNITS if word != "zero")
_LABELS = re.compile(
    rf"(?<![\w-])(?P<head>(?i:{_HEADS.replace(' ', '|')})(?P<many>s)?|№\s?|§\s?|(?:No|Nos|no|nos|[Ff]igs?|[Cc]h|"
    r"[Cc]hap|[Ss]ec|[Vv]ols?|pp?|[Ee]qs?|[Ee]ps?|Mk)\.|(?:No|Nos|Fig|Figs|Vol|Mk)(?=\s\d))[\s\u00a0-]?"
    rf"(?:(?P<figures>\d{{1,4}}(?:\.\d{{1,3}})?)(?P<rest>(?:\s?(?:,|[–-]|and\b|&)\s?\d{{1,4}})*)[a-hA-H]?(?![\w%]|[.,]\d|\s?%)"
    rf"|(?P<roman>{_ROMAN})\b(?!['’.]\w)|(?P<word>(?i:{_WORDS}))\b(?!\s+(?:of|times|hundred|thousand|million)\b|-))"
)
_CODE = re.compile(
    r"(?<![\w-])(?P<head>[A-Z][A-Z0-9]{2,5})[\s\u00a0](?P<figures>\d)(?![\w.,%]|\s?(?:%|[–-]|[a-z]{3,}s\b))"
)
_NO_CODES = frozenset(("usa", "nato", "bbc", "nasa", "gmt", "bce", "the", "and", "asean", "opec"))
_STATISTIC = re.compile(
    r"(?<!\w)(?:[pP](?:[\s-]?values?)?\s?(?P<sign>[<>=≤≥])\s?(?P<p>0?[.·]\d+)|[nN]\s?=\s?(?P<n>\d[\d,]*))(?!\w)"
)
_NOTES = re.compile(
    r"\[\d{1,3}(?:\s?[,–-]\s?\d{1,3})*\]"
    r"|(?<=[a-z]{3})[.,;:)”]{1,2}\d{1,3}(?:\s?[,–-]\s?\d{1,3})*(?![\w%])"
    r"|(?<=[a-z]{4})\d{1,2}(?:[,–-]\d{1,2})*(?![\w%])"
    r"|\b9[059](?:\.\d)?\s?%\s?(?:CIs?\b|CrI\b|UI\b|confidence\b|credible\b|uncertainty\b)"
)
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


def notes(text: str) -> list[tuple[int, int]]:
    """Return where `text` has marks of notes ([12], factors.1–3) and levels of confidence (95% CI): start and end."""
    return [match.span() for match in _NOTES.finditer(text)]


def labels(text: str) -> Iterator[Number]:
    """Yield the labels and the statistics (p < 0.05, n = 15) of `text`."""
    for match in _LABELS.finditer(text):
        head = match["head"].rstrip(".\u00a0 ").lower()
        singular = _SHORT.get(head) or (head.removesuffix("s") if match["many"] else head)
        if match["figures"]:
            yield _label(match, "figures", float(match["figures"]), singular)
            if match["many"] or head in ("nos", "figs", "pp", "vols", "eqs", "eps"):
                yield from _further(match, singular)
        elif match["roman"]:
            if len(match["roman"]) > 1 or match["head"][0].isupper():
                yield _label(match, "roman", float(_roman(match["roman"])), singular)
        elif singular != "number":
            yield _label(match, "word", float(UNITS[match["word"].lower()]), singular)
    for match in _CODE.finditer(text):
        if match["head"].lower() not in _NO_CODES:
            yield _number(
                match["figures"], match.start("figures"), float(match["figures"]), match["head"].lower(), alone=True
            )
    yield from _statistics(text)


def _label(match: re.Match[str], group: str, value: float, head: str) -> Number:
    """Return a label with its word, or its number alone where the word may belong to a longer name."""
    before = match.string[: match.start()].rstrip(" ")[-24:].rpartition(" ")[2]
    start = match.start(group) if before[:1].isupper() else match.start()
    return _number(match.string[start : match.end(group)], start, value, head)


def _further(match: re.Match[str], head: str) -> Iterator[Number]:
    """Yield the other numbers of "Figures 3 and 4"."""
    for other in re.finditer(r"\d+", match["rest"]):
        yield _number(other.group(), match.start("rest") + other.start(), float(other.group()), head)


def _number(written: str, start: int, value: float, head: str, *, alone: bool = False) -> Number:
    noun = stem(head)
    own = f" {value:g}" if alone or head in _REFERENCES else ""  # a unit of its own has no rival
    return Number(
        text=written,
        start=start,
        end=start + len(written),
        value=value,
        low=value,
        high=value,
        unit=LABEL + noun + own,
        noun=noun,
    )


def _statistics(text: str) -> Iterator[Number]:
    for match in _STATISTIC.finditer(text):
        value = float((match["p"] or match["n"]).replace("·", ".").replace(",", ""))
        low = 0.0 if (match["sign"] or "=") in "<≤" else value
        high = 1.0 if (match["sign"] or "=") in ">≥" else value
        unit = f"{P_VALUE if match['p'] else SAMPLE} {value:g}"
        yield Number(
            text=match.group(), start=match.start(), end=match.end(), value=value, low=low, high=high, unit=unit
        )


def _roman(written: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in written]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


__all__ = ["LABEL", "P_VALUE", "SAMPLE", "labels", "notes"]
