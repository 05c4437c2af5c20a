"""An OpenDocument text to its layout."""

from __future__ import annotations

from claims.errors import ReadingError
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.packages import PackedParts
from claims.readers.managers.works import ManagedWorks
from claims.readers.markup.layouts import layout_of
from claims.readers.markup.model import Marked
from claims.readers.odt.body import OdtBody, with_labels
from claims.readers.odt.styles import OdtStyles
from claims.readers.xmltext.tree import Node, parse_xml


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read an OpenDocument text; see `claims.interfaces.Reader`. It has no lines, so it has no origins."""
    del encoding  # XML declares its own encoding
    parts = PackedParts(body, name, "ODT file")
    manifest = _part(parts, "META-INF/manifest.xml", name)
    if manifest is not None and any(manifest.all("encryption-data")):
        raise ReadingError(f"{name}: this document is locked with a password; save it without one.")
    content = _part(parts, "content.xml", name)
    text = (
        next((node for node in content.all("text") if node.parent and node.parent.name == "body"), None)
        if content
        else None
    )
    if content is None or text is None:
        raise ReadingError(f"{name}: the file has no text document in it; save it as .odt again.")
    meta = _part(parts, "meta.xml", name)
    works = ManagedWorks()
    marked = Marked()
    styles = OdtStyles(_part(parts, "styles.xml", name), content)
    reader = OdtBody(marked, styles, works)
    blocks = reader.blocks(text)
    marked.entries = works.entries()
    marked.blocks = with_labels(blocks, works)
    for note in marked.notes.values():
        note.blocks = with_labels(note.blocks, works)
    if meta is not None:
        marked.title = marked.title or next((node.words() for node in meta.all("title")), "") or None
        marked.language = next((node.words()[:2].lower() for node in meta.all("language")), "") or None
    return layout_of(marked, body, kind=DocumentFormat.ODT, name=name, url=url, has_places=False)


def _part(parts: PackedParts, path: str, name: str) -> Node | None:
    data = parts.read(path)
    return parse_xml(data, name=f"{name}: its part {path}").root if data is not None else None


__all__ = ["read"]
