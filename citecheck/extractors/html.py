"""HTML: all visible text, block by block, followed by text that only attributes and data have.

A quotation may come from a caption, a list or the abstract in a meta element. The text therefore has all of these, and
each place says what it is. Text from attributes and data is left out if the visible text has it already.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from lxml import etree

from citecheck.extractors.extent import extent_of
from citecheck.extractors.metadata import (
    PageHead,
    authors_of,
    canonical_of,
    identifiers_of,
    language_of,
    published_of,
    read_head,
    site_of,
    title_of,
)
from citecheck.extractors.notes import bracketed_notes, cut, raised_notes, take_out_notes
from citecheck.model import Place, SourceText, Unread
from citecheck.pages import Body
from claims.htmltext import HtmlText, html_text, parse_html
from claims.readers.html.grid import Grid

_TAG = re.compile(r"<[a-zA-Z/][^<>]*>")
_UNREAD = {Unread.SCRIPTS: "the page shows its text only to browsers that run its scripts"}
_BODIES = ("articleBody", "reviewBody", "text", "description", "transcript", "caption")
_DESCRIPTIONS = ("citation_abstract", "dc.description", "og:description", "description", "twitter:description")
_MIN_WORDS = 3  # words of an image's description; shorter ones are like "logo" and "photo"


class HtmlExtractor:
    """Reads HTML, and the text in elements of XML."""

    def extract(self, body: Body, url: str | None = None) -> SourceText:
        """Return the text with the place of each block."""
        html = "html" in body.media_type
        root = parse_html(
            body.characters if html else body.characters.replace("><", "> <")
        )  # elements of XML are words
        head = read_head(root, url)
        visible, marks = _visible(root)
        text, places = _with_supplements(visible, root, head)
        heading = next((visible.text[b.start : b.end] for b in visible.blocks if b.tag == "h1"), None)
        extent, why = extent_of(places, head)
        return SourceText(
            text=text,
            extent=extent,
            reason=_UNREAD[why] if isinstance(why, Unread) else why,
            unread=why if isinstance(why, Unread) else None,
            places=places,
            media_type=body.media_type,
            title=title_of(head, heading),
            authors=authors_of(head),
            site=site_of(head),
            published=published_of(head),
            language=language_of(head),
            canonical=canonical_of(head),
            identifiers=identifiers_of(head),
            marks=marks,
        )


def _visible(root: etree._Element) -> tuple[HtmlText, tuple[str, ...]]:
    """Return the text that is seen, without the marks of the page's own notes, and these marks."""
    marks = take_out_notes(root)
    seen = html_text(root)
    spans = sorted([*raised_notes(seen.text), *bracketed_notes(seen.text)])
    if not spans:
        return seen, marks
    without = cut(seen.text, spans)
    blocks = (b._replace(start=without.moved(b.start), end=without.moved(b.end)) for b in seen.blocks)
    kept = tuple(block for block in blocks if block.end > block.start)
    return HtmlText(without.text, kept), (*marks, *(seen.text[span.start : span.end].strip() for span in spans))


def _with_supplements(visible: HtmlText, root: etree._Element, head: PageHead) -> tuple[str, tuple[Place, ...]]:
    grid = Grid()
    places = [
        Place(
            start=block.start,
            end=block.end,
            kind=block.place,
            cell=grid.cell_of(block.element) if block.place == "table" else None,
        )
        for block in visible.blocks
    ]
    pieces = [visible.text]
    length = len(visible.text)
    known: set[str] = set()
    for kind, words in _supplements(root, head):
        if words in known or words in visible.text:
            continue
        known.add(words)
        if length:
            pieces.append("\n\n")
            length += 2
        pieces.append(words)
        places.append(Place(start=length, end=length + len(words), kind=kind))
        length += len(words)
    return "".join(pieces), tuple(places)


def _supplements(root: etree._Element, head: PageHead) -> Iterator[tuple[str, str]]:
    """Yield text that is not shown but can be quoted: the kind of its place, and the words."""
    for element in root.iter("noscript"):
        inner, _ = _visible(parse_html(element.text or "") if _is_markup(element) else element)
        for block in inner.blocks:
            yield "description", inner.text[block.start : block.end]
    for image in root.iter("img", "area", "figure"):
        words = " ".join((image.get("alt") or image.get("aria-label") or "").split())
        if words.count(" ") + 1 >= _MIN_WORDS:
            yield "description", words
    for item in head.items:
        for key in _BODIES:
            value = item.get(key)
            if isinstance(value, str):
                yield from (("metadata", paragraph) for paragraph in _paragraphs(value))
    for title in (head.title, head.first("og:title", "citation_title")):
        if title:
            yield "metadata", title
    for name in _DESCRIPTIONS:
        for value in head.meta.get(name, ()):
            yield "metadata", " ".join(unescape(value).split())


def _is_markup(element: etree._Element) -> bool:
    """Return whether the parser read the content of a `noscript` as characters instead of elements."""
    return len(element) == 0 and "<" in (element.text or "")


def _paragraphs(value: str) -> Iterator[str]:
    """Yield the paragraphs of a text from JSON-LD, which may have mark-up."""
    if _TAG.search(value) or "&" in value:
        value = _visible(parse_html(value.replace("\n\n", "<p>")))[0].text
    for paragraph in re.split(r"\n\s*\n", value):
        words = " ".join(paragraph.split())
        if words:
            yield words
