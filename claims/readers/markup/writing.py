"""Write the parts of a marked-up document into a composer: blocks, marks, notes, and entries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from claims.model import BlockKind
from claims.patterns import lazy_regex
from claims.readers.bibliography_files.cited import CitedWorks
from claims.readers.bibliography_files.showing import shown
from claims.readers.citation_writing import CitationWriter, Range
from claims.readers.composing import NO_ENTRY, Composer
from claims.readers.fields import Fields
from claims.readers.markup.model import (
    Entry,
    EntryMark,
    Inline,
    LineEnd,
    Linked,
    Marked,
    MarkupBlock,
    MarkupHeading,
    Note,
    NoteMark,
    Part,
    Place,
    Table,
    Words,
    WorkMark,
    words_of,
)
from claims.readers.raising import raised_signs

_ADDRESS = lazy_regex(r"https?://|\bdoi:\s?10\.|\b10\.\d{4,9}/", 2)
_WORD = lazy_regex(r"[^\W\d_]{2,}")
_FEW = 4  # words from which on a note says something: "see also", "for a review" do not


class MarkupWriter:
    """Writes the parts of a document to `composer`.

    In a document that cites keys or has a list of its own (`works` or entries), notes are as in LaTeX: one that cites
    gives its marks to the sentence, one with an address is a source, the others are remarks below the text. In any
    other document every note is an entry.
    """

    def __init__(self, marked: Marked, works: CitedWorks | None) -> None:
        self.composer = Composer()
        self._marked = marked
        self._works = works if works is not None else CitedWorks(())
        self._citations = CitationWriter(self.composer, self._works)
        self.cites_keys = bool(works) or marked.has_keys or bool(marked.entries)
        self._keys = {entry.key for entry in marked.entries}
        self._order: list[Note] = []
        self._labels: dict[str, str] = {}
        self._remarks: dict[str, Note] = {}
        self._seen: set[str] = set()  # notes whose mark stands in the text
        self._fields: Fields | None = None
        self._urls: list[str] = []

    def write(self) -> None:
        """Write the text, the remarks, the entries of the list, the cited works, and the notes that are sources."""
        for part in self._marked.blocks:
            self._part(part)
        self._write_remarks()
        for entry in self._marked.entries:
            self._entry(entry)
        self._works.write(self.composer, after=len(self._marked.source) + 1)
        written = 0
        while written < len(self._order):  # a note may hold the first mark of another
            note = self._order[written]
            self._write_source(note)
            written += 1

    def _part(self, part: Part) -> None:
        if isinstance(part, MarkupHeading):
            self._heading(part)
        elif isinstance(part, Table):
            self._table(part)
        elif self._fields is not None:
            self.composer.line_break()
            self._inline(part.inside)
        else:
            self.composer.begin(part.kind, number=part.number)
            self._inline(part.inside)

    def _heading(self, part: MarkupHeading) -> None:
        if self._fields is not None:
            self.composer.line_break()
            self._inline(part.inside)
            return
        self.composer.heading(part.level)
        self._inline(part.inside)
        self.composer.end_heading(in_path=not part.is_title)

    def _table(self, table: Table) -> None:
        tables = self.composer.tables
        tables.begin_table()
        for row in table.rows:
            tables.begin_row()
            for cell in row:
                tables.begin_cell(rows=cell.rows, columns=cell.columns, header=cell.header)
                for part in cell.blocks:
                    if isinstance(part, MarkupBlock) and self._fields is None:
                        part = MarkupBlock(part.inside, BlockKind.TABLE_CELL)
                    self._part(part)
                tables.end_cell()
        tables.end_table()

    def _inline(self, inside: Sequence[Inline]) -> None:
        for one in inside:
            if isinstance(one, Words):
                self._words(one)
            elif isinstance(one, Linked):
                self._linked(one)
            elif isinstance(one, NoteMark):
                self._note_mark(one)
            elif isinstance(one, WorkMark):
                self._work_mark(one)
            elif isinstance(one, EntryMark):
                targets = [key if key in self._keys else NO_ENTRY for key in one.targets]
                self.composer.mark(one.labels, targets, one.pages, *_range(one.place))
            elif isinstance(one, LineEnd):
                self.composer.line_break()
            else:
                self.composer.hole(one.name)

    def _words(self, words: Words) -> None:
        start = self.composer.length
        text = raised_signs(words.text, self.composer.last) if words.raised else words.text
        self.composer.write(text, words.at, words.until)
        if words.code:
            self.composer.code_from(start)

    def _linked(self, link: Linked) -> None:
        start = self.composer.length
        self._inline(link.inside)
        if self._fields is not None:
            self._urls.append(link.url)
            said = words_of(link.inside).strip(' "“”')
            if self._fields.title is None and said and "//" not in said and len(said.split()) > 1:
                self._fields.title = said
        else:
            is_empty = self.composer.length == start
            self.composer.link(link.url, start=start, source=link.place if is_empty else None)

    def _work_mark(self, mark: WorkMark) -> None:
        place = _range(mark.place)
        if mark.shown:
            for cite in mark.cites:
                said = self._works.year(cite.key) if mark.shown == "year" else self._works.title(cite.key)
                self.composer.write(f"{said} " if said else "", *place)
                self._citations.mark([cite], place)
        elif mark.in_text:
            self._citations.write_in_text(mark.cites, place)
        else:
            self._citations.write_group(mark.cites, place)

    def _note_mark(self, mark: NoteMark) -> None:
        note = self._marked.notes.get(mark.key)
        place = _range(mark.place)
        if note is None:
            self.composer.mark([mark.key], [NO_ENTRY], None, *place)
            return
        self._seen.add(note.key)
        if not self.cites_keys or _is_source(note):
            self.composer.mark([self._label(note)], [f"note-{note.key}"], None, *place)
            return
        cites = list(_marks_in(note.blocks))
        for one in cites:
            if isinstance(one, WorkMark):
                plain = [replace(cite, prefix="", suffix="") for cite in one.cites]
                self._citations.write_group(plain, place)
            else:
                self._inline([replace(one, place=mark.place)])
        self._remarks.setdefault(note.key, note)

    def _label(self, note: Note) -> str:
        if note.key not in self._labels:
            self._order.append(note)
            number = note.label or str(len(self._order))
            self._labels[note.key] = f"note {number}" if self.cites_keys else number
        return self._labels[note.key]

    def _write_remarks(self) -> None:
        """Write the notes that are no sources as paragraphs below the text, and put those without a mark where they go.

        A source that no mark cites is listed all the same: linking tells it.
        """
        for note in self._marked.notes.values():
            if note.key in self._seen:
                continue
            if not self.cites_keys or _is_source(note):
                self._label(note)
            else:
                self._remarks.setdefault(note.key, note)
        if not self._remarks:
            return
        self.composer.heading(1)  # an empty one, which ends the section
        self.composer.end_heading()
        written: set[str] = set()
        while waiting := [note for key, note in self._remarks.items() if key not in written]:  # one may mark another
            for note in waiting:
                written.add(note.key)
                if len(_WORD.findall(" ".join(_texts(note.blocks)))) >= _FEW:
                    for part in note.blocks:
                        self._part(part)

    def _write_source(self, note: Note) -> None:
        place = note.place
        markup = self._marked.source[place[0] : place[1]] if place is not None else None
        self._listed(f"note-{note.key}", self._labels[note.key], Fields(markup=markup), note.blocks)

    def _entry(self, entry: Entry) -> None:
        place = entry.place
        markup = self._marked.source[place[0] : place[1]] if place is not None else None
        if entry.work is None:
            self._listed(entry.key, entry.label, Fields(markup=markup), [MarkupBlock(entry.inside)])
            return
        entry.work.fields.markup = entry.work.fields.markup or markup
        self._listed(entry.key, entry.label, entry.work.fields, [MarkupBlock(entry.inside)], entry)

    def _listed(self, key: str, label: str, fields: Fields, blocks: Sequence[Part], entry: Entry | None = None) -> None:
        self._fields = fields
        has_title = fields.title
        draft = self.composer.begin_entry(fields.reference(key, label))
        for part in blocks:
            self._part(part)
        if entry is not None and entry.work is not None and not self.composer.written().strip():
            self.composer.write(shown(entry.work), *_range(entry.place))
        fields.title = has_title or fields.title
        if entry is None:
            fields.add_links(self._urls)
            fields.read_text(self.composer.written().strip())
        else:
            for url in self._urls:
                fields.add_url(url)
        draft.entry = fields.reference(key, label)
        self.composer.end_entry()
        self._urls.clear()
        self._fields = None


def _is_source(note: Note) -> bool:
    """Return whether a note of a document that cites by keys is a source itself: it names an address, and no work."""
    return not any(_marks_in(note.blocks)) and _ADDRESS.search(" ".join(_texts(note.blocks))) is not None


def _inlines(blocks: Iterable[Part]) -> Iterator[Inline]:
    """Yield the words, links and marks of blocks, those in links and cells too."""
    waiting: list[Part | Inline] = [*blocks]
    waiting.reverse()
    while waiting:
        one = waiting.pop()
        if isinstance(one, Table):
            waiting.extend(reversed([part for row in one.rows for cell in row for part in cell.blocks]))
        elif isinstance(one, MarkupBlock | MarkupHeading):
            waiting.extend(reversed(one.inside))
        else:
            yield one
            if isinstance(one, Linked):
                waiting.extend(reversed(one.inside))


def _marks_in(blocks: Iterable[Part]) -> Iterator[WorkMark | EntryMark]:
    return (one for one in _inlines(blocks) if isinstance(one, WorkMark | EntryMark))


def _texts(blocks: Iterable[Part]) -> Iterator[str]:
    for one in _inlines(blocks):
        if isinstance(one, Words):
            yield one.text
        elif isinstance(one, Linked):
            yield one.url


def _range(place: Place) -> Range:
    return place if place is not None else (None, None)


__all__ = ["MarkupWriter"]
