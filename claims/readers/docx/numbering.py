"""The numbers that Word shows before the items of its numbered lists."""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from claims.readers.docx.package import W
from claims.readers.note_labels import label_of

FORMATS = {
    "decimal": "",
    "lowerRoman": "lower-roman",
    "upperRoman": "upper-roman",
    "lowerLetter": "lower-alpha",
    "upperLetter": "upper-alpha",
}
"""The groups of labels that Word's number formats stand for."""
_UNNUMBERED = frozenset({"bullet", "none", ""})
_OUTER = "0"  # the level of a list that counts entries


@dataclass(frozen=True, slots=True)
class _Level:
    """The outer level of a list: how it counts, and its first number."""

    format: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class _List:
    """A list of the document: the definition that it counts by, and the number that it starts again with, if any."""

    definition: str
    level: _Level
    restart: int | None = None


class Numbering:
    """Counts the items of one document, in their order, as Word does.

    Lists of one definition go on with its count, unless a list says that it starts again.
    """

    def __init__(self, root: etree._Element | None) -> None:
        self._lists = {} if root is None else _lists(root)
        self._counts: dict[str, int] = {}
        self._begun: set[str] = set()

    def count(self, own: str, level: str) -> str | None:
        """Return the number of the next item of the list `own` (its `numId`).

        None for a `level` other than "" and "0", and for a list without numbers.
        """
        found = self._lists.get(own)
        if found is None or level not in ("", _OUTER) or found.level.format in _UNNUMBERED:
            return None
        last = self._counts.get(found.definition, found.level.start - 1)
        if found.restart is not None and own not in self._begun:
            last = found.restart - 1
        self._begun.add(own)
        self._counts[found.definition] = last + 1
        return label_of(FORMATS.get(found.level.format, "") if last >= 0 else "", str(last + 1))


def value(element: etree._Element, path: str) -> str:
    """Return the value of the property at `path` ("pPr/pStyle") of an element; "" where it has none."""
    found = element.find("/".join(W + step for step in path.split("/")))
    return "" if found is None else found.get(W + "val") or ""


def _lists(root: etree._Element) -> dict[str, _List]:
    levels = {one.get(W + "abstractNumId") or "": _outer(one) for one in root.iter(W + "abstractNum")}
    found: dict[str, _List] = {}
    for one in root.iter(W + "num"):
        definition = value(one, "abstractNumId")
        level = levels.get(definition) or _Level()
        override = next((o for o in one.iter(W + "lvlOverride") if o.get(W + "ilvl") in (None, _OUTER)), None)
        own = None if override is None else _outer(override)
        restart = None if override is None else _number(value(override, "startOverride"))
        if own is not None:
            level, restart = own, own.start if restart is None else restart
        found[one.get(W + "numId") or ""] = _List(definition, level, restart)
    return found


def _outer(holder: etree._Element) -> _Level | None:
    level = next((one for one in holder.findall(W + "lvl") if one.get(W + "ilvl") in (None, _OUTER)), None)
    if level is None:
        return None
    start = _number(value(level, "start"))
    return _Level(value(level, "numFmt") or "decimal", 1 if start is None else start)


def _number(stated: str) -> int | None:
    return int(stated) if stated.isdecimal() and len(stated) < 7 else None
