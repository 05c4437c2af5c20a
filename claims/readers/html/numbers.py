"""The numbers that the lists of a page show before their items."""

from __future__ import annotations

from lxml import etree

from claims.readers.note_labels import label_of

_GROUPS = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_LONGEST = 6  # digits of a number that a list begins with


class ItemNumbers:
    """Numbers the items of ordered lists as browsers do, each list once: `start`, `value`, `reversed` and `type`."""

    def __init__(self) -> None:
        self._numbers: dict[etree._Element, str] = {}
        self._seen: set[etree._Element] = set()

    def of(self, item: etree._Element) -> str:
        """Return what stands before an item of an ordered list; "" before any other element."""
        listed = item.getparent()
        if item.tag != "li" or listed is None or listed.tag != "ol":
            return ""
        if listed not in self._seen:
            self._seen.add(listed)
            self._numbers.update(_numbered(listed))
        return self._numbers.get(item, "")


def _numbered(listed: etree._Element) -> dict[etree._Element, str]:
    items = [item for item in listed if item.tag == "li"]
    step = -1 if listed.get("reversed") is not None else 1
    number = _number(listed.get("start"), len(items) if step < 0 else 1)
    numbers: dict[etree._Element, str] = {}
    for item in items:
        number = _number(item.get("value"), number)
        group = _GROUPS.get(item.get("type") or listed.get("type") or "", "")
        numbers[item] = label_of(group if number > 0 else "", str(number))
        number += step
    return numbers


def _number(stated: str | None, otherwise: int) -> int:
    stated = (stated or "").strip()
    return int(stated) if stated.lstrip("-").isdecimal() and len(stated) <= _LONGEST else otherwise
