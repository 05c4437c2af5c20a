"""Any HTML to a tree with all of its text: lxml, without its known losses.

libxml2 refuses to nest deeper than 2,048 elements and drops all that follows; it drops what stands behind the end tags
of body and html, which browsers show; lxml refuses characters that begin with an XML declaration, and reads nothing as
no tree at all.
"""

from __future__ import annotations

import re
from functools import partial

from lxml import etree

from claims.htmltext.encoding import decode_body
from claims.htmltext.places import BLOCK_TAGS, VOID_TAGS

_HEAD_TAGS = frozenset(
    {"base", "basefont", "bgsound", "link", "meta", "noscript", "script", "style", "template", "title"}
)
# A browser goes on in the body behind these tags (HTML, "after body" insertion mode). Blanks of the same length keep
# every offset, and do no harm where the letters stand in a comment or a script.
_EARLY_END = re.compile(r"</(?:body|html)\s{0,40}>", re.IGNORECASE)
# Characters that XML, and so lxml, does not have. Browsers show nothing for them.
_UNSEEN = bytes([*range(9), 11, *range(14, 32)])
# A form feed is a space of HTML, and not a character of XML: lxml reads it, and refuses to write it back.
_SPACES = bytes(32 if code == 12 else code for code in range(256))
_REFERENCE = re.compile(rb"&#(?:x0*+([0-9a-f]{1,4})|0*+([0-9]{1,5}))(?![0-9]);?", re.IGNORECASE)
_UNSEEN_NUMBERS = frozenset({*_UNSEEN, 0xFFFE, 0xFFFF}) - {0}
_MAX_DEPTH = 1500  # below libxml2's limit, with room for the elements that its parser adds by itself


def parse_html(body: bytes | str, *, encoding: str | None = None) -> etree._Element:
    """Return the root element of `body`; an empty document gives an empty `html` element.

    `encoding` is what the transport declared; see `decode_body`. Never raises for what the body holds: unclosed,
    misnested, very deep and very large markup all give a tree with all of its text.
    """
    text = decode_body(body, declared=encoding)[0] if isinstance(body, bytes) else body
    text = text.removeprefix("\ufeff")
    text = text.replace("\ufffe", "").replace("\uffff", "")
    text = _EARLY_END.sub(lambda tag: " " * len(tag[0]), text)
    data = text.encode("utf-8", "replace")
    root, too_deep = _parse(data)
    if too_deep:
        root, _ = _parse(_flatten(text).encode("utf-8", "replace"))
    if root is None:
        root = etree.Element("html")
        etree.SubElement(root, "body")
    _empty_head(root)
    return root


def _empty_head(root: etree._Element) -> None:
    """Move to the body what the parser left in the head.

    Where a page leaves out the tags of head and body, as it may, libxml2 ends the head only at elements of HTML 4: an
    `article` or a `nav` it takes for a part of the head, with all that is in it.
    """
    head = root.find("head")
    if head is None:
        return
    strays = [isinstance(child.tag, str) and child.tag not in _HEAD_TAGS for child in head]
    if not any(strays):
        return
    body = root.find("body")
    if body is None:
        body = etree.SubElement(root, "body")
    moved = list(head)[strays.index(True) :]
    moved[-1].tail = (moved[-1].tail or "") + (body.text or "")
    body.text = None
    for position, child in enumerate(moved):
        body.insert(position, child)


def _parse(data: bytes) -> tuple[etree._Element | None, bool]:
    # What the characters were is decided already: the parser must not believe a meta element again.
    parser = etree.HTMLParser(encoding="utf-8", huge_tree=True, remove_pis=True)
    try:
        root = etree.fromstring(_seen(data), parser)
    except etree.XMLSyntaxError:
        root = None
    too_deep = any("depth" in entry.message for entry in parser.error_log)
    return root, too_deep


def _seen(data: bytes) -> bytes:
    """Return `data` without the characters that lxml does not have, also where they are written as references.

    Where the removal of one makes another ("&#&#1;1;"), that one becomes U+FFFD.
    """
    data = data.translate(_SPACES, _UNSEEN)
    if b"&#" not in data:
        return data
    for instead in (b"", "\ufffd".encode()):
        data = _REFERENCE.sub(partial(_shown, instead=instead), data)
    return data


def _shown(reference: re.Match[bytes], instead: bytes) -> bytes:
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    if number == 12:
        return b" "
    return instead if number in _UNSEEN_NUMBERS else reference[0]


def _flatten(text: str) -> str:
    """Drop the tags that stand deeper than a parser goes; a dropped block still breaks the line. Linear."""
    pieces: list[str] = []
    depth = position = 0
    size = len(text)
    while position < size:
        start = text.find("<", position)
        if start < 0:
            break
        pieces.append(text[position:start])
        end, name, closing = _tag_at(text, start)
        tag = text[start:end]
        position = end
        if not name or name in VOID_TAGS:
            pieces.append(tag)
        elif closing:
            if depth <= _MAX_DEPTH:
                pieces.append(tag)
            elif name in BLOCK_TAGS:
                pieces.append("<br><br>")
            depth = max(0, depth - 1)
        else:
            depth += 1
            if depth <= _MAX_DEPTH:
                pieces.append(tag)
            elif name in BLOCK_TAGS:
                pieces.append("<br><br>")
    pieces.append(text[position:])
    return "".join(pieces)


def _tag_at(text: str, start: int) -> tuple[int, str, bool]:
    """Return where the markup at `start` ends, its name ("" if it is not a tag), and whether it closes."""
    if text.startswith("<!--", start):
        end = text.find("-->", start + 4)
        return (len(text) if end < 0 else end + 3), "", False
    closing = text.startswith("/", start + 1)
    begin = start + 1 + closing
    stop = begin
    while stop < len(text) and stop - begin < 40 and (text[stop].isalnum() or text[stop] in "-:"):
        stop += 1
    name = text[begin:stop].lower()
    if not name or not name[0].isalpha():
        return start + 1, "", False
    end = text.find(">", stop)
    end = len(text) if end < 0 else end + 1
    if not closing and name in ("script", "style"):
        close = text.find(f"</{name}", end)
        return (len(text) if close < 0 else close + len(name) + 3), "", False
    return end, name, closing
