"""Write what a template shows in prose, as the table of such templates says, and count the notes in it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mwparserfromhell.nodes import Text

from claims.readers.wikitext import names
from claims.readers.wikitext.calls import Argument, Call
from claims.readers.wikitext.figures import FIGURES
from claims.readers.wikitext.masking import NOTHING, TAG, raw
from claims.readers.wikitext.page import WikiPage
from claims.readers.wikitext.showing import ArgumentSlot, Shown, WhereGiven, find_shown

_NOTE_TEMPLATE = re.compile(r"\{\{\s*(?:efn|sfn|refn|r\s*\||#tag:ref|harv|notetag|note-|הערה)", re.IGNORECASE)
# Templates of French wikis that show their own name: {{XIXe siècle}}, {{1er janvier}}.
_OWN_NAME = re.compile(
    r"[ivxl]+er?\s(?:siècle|millénaire)(?:\sav\.\sj\.-c\.)?"
    r"|1er\s(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
)
_LANGUAGE_TEMPLATE = Shown(pieces=(ArgumentSlot(("1",)),))


def write_shown(page: WikiPage, call: Call) -> bool:
    """Write a template of the table; return whether it is one, and can be read."""
    shown = find_shown(call.name, page.language)
    if shown is None and names.shows_language(call.name):
        shown = _LANGUAGE_TEMPLATE
    if shown is None and not call.arguments and _OWN_NAME.fullmatch(call.name):
        page.composer.write(call.title, call.at, call.until)
        return True
    if shown is None:
        return False
    if shown.figure is not None:
        return _write_figure(page, call, shown.figure)
    used: set[str] = set()
    _write_pieces(page, call, shown.pieces, used)
    if shown.pieces and not used and (text := call.get("text")) is not None:
        page.walk(text.value, text.at)
        used.add("text")
    for argument in call.arguments:
        if argument.name not in used:
            count_notes(page, argument)
    return True


def _write_figure(page: WikiPage, call: Call, figure: str) -> bool:
    was, page.counting_ahead = page.counting_ahead, True  # the notes in it get their marks below
    arguments = {argument.name: page.plain(argument.value, argument.at, in_prose=True) for argument in call.arguments}
    page.counting_ahead = was
    made = FIGURES[figure](arguments, page.language)
    if made is None:
        return False
    page.composer.write(made, call.at, call.until)
    for argument in call.arguments:
        if has_notes(page, argument):
            page.marks_of(argument.value, argument.at)
    return True


def _write_pieces(
    page: WikiPage, call: Call, pieces: Sequence[str | ArgumentSlot | WhereGiven], used: set[str]
) -> None:
    for piece in pieces:
        if isinstance(piece, str):
            page.composer.write(piece, call.at, call.until)
        elif isinstance(piece, WhereGiven):
            slots = [part for part in piece.pieces if isinstance(part, ArgumentSlot)]
            if all(_given(call, slot) is not None for slot in slots):
                _write_pieces(page, call, piece.pieces, used)
        elif (argument := _given(call, piece)) is not None:
            used.add(argument.name)
            page.walk(argument.value, argument.at)


def _given(call: Call, slot: ArgumentSlot) -> Argument | None:
    for name in slot.names:
        argument = call.get(name)
        if argument is not None and str(argument.value).strip().strip(NOTHING):
            return argument
    return None


def has_notes(page: WikiPage, argument: Argument) -> bool:
    """Return whether there are notes in an argument."""
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
