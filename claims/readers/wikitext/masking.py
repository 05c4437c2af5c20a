"""The first pass over wikitext: mask what MediaWiki's preprocessor removes before it reads templates and links.

Comments, extension tags (whose contents it never parses as part of the page) and HTML tags are replaced by as many
placeholder characters, so that every offset stays the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from claims.readers.wikitext.brackets import BRACE, BRACKET, LESS, balanced

# Noncharacters: Unicode reserves them for internal use, so that no text has them.
NOTHING = "\ufdd0"
TAG = "\ufdd1"
LITERALS = {BRACE: "{", BRACKET: "[", LESS: "<"}

_RESERVED = re.compile("[\ufdd0-\ufdd4]")
_REF = re.compile(r"<ref[\s>]", re.IGNORECASE)
_ESCAPED_REF = re.compile(r"&lt;ref(?:\s|&gt;)", re.IGNORECASE)
_ESCAPED = re.compile("&(?:lt|gt|quot|amp);")
# The placeholders are outside of the tag, and before the entity that an ampersand may begin.
_UNESCAPED = {
    "&lt;": NOTHING * 3 + "<",
    "&gt;": ">" + NOTHING * 3,
    "&quot;": '"' + NOTHING * 5,
    "&amp;": NOTHING * 4 + "&",
}
_START = re.compile(r"<(?:!--|(/?)([A-Za-z][A-Za-z0-9-]*))")
_ATTRIBUTE = re.compile(r"""([A-Za-z_:][\w:.-]*)\s*=\s*(?:"([^"]*)"?|'([^']*)'?|([^\s"'>]+))""")

# Tags whose content belongs to an extension; the page's own markup has no meaning inside them.
EXTENSIONS = frozenset(
    {"ref", "references", "nowiki", "pre", "gallery", "math", "chem", "ce", "syntaxhighlight", "source", "score"}
    | {"timeline", "hiero", "graph", "mapframe", "maplink", "imagemap", "inputbox", "templatestyles", "templatedata"}
    | {"categorytree", "includeonly", "indicator", "section", "rss", "charinsert"}
)
# Those that run to the end of the page when they are never closed.
_OPEN_ENDED = frozenset({"includeonly"})


@dataclass(frozen=True, slots=True)
class MaskedTag:
    """One masked tag; offsets are into the whole page.

    `body` is the range of the content of an extension tag, None for one without content and for HTML tags. One that
    is within another tag is `hidden`: it is counted, and shows nothing.
    """

    name: str
    attributes: str
    start: int
    end: int
    closing: bool = False
    body: tuple[int, int] | None = None
    hidden: bool = False

    def attribute(self, name: str) -> str | None:
        """Return the value of an attribute as it is written, trimmed; None where it is absent."""
        found = None
        for match in _ATTRIBUTE.finditer(self.attributes):
            if match[1].lower() == name:
                found = next((value for value in match.groups()[1:] if value is not None), "")
        return None if found is None else raw(found).strip()


@dataclass(frozen=True, slots=True)
class Masked:
    """A stretch of a page with its tags masked; `tags` has them by their offset in the page."""

    text: str
    tags: dict[int, MaskedTag]


def prepare(page: str) -> str:
    """Return a page that can be masked: without placeholder characters of its own, and with its tags readable.

    Some pages have their tags escaped ("&lt;ref&gt;"), as in a dump. Where all tags are escaped, they are
    restored, with placeholders so that every offset stays the same.
    """
    page = _RESERVED.sub("\ufffd", page)
    if len(_ESCAPED_REF.findall(page)) > len(_REF.findall(page)):
        page = _ESCAPED.sub(lambda found: _UNESCAPED[found[0]], page)
    return page


def mask(page: str, start: int, end: int) -> Masked:
    """Return `page[start:end]` with its comments and tags replaced by placeholders."""
    parts: list[str] = []
    tags: dict[int, MaskedTag] = {}
    position = start
    for stretch_start, stretch_end, tag in _tags(page, start, end):
        parts.append(page[position:stretch_start].replace("<", LESS))
        parts.append((TAG if tag else NOTHING) + NOTHING * (stretch_end - stretch_start - 1))
        if tag:
            tags[stretch_start] = tag
        position = stretch_end
    parts.append(page[position:end].replace("<", LESS))
    return Masked(balanced("".join(parts)), tags)


def _tags(page: str, start: int, end: int) -> Iterator[tuple[int, int, MaskedTag | None]]:
    """Yield the range of each comment and tag, in order."""
    never_closed: set[str] = set()
    last_bracket = page.rfind(">", start, end)
    position = start
    within = False
    while (opening := _START.search(page, position, end)) is not None:
        begin = opening.start()
        if opening[2] is None:
            close = page.find("-->", opening.end(), end)
            position = end if close < 0 else close + 3
            yield begin, position, None
            continue
        name = opening[2].lower()
        if begin > last_bracket:
            return
        bracket = page.find(">", opening.end(), end)
        after = bracket + 1
        attributes = page[opening.end() : bracket]
        if attributes and not (attributes[0].isspace() or attributes[0] == "/"):
            position = opening.end()
            continue
        if name not in EXTENSIONS and "<" in attributes:
            inner = opening.end() + attributes.index("<")
            yield begin, inner, None
            position, within = inner, True
            continue
        position = after
        if name not in EXTENSIONS or opening[1]:
            yield begin, after, MaskedTag(name, attributes, begin, after, closing=bool(opening[1]))
            continue
        if attributes.endswith("/"):
            yield begin, after, MaskedTag(name, attributes[:-1], begin, after, hidden=within)
            within = False
            continue
        closing = None if name in never_closed else _closing(name).search(page, after, end)
        if closing is not None:
            position = closing.end()
            body = (after, closing.start())
            yield begin, position, MaskedTag(name, attributes, begin, position, body=body, hidden=within)
            within = False
        elif name in _OPEN_ENDED:
            yield begin, end, MaskedTag(name, attributes, begin, end, body=(after, end))
            return
        else:
            never_closed.add(name)


@lru_cache(maxsize=64)
def _closing(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}\s*>", re.IGNORECASE)


def raw(text: str) -> str:
    """Return the text of a parsed node without the placeholders of masking."""
    return _RESERVED.sub("", text)
