"""The lists that linked notes stand in: their other entries, and the entries between the ends of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from lxml import etree

from claims.readers.html.naming import label_of, labels_of
from claims.readers.html.numbers import ItemNumbers
from claims.readers.html.plan import EntryPlan, MarkPlan

_REPEATED = re.compile(r"^(\d+):\d+$")  # "1:2", the third mark of the first note
_LEADING = re.compile(
    r"(?:\[\s?(\d{1,3})\s?\]|\(\s?(\d{1,3})\s?\)|(\d{1,3})(?:\s?[.):](?!\d)|\s+(?=[A-ZÀ-Þ\"“«])))\s*\S"
)
_ALONE = re.compile(r"[\[(]?\s?(\d{1,3})\s?[\])]?\s?[.:)]?")
_WORD_LABEL = re.compile(r"\[([^\W\d_][^\[\]]{0,39})\]")
_ITEMS = frozenset(["li", "dt"])
_BESIDE = frozenset(["p", "div", "dd", "tr", "section", "blockquote"])
_HEAD = 80  # characters at the head of an entry that are looked at
_PIECES = 12  # and pieces of text, most of them short


def is_word_label(words: str, target: etree._Element) -> bool:
    """Return whether a link shows a word in brackets, "[able]", with which the note that it leads to begins."""
    return _WORD_LABEL.fullmatch(words) is not None and any(
        _head(one, "").startswith(words)
        for one in (target, target.getparent(), _grandparent(target))
        if one is not None
    )


def shown_label(words: str, target: etree._Element) -> str:
    """Return the label of a note as the words of a mark that leads to it show it; "" where they show none."""
    words = _REPEATED.sub(r"\1", words.strip("[]() "))
    labels = labels_of(words)
    if len(labels) < 2:
        return labels[0] if labels else words
    own = number_at(target)
    return own if own in labels else labels[0]


class NoteLists:
    """Linked notes with the entries of their lists that no mark links to, in the order of the page."""

    def __init__(
        self, linked: Sequence[EntryPlan], numbers: ItemNumbers, order: Mapping[etree._Element, int], *, first: int
    ) -> None:
        self._numbers = numbers
        self._of = {entry.head: entry for entry in linked}
        self._known = {part for entry in linked for part in entry.parts}
        lists: dict[etree._Element, list[EntryPlan]] = {}
        for entry in linked:
            parent = entry.parts[0].getparent()
            if parent is not None:
                lists.setdefault(parent, []).append(entry)
        missing = [entry for own in lists.values() for entry in self._missing(own)]
        self.entries = sorted([*linked, *missing], key=lambda entry: order[entry.head])
        self._places: dict[str, int] = {}
        self._labelled: dict[tuple[etree._Element | None, str], str] = {}
        for place, entry in enumerate(self.entries, first):
            entry.key = f"note-{place - 1}"
            entry.label = entry.label or str(place)
            self._places[entry.key] = place
            self._labelled.setdefault((entry.parts[0].getparent(), entry.label), entry.key)
            self._labelled.setdefault((None, entry.label), entry.key)

    def place(self, entry: EntryPlan) -> str:
        """Return the number of an entry among all of the page."""
        return str(self._places[entry.key])

    def mark(self, words: str, target: etree._Element) -> MarkPlan:
        """Return the plan of a mark with these words that leads to `target`; a range means all entries of its list."""
        entry = self._of[target]
        words = _REPEATED.sub(r"", words.strip("[]() "))
        labels = labels_of(words)
        if len(labels) < 2:
            return MarkPlan(((label_of(words) or words or entry.label),), (entry.key,))
        parent = entry.parts[0].getparent()
        keys = [self._labelled.get((parent, one)) or self._labelled.get((None, one), "") for one in labels]
        return MarkPlan(labels, tuple(keys))

    def _missing(self, own: Sequence[EntryPlan]) -> Iterator[EntryPlan]:
        """Yield the entries beside those of one list: the other items, and blocks that begin with a number."""
        used = {entry.label for entry in own}
        numbers = [(self._numbers.of(entry.parts[0]), entry.label) for entry in own]
        counted = all(number == label for number, label in numbers)
        for block in self._beside([entry.parts[0] for entry in own]):
            label = number_at(block) or (self._numbers.of(block) if counted else "")
            if label and label not in used:
                used.add(label)
                self._known.add(block)
                yield EntryPlan("", label, [block], block)

    def _beside(self, blocks: Sequence[etree._Element]) -> Iterator[etree._Element]:
        parent = blocks[0].getparent()
        if blocks[0].tag in _ITEMS and parent is not None:
            yield from (item for item in parent if item.tag == blocks[0].tag and item not in self._known)
            return
        for block in blocks:
            for preceding in (True, False):
                for sibling in block.itersiblings(etree.Element, preceding=preceding):
                    if sibling in self._known or sibling.tag != block.tag or sibling.tag not in _BESIDE:
                        break
                    if _LEADING.match(_head(sibling)) is None:
                        break
                    yield sibling


def number_at(element: etree._Element) -> str:
    """Return the number that an element begins with, or shows alone; "" where there is none."""
    words = _head(element)
    match = _LEADING.match(words) or _ALONE.fullmatch(words)
    return next(filter(None, match.groups()), "") if match else ""


def unlinked_heads(block: etree._Element, targets: Sequence[etree._Element]) -> list[etree._Element]:
    """Return the terms of a list of definitions that begin entries and that no link leads to."""
    if block.tag != "dl":
        return []
    linked = {one for target in targets for one in (target, *target.iterancestors("dt"))}
    return [term for term in block.iterchildren("dt") if term not in linked and number_at(term)]


def begins_entry(element: etree._Element) -> bool:
    """Return whether an element begins with the number of an entry: "3. Able", "[3] Able"."""
    return _LEADING.match(_head(element)) is not None


def _head(element: etree._Element, joint: str = " ") -> str:
    """Return the first words of an element, its pieces of text joined with `joint`."""
    pieces: list[str] = []
    for piece, _ in zip(element.itertext("*"), range(_PIECES), strict=False):
        pieces.append(str(piece)[:_HEAD])
    return " ".join(joint.join(pieces).split())[:_HEAD]


def _grandparent(element: etree._Element) -> etree._Element | None:
    parent = element.getparent()
    return None if parent is None else parent.getparent()
