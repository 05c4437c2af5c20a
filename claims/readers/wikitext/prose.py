"""Write what a template of the running text shows: its words and figures, with the notes in its arguments."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from mwparserfromhell.nodes import Template, Text

from claims.readers.wikitext import names, notes
from claims.readers.wikitext.calls import Argument, Call
from claims.readers.wikitext.figures import FIGURES
from claims.readers.wikitext.masking import TAG, raw
from claims.readers.wikitext.page import WikiPage
from claims.readers.wikitext.showing import ArgumentPlace, OptionalPieces, Shown, find_shown

_NOTE_NAMES = sorted((names.NOTE_GROUPS.keys() | names.SHORT | names.HARVARD | names.REUSE) - names.ONLY_IN.keys())
_NOTE_TEMPLATE = re.compile(
    rf"\{{\{{\s*(?:efn|sfn|refn|harv|note-|(?:{'|'.join(map(re.escape, _NOTE_NAMES))})\s*(?=[|}}]))", re.IGNORECASE
)


def write_shown(page: WikiPage, call: Call) -> bool:
    """Write what a template shows by the table of `shown.toml`; return False where that is not known."""
    return any(_write(page, call, shown) for shown in find_shown(call.name, page.language))


def _write(page: WikiPage, call: Call, shown: Shown) -> bool:
    """Write a template in one way; return False, with nothing written, where its arguments do not fit that way."""
    if shown.figure is not None:
        return _write_figure(page, call, shown.figure)
    used = [argument for argument in _slots(call, shown.pieces) if argument is not None]
    if not used and any(isinstance(piece, ArgumentPlace) for piece in shown.pieces):
        return False
    _write_pieces(page, call, shown.pieces)
    for argument in call.arguments:
        if argument not in used:
            count_notes(page, argument)
    return True


def _given(call: Call, slot: ArgumentPlace) -> Argument | None:
    found = (call.get(name) for name in slot.names)
    return next((argument for argument in found if argument is not None and str(argument.value).strip()), None)


def _slots(call: Call, pieces: Sequence[str | ArgumentPlace | OptionalPieces]) -> list[Argument | None]:
    """Return the arguments that these pieces show, None for each that is not given."""
    found: list[Argument | None] = []
    for piece in pieces:
        if isinstance(piece, ArgumentPlace):
            found.append(_given(call, piece))
        elif isinstance(piece, OptionalPieces):
            inner = _slots(call, piece.pieces)
            found.extend(inner if None not in inner else [])
    return found


def _write_pieces(page: WikiPage, call: Call, pieces: Sequence[str | ArgumentPlace | OptionalPieces]) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            page.composer.write(piece, call.at, call.until)
        elif isinstance(piece, OptionalPieces):
            if None not in _slots(call, piece.pieces):
                _write_pieces(page, call, piece.pieces)
        elif (argument := _given(call, piece)) is not None:
            page.walk(argument.value, argument.at)


def _write_figure(page: WikiPage, call: Call, figure: str) -> bool:
    """Write what a function of `figures.py` makes of the arguments, and then the marks of the notes in them."""
    before = len(page.composer.holes)
    values = {argument.name: _words(page, argument) for argument in call.arguments}
    text = FIGURES[figure](_numbered(values), values, page.language)
    if text is None and len(page.composer.holes) == before:
        return False
    page.composer.write(text or "", call.at, call.until)
    for argument in call.arguments:
        _write_marks(page, argument)
    return True


def _words(page: WikiPage, argument: Argument) -> str:
    """Return the words of an argument. The notes in it are numbered, and written later."""
    with page.numbering_ahead():
        return page.prose(argument.value, argument.at)


def _numbered(values: Mapping[str, str]) -> list[str]:
    numbered: list[str] = []
    while (name := str(len(numbered) + 1)) in values:
        numbered.append(values[name])
    return numbered


def _write_marks(page: WikiPage, argument: Argument) -> None:
    at = argument.at
    for node in argument.value.nodes:
        width = len(str(node))
        if isinstance(node, Text):
            for place in re.finditer(TAG, str(node.value)):
                tag = page.tag_at(at + place.start())
                if tag.name == "ref":
                    notes.write_ref(page, tag)
        elif isinstance(node, Template) and _NOTE_TEMPLATE.match(str(node)):
            page.write_node(node, at, at + width)
        at += width


def has_notes(page: WikiPage, argument: Argument) -> bool:
    """Return whether an argument has notes or lists of notes in it."""
    text = str(argument.value)
    if _NOTE_TEMPLATE.search(text):
        return True
    places = (argument.at + found.start() for found in re.finditer(TAG, text))
    return any(page.tag_at(place).name in ("ref", "references") for place in places)


def count_notes(page: WikiPage, argument: Argument, *, shown: bool = False) -> None:
    """Number the notes in an argument whose text is not shown (with `shown`, its marks are)."""
    if all(isinstance(node, Text) and raw(str(node.value)) == str(node.value) for node in argument.value.nodes):
        return
    if not has_notes(page, argument):
        return
    if shown:
        page.walk(argument.value, argument.at)
    else:
        page.plain(argument.value, argument.at)
