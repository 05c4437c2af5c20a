"""Citations of EndNote in Word: the XML in the code or the data of a field, with the record of each work."""

from __future__ import annotations

import base64
import binascii
import re

from lxml import etree

from claims.readers.bibliography_files.endnote import work_of_record
from claims.readers.bibliography_files.filling import set_date
from claims.readers.bibliography_files.model import Work
from claims.readers.managers.works import ManagedCitation, ManagedItem

_LONGEST = 8_000_000  # characters of one citation
_MOST = 500  # works of one citation
_DASH = re.compile(r"\s*[-–—]{1,3}\s*")


def decoded(data: str) -> str:
    """Return the text of a field's data, which is written in base64; empty: it is no text."""
    try:
        return base64.b64decode("".join(data.split())[: 2 * _LONGEST], validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""


def read_endnote_citation(text: str) -> ManagedCitation | None:
    """Return the citation in the XML of a field; None: there is none in it."""
    start = text.find("<EndNote")
    end = text.rfind("</EndNote>")
    if start < 0 or end < start or end - start > _LONGEST:
        return None
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, load_dtd=False, no_network=True, remove_comments=True, remove_pis=True
    )
    root = etree.fromstring(text[start : end + len("</EndNote>")].encode("utf-8", "replace"), parser)
    if root is None:
        return None
    items = [_item(cite) for cite in list(root.iter("Cite"))[:_MOST]]
    return ManagedCitation(items, "".join(str(text) for text in root.itertext("DisplayText")).strip())


def _item(cite: etree._Element) -> ManagedItem:
    record = cite.find("record")
    number = _said(cite, "RecNum") or (_said(record, "rec-number") if record is not None else "")
    author, year = _said(cite, "Author"), _said(cite, "Year")
    if record is not None:
        work = work_of_record(record, 1)
    else:
        work = Work("")
        work.fields.authors = (author,) if author else ()
        if year:
            set_date(work, year)
    pages = _DASH.sub("–", _said(cite, "Pages")) or None
    return ManagedItem(f"endnote {number} {author} {year}", work, pages)


def _said(element: etree._Element, name: str) -> str:
    found = element.find(name)
    return " ".join("".join(str(text) for text in found.itertext()).split()) if found is not None else ""


__all__ = ["decoded", "read_endnote_citation"]
