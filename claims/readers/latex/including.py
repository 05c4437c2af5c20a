"""Files that a LaTeX document includes, and the place of its list of references."""

from __future__ import annotations

from claims.companions import FileRefused
from claims.readers.latex.interfaces import TexWalk
from claims.readers.latex.scanning import TexToken, words_of

INPUTS = frozenset({"input", "include", "subfile", "subfileinclude"})
IMPORTS = frozenset({"import", "subimport", "inputfrom", "includefrom", "subinputfrom", "subincludefrom", "import*"})
BIBLIOGRAPHIES = frozenset({"bibliography", "printbibliography", "bibliography*", "printbibheading"})


def read_input(walker: TexWalk, token: TexToken) -> None:
    """Read the file that \\input or \\include names. `token` is the command."""
    _read_file(walker, words_of(walker.stream.argument()))


def read_import(walker: TexWalk, token: TexToken) -> None:
    """Read the file that \\import names with its folder. `token` is the command."""
    folder = words_of(walker.stream.argument())
    _read_file(walker, words_of(walker.stream.argument()), folder)


def place_bibliography(walker: TexWalk, token: TexToken) -> None:
    """Read the list that BibTeX made, if it stands in for a bibliography. `token` is the command."""
    walker.skip(1 if token.text.startswith("bibliography") else 0)
    if walker.project.compiled:
        walker.enter_file(walker.project.compiled)


def _read_file(walker: TexWalk, named: str, folder: str = "") -> None:
    if "\\" in named or "#" in named:
        walker.project.tell_unread(named.strip(), "its name is made by a macro")
        return
    try:
        found = walker.project.find(named, folder.strip())
    except FileRefused as error:
        walker.project.tell_unread(named, str(error))
        return
    if found is not None:
        walker.enter_file(found)
    elif walker.in_body and walker.project.companions.files is not None:
        walker.project.tell_unread(named, "there is no such file beside the document")


__all__ = ["BIBLIOGRAPHIES", "IMPORTS", "INPUTS", "place_bibliography", "read_import", "read_input"]
