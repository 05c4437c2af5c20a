"""Read wikitext, the source of a page of a MediaWiki wiki: text, blocks, and notes as MediaWiki numbers them."""

from __future__ import annotations

import hashlib
import re

from mwparserfromhell.nodes import ExternalLink, Tag, Template, Wikilink

from claims.decoding import decode
from claims.language import detect
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.readers.wikitext import links, notes, tags, templates
from claims.readers.wikitext.masking import prepare
from claims.readers.wikitext.page import Handlers, WikiPage
from claims.readers.wikitext.subject import subject_of
from claims.source_map import MappedOrigins

_BOLD_LEAD = re.compile(
    r"^(?:The |Der |Die |Das |Le |La |Les |El |Los |Las )?\'{3,5}([^'\n\[\]{}|<>]{2,80})\'{3,5}", re.MULTILINE
)
_HANDLERS = Handlers(
    nodes={
        Template: templates.write_template,
        Wikilink: links.write_wikilink,
        ExternalLink: links.write_external,
        Tag: tags.write_markup,
    },
    tag=tags.write_tag,
    entry=notes.write_entry,
    complete=notes.complete_entries,
)
_MARKUP = re.compile(
    r"<ref[^<>]*>[^<>]{0,2000}</ref>|\{\{[^{}]{0,2000}\}\}|\[\[[^\[\]|]*\||\[https?://\S+|https?://\S+|<[^<>]*>"
)
_CYRILLIC = re.compile(r"[\u0400-\u04ff]{2,}")
_UKRAINIAN = re.compile(r"[іїєґ]")
_SAMPLE = 20_000  # characters of prose that tell the language


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a page of wikitext; see `claims.interfaces.Reader`."""
    decoded = decode(body, name=name, encoding=encoding)
    source = prepare(decoded.replace("\r\n", "\n").replace("\r", "\n"))  # lines and columns stay the same
    language = _language_of(source)
    page = WikiPage(source, _HANDLERS, language=language)
    page.walk_source(0, len(source))
    page.finish()
    made = page.compose(url)
    return Layout(
        name=name,
        format=DocumentFormat.WIKITEXT,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=url,
        problems=tuple(page.problems),
        language=detect(made.text[:_SAMPLE]),
        title=_title(source),
        uncited=made.uncited,
        holes=made.holes,
        origins=MappedOrigins(source, made.pieces),
        subject=subject_of(source),
    )


def _language_of(source: str) -> str | None:
    """Return the language of a page's own words, without its templates, links and tags."""
    words = _MARKUP.sub(" ", source[:_SAMPLE])
    return detect(words) or ("uk" if _UKRAINIAN.search(words) else "ru" if len(_CYRILLIC.findall(words)) > 2 else None)


def _title(source: str) -> str | None:
    """Return the bold words at the beginning of an article, which are its title by custom."""
    found = _BOLD_LEAD.search(source, 0, _SAMPLE)
    return " ".join(found[1].split()) if found is not None else None
