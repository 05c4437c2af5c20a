"""The files of a LaTeX document, read from its folder or archive, and the bibliographies that they name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from claims.companions import Companions, FileRefused
from claims.decoding import decode, normal_newlines
from claims.errors import UndecodableDocument
from claims.model import Problem
from claims.readers.bibliography_files.bbl import is_bbl, read_bbl
from claims.readers.bibliography_files.cited import parse_named
from claims.readers.bibliography_files.model import Bibliography
from claims.readers.latex.scanning import TokenBudget

_COMMENT = re.compile(r"(?<!\\)%[^\n]*")
_INPUT = re.compile(
    r"\\(?:input|include|subfile|subfileinclude|InputIfFileExists)\s*(?:\{\s*([^{}\n]{1,300}?)\s*\}|([\w./-]{1,300}))"
    r"|\\(?:sub)?(?:import|includefrom|inputfrom)\*?\s*\{\s*([^{}\n]{0,300}?)\s*\}\s*\{\s*([^{}\n]{1,300}?)\s*\}"
)
_BIBLIOGRAPHY = re.compile(
    r"\\(?:bibliography|nobibliography\*?|addbibresource|addglobalbib|addsectionbib)\s*(?:\[[^\[\]]*\]\s*)?\{([^{}]{1,2000})\}"
)
_ITEM = re.compile(
    r"\\bibitem\s*(?:\[(?P<label>(?:[^\[\]{}]|\{(?:[^{}]|\{[^{}]*\})*\}){0,500})\])?\s*\{(?P<key>[^{}]{1,300})\}"
)
_MOST_FILES = 1_000  # files of TeX of one document


@dataclass(slots=True)
class Project:
    """The texts of a document by their names, its bibliographies, and what could not be read.

    `bases` are the offsets at which the texts begin, as if they stood one after the other. `items` are the keys that
    its lists of references define themselves (`\\bibitem`), with their labels.
    """

    main: str
    companions: Companions
    texts: dict[str, str] = field(default_factory=dict)
    bases: dict[str, int] = field(default_factory=dict)
    length: int = 0
    budget: TokenBudget = field(default_factory=TokenBudget)
    bibliographies: list[tuple[str, Bibliography]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    items: dict[str, str] = field(default_factory=dict)
    missing: list[tuple[str, str]] = field(default_factory=list)  # bibliographies that are not there, and why
    compiled: str = ""  # the list of references that BibTeX made (.bbl), where the bibliography itself is not there

    def add(self, name: str, text: str) -> None:
        """Add a text."""
        self.texts[name] = text
        self.bases[name] = self.length
        self.length += len(text) + 1
        self.budget.allow(len(text))
        for item in _ITEM.finditer(_COMMENT.sub("", text)):
            self.items.setdefault(item["key"].strip(), item["label"] or "")

    def find(self, named: str, folder: str = "") -> str | None:
        """Return the name of the file that `named` means in `\\input`, read now if it was not; None: there is none.

        Raises `FileRefused` if it is outside of the document's folder.
        """
        path = str(PurePosixPath(folder) / named.strip().strip('"')) if folder else named.strip().strip('"')
        for name in (path, f"{path}.tex"):
            if name in self.texts:
                return name
            body = self.companions.read(name) if len(self.texts) < _MOST_FILES else None
            if body is not None:
                try:
                    self.add(name, normal_newlines(decode(body, name=name)))
                except UndecodableDocument as error:
                    self.tell_unread(name, str(error))
                    return None
                return name
        return None

    def tell_unread(self, name: str, reason: str) -> None:
        """Record that a file which the document names was not read."""
        plain = reason.removeprefix(f"{name}: ").rstrip(".")
        message = f"The file {name}, which the document names, was not read: {plain}."
        if all(problem.message != message for problem in self.problems):
            self.problems.append(Problem(code="document-incomplete", message=message))


def read_project(source: str, name: str, companions: Companions) -> Project:
    """Return the project whose main file has the text `source`. `name` is what messages call it."""
    project = Project(companions.own or name, companions)
    project.add(project.main, source)
    waiting = [project.main]
    seen = set(waiting)
    named: list[str] = []
    while waiting:
        text = _COMMENT.sub("", project.texts[waiting.pop(0)])
        named += [one.strip() for match in _BIBLIOGRAPHY.finditer(text) for one in match[1].split(",") if one.strip()]
        for inside, folder in _inputs(text):
            try:
                found = project.find(inside, folder)
            except FileRefused as error:
                project.tell_unread(inside, str(error))
                continue
            if found is not None and found not in seen:
                seen.add(found)
                waiting.append(found)
    _read_bibliographies(project, list(dict.fromkeys(named)))
    return project


def _inputs(text: str) -> Iterator[tuple[str, str]]:
    for match in _INPUT.finditer(text):
        name = match[1] or match[2] or match[4]
        if "#" not in name and "\\" not in name:
            yield name, match[3] or ""


def _read_bibliographies(project: Project, named: list[str]) -> None:
    for name, body in project.companions.bibliographies:
        read = parse_named(name, body)
        if read is not None:
            project.bibliographies.append((name, read))
    if project.bibliographies:
        return
    missing = project.missing
    for name in named:
        file = name if PurePosixPath(name).suffix.lower() in (".bib", ".ris", ".xml", ".json") else f"{name}.bib"
        try:
            found = project.companions.read(file)
            read = parse_named(file, found) if found is not None else None
        except (FileRefused, UndecodableDocument) as error:
            missing.append((file, str(error)))
            continue
        if read is not None:
            project.bibliographies.append((file, read))
        else:
            alone = project.companions.files is None
            missing.append((file, "the document came without its folder" if alone else "there is no such file"))
    if missing and not project.bibliographies:
        compiled = f"{PurePosixPath(project.main).with_suffix('')}.bbl"
        made = project.companions.read(compiled)
        if made is not None and b"\\entry{" in made:
            text = normal_newlines(decode(made, name=compiled))
            if is_bbl(text):
                project.bibliographies.append((compiled, read_bbl(text)))
        elif made is not None and b"\\bibitem" in made:
            project.add(compiled, normal_newlines(decode(made, name=compiled)))
            project.compiled = compiled


__all__ = ["Project", "read_project"]
