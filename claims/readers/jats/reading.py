"""A JATS article to its layout."""

from __future__ import annotations

from claims.errors import ReadingError
from claims.layout import Layout
from claims.model import DocumentFormat
from claims.readers.jats.body import JatsBody
from claims.readers.jats.works import CITATIONS, work_of
from claims.readers.markup.layouts import layout_of
from claims.readers.markup.model import Entry, Marked, MarkupBlock, MarkupHeading, Part
from claims.readers.xmltext.reflist import TaggedList
from claims.readers.xmltext.tree import Node, Tree, parse_xml

_MOST_PARTS = 500  # articles in one file: an article with its answers and reviews


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read an article; see `claims.interfaces.Reader`."""
    tree = parse_xml(body, name=name, encoding=encoding)
    root = tree.root
    article = root if root.name in ("article", "book", "book-part") else next(root.all("article", "book"), None)
    if article is None:
        article = next((node for node in (root, *root.all("ref-list")) if node.name == "ref-list"), None)
    if article is None:
        raise ReadingError(f"{name}: there is no article in this XML; it begins with <{root.name}>.")
    marked = _marked(tree, article)
    return layout_of(marked, body, kind=DocumentFormat.JATS, name=name, url=url)


def _marked(tree: Tree, article: Node) -> Marked:
    marked = Marked(source=tree.source, language=article.get("lang")[:2].lower() or None)
    listed = TaggedList()
    for node in article.all("ref"):
        label = next((child.words() for child in node.elements() if child.name == "label"), "")
        key = listed.add(node, node.get("id"), label)
        for cited in node.all(*CITATIONS):  # a mark may mean one of several works of a reference
            listed.alias(cited.get("id"), key)
    listed.read_marks((xref.get("rid"), xref.words()) for xref in article.all("xref"))
    marked.entries += [_entry(node, key, listed) for key, node in listed.nodes.items()]
    pointed = {own for xref in article.all("xref") for own in xref.get("rid").split()}
    notes = {node.get("id"): node for node in article.all("fn") if node.get("id") in pointed}
    reader = JatsBody(marked, listed, notes)
    for entry in marked.entries:
        node = listed.nodes[entry.key]
        cited = next(node.all("mixed-citation", "citation"), node)
        if entry.work is None or cited is not node:
            entry.inside = reader.inline(cited.children)
    marked.blocks += _front(article, reader, marked)
    for part in [*article.elements()][:_MOST_PARTS]:
        if part.name in ("body", "back", "book-body", "book-back", "floats-group", "named-book-part-body"):
            marked.blocks += reader.blocks(part)
        elif part.name in ("sub-article", "response"):
            for inner in part.elements():
                marked.blocks += reader.blocks(inner) if inner.name in ("body", "back") else []
        elif part.name in ("sec", "p"):
            marked.blocks += reader.blocks(part)
    for key, node in notes.items():
        reader.add_note(key, node)
    return marked


def _entry(node: Node, key: str, listed: TaggedList) -> Entry:
    work = work_of(node, "")
    label = listed.call(key, work)
    work.key = label
    tagged = bool(work.fields.title) and bool(work.fields.authors or work.fields.published or work.issuer)
    known = tagged or bool(work.fields.title and (work.fields.identifiers or work.fields.urls))
    return Entry(key, label, work=work if known else None, place=(node.start, node.end))


def _front(article: Node, reader: JatsBody, marked: Marked) -> list[Part]:
    """Return the title and the abstract."""
    meta = next(article.all("article-meta", "book-meta", "front-stub"), None)
    if meta is None:
        return []
    found: list[Part] = []
    title = meta.first("title-group", "article-title") or meta.first("book-title-group", "book-title")
    if title is not None:
        marked.title = title.words("xref", "fn") or None
        found.append(MarkupHeading(reader.inline(title.children), 1, is_title=True))
    for abstract in meta.elements():
        if abstract.name == "abstract" and abstract.get("abstract-type") not in ("graphical", "teaser", "toc"):
            found += [part for part in reader.blocks(abstract, level=2) if _says(part)]
    return found


def _says(part: Part) -> bool:
    return not isinstance(part, MarkupBlock) or bool(part.inside)


__all__ = ["read"]
