"""The layout of a marked-up document in parts: its text with marks and entries, its works, its places."""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from claims.companions import Companions
from claims.file_origins import FileOrigins
from claims.language import detect
from claims.layout import Layout
from claims.model import DocumentFormat, Origins
from claims.readers.bibliography_files.cited import CitedWorks
from claims.readers.bibliography_files.finding import find_bibliography
from claims.readers.links import with_links
from claims.readers.markup.model import Marked
from claims.readers.markup.writing import MarkupWriter
from claims.readers.textual import with_editors_notes, with_textual_notes
from claims.source_map import MappedOrigins

ALONE = Companions()
"""No further files."""
_SAMPLE = 20_000  # characters of prose that tell the language


def layout_of(
    marked: Marked,
    body: bytes,
    *,
    kind: DocumentFormat,
    name: str,
    url: str | None = None,
    keys: Collection[str] | None = None,
    companions: Companions = ALONE,
    has_places: bool = True,
) -> Layout:
    """Return the layout of `marked`, which was read from `body`, a document of `kind` called `name`.

    `url` is the address that it came from. `keys` are those by which it cites works, in its own bibliography or in
    those of `companions`; None: documents of this kind cite by no key. `has_places` is False where its file has no
    lines that people see.
    """
    found = None
    if keys is not None:
        marked.has_keys = bool(keys)
        found = find_bibliography(marked.named, frozenset(keys), companions)
    works = found.works if found is not None else None
    writer = MarkupWriter(marked, works)
    if works is not None:
        _list_works(works, marked)
    writer.write()
    made = writer.composer.compose()
    language = marked.language or detect(made.text[:_SAMPLE])
    made = with_editors_notes(made) if writer.cites_keys else with_textual_notes(made, language=language)
    made = with_links(made, url=url)
    origins: Origins | None = None
    if has_places:
        plain = works is None or not works.sources
        texts = [("", marked.source), *works.sources] if works is not None else []
        origins = MappedOrigins(marked.source, made.pieces) if plain else FileOrigins(texts, made.pieces)
    return Layout(
        name=name,
        format=kind,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=url,
        language=language,
        title=marked.title,
        uncited=made.uncited,
        problems=(
            *marked.problems,
            *(found.problems if found is not None else ()),
            *(works.problems() if works is not None else ()),
        ),
        unused_allowed=works.listed_alone() if works is not None else frozenset(),
        holes=made.holes,
        origins=origins,
    )


def _list_works(works: CitedWorks, marked: Marked) -> None:
    for key in marked.listed:
        if key == "*":
            works.cite_all()
        else:
            works.cite(key, in_text=False)


__all__ = ["ALONE", "layout_of"]
