"""Take the marks of notes out of a page's tree, before its text is read, so that every offset is the text's own.

What an element is decides first (raised, named as a note, a link to a note), what stands around it second. What is
neither stays, and a power that is raised is written as one: 10⁶.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import cast

from lxml import etree

from citecheck.extractors.notes import elements, flow
from citecheck.extractors.notes.groups import enclosed_group
from citecheck.extractors.notes.marks import BETWEEN, PAGE_OF_SOURCE, is_enclosed, is_mark, last_number
from citecheck.extractors.notes.raised import Raised, Role, role_of
from citecheck.extractors.notes.superscripts import in_raised_letters

_TAGS = ("sup", "xref", "a", "span", "em", "i", "b", "font", "small", "cite", "label", "button")
_MARKED = re.compile("sup|note|fn|ref|cit|bibr", re.IGNORECASE)  # in the class of an element that may be a mark
_AFTER_LETTER = re.compile(r"(?<!\w)[^\W\d_]$")  # "Q7" with a link on its number
_CLOSING = ".,;:!?…\"'”’»)]%"  # what a mark on the line may stand behind, besides a word
_PARTS = 40  # elements inside a mark that are asked for a link
_LONGEST = 60  # characters of a mark
# Classes of notes whose words stand in the middle of the sentence: LaTeXML, Tufte's side notes, a plugin of WordPress.
_INLINE_NOTES = ("ltx_note_outer", "sidenote", "marginnote", "modern-footnotes-footnote__note")
_INLINE = etree.XPath(
    "descendant::span[" + " or ".join(f"contains(concat(' ',@class,' '),' {name} ')" for name in _INLINE_NOTES) + "]"
)


def take_out_notes(root: etree._Element) -> tuple[str, ...]:
    """Take the marks of notes out of the tree; return what they said, in order."""
    _move_inline_notes(root)
    taken = _Taken()
    for element in [found for found in root.iter(*_TAGS) if _is_candidate(found)]:
        if element.getparent() is not None and element not in taken.done:
            _consider(element, taken)
    return tuple(taken.marks)


class _Taken:
    """What was taken out of a page so far; `raised` are the elements above the line."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.done: set[etree._Element] = set()
        self.raised: set[etree._Element] = set()
        self.expected = 1

    def take(self, element: etree._Element, words: str) -> None:
        """Empty an element that is a note's mark."""
        self.done.update(element.iter())
        self.marks.append(words)
        self.expected = max(self.expected, last_number(words) + 1)
        flow.empty(element)
        element.tag = "span" if element.tag == "button" else element.tag  # an empty button would part the sentence
        flow.close_up(element)


def _is_candidate(element: etree._Element) -> bool:
    """Whether an element is worth a closer look."""
    tag = element.tag
    if tag in ("sup", "xref") or (tag == "a" and ("#" in element.get("href", "") or element.get("data-mfn"))):
        return True
    if _MARKED.search(element.get("class", "")) or "vertical-align" in element.get("style", ""):
        return True
    return bool(element.get("role") or element.get("epub:type"))


def _consider(element: etree._Element, taken: _Taken) -> None:
    words = flow.words_of(element, _LONGEST)
    if not words:
        return
    raised = elements.is_raised(element) or _holds_only_raised(element)
    if raised:
        _consider_raised(element, words, taken)
    elif elements.is_named_note(element) or elements.leads_to_note(element) or elements.is_labelled(element, words):
        _consider_marked(element, words, taken)


def _consider_raised(element: etree._Element, words: str, taken: _Taken) -> None:
    before, after = flow.before(element), flow.after(element)
    linked = any(
        elements.is_named_note(part) or elements.leads_to_note(part) for part in islice(element.iter(), _PARTS)
    )
    previous = element.getprevious()
    if BETWEEN.fullmatch(words) and previous is not None and previous in taken.raised and not previous.tail:
        taken.raised.add(element)
        flow.empty(element)
        return
    if PAGE_OF_SOURCE.fullmatch(words) and linked:
        taken.take(element, words)
        return
    role = role_of(Raised(words, before, after, linked=linked, expected=taken.expected))
    if role is Role.NOTE:
        if previous is not None and previous in taken.raised and BETWEEN.fullmatch(previous.tail or ""):
            previous.tail = None
        taken.raised.add(element)
        taken.take(element, words)
    elif role is Role.POWER:
        taken.done.update(element.iter())
        flow.empty(element, in_raised_letters(words))
    elif role is Role.FRACTION and before[-1:].isdecimal():
        taken.done.update(element.iter())
        flow.empty(element, f" {words}")
    elif role is Role.LABEL and after[:1].isalpha():
        element.tail = f" {element.tail or ''}"


def _consider_marked(element: etree._Element, words: str, taken: _Taken) -> None:
    """Something on the line that its markup names a note, or that leads to one."""
    if not is_mark(words) or elements.leads_back(element):
        return
    before = flow.before(element)
    if not before or elements.names_a_part(before) or elements.leads_to_part(element):
        return
    after = flow.after(element)
    sure = elements.is_named_note(element) or elements.leads_to_note(element)
    if is_enclosed(words):
        if not after[:1].isalpha():
            taken.take(element, words)
        return
    group = enclosed_group(element)
    if group is not None:
        labels = [flow.words_of(part, _LONGEST) for part in group.elements]
        if all(map(is_mark, labels)) and (sure or group.bracket == "["):
            group.take_brackets()
            for part, label in zip(group.elements, labels, strict=True):
                taken.take(part, label)
        return
    if not sure or after[:1].isalnum() or _AFTER_LETTER.search(before) or re.fullmatch("[a-z]{2}", words):
        return
    behind_word = before[-1:].isalnum() or before[-1:] in tuple(_CLOSING)
    if behind_word or (before[-1:].isspace() and elements.is_named_note(element) and elements.leads_to_note(element)):
        taken.take(element, words)


def _holds_only_raised(element: etree._Element) -> bool:
    """Whether all that a link shows is one raised element."""
    if element.tag not in ("a", "span") or (element.text or "").strip():
        return False
    shown = [child for child in element if isinstance(child.tag, str) and flow.words_of(child, _LONGEST)]
    return len(shown) == 1 and elements.is_raised(shown[0]) and not re.search(r"\S", shown[0].tail or "")


def _move_inline_notes(root: etree._Element) -> None:
    """Move the words of a note from the middle of a sentence to the end of its block."""
    for note in cast("list[etree._Element]", _INLINE(root)):
        block = next((part for part in note.iterancestors() if part.tag in ("p", "div", "li", "td", "section")), None)
        holder, parent = block.getparent() if block is not None else None, note.getparent()
        if block is None or holder is None or parent is None:
            continue
        stand_in = etree.Element("span")
        stand_in.tail, note.tail = note.tail, None
        parent.replace(note, stand_in)
        paragraph = etree.Element("p")
        paragraph.append(note)
        paragraph.tail, block.tail = block.tail, None
        holder.insert(holder.index(block) + 1, paragraph)
