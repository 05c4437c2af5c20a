"""Recognise the links of a page's authors, which lead to institutes, addresses and notes on the authors."""

from __future__ import annotations

import re

from lxml import etree

from claims.markers.bylines import is_byline
from claims.readers.html.naming import names_of
from claims.readers.html.plan import ancestors, short_words

_AUTHOR_NOTE = re.compile(
    r"(?:^|[\s_-])b?(?:aff(?:il(?:iations?)?)?|affiliations?|author-?(?:infos?|notes?|affiliations?)|corresp(?:onding)?|corr?|contrib)"
    r"[-_]?\w{0,6}(?:$|[\s_-])",
    re.IGNORECASE,
)
_TEXTS = frozenset(["p", "div", "ul", "ol", "li", "h2", "h3", "h4"])
_LONGEST = 1500  # characters of the line with the authors
_UP = 4  # elements around a link, up to its line


def names_author(mark: etree._Element, target: etree._Element) -> bool:
    """Return whether a link leads from an author's name to an institute, an address or a note on the author.

    The name of the target tells, or else the line of the link: it holds names alone.
    """
    if any(_AUTHOR_NOTE.search(names_of(one)) for one in [target, *list(ancestors(target))[:2]]):
        return True
    return is_in_byline(mark)


def is_in_byline(mark: etree._Element) -> bool:
    """Return whether the line that an element stands in holds names alone."""
    line = next((parent for parent in list(ancestors(mark))[:_UP] if parent.tag in _TEXTS), None)
    return line is not None and is_byline(short_words(line, _LONGEST))
