"""A LaTeX document to its layout."""

from __future__ import annotations

import hashlib

from claims.companions import Companions
from claims.decoding import decode, normal_newlines
from claims.file_origins import FileOrigins
from claims.language import detect
from claims.layout import Layout
from claims.model import DocumentFormat, Problem
from claims.readers.bibliography_files.cited import CitedWorks
from claims.readers.latex.project import read_project
from claims.readers.latex.scanning import TooMuch
from claims.readers.latex.walking import Walker
from claims.readers.latex.works import LatexWorks
from claims.readers.links import with_links
from claims.readers.textual import with_editors_notes

_ALONE = Companions()
_SAMPLE = 20_000  # characters of prose that tell the language


def read(
    body: bytes,
    *,
    name: str,
    url: str | None = None,
    encoding: str | None = None,
    companions: Companions = _ALONE,
) -> Layout:
    """Read a LaTeX document; see `claims.interfaces.Reader`. `companions` has its other files and its bibliography."""
    source = normal_newlines(decode(body, name=name, encoding=encoding))
    project = read_project(source, name, companions)
    works = CitedWorks(project.bibliographies, any_case=True, is_named=bool(companions.bibliographies))
    walker = Walker(project, LatexWorks(works, project.items))
    try:
        walker.walk()
        walker.notes.end_item()
        walker.notes.write()
    except TooMuch:
        message = "The document expands to more than is read, as macros that call one another do; its end was not read."
        project.problems.append(Problem(code="document-incomplete", message=message))
        walker.notes.end_item()
    if walker.citations.dangling:  # styles name files of abbreviations that nobody has, and that nothing needs
        for file, reason in project.missing:
            project.tell_unread(file, reason)
    works.write(walker.composer, after=project.length)
    made = with_links(with_editors_notes(walker.composer.compose()), url=url)
    return Layout(
        name=name,
        format=DocumentFormat.LATEX,
        text=made.text,
        sha256=hashlib.sha256(body).hexdigest(),
        blocks=made.blocks,
        marks=made.marks,
        entries=made.entries,
        url=url,
        language=detect(made.text[:_SAMPLE]),
        title=walker.title,
        uncited=made.uncited,
        problems=(*project.problems, *works.problems()),
        unused_allowed=works.listed_alone(),
        origins=FileOrigins([*project.texts.items(), *works.sources], made.pieces),
    )
