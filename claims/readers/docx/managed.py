"""The fields of reference managers in a Word document: what each cites, and the marks in their places."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from claims.readers.bibliography_files.model import Work
from claims.readers.bibliography_files.showing import shown
from claims.readers.composing import Composer
from claims.readers.docx.package import Package, W
from claims.readers.managers.csl import read_csl_citation, read_tag
from claims.readers.managers.endnote_fields import decoded, read_endnote_citation
from claims.readers.managers.word_sources import read_word_citation, sources_of
from claims.readers.managers.works import ManagedCitation, ManagedWorks
from claims.readers.markup.model import Entry, EntryMark

MARK = "{citecheck}mark"
"""The name of the elements that stand where a citation was."""
_LISTS = re.compile(
    r"\s*(?:ADDIN\s+(?:ZOTERO_BIBL|Mendeley Bibliography|EN\.REFLIST)\b|BIBLIOGRAPHY\b)|MENDELEY_BIBLIOGRAPHY"
)
_BOOKMARK = re.compile(r"ZOTERO_BREF_\w{1,40}")
_PROPERTIES = "docProps/custom.xml"
_WORD = re.compile(r"[^\W\d_]{2,}")
_FEW = 4  # words from which on a note says something: "see also", "for a review" do not
_MOST_ITEMS = 100  # parts of custom XML in which Word's sources are looked for


@dataclass(slots=True, eq=False)
class _Field:
    """A field that is being read: its code, its data, and the words that it shows."""

    code: list[str] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    texts: list[etree._Element] = field(default_factory=list)
    shows: bool = False
    owner: etree._Element | None = None


class ManagedCitations:
    """The citations of reference managers of one document, and their works."""

    def __init__(self, package: Package) -> None:
        self._works = ManagedWorks()
        self._marks: list[list[EntryMark]] = []
        self._sources: Mapping[str, Work] = {}
        self._bookmarks: Mapping[str, str] = {}
        self._package = package
        self.entries: list[Entry] = []

    def __bool__(self) -> bool:
        return bool(self._works)

    def read_sources(self) -> None:
        """Read the works that the document keeps beside its text."""
        roots = (self._package.part(f"customXml/item{number}.xml") for number in range(1, _MOST_ITEMS))
        found = []
        for root in roots:
            if root is None:
                break
            found.append(root)
        self._sources = sources_of(found)
        self._bookmarks = _bookmarks(self._package.part(_PROPERTIES))

    def replace(self, root: etree._Element, *, in_note: bool = False) -> None:
        """Put a `MARK` in the place of each citation below `root`, and leave out the lists that managers make."""
        for one, place in list(self._fields(root)):
            code = "".join(one.code).strip()
            if _LISTS.match(code):
                _clear(one)
                continue
            citation = self._citation(code, one)
            if citation is None or not citation.items:
                continue
            shown = "".join(text.text or "" for text in one.texts) or citation.shown
            marks = self._works.mark(citation, shown, in_note=in_note)
            _clear(one)
            element = etree.Element(MARK)
            element.set("number", str(len(self._marks)))
            self._marks.append(marks)
            _insert(element, place)

    def finish(self) -> None:
        """Give all marks their labels, when all citations are known."""
        self.entries = self._works.entries()

    def marks(self, element: etree._Element) -> Iterator[EntryMark]:
        """Yield the marks of a `MARK`, with their labels."""
        for mark in self._marks[int(element.get("number") or 0)]:
            labels = tuple(self._works.labels.get(key, key) for key in mark.targets)
            yield EntryMark(labels, mark.targets, mark.pages, None, mark.said)

    def _citation(self, code: str, one: _Field) -> ManagedCitation | None:
        if code.startswith("MENDELEY_CITATION"):
            return read_tag(code)
        if "CSL_CITATION" in code[:200]:
            return read_csl_citation(code)
        if re.match(r"ADDIN\s+EN\.CITE", code):
            return read_endnote_citation(code) or read_endnote_citation(decoded("".join(one.data)))
        return read_word_citation(code, self._sources)

    def _fields(self, root: etree._Element) -> Iterator[tuple[_Field, etree._Element]]:
        """Yield each field with the element at which it ends, the inner ones first."""
        waiting: list[_Field] = []
        ended: _Field | None
        marked: dict[str, _Field] = {}
        for event, element in etree.iterwalk(root, events=("start", "end")):
            tag = element.tag
            if event == "end":
                if waiting and waiting[-1].owner is element and element is not None:
                    yield waiting.pop(), element
                continue
            if tag == W + "fldChar":
                kind = element.get(W + "fldCharType")
                if kind == "begin":
                    data = element.findtext(W + "fldData")
                    waiting.append(_Field(data=[data] if data else []))
                elif waiting and waiting[-1].owner is None:
                    if kind == "separate":
                        waiting[-1].shows = True
                    elif kind == "end":
                        ended = waiting.pop()
                        if waiting:
                            waiting[-1].data += ended.data
                        yield ended, element
            elif tag == W + "instrText" and waiting and not waiting[-1].shows:
                waiting[-1].code.append(element.text or "")
            elif tag == W + "fldSimple":
                waiting.append(_Field([element.get(W + "instr") or ""], shows=True, owner=element))
            elif tag == W + "sdt":
                stated = element.find(f"{W}sdtPr/{W}tag")
                code = stated.get(W + "val") or "" if stated is not None else ""
                waiting.append(_Field([code if code.startswith("MENDELEY_") else ""], shows=True, owner=element))
            elif tag == W + "bookmarkStart" and (code := self._bookmarks.get(element.get(W + "name") or "", "")):
                marked[element.get(W + "id") or ""] = _Field([code], shows=True)
            elif tag == W + "bookmarkEnd" and (ended := marked.pop(element.get(W + "id") or "", None)):
                yield ended, element
            elif tag == W + "t":
                for one in (*waiting, *marked.values()):
                    if one.shows:
                        one.texts.append(element)


def is_source(note: etree._Element) -> bool:
    """Return whether a note is a source of its own: it names an address, and cites no work of a manager."""
    if next(note.iter(MARK), None) is not None:
        return False
    return next(note.iter(W + "hyperlink"), None) is not None or "://" in "".join(_words_of(note))


def says_something(note: etree._Element) -> bool:
    """Return whether a note has more words than "see also"."""
    return len(_WORD.findall(" ".join(_words_of(note)))) >= _FEW


def _words_of(note: etree._Element) -> Iterator[str]:
    return (text.text or "" for text in note.iter(W + "t"))


def write_managed(composer: Composer, entry: Entry) -> None:
    """Write the entry of a work to `composer`."""
    if entry.work is None:
        return
    draft = composer.begin_entry(entry.work.fields.reference(entry.key, entry.label))
    composer.write(shown(entry.work))
    draft.entry = entry.work.fields.reference(entry.key, entry.label)
    composer.end_entry()


def _clear(one: _Field) -> None:
    for text in one.texts:
        text.text = ""


def _insert(mark: etree._Element, place: etree._Element) -> None:
    """Put a mark where a field ends: before its last sign, or at the end of its last paragraph."""
    if place.tag in (W + "sdt", W + "fldSimple"):
        paragraphs = [*place.iter(W + "p")]
        content = place.find(W + "sdtContent")
        (paragraphs[-1] if paragraphs else content if content is not None else place).append(mark)
        return
    place.addprevious(mark)


def _bookmarks(properties: etree._Element | None) -> dict[str, str]:
    """Return the citations that Zotero keeps in properties of the document, by the names of their bookmarks."""
    pieces: dict[str, list[tuple[int, str]]] = {}
    for one in properties.iterchildren(etree.Element) if properties is not None else ():
        name, _, number = (one.get("name") or "").rpartition("_")
        if _BOOKMARK.fullmatch(name) and number.isdecimal():
            pieces.setdefault(name, []).append((int(number), "".join(str(text) for text in one.itertext())))
    return {name: "".join(text for _, text in sorted(found)) for name, found in pieces.items()}


__all__ = ["MARK", "ManagedCitations", "is_source", "says_something", "write_managed"]
