"""Wikitext, as the source of a page on a MediaWiki wiki: text, blocks, and the notes that MediaWiki would number."""

from __future__ import annotations

import hashlib

from claims.decoding import decode
from claims.language import detect
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.origins import MappedOrigins
from claims.readers.wikitext.masking import prepare
from claims.readers.wikitext.page import Page

_SAMPLE = 20_000  # characters of prose that tell the language


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a page of wikitext; see `claims.interfaces.Reader`."""
    source = prepare(decode(body, name=name, encoding=encoding))
    page = Page(source)
    page.walk_source(0, len(source))
    page.finish()
    made = page.composer.compose()
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
        uncited=made.uncited,
        origins=MappedOrigins(source, made.pieces),
    )
