"""The bibliography of a document: which work a key means, and the entries of those that are cited."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePath

from claims.file_origins import bases_of
from claims.model import DocumentFormat, Problem
from claims.readers.bibliography_files.model import Bibliography, Work
from claims.readers.bibliography_files.reading import MALFORMED, fault_message, parse_bibliography, write_work
from claims.readers.bibliography_files.recognising import bibliography_kind
from claims.readers.composing import Composer

_KINDS = {
    ".bib": DocumentFormat.BIBTEX,
    ".bibtex": DocumentFormat.BIBTEX,
    ".biblatex": DocumentFormat.BIBTEX,
    ".json": DocumentFormat.CSL_JSON,
    ".ris": DocumentFormat.RIS,
    ".xml": DocumentFormat.ENDNOTE,
}
IN_DOCUMENT = "the front matter"
"""The name of a bibliography that stands in the document itself."""
_SAMPLE = 20_000  # bytes by which a file of another name is recognised
_NAMED = 2  # authors that a sentence names; of more it names the first


def parse_named(name: str, body: bytes) -> Bibliography | None:
    """Return the works of the file `name`, whose format its suffix or its content tells; None if it is no bibliography.

    Raises `UndecodableDocument`.
    """
    kind = _KINDS.get(PurePath(name).suffix.lower())
    if kind is None:
        found = bibliography_kind(body, body[:_SAMPLE].decode("utf-8", "replace"))
        kind = DocumentFormat(found) if found else None
    return None if kind is None else parse_bibliography(body, kind, name=name)


class CitedWorks:
    """The works that a document may cite, and those that it does cite, in the order in which it first does.

    `files` are its bibliographies, each with its name. Of two works with one key, the first counts. With `any_case`, a
    key that no work has means the work whose key differs in upper and lower case alone, as in BibTeX. `is_named`: the
    caller named the files, so that they may lie anywhere.
    """

    def __init__(
        self, files: Sequence[tuple[str, Bibliography]], *, any_case: bool = False, is_named: bool = False
    ) -> None:
        self._files = files
        self._is_named = is_named
        self._by_key: dict[str, Work] = {}
        self._sets: dict[str, Sequence[str]] = {}
        for _, bibliography in files:
            for work in bibliography.works:
                for key in (work.key, *work.aliases):
                    self._by_key.setdefault(key, work)
            self._sets.update(bibliography.sets)
        self._folded = {key.casefold(): work for key, work in reversed(self._by_key.items())} if any_case else {}
        self._cited: dict[int, tuple[Work, str]] = {}
        self._in_text: set[int] = set()

    def __bool__(self) -> bool:
        return bool(self._files)

    @property
    def names(self) -> str:
        """The names of the files, for messages: "a.bib, b.bib"."""
        return ", ".join(name for name, _ in self._files)

    def find(self, key: str) -> list[Work]:
        """Return the work that `key` means, or those of a set; empty: none."""
        work = self._by_key.get(key) or self._folded.get(key.casefold())
        if work is not None:
            return [work]
        return [self._by_key[member] for member in self._sets.get(key, ()) if member in self._by_key]

    def cite(self, key: str, *, in_text: bool = True) -> list[str]:
        """Return the keys in the layout of the entries that `key` means, which become cited; empty: there is none.

        `in_text` is False where the document only lists the work (`nocite`).
        """
        found = []
        for work in self.find(key):
            found.append(self._cited.setdefault(id(work), (work, f"work-{len(self._cited) + 1}"))[1])
            if in_text:
                self._in_text.add(id(work))
        return found

    def cite_all(self) -> None:
        """List all works, as `\\nocite{*}` does."""
        for key in self._by_key:
            self.cite(key, in_text=False)

    def people(self, key: str) -> str:
        """Return the authors of a work as a sentence names them: "Lee and Roe", "Lee et al."; empty: nobody knows."""
        found = self.find(key)
        if not found:
            return ""
        work = found[0]
        names = [name.partition(",")[0] for name in work.fields.authors or work.editors]
        if not names:
            return work.fields.title or ""
        if len(names) > _NAMED or work.has_more_authors:
            return f"{names[0]} et al."
        return " and ".join(names)

    def year(self, key: str) -> str:
        """Return the year of a work; empty if it has none."""
        found = self.find(key)
        return (found[0].fields.published or found[0].date)[:4] if found else ""

    def title(self, key: str) -> str:
        """Return the title of a work; empty if it has none."""
        found = self.find(key)
        return found[0].fields.title or "" if found else ""

    @property
    def sources(self) -> list[tuple[str, str]]:
        """The names and the texts of the files, in the order of `write`."""
        return [(self._file_of(name), bibliography.source) for name, bibliography in self._files]

    def _file_of(self, name: str) -> str:
        """Return the name by which the places of a bibliography name its file; empty: the document itself."""
        if name == IN_DOCUMENT:
            return ""
        return Path(name).absolute().as_posix() if self._is_named else name

    def write(self, composer: Composer, *, after: int) -> None:
        """Write the entries of the cited works.

        Their offsets are those of `sources`, one behind the other (see `FileOrigins`); the first begins at `after`.
        """
        bases: dict[int, int] = {}
        for (_, bibliography), base in zip(
            self._files, bases_of((text for _, text in self.sources), after), strict=True
        ):
            bases.update((id(work), base) for work in bibliography.works)
        for work, key in self._cited.values():
            write_work(composer, work, key, base=bases[id(work)])

    def listed_alone(self) -> frozenset[str]:
        """Return the keys in the layout of the works that the document lists and no mark cites."""
        return frozenset(key for place, (_, key) in self._cited.items() if place not in self._in_text)

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong with the cited entries, and how many works nobody cites."""
        keys = {work.key for work, _ in self._cited.values()}
        for work, key in self._cited.values():
            if work.faults:
                yield Problem(code=MALFORMED, message=fault_message(work), reference=key)
        for name, bibliography in self._files:
            works = [work for work in bibliography.works if id(work) not in self._cited]
            if works:
                number, of = len(works), len(bibliography.works)
                yield Problem(
                    code="reference-unused",
                    message=f"No mark in the text cites {number:,} of the {of:,} entries of {name}: "
                    "they are not checked.",
                )
            for work in works:
                if work.faults and (not work.key or work.key in keys):
                    yield Problem(code=MALFORMED, message=f"{name}: {fault_message(work)}")
            for _, fault in bibliography.faults:
                yield Problem(code=MALFORMED, message=f"The bibliography file {name} is damaged: {fault}.")


__all__ = ["IN_DOCUMENT", "CitedWorks", "parse_named"]
