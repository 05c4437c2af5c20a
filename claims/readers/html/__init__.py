"""Read HTML: pages of wikis, and pages with footnotes of other software."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from lxml import etree

from claims.htmltext import decode_body, parse_html
from claims.language import detect
from claims.layout import Layout, Subject
from claims.model import DocumentFormat
from claims.readers.composing import Composition
from claims.readers.html import mediawiki
from claims.readers.html.inline import plan_citations, plan_inline
from claims.readers.html.kinds import Kinds
from claims.readers.html.linked_notes import LinkedNotes
from claims.readers.html.locating import PageOrigins
from claims.readers.html.plan import Index, Plan, elements, index_tree, words_of
from claims.readers.html.rendering import Rendering, Walks
from claims.readers.html.subject import subject_of
from claims.readers.html.unlinked_notes import plan_unlinked
from claims.readers.links import with_links
from claims.readers.textual import with_textual_notes
from claims.source_map import LazyOrigins

_SITE = re.compile(
    r"\s+[-–—|]\s+(?:Wikipedia|Wikip[eé]dia|Wiktionary|Fandom|[^-–—|]{1,40}\b(?:Wiki|Fandom|Encyclopedia|encyclopedia))\b.*$"
)

_SAMPLE = 20_000  # characters of prose that tell the language


@dataclass(frozen=True, slots=True)
class _Page:
    """A page as it was read: its tree, the composition made of it, and the visible texts."""

    title: str | None
    url: str | None
    language: str | None
    made: Composition
    walks: Walks
    root: etree._Element
    subject: Subject


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a page of HTML; see `claims.interfaces.Reader`."""
    source = decode_body(body, declared=encoding)[0]
    page = _read_page(source, url)
    made = page.made
    return Layout(
        name=name,
        format=DocumentFormat.HTML,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=page.url,
        language=page.language or detect(made.text[:_SAMPLE]),
        title=page.title,
        uncited=made.uncited,
        origins=LazyOrigins(lambda: _origins(source, url)),
        subject=page.subject,
    )


def _read_page(source: str, url: str | None) -> _Page:
    root = parse_html(source)
    index = index_tree(root)
    language, title = _language(root), _title(root, index)
    works = {own: element for own, element in index.ids.items() if own.startswith("CITEREF")}
    subject = Subject()
    if mediawiki.is_mediawiki(root, index):
        subject = subject_of(root)
        url = mediawiki.pinned_url(root, source, url)
        content, plan, kinds = mediawiki.content_of(root, index), mediawiki.plan_page(root, index), Kinds()
    else:
        content, plan, kinds = root, _plan_footnotes(index), Kinds(by_place=True)
    made, walks = Rendering(plan, kinds, title=title, base=url, language=language, works=works).render(content)
    made = with_textual_notes(made, language=language, only_with_marks=True)
    made = with_links(made, url=_address(root, url))
    return _Page(title, url, language, made, walks, root, subject)


def _origins(source: str, url: str | None) -> PageOrigins:
    """Read the page again to find where its texts are, so that a document need not hold its tree in memory."""
    page = _read_page(source, url)
    pictures = {entry.span: entry.urls[0] for entry in page.made.entries if entry.is_link and not entry.text}
    visible = "".join(page.walks.texts)
    return PageOrigins(source, page.root, visible, page.walks.traced, page.made.pieces, pictures=pictures)


def _language(root: etree._Element) -> str | None:
    for element in elements(root):
        if element.tag in ("html", "body") or "mw-parser-output" in (element.get("class") or ""):
            own = (element.get("lang") or "").strip()
            if own:
                return own.split("-")[0].lower()
    return None


def _address(root: etree._Element, url: str | None) -> str | None:
    """Return the address of a page: the one that was asked for, or the one that the page says it has."""
    canonical = (link.get("href") or "" for link in root.iter("link") if (link.get("rel") or "") == "canonical")
    return url or next((href for href in canonical if href.lower().startswith(("http://", "https://"))), None)


def _title(root: etree._Element, index: Index) -> str | None:
    heading = index.ids.get("firstHeading")
    if heading is None:
        heading = next(root.iter("h1"), None)
    if heading is not None and words_of(heading):
        return words_of(heading)
    title = next(root.iter("title"), None)
    return _SITE.sub("", words_of(title)).strip() or None if title is not None else None


def _plan_footnotes(index: Index) -> Plan:
    """Recognise the footnotes of other software than wikis': linked ones first, because these are certain."""
    plan = Plan()
    LinkedNotes(index, plan).plan()
    if not plan.entries:
        plan_unlinked(index, plan)
    plan_inline(index, plan)
    if not plan.entries:
        plan_citations(index, plan)
    for entry in plan.entries:
        for part in entry.parts:
            for name in ("hidden", "style", "aria-hidden"):
                part.attrib.pop(name, "")
    return plan
