"""Plans the repairs of a report: each in its file, at its place, none where another repair stands."""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from citecheck.errors import FixError
from citecheck.fixing.addresses import AddressIndex, Spot
from citecheck.fixing.exact_text import ExactText, NotEditable
from citecheck.fixing.model import Fix, FixedFile, FixKind, FixPlan, LeftOut
from citecheck.fixing.places import NoPlace, SourceFile, region_of
from citecheck.fixing.wishes import Wish, wishes_of
from citecheck.fixing.writing import EDITABLE, around, edits_of
from citecheck.folders import is_inside
from claims.model import Document, DocumentFormat, Reference, Span
from claims.source_map import TextEdit

if TYPE_CHECKING:
    import os

    from reports.model import Report

_COMPANIONS = {
    ".bib": DocumentFormat.BIBTEX,
    ".tex": DocumentFormat.LATEX,
    ".ltx": DocumentFormat.LATEX,
    ".bbl": DocumentFormat.LATEX,
    ".md": DocumentFormat.MARKDOWN,
    ".rst": DocumentFormat.RST,
}
"""The formats of further files of a document that are edited, by suffix."""


def plan_fixes(report: Report, path: str | os.PathLike[str] | None = None, *, encoding: str | None = None) -> FixPlan:
    """Return the repairs of the references of `report`, and what was left out. Nothing is written.

    `path` is the file that was audited; None: the name of the document. `encoding` is the character encoding of the
    file, if it was given to the audit (None: it is recognised). Bibliographies and chapters in the folder of the file
    are repaired too.

    Raises `FixError` if the file cannot be read, or is not the one that was audited.
    """
    main = Path(report.document.name if path is None else path)
    body = _read(main)
    if hashlib.sha256(body).hexdigest() != report.document.sha256:
        raise FixError(f"{main}: it is not the file that was audited, or it changed since; audit it again")
    planning = _Planning(report.document, main, body, encoding)
    by_file: dict[str, list[Wish]] = defaultdict(list)
    for wish in wishes_of(report):
        by_file[_file_of(wish.reference, report.document)].append(wish)
    for name, wishes in by_file.items():
        planning.plan(name, wishes)
    return FixPlan(files=tuple(planning.files), left_out=tuple(planning.left_out))


def merged(plans: Iterable[FixPlan]) -> FixPlan:
    """Return `plans`, those of several documents, as one: a file that several of them use has each repair once.

    Raises `FixError` if a file changed between two plans.
    """
    files: dict[Path, FixedFile] = {}
    left_out: list[LeftOut] = []
    for plan in plans:
        left_out += plan.left_out
        for file in plan.files:
            known = files.setdefault(file.path.resolve(), file)
            if known.body != file.body:
                raise FixError(f"{file.name}: it changed while repairs were planned; run the command again")
            if known is not file:
                files[file.path.resolve()] = _joined(known, file, left_out)
    return FixPlan(files=tuple(files.values()), left_out=tuple(dict.fromkeys(left_out)))


def _joined(first: FixedFile, second: FixedFile, left_out: list[LeftOut]) -> FixedFile:
    """Return the repairs of both, each place once."""
    taken = _Taken()
    fixes: list[Fix] = []
    for fix in (*first.fixes, *second.fixes):
        if any(fix.edits == other.edits and fix.part == other.part for other in fixes):
            continue
        if taken.takes(fix.edits, fix.part):
            fixes.append(fix)
        else:
            left_out.append(_left_out(fix.kind, fix.reference, fix.label, first.name, _CONFLICT))
    return FixedFile(
        path=first.path,
        name=first.name,
        body=first.body,
        target=first.target,
        fixes=tuple(sorted(fixes, key=_by_place)),
        text=first.text,
        is_text=first.is_text,
        is_wiki=first.is_wiki,
        repair=first.repair,
    )


_CONFLICT = "another repair changes the same place"
_NEAR = 8  # places before and behind that are compared: more insertions than the repairs of one entry make


