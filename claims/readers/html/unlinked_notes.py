"""Find footnotes without links: raised numbers in the text, and blocks that begin with the same numbers.

The numbers must fit: notes count upwards, each has its mark above it, and they are where notes usually are (below a
rule or a heading, in an element with the name of notes), or begin with a raised number of their own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from lxml import etree

from claims.markers.raised import is_part_of_symbol
from claims.readers.html.affiliations import is_in_byline
from claims.readers.html.naming import has_note_name, label_of, labels_of, number_of
from claims.readers.html.note_blocks import split_block
from claims.readers.html.numbers import ItemNumbers
from claims.readers.html.plan import EntryPlan, Index, MarkPlan, Plan, ancestors, short_words
from claims.readers.plaintext.headings import is_references

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NUMBERED = ("sup", "strong", "b")
_WRAPPERS = frozenset(["b", "strong", "em", "i", "span", "small"])
_HEADS = _WRAPPERS | {"sup", "a", "label"}
_POWER = re.compile(r"(?:^|[\s(])(?:[a-zA-Z]|[kcdmμ]m|\d+)$|\d$|[=×]\s*\S*$")
_FEWEST_ANSWERED = 2  # marks that notes answer beside one that they do not; judgement
_LONGEST_NOTE = 14  # blocks of one note; judgement


@dataclass(slots=True)
class _Note:
    label: str
    block: etree._Element
    number: etree._Element | None  # the element that shows the label
    sure: bool  # it is where notes usually are, or its number is raised
    parts: list[etree._Element] = field(default_factory=list)


def plan_unlinked(index: Index, plan: Plan) -> None:
    """Plan the marks and entries of notes without links."""
    notes = _notes(index, plan)
    if not notes:
        return
    heads = {note.number for note in notes if note.number is not None}
    marks = [
        (element, labels)
        for element in index.root.iter("sup")
        if element not in plan.marks
        and element not in heads
        and (labels := _raised_labels(short_words(element)))
        and next(element.iter("a"), None) is None
        and not _is_power(element)
        and not is_in_byline(element)
    ]
    first: dict[str, int] = {}
    for element, labels in marks:
        for label in labels:
            first.setdefault(label, index.order[element])
    notes = [
        note
        for note in notes
        if first.get(note.label, index.order[note.block] + 1) < index.order[note.block]
        or (note.sure and note.label in first and _is_aside(note.block))
    ]
    own = [note.label for note in notes]
    if not notes or len(set(own)) != len(own) or not _counts_up(own):
        return
    _take_rest(notes, index)
    keys: dict[str, str] = {}
    for note in notes:
        entry = EntryPlan(f"note-{len(plan.entries)}", note.label, note.parts, note.block)
        keys[note.label] = entry.key
        plan.entries.append(entry)
        plan.skipped.update(note.parts)
        if note.number is not None:
            plan.skipped.add(note.number)
    inside = [
        (element, labels)
        for element, labels in marks
        if element not in plan.skipped and not any(parent in plan.skipped for parent in ancestors(element))
    ]
    answered = [labels for _, labels in inside if any(label in keys and label.isdecimal() for label in labels)]
    lost = [labels for _, labels in inside if not any(label in keys for label in labels)]
    for element, labels in inside:
        targets = tuple(keys.get(label, "") for label in labels)
        if any(targets) or (len(answered) >= _FEWEST_ANSWERED and len(lost) <= len(answered) and labels[0].isdecimal()):
            plan.marks[element] = MarkPlan(labels, targets)  # one that no note answers dangles


def _notes(index: Index, plan: Plan) -> list[_Note]:
    """Return the blocks that may be notes, in order."""
    notes: list[_Note] = []
    below = False  # below a rule or a heading of notes
    for element in index.root.iter("hr", "p", "div", "ol", *_HEADINGS):
        if element.tag == "hr":
            below = True
        elif element.tag in _HEADINGS:
            below = is_references(short_words(element))
        elif element.tag == "ol":
            notes += _listed_notes(element, below, plan)
        elif element not in plan.skipped:
            notes += _block_notes(element, below, index)
    return notes


def _raised_labels(words: str) -> tuple[str, ...]:
    """Return the labels of a raised mark: "3", "*", "1,2", "4–6"."""
    number = number_of(words)
    return (number,) if number is not None else labels_of(words) if words[:1] in "[(0123456789" else ()


def _block_notes(element: etree._Element, below: bool, index: Index) -> list[_Note]:
    """Return the notes that a block begins with: one, or several lines that each begin with a raised number."""
    note = _block_note(element, below)
    if note is None:
        return []
    heads = [
        child
        for child in element.iterchildren("sup")
        if child is not note.number
        and number_of(short_words(child)) is not None
        and (before := child.getprevious()) is not None
        and before.tag == "br"
        and not (before.tail or "").strip()
    ]
    if not heads or note.number is None or note.number.getparent() is not element:
        return [note]
    numbers = [note.number, *heads]
    parts = split_block(element, numbers)
    index.order.update((part, index.order[number]) for number, part in zip(numbers, parts, strict=True))
    return [
        _Note(number_of(short_words(number)) or "", part, number, True)
        for number, part in zip(numbers, parts, strict=True)
    ]


def _listed_notes(listed: etree._Element, below: bool, plan: Plan) -> list[_Note]:
    """Return the items of a numbered list that stands where notes stand."""
    if not (_is_aside(listed) or _is_called_notes(listed) or (below and _is_last(listed))):
        return []
    numbers = ItemNumbers()
    items = [item for item in listed if item.tag == "li" and item not in plan.skipped]
    return [_Note(numbers.of(item), item, None, True) for item in items]


def _is_aside(element: etree._Element) -> bool:
    return any(parent.tag == "aside" for parent in list(ancestors(element))[:3])


def _is_called_notes(element: etree._Element) -> bool:
    return any(has_note_name(one) for one in [element, *list(ancestors(element))[:2]])


def _is_last(element: etree._Element) -> bool:
    """Whether nothing but a few short things follow in its parent."""
    following = element.getnext()
    return following is None or (following.getnext() is None and len(short_words(following)) > 0)


def _block_note(element: etree._Element, below: bool) -> _Note | None:
    """Return the note that a block is, if it begins with a number of its own."""
    head = _first_child(element)
    while (
        head is not None
        and head.tag in ("b", "strong", "em", "i", "span", "small")
        and number_of(short_words(head)) is None
    ):
        head = _first_child(head)
    if head is None or head.tag not in _HEADS:
        return None
    label = number_of(short_words(head))
    if label is None or short_words(element) == short_words(head):
        return None
    raised = head.tag == "sup" or next(head.iter("sup"), None) is not None
    if not raised and not (head.tag in _NUMBERED and below):
        return None
    if element.tag == "div" and not (raised and has_note_name(element)):
        return None
    sure = raised or below or has_note_name(element)
    return _Note(label, element, head, sure) if sure else None


def _first_child(element: etree._Element) -> etree._Element | None:
    """Return the first child element if no words stand before it."""
    if (element.text or "").strip():
        return None
    return next((child for child in element if isinstance(child.tag, str)), None)


def _counts_up(labels: Sequence[str]) -> bool:
    numbers = [int(label) for label in labels if label.isdecimal()]
    if len(numbers) != len(labels):
        return len(labels) <= 6  # signs: *, †, ‡
    return numbers[0] <= 2 and all(0 < after - before <= 3 for before, after in pairwise(numbers))


def _is_power(element: etree._Element) -> bool:
    """Whether a raised number is an exponent or a part of a symbol: after a digit, a unit or a single letter."""
    before, parent = element.getprevious(), element.getparent()
    text = (before.tail if before is not None else None if parent is None else parent.text) or ""
    if text and is_part_of_symbol(text[-40:], (element.tail or "")[:40]):
        return True
    return _POWER.search(text[-40:]) is not None and not text.endswith((".", ","))


def _take_rest(notes: list[_Note], index: Index) -> None:
    """Give each note the blocks that follow it, up to the next note, a heading or a rule."""
    starts = {note.block for note in notes}
    for place, note in enumerate(notes):
        note.parts = [note.block]
        is_last = place + 1 == len(notes)
        if note.block.tag in ("li",) or (is_last and not _goes_on(note)):
            continue
        rest: list[etree._Element] = []
        sibling = note.block.getnext()
        while sibling is not None and sibling not in starts and sibling.tag not in (*_HEADINGS, "hr"):
            if len(rest) >= _LONGEST_NOTE:
                rest.clear()
                break
            rest.append(sibling)
            sibling = sibling.getnext()
        if sibling in starts or is_last:
            note.parts += [one for one in rest if isinstance(one.tag, str)]


def _goes_on(note: _Note) -> bool:
    """Whether what follows the last note belongs to it: as it does for those before it, below a rule."""
    previous = note.block.getprevious()
    while previous is not None:
        if previous.tag == "hr":
            following = note.block.getnext()
            if following is None or label_of(short_words(following)) is not None:
                return False
            head = _first_child(following)
            return head is None or head.tag != "b"  # a bold lead begins something else: "Update:"
        previous = previous.getprevious()
    return False
