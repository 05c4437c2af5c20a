"""Find linked footnotes: a mark that points to a note, with evidence that it is one.

Word, Google Docs, WordPress, Substack, pandoc, Sphinx and most others write them so, each with names of its own. A
link with a short label is a mark where the element that it points to links back, has the name of a note, or
is in a list under a heading such as "References". A number that links to a heading or a theorem is not a mark.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from lxml import etree

from claims.readers.html.affiliations import names_author
from claims.readers.html.naming import (
    begins_with,
    cites_by_year,
    has_note_name,
    is_arrow,
    is_called_back_link,
    is_called_reference,
    label_of,
    labels_of,
    names_work,
)
from claims.readers.html.note_blocks import split_block, take_rest
from claims.readers.html.note_lists import (
    NoteLists,
    begins_entry,
    is_word_label,
    number_at,
    shown_label,
    unlinked_heads,
)
from claims.readers.html.numbers import ItemNumbers
from claims.readers.html.plan import EntryPlan, Index, Plan, ancestors, fragment_of, short_words
from claims.readers.plaintext.headings import is_references

_INLINE = frozenset(["sup", "span", "small", "font", "b", "i", "em", "strong", "a", "u", "sub", "label"])
_HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_ITEMS = frozenset(["li", "dd", "tr", "aside"])
_BLOCKS = frozenset(
    {"p", "div", "li", "dd", "dt", "td", "tr", "section", "aside", "blockquote", "article", "body"}
    | {"footer", "table", "ol", "ul", "dl"}
)
_SCRIPTED = re.compile(r"scrollToReference\('([\w.:-]{1,80})'\)")
_SHORT_NAME = re.compile(r"[a-z]{1,2}\d{1,4}", re.IGNORECASE)  # "b12": of a note, or of anything
_BACK_NAME = re.compile(r"ref|anchor|back|link|r(?=\d)")
_OPENED = re.compile(r"[(\[;,]\s*(?:(?:see|see also|cf\.|e\.g\.,?|reviewed in)\s)?$")
_CLIMB = 6
_PAGES = frozenset(["html", "body", "main", "article"])
_BACK = "\0"  # prefix of names of marks, which are not ids, that a name such as "_ftnref1" points back to


@dataclass(frozen=True, slots=True)
class _Pointer:
    """A link within the page: the link, the name that it points to, and the element with that name."""

    element: etree._Element
    name: str
    target: etree._Element


class LinkedNotes:
    """Finds the notes of one page that marks link to."""

    def __init__(self, index: Index, plan: Plan) -> None:
        self._index = index
        self._plan = plan
        self._pointers = _pointers(index)
        self._pointed: Counter[etree._Element] = Counter()
        self._pointing: Counter[etree._Element] = Counter()
        self._under_heading = _listed(index.root)
        self._numbers = ItemNumbers()

    def plan(self) -> None:
        """Plan the marks and entries."""
        marks = [pointer for pointer in self._pointers if self._may_be_mark(pointer)]
        targets = {id(pointer.target): pointer.target for pointer in marks}
        for target in targets.values():
            self._count(target, self._pointed)
        for pointer in marks:
            self._count(pointer.element, self._pointing)
        back_names = self._back_names()
        kept = [pointer for pointer in marks if self._is_note(pointer, back_names)]
        self._plan_all(kept)

    def _count(self, element: etree._Element, counter: Counter[etree._Element]) -> None:
        counter[element] += 1
        for level, parent in enumerate(ancestors(element)):
            if level > _CLIMB:
                break
            counter[parent] += 1

    def _may_be_mark(self, pointer: _Pointer) -> bool:
        order = self._index.order
        element, target = pointer.element, pointer.target
        if order[element] >= order[target] or is_called_back_link(element) or names_author(element, target):
            return False
        if target.tag in _HEADINGS or any(parent.tag in _HEADINGS for parent in ancestors(target)):
            return False
        if target.tag in ("html", "body", "main", "article", "section", "table", "figure") and not has_note_name(
            target
        ):
            return False
        words = short_words(element)
        if cites_by_year(words, target):
            return False
        if labels_of(words) or is_word_label(words, target):
            return True
        if names_work(words):
            return words[0] in "([" or _stands_in_brackets(element)
        return (bool(words) or not _has_words(element)) and not is_arrow(words or "-") and _is_noteref(element)

    def _back_names(self) -> dict[etree._Element, set[str]]:
        """Return, for each block, the names that its links point to, and the names that marks may have for these."""
        names: dict[etree._Element, set[str]] = {}
        for link, name in self._index.links:
            for level, parent in enumerate([link, *ancestors(link)]):
                if level > _CLIMB or parent.tag in _PAGES:
                    break
                names.setdefault(parent, set()).update((name, _BACK + _without_back(name)))
        return names

    def _is_note(self, pointer: _Pointer, back_names: dict[etree._Element, set[str]]) -> bool:
        block = self._block(pointer.target)
        if block in self._under_heading or any(parent in self._under_heading for parent in _near(block, 3)):
            return True
        own = _names_of_mark(pointer.element) | {_BACK + pointer.name}
        if any(not own.isdisjoint(back_names.get(one, ())) for one in (block, pointer.target)):
            return True
        words = short_words(pointer.element)
        labels = labels_of(words)
        if labels and _is_raised(pointer.element, words) and self._numbers.of(block) == labels[0]:
            return True
        if any(has_note_name(one) for one in [pointer.target, block, *_near(block, 3)]):
            return bool(labels) or names_work(words) or _is_noteref(pointer.element)
        if is_word_label(words, pointer.target):
            return True
        return bool(labels) and _SHORT_NAME.fullmatch(pointer.name) is not None and begins_with(block, labels[0])

    def _block(self, target: etree._Element) -> etree._Element:
        """Return the element that holds the note's text."""
        block = target
        for parent in [target, *ancestors(target)]:
            block = parent
            if parent.tag in _BLOCKS and not _is_bare(parent):
                break
        for parent in _near(block, 3):
            if block.tag in _ITEMS:
                break
            if self._pointed[parent] != 1 or self._pointing[parent]:
                break
            if parent.tag in _ITEMS or (parent.tag == "div" and has_note_name(parent) and not _has_others(block)):
                block = parent
        return block

    def _plan_all(self, pointers: list[_Pointer]) -> None:
        entries: dict[etree._Element, EntryPlan] = {}
        order = self._index.order
        blocks: dict[etree._Element, list[etree._Element]] = {}
        for target in sorted({pointer.target for pointer in pointers}, key=lambda one: order[one]):
            blocks.setdefault(self._block(target), []).append(target)
        for block, targets in blocks.items():
            heads = sorted([*targets, *unlinked_heads(block, targets)], key=lambda one: order[one])
            parts = [block] if len(heads) == 1 else split_block(block, heads)
            linked = set(targets)
            for head, part in zip(heads, parts, strict=True):
                entries[head] = EntryPlan("", "" if head in linked else number_at(head), [part], head)
        for pointer in pointers:
            entry = entries[pointer.target]
            entry.label = entry.label or shown_label(short_words(pointer.element), pointer.target)
        lists = NoteLists(list(entries.values()), self._numbers, order, first=len(self._plan.entries) + 1)
        self._plan.entries += lists.entries
        self._plan.skipped.update(entry.parts[0] for entry in lists.entries)
        take_rest(self._plan)
        for pointer in pointers:
            self._plan.marks[holder_of(pointer.element)] = lists.mark(short_words(pointer.element), pointer.target)
        for entry in lists.entries:
            self._strip(entry, lists.place(entry))

    def _strip(self, entry: EntryPlan, place: str) -> None:
        """Leave the back-links and the leading number out of the entry."""
        for part in entry.parts:
            for link in part.iter("a"):
                words = short_words(link)
                href = link.get("href") or ""
                inner = bool(fragment_of(link)) or href in ("", "#") or href.startswith("javascript:")
                if not inner or link in self._plan.marks or (not words and _has_words(link)):
                    continue
                if is_arrow(words) or is_called_back_link(link):
                    self._plan.skipped.add(link)
                elif label_of(words) is not None:
                    self._plan.skipped.add(holder_of(link))
        head = _head_of(entry.parts[0])
        if head is not None and label_of(short_words(head)) in (entry.label, place):
            self._plan.skipped.add(head)


