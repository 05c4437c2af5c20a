"""Raised numbers of a page that its plan makes no marks of: powers, and marks of a list that is written as text."""

from __future__ import annotations

import re

from lxml import etree

from claims.readers.html.plan import classes_of, short_words
from claims.readers.raising import named_number, raised_signs

_SUPER = re.compile(r"vertical-align\s*:\s*(?:super|text-top)", re.IGNORECASE)
_CLASSES = frozenset({"sup", "super", "superscript"})
_LONGEST = 30  # characters; judgement: "1,2,5–9" and little more
_INLINE = frozenset({"span", "small", "font", "em", "i", "b"})


def raised_number(element: etree._Element) -> str | None:
    """Return the words of a raised element in raised letters, None where it is not raised, or is no number.

    An element with a link to another page is no raised number: it says what it links to.
    """
    if not _is_raised(element):
        return None
    words = short_words(element, _LONGEST)
    raised = named_number(words) or raised_signs(words, _before(element))
    if raised == words or any("//" in (link.get("href") or "") for link in element.iter("a")):
        return None
    return raised


def _before(element: etree._Element) -> str:
    """Return the text right before an element, in its parent."""
    before, parent = element.getprevious(), element.getparent()
    if before is not None:
        return before.tail or short_words(before)
    return (parent.text or "") if parent is not None else ""


def _is_raised(element: etree._Element) -> bool:
    if element.tag == "sup":
        return True
    if element.tag not in _INLINE:
        return False
    style = element.get("style")
    return (style is not None and _SUPER.search(style) is not None) or (
        element.get("class") is not None and not _CLASSES.isdisjoint(classes_of(element))
    )