class _Planning:
    """The plan of one document as it grows."""

    def __init__(self, document: Document, main: Path, body: bytes, encoding: str | None) -> None:
        self.files: list[FixedFile] = []
        self.left_out: list[LeftOut] = []
        self._document, self._main, self._body, self._encoding = document, main, body, encoding

    def plan(self, name: str, wishes: list[Wish]) -> None:
        """Plan the repairs in the file `name` of the document ("": the document itself)."""
        called = str(self._main if not name else self._main.parent / name)
        try:
            if self._document.format is DocumentFormat.DOCX:
                from citecheck.fixing.word import plan_word  # here, because few documents are of Word

                self.files += plan_word(self._document, self._main, self._body, wishes, self.left_out)
                return
            path, body, format = self._opened(name)
            exact = ExactText(body, format=format, encoding=self._encoding)
        except NotEditable as error:
            self.left_out += [_left_out_of(wish, called, str(error)) for wish in wishes]
            return
        file = SourceFile(exact, format, AddressIndex(exact.text, format), self._document.language)
        fixes = self._fixes(name, called, file, wishes)
        if fixes:
            self.files.append(
                FixedFile(
                    path=path,
                    name=called,
                    body=body,
                    target=path,
                    fixes=tuple(sorted(fixes, key=_by_place)),
                    text=exact.file_text,
                    is_text=exact.is_bytewise,
                    is_wiki=format is DocumentFormat.WIKITEXT,
                    repair=lambda chosen: exact.edited(edit for fix in chosen for edit in fix.edits),
                )
            )

    def _opened(self, name: str) -> tuple[Path, bytes, DocumentFormat]:
        """Return a file of the document, its bytes and its format. Raises `NotEditable`."""
        if not name:
            if self._document.format not in EDITABLE:
                raise NotEditable(f"{self._document.format.value} files are not edited; the report shows the entry")
            return self._main, self._body, self._document.format
        path = self._main.parent / name
        format = _COMPANIONS.get(path.suffix.lower())
        if format is None:
            raise NotEditable("files of this kind are not edited")
        if not is_inside(path, self._main.parent):
            raise NotEditable("it is outside of the folder of the document; give it as a document of its own")
        return path, _read(path), format

    def _fixes(self, name: str, called: str, file: SourceFile, wishes: list[Wish]) -> list[Fix]:
        regions = self._regions(name, file)
        between = _Outside(region for region in regions.values() if region is not None)
        taken = _Taken()
        fixes: list[Fix] = []
        for wish in wishes:
            try:
                fix = self._fix(wish, file, regions, between)
                if not taken.takes(fix.edits):
                    raise NoPlace(_CONFLICT)
                fixes.append(fix)
            except NoPlace as reason:
                self.left_out.append(_left_out_of(wish, called, str(reason)))
        return fixes

    def _fix(self, wish: Wish, file: SourceFile, regions: dict[str, Span | None], between: _Outside) -> Fix:
        region = None
        if wish.reference.is_link:
            spots = [spot for spot in file.index.of(wish.old) if between.has(spot)] if wish.old else []
        else:
            region = regions.get(wish.reference.key)
            if region is None:
                raise NoPlace("its entry was not found in the file")
            spots = file.index.of(wish.old, region) if wish.old else []
        edits = [edit for edit in edits_of(wish, file, region, spots) if file.text[edit.start : edit.end] != edit.new]
        if not edits:
            raise NoPlace("it stands there already")
        if any(not file.exact.can_write(edit.new) for edit in edits):
            raise NoPlace(f"the file is {file.exact.encoding}, which cannot write it")
        placed = file.exact.of_file(edits)
        return Fix(
            kind=wish.kind,
            safe=wish.safe,
            reference=wish.reference.key,
            label=wish.reference.label,
            message=wish.message,
            why=wish.why,
            edits=placed,
            line=file.exact.line(min(edit.start for edit in edits)),
            around=file.exact.span_in_file(around(edits, file, region)),
        )

    def _regions(self, name: str, file: SourceFile) -> dict[str, Span | None]:
        """Return where the entries of a file stand; None where an entry was not found."""
        entries = [one for one in self._document.references if not one.is_link]
        here = [one for one in entries if _file_of(one, self._document) == name]
        return {reference.key: region_of(reference, self._document, file) for reference in here}


class _Outside:
    """The text outside of all entries."""

    def __init__(self, regions: Iterable[Span]) -> None:
        self._regions = sorted(regions)
        self._starts = [region.start for region in self._regions]

    def has(self, spot: Spot) -> bool:
        """Return whether an address stands in no entry."""
        place = bisect_left(self._starts, spot.start + 1) - 1
        return place < 0 or self._regions[place].end <= spot.start


class _Taken:
    """The places that repairs change. Insertions at one place go together, other edits never meet."""

    def __init__(self) -> None:
        self._by_part: dict[str, list[tuple[int, int]]] = defaultdict(list)

    def takes(self, edits: Iterable[TextEdit], part: str = "") -> bool:
        """Take the places of `edits` and return True, or return False where one of them is taken."""
        ranges = self._by_part[part]
        wanted = [(edit.start, edit.end) for edit in edits]
        for start, end in wanted:
            place = bisect_left(ranges, (start, end))
            near = ranges[max(0, place - _NEAR) : place + _NEAR]
            if any(start < other_end and other < end for other, other_end in near):
                return False
        for one in wanted:
            ranges.insert(bisect_left(ranges, one), one)
        return True


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise FixError(f"{path}: cannot be read ({reason}); only files are repaired, name the file") from error


def _file_of(reference: Reference, document: Document) -> str:
    place = document.origin(reference.span)
    return place.file if place is not None else ""


def _by_place(fix: Fix) -> tuple[str, int]:
    return fix.part, min(edit.start for edit in fix.edits)


def _left_out_of(wish: Wish, file: str, reason: str) -> LeftOut:
    return _left_out(wish.kind, wish.reference.key, wish.reference.label, file, reason)


def _left_out(kind: FixKind, reference: str, label: str, file: str, reason: str) -> LeftOut:
    return LeftOut(kind=kind, reference=reference, label=label, file=file, reason=reason)


__all__ = ["merged", "plan_fixes"]