def _head_of(part: etree._Element) -> etree._Element | None:
    """Return the element at the head of a note that may show its number."""
    if (part.text or "").strip():
        return None
    head = None
    for child in part:
        head = child if isinstance(child.tag, str) else None
        if head is not None and (_has_words(head) or (head.tail or "").strip()):
            break  # what is before it is the place that a mark links to
    return head if head is not None and head.tag in ("sup", "span", "b", "strong", "a", "label", "small") else None


def _has_others(block: etree._Element) -> bool:
    """Return whether entries stand beside a block, so that its parent is the list."""
    return any(
        sibling.tag == block.tag and begins_entry(sibling)
        for preceding in (True, False)
        for sibling, _ in zip(block.itersiblings(etree.Element, preceding=preceding), range(2), strict=False)
    )


def _is_raised(element: etree._Element, words: str) -> bool:
    """Return whether a link looks like a mark: raised, or in square brackets."""
    if words.startswith("[") and words.endswith("]"):
        return True
    return element.find("sup") is not None or any(parent.tag == "sup" for parent in _near(element, 3))


def _names_of_mark(element: etree._Element) -> set[str]:
    """Return the ids that a link back from the note may point to."""
    near = [element, *_near(element, 3), *list(element)[:3]]
    previous = element.getprevious()
    if previous is not None:
        near.append(previous)
    return {name for one in near for name in (one.get("id"), one.get("name")) if name}


