"""Notes of two templates: {{ref label|name}} in the text, and {{note|name}} before the note's words, on a line below.

They are older than `<ref>`, and are still used for notes in tables and boxes.
"""

from __future__ import annotations

import re
from functools import partial

from claims.readers.wikitext import notes
from claims.readers.wikitext.calls import Call
from claims.readers.wikitext.masking import raw
from claims.readers.wikitext.page import WikiPage

MARKS = frozenset({"ref", "ref label", "ref-label", "cref", "cref2", "ref2", "fn"})
DEFINITIONS = frozenset({"note", "note label", "note-label", "cnote", "cnote2", "note2", "fnb", "fnz", "endnote"})
_GROUP = "note"
_DEFINITION = re.compile(
    r"\{\{[ \t]*(?:note(?:[ _-]label|2)?|cnote2?|fn[bz]|endnote)[ \t]*+\|[ \t]*+([^{}|\n \t][^{}|\n]{0,79}?)[ \t]*+"
    r"(?:\|([^{}\n]*))?\}\}([^\n]*)",
    re.IGNORECASE,
)


def write_old_mark(page: WikiPage, call: Call) -> None:
    """Write the mark of a note that the page defines on a line below; nothing where it defines none."""
    name = _name(call)
    place = _definitions(page).get(name)
    if place is not None:
        notes.write_mark(page, _GROUP, name, partial(page.walk_source, *place), call.at, call.until)


def skip_definition(page: WikiPage, call: Call) -> bool:
    """Leave the words of a note out of the running text, as they are in the list; return False for another template.

    The notes in those words are numbered here, where they stand on the page.
    """
    place = _definitions(page).get(_name(call))
    if place is None or page.entry is not None:
        return False
    page.skipped = place
    with page.numbering_ahead():
        page.apart(partial(page.walk_source, *place))
    return True


def _name(call: Call) -> str:
    argument = call.get("1")
    return raw(str(argument.value)).strip() if argument is not None else ""


def _definitions(page: WikiPage) -> dict[str, tuple[int, int]]:
    """Return the range of the words of each note, by name: what follows the template, or its second argument."""
    if page.old_notes is None:
        page.old_notes = {}
        for found in _DEFINITION.finditer(page.source):
            words = found.span(3) if found[3].strip() else found.span(2)
            if words[0] >= 0 and page.source[slice(*words)].strip():
                page.old_notes.setdefault(found[1], words)
    return page.old_notes
