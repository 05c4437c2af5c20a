"""The elements that hold the words of each note: one block split into several, and several blocks of one note."""

from __future__ import annotations

from lxml import etree

from claims.readers.html.plan import Plan, ancestors

_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_MOST_BETWEEN = 12  # blocks of one note behind its first; judgement


def split_block(block: etree._Element, targets: list[etree._Element]) -> list[etree._Element]:
    """Split a block with several notes, one after the other, into an element for each."""
    heads = [_child_of(block, target) for target in targets]
    while len(set(heads)) == 1 and heads[0] is not targets[0]:
        block = heads[0]
        heads = [_child_of(block, target) for target in targets]
    if len(set(heads)) != len(heads):
        return targets
    starts = {head: _taken_bracket(head) for head in heads}
    parts: list[etree._Element] = []
    part: etree._Element | None = None
    for child in list(block):
        if child in starts:
            part = etree.Element("div")
            part.text = starts[child]
            child.addprevious(part)
            parts.append(part)
        if part is not None:
            part.append(child)
    return parts if len(parts) == len(targets) else targets


def _taken_bracket(child: etree._Element) -> str | None:
    """Remove the opening bracket of a note's number from the text before it."""
    before, parent = child.getprevious(), child.getparent()
    text = (before.tail if before is not None else None if parent is None else parent.text) or ""
    if not text.rstrip().endswith("["):
        return None
    if before is not None:
        before.tail = text.rstrip()[:-1]
    elif parent is not None:
        parent.text = text.rstrip()[:-1]
    return "["


def _child_of(block: etree._Element, element: etree._Element) -> etree._Element:
    child = element
    for parent in ancestors(element):
        if parent is block:
            return child
        child = parent
    return element


def take_rest(plan: Plan) -> None:
    """Give each note of `plan` the blocks between it and the next one beside it."""
    for entry, following in zip(plan.entries, plan.entries[1:], strict=False):
        head, end = entry.parts[-1], following.parts[0]
        if head.getparent() is None or head.getparent() is not end.getparent() or head.tag in ("li", "tr"):
            continue
        between: list[etree._Element] = []
        sibling = head.getnext()
        while sibling is not None and sibling is not end and len(between) < _MOST_BETWEEN:
            between.append(sibling)
            sibling = sibling.getnext()
        if sibling is end and not any(one.tag in _HEADINGS for one in between):
            kept = [one for one in between if isinstance(one.tag, str) and one.tag not in ("hr", "br", "input")]
            entry.parts.extend(kept)
            plan.skipped.update(kept)
