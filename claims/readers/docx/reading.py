"""Read the body of a Word document and the notes that it refers to."""

from __future__ import annotations

import hashlib
import posixpath
import re
from dataclasses import dataclass, field

from lxml import etree

from claims.errors import ReadingError
from claims.language import detect
from claims.layout import Layout
from claims.model import BlockKind, DocumentFormat
from claims.readers.composing import Composer, Draft
from claims.readers.docx.managed import MARK, ManagedCitations, is_source, says_something, write_managed
from claims.readers.docx.numbering import FORMATS
from claims.readers.docx.package import Package, W
from claims.readers.docx.styles import Styles
from claims.readers.docx.tables import CellShape, cells_of
from claims.readers.fields import Fields
from claims.readers.links import with_links
from claims.readers.markup.gathering import names_in
from claims.readers.note_labels import label_of
from claims.readers.raising import raised_signs
from claims.readers.textual import with_textual_notes

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Elements that are not text: deleted words, the instructions of fields, properties, names of pictures.
_SKIPPED = frozenset(
    {
        W + name
        for name in (
            "del",
            "moveFrom",
            "instrText",
            "delText",
            "delInstrText",
            "rPr",
            "tblPr",
            "tcPr",
            "trPr",
            "sectPr",
        )
    }
    | {_MC_FALLBACK}
)
_SIGNS = {"noBreakHyphen": "-", "softHyphen": "", "tab": " ", "ptab": " "}
_FIELD_LINK = re.compile(r'HYPERLINK\s+"([^"]{1,2000})"')
_NEAR = 300  # characters before a mark in which an open bracket is looked for
_CORE = "docProps/core.xml"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_LANGUAGE = "{http://purl.org/dc/elements/1.1/}language"


def read(body: bytes, *, name: str, url: str | None = None, encoding: str | None = None) -> Layout:
    """Read a Word document; see `claims.interfaces.Reader`. It has no lines, so it has no origins."""
    del encoding  # XML declares its own encoding
    package = Package(body, name)
    walk = _Walk(package, name)
    walk.document()
    made = walk.composer.compose()
    core = package.part(_CORE)
    title = core.findtext(_TITLE) if core is not None else None
    stated = (core.findtext(_LANGUAGE) if core is not None else None) or ""
    language = stated.split("-")[0].lower() or detect(made.text[:20_000])
    made = with_textual_notes(made, language=language, only_with_marks=bool(walk.managed))
    made = with_links(made, url=url)
    return Layout(
        name=name,
        format=DocumentFormat.DOCX,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=url,
        language=language,
        title=walk.title or (title or "").strip() or None,
        uncited=made.uncited,
    )


@dataclass(slots=True)
class _Notes:
    """Footnotes or endnotes: their texts by id, and the numbers given so far."""

    kind: str
    group: str
    path: str
    texts: dict[str, etree._Element] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    labels: dict[str, str] = field(default_factory=dict)

    def label(self, own: str) -> str:
        """Return the label of a note, numbering it where this is its first mark."""
        if own not in self.labels:
            self.order.append(own)
            self.labels[own] = label_of(self.group, str(len(self.order)))
        return self.labels[own]


