"""A TEI document to its layout."""

from __future__ import annotations

from claims.errors import ReadingError
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.readers.markup.layouts import layout_of
from claims.readers.markup.model import Entry, Marked, MarkupHeading
from claims.readers.tei.body import TeiBody
from claims.readers.tei.works import work_of
from claims.readers.xmltext.reflist import TaggedList
from claims.readers.xmltext.tree import Node, Tree, parse_xml

_WORKS = ("biblStruct", "biblFull", "bibl")


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a TEI document; see `claims.interfaces.Reader`."""
    tree = parse_xml(body, name=name, encoding=encoding)
    texts = [node for node in tree.root.walk() if node.name in ("text", "listBibl")]
    if not texts:
        raise ReadingError(f"{name}: there is no text in this XML; it begins with <{tree.root.name}>.")
    marked = _marked(tree)
    return layout_of(marked, body, kind=DocumentFormat.TEI, name=name, url=url)


def _marked(tree: Tree) -> Marked:
    root = tree.root
    header = next((node for node in root.walk() if node.name == "teiHeader"), None)
    text = next((node for node in root.walk() if node.name == "text"), None)
    language = (text.get("lang") if text is not None else "") or root.get("lang")
    marked = Marked(source=tree.source, language=language[:2].lower() or None)
    listed = TaggedList()
    works = []
    for node in _listed_works(root):
        label = next((number.words() for number in node.all("idno") if number.get("type") == "label"), "")
        label = label or (node.get("n") if node.get("n") else "")
        works.append((node, listed.add(node, node.get("id"), label)))
    listed.read_marks((ref.get("target"), ref.words()) for ref in root.all("ref"))
    marked.entries += [_entry(node, key, listed) for node, key in works]
    pointed = {
        target[1:] for ref in root.all("ref", "ptr") for target in ref.get("target").split() if target[:1] == "#"
    }
    notes = {node.get("id"): node for node in root.all("note") if node.get("id") in pointed}
    reader = TeiBody(marked, listed, notes)
    for entry in marked.entries:
        node = listed.nodes[entry.key]
        if node.name == "bibl" or entry.work is None:
            entry.inside = reader.inline(node.children)
    if header is not None:
        _read_header(header, marked, reader)
    for part in root.walk():
        if part.name == "text" and not any(_within(part, "text")):
            marked.blocks += reader.blocks(part)
    for key, node in notes.items():
        reader.add_note(key, node)
    return marked


def _within(node: Node, name: str) -> list[Node]:
    """Return the elements of this name around an element."""
    found = []
    while node.parent is not None:
        node = node.parent
        if node.name == name:
            found.append(node)
    return found


def _listed_works(root: Node) -> list[Node]:
    """Return the works of the lists in their order; those within others are parts of these."""
    found = []
    for listing in root.all("listBibl"):
        if not _within(listing, "teiHeader"):
            found += [node for node in listing.elements() if node.name in _WORKS]
    return found


def _entry(node: Node, key: str, listed: TaggedList) -> Entry:
    work = work_of(node)
    label = listed.call(key, work)
    work.key = label
    fields = work.fields
    known = bool(fields.title) and bool(fields.authors or fields.published or work.issuer or fields.identifiers)
    return Entry(key, label, work=work if known else None, place=(node.start, node.end))


def _read_header(header: Node, marked: Marked, reader: TeiBody) -> None:
    title = header.first("fileDesc", "titleStmt", "title")
    if title is not None and title.words():
        marked.title = title.words()
        marked.blocks.append(MarkupHeading(reader.inline(title.children), 1, is_title=True))
    for abstract in header.all("abstract"):
        marked.blocks += reader.blocks(abstract, level=2)


__all__ = ["read"]