def holder_of(element: etree._Element) -> etree._Element:
    """Return the outermost element that shows only what `element` shows, and brackets."""
    words = short_words(element).strip("[]() ")
    holder = element
    for parent in ancestors(element):
        if (
            parent.tag not in _INLINE
            or short_words(parent).strip("[]() ") != words
            or (not words and _has_words(parent))
        ):
            break
        holder = parent
    return holder


def _has_words(element: etree._Element) -> bool:
    return any(str(piece).strip() for piece in element.itertext("*"))


def _is_bare(element: etree._Element) -> bool:
    """Return whether an element shows only a number, or an arrow back."""
    words = short_words(element)
    return label_of(words) is not None or (is_arrow(words or "-") if words else not _has_words(element))


def _pointers(index: Index) -> list[_Pointer]:
    found = [_Pointer(link, name, index.ids[name]) for link, name in index.links if name in index.ids]
    backs: dict[str, etree._Element] = {}
    for link, name in index.links:
        if name not in index.ids and _BACK_NAME.search(name):
            backs.setdefault(_without_back(name), link)
    for link, name in index.links:  # Word: no element has the name, but the note links back
        if name not in index.ids and name in backs and backs[name] is not link:
            found.append(_Pointer(link, name, backs[name]))
    for element in index.root.iter("label", "a"):
        named = element.get("for") if element.tag == "label" else None
        scripted = _SCRIPTED.search(element.get("onclick") or "")
        name = named or (scripted[1] if scripted else "")
        if name and name in index.ids and index.ids[name].tag not in ("input", "select", "textarea"):
            found.append(_Pointer(element, name, index.ids[name]))
    return found


def _without_back(name: str) -> str:
    return _BACK_NAME.sub("", name, count=1)


def _stands_in_brackets(element: etree._Element) -> bool:
    """Return whether what stands right before a link opens a bracket, or parts it from another work: "(", "; "."""
    previous, parent = element.getprevious(), element.getparent()
    before = (previous.tail if previous is not None else parent.text if parent is not None else "") or ""
    return _OPENED.search(before) is not None


def _is_noteref(element: etree._Element) -> bool:
    return is_called_reference(element) or any(
        parent.tag == "sup" or is_called_reference(parent) for parent in _near(element, 2)
    )


def _near(element: etree._Element, levels: int) -> list[etree._Element]:
    found = []
    for level, parent in enumerate(ancestors(element)):
        if level >= levels or parent.tag in ("body", "html", "article", "main"):
            break
        found.append(parent)
    return found


def _listed(root: etree._Element) -> set[etree._Element]:
    """Return the lists and blocks under a heading such as "References"."""
    found: set[etree._Element] = set()
    for heading in root.iter(*_HEADINGS):
        if not is_references(short_words(heading)):
            continue
        following = heading.getnext()
        while following is not None and following.tag not in _HEADINGS:
            found.add(following)
            following = following.getnext()
    return found
