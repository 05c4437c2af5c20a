"""The numbers that MediaWiki's Cite extension gives: groups, names, reuse, list-defined, follow, details.

A group counts from 1. A list takes all notes of its group so far and starts the count again. Notes
without a list are listed at the end of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

from claims.readers.note_labels import label_of

_SPACE = re.compile(r"[ \t\r\n]+")


@dataclass(slots=True)
class WikiNote:
    """One numbered note. `contents` write its text; they are empty where the note is not defined."""

    key: str
    group: str
    number: str
    name: str = ""
    contents: list[Callable[[], None]] = field(default_factory=list)
    main: WikiNote | None = None  # the note that this one is a part of
    parts: dict[str, WikiNote] = field(default_factory=dict)

    @property
    def label(self) -> str:
        """The label that its marks show."""
        return label_of(self.group, self.number)


@dataclass(slots=True)
class _Group:
    notes: list[WikiNote] = field(default_factory=list)
    named: dict[str, WikiNote] = field(default_factory=dict)


def clean_name(name: str | None) -> str:
    """Return a name or group as Cite compares it."""
    return _SPACE.sub(" ", unescape(name)).strip() if name else ""


class Register:
    """All notes of a page, in the order in which their first marks come."""

    def __init__(self) -> None:
        self._groups: dict[str, _Group] = {}
        self._made = 0

    def use(
        self, group: str, name: str, content: Callable[[], None] | None, *, follow: str = "", details: str = ""
    ) -> WikiNote | None:
        """Return the note that a `<ref>` in the text makes or uses; None where it makes no mark."""
        here = self._groups.setdefault(group, _Group())
        if follow:
            parent = here.named.get(follow)
            if parent is not None and content is not None and not name and not follow.isdecimal():
                parent.contents.append(content)
            return None
        note = here.named.get(name) if name else None
        if note is None:
            if content is None and not name:
                return None
            note = self._made_note(group, str(len(here.notes) + 1), name)
            here.notes.append(note)
            if name:
                here.named[name] = note
        if content is not None and not note.contents:
            note.contents.append(content)
        return self._part(note, details) if details else note

    def define(self, group: str, name: str, content: Callable[[], None]) -> bool:
        """Give a note its text from the list; return whether a mark uses it, because otherwise it is not listed."""
        here = self._groups.get(group)
        note = here.named.get(name) if here is not None and name else None
        if note is None:
            return False
        if not note.contents:
            note.contents.append(content)
        return True

    def take(self, group: str) -> list[WikiNote]:
        """Return the notes of `group` for its list, in order; the group begins again at 1."""
        here = self._groups.pop(group, _Group())
        return [entry for note in here.notes for entry in (note, *note.parts.values())]

    def left(self) -> list[str]:
        """Return the groups that have no list yet, the unnamed one first."""
        return sorted((group for group, here in self._groups.items() if here.notes), key=bool)

    def _part(self, main: WikiNote, details: str) -> WikiNote:
        """Return the part of a note that `details` names, which is a note of its own: "1.2"."""
        if details not in main.parts:
            part = self._made_note(main.group, f"{main.number}.{len(main.parts) + 1}")
            part.main = main
            main.parts[details] = part
        return main.parts[details]

    def _made_note(self, group: str, number: str, name: str = "") -> WikiNote:
        self._made += 1
        return WikiNote(f"{group}/{number}/{self._made}", group, number, name)