class _Walk:
    def __init__(self, package: Package, name: str) -> None:
        self._package = package
        main = package.main_part()
        root = package.part(main)
        body = None if root is None else root.find(W + "body")
        if root is None or body is None:
            raise ReadingError(f"{name}: the file has no document in it; save it as .docx again.")
        self._body = body
        folder = posixpath.dirname(main)
        self._styles = Styles(
            package.part(posixpath.join(folder, "styles.xml")), package.part(posixpath.join(folder, "numbering.xml"))
        )
        self._links = package.relations(main)
        settings = package.part(posixpath.join(folder, "settings.xml"))
        self._notes = {
            "footnote": self._load("footnote", posixpath.join(folder, "footnotes.xml"), [root, settings]),
            "endnote": self._load("endnote", posixpath.join(folder, "endnotes.xml"), [root, settings]),
        }
        self.managed = ManagedCitations(package)
        self.composer = Composer()
        self.title: str | None = None
        self._fields: Fields | None = None
        self._field_code: list[str] = []
        self._link_start = 0  # where the words of the link under way begin in their block
        self._cells: dict[etree._Element, CellShape] = {}
        self._remarks: dict[str, etree._Element] = {}

    def _load(self, kind: str, path: str, settings: list[etree._Element | None]) -> _Notes:
        stated = None
        for root in settings:
            for properties in root.iter(f"{W}{kind}Pr") if root is not None else ():
                number_format = properties.find(W + "numFmt")
                stated = stated or (number_format.get(W + "val") if number_format is not None else None)
        stated = stated or ("decimal" if kind == "footnote" else "lowerRoman")
        notes = _Notes(kind, FORMATS.get(stated, ""), path)
        root = self._package.part(path)
        for note in root.iter(W + kind) if root is not None else ():
            if note.get(W + "type") in (None, "normal"):
                notes.texts[note.get(W + "id") or ""] = note
        return notes

    def document(self) -> None:
        """Write the body, then the notes in the order of their marks."""
        self._read_managed()
        self._blocks(self._body, BlockKind.PARAGRAPH)
        self._write_remarks()
        for entry in self.managed.entries:
            write_managed(self.composer, entry)
        for notes in self._notes.values():
            self._links = self._package.relations(notes.path)
            for own in notes.order:
                text = notes.texts.get(own)
                if text is None:
                    continue
                self._fields = Fields()
                draft: Draft = self.composer.begin_entry(
                    self._fields.reference(f"{notes.kind}-{own}", notes.labels[own])
                )
                self._blocks(text, BlockKind.REFERENCES)
                self._fields.read_text(self.composer.written().strip())
                draft.entry = self._fields.reference(f"{notes.kind}-{own}", notes.labels[own])
                self.composer.end_entry()
                self._fields = None

    def _read_managed(self) -> None:
        """Put marks in the places of the citations of reference managers, in the text and in the notes."""
        self.managed.read_sources()
        self.managed.replace(self._body)
        for notes in self._notes.values():
            for note in notes.texts.values():
                self.managed.replace(note, in_note=True)
        self.managed.finish()

    def _write_remarks(self) -> None:
        """Write the notes that are no sources, in a document with citations of a manager, below the text."""
        if self._remarks:
            self.composer.heading(1)  # an empty one, which ends the section
            self.composer.end_heading()
        for note in self._remarks.values():
            self.composer.begin(BlockKind.PARAGRAPH)
            self._blocks(note, BlockKind.PARAGRAPH)

    def _blocks(self, root: etree._Element, kind: BlockKind) -> None:
        """Write the paragraphs below `root`, without recursion, because a document may nest very deep."""
        walk = etree.iterwalk(root, events=("start", "end"))
        kinds = [kind]
        links: list[etree._Element] = []
        for event, element in walk:
            tag = element.tag
            if event == "end":
                if tag == W + "p":
                    self._end_paragraph(element, kinds[-1])
                elif tag == W + "tc":
                    kinds.pop()
                    self.composer.tables.end_cell()
                elif tag == W + "tbl":
                    self.composer.tables.end_table()
                elif links and element is links[-1]:
                    links.pop()
                    self._end_link(element)
                continue
            if tag in _SKIPPED:
                if tag == W + "instrText" and element.text:
                    self._field_code.append(element.text)
                walk.skip_subtree()
            elif tag == W + "p":
                self._begin_paragraph(element, kinds[-1])
            elif tag == W + "tbl":
                self.composer.tables.begin_table()
                self._cells |= cells_of(element)
            elif tag == W + "tr":
                self.composer.tables.begin_row()
            elif tag == W + "tc":
                kinds.append(BlockKind.TABLE_CELL if self._fields is None else kind)
                if shape := self._cells.pop(element, None):
                    self.composer.tables.begin_cell(rows=shape.rows, columns=shape.columns, header=shape.header)
            elif tag == W + "hyperlink":
                links.append(element)
                self._link_start = self.composer.length
            else:
                self._inline(element)

    def _begin_paragraph(self, paragraph: etree._Element, kind: BlockKind) -> None:
        if self._fields is not None:
            self.composer.line_break()
            return
        style = self._styles.of(paragraph)
        if style.level:
            self.composer.heading(style.level)
        else:
            self.composer.begin(style.kind if kind is BlockKind.PARAGRAPH and style.kind else kind, number=style.number)

    def _end_paragraph(self, paragraph: etree._Element, kind: BlockKind) -> None:
        if self._fields is not None:
            return
        style = self._styles.of(paragraph, count=False)
        if style.level:
            if style.title and self.title is None:
                self.title = self.composer.written().strip() or None
            self.composer.end_heading(in_path=not style.title)
        else:
            self.composer.begin(kind)

    def _inline(self, element: etree._Element) -> None:
        tag = str(element.tag)
        if tag == MARK:
            self._managed_mark(element)
        if not tag.startswith(W):
            return
        name = tag[len(W) :]
        if name == "t":
            self._write(element)
        elif name in ("br", "cr"):
            self.composer.line_break()
        elif name in _SIGNS:
            self.composer.write(_SIGNS[name])
        elif name in ("footnoteReference", "endnoteReference"):
            self._mark(name.removesuffix("Reference"), element.get(W + "id") or "")
        elif name == "fldChar" and element.get(W + "fldCharType") == "separate":
            self._link_start = self.composer.length
        elif name == "fldChar" and element.get(W + "fldCharType") == "end":
            code = _FIELD_LINK.search("".join(self._field_code))
            self._field_code.clear()
            if code is not None:
                self._link(code[1])

    def _write(self, element: etree._Element) -> None:
        run, words = element.getparent(), element.text or ""
        raised = run is not None and run.tag == W + "r" and self._styles.is_raised(run)
        self.composer.write(raised_signs(words, self.composer.last) if raised else words)

    def _managed_mark(self, element: etree._Element) -> None:
        """Write what a manager cites, behind the names that are a part of the sentence."""
        for mark in self.managed.marks(element):
            names = names_in(mark.said, self.composer.written()[-_NEAR:])
            self.composer.write(f"{names} " if names else "")
            self.composer.mark(mark.labels, mark.targets, mark.pages, None, None)

    def _mark(self, kind: str, own: str) -> None:
        notes = self._notes[kind]
        note = notes.texts.get(own)
        if note is not None and self.managed and not is_source(note):
            for element in note.iter(MARK):
                self._managed_mark(element)
            if says_something(note):
                self._remarks.setdefault(f"{kind}-{own}", note)
            return
        self.composer.mark([notes.label(own)], [f"{kind}-{own}"] if note is not None else [], None, None, None)

    def _end_link(self, element: etree._Element) -> None:
        kind, target = self._links.get(element.get(_R + "id") or "", ("", ""))
        if kind.endswith("/hyperlink"):
            self._link(target)

    def _link(self, url: str) -> None:
        if not url.startswith(("http://", "https://", "ftp://")):
            return
        self.composer.link(url, start=self._link_start)
        if self._fields is not None:
            self._fields.add_url(url)
