"""Repairs in an entry of BibTeX: its fields, and new fields in the author's own layout."""

from __future__ import annotations

import re
from typing import NamedTuple

from citecheck.fixing.addresses import written
from citecheck.fixing.places import NoPlace, SourceFile
from citecheck.fixing.wishes import Wish
from claims.model import Span
from claims.patterns import lazy_regex
from claims.source_map import TextEdit

_HEAD = lazy_regex(r"@\s*\w+\s*[{(]\s*[^\s,{}()]*\s*")
_NAME = lazy_regex(r"(?P<before>\s*,\s*)(?P<name>[A-Za-z][\w:+.-]*)(?P<equals>\s*=\s*)")
_FIELDS = {
    "title": ("title",),
    "year": ("year", "date"),
    "venue": ("journal", "journaltitle", "booktitle"),
    "authors": ("author",),
}
_SPECIAL = re.compile(r"(?<!\\)([#$%&_])")


class BibField(NamedTuple):
    """A field of an entry: what stands before its name, the name, the sign, and the range of its value in the file."""

    before: str
    name: str
    equals: str
    start: int
    end: int


def fields_of(text: str, region: Span) -> list[BibField]:
    """Return the fields of the entry at `region` of `text`, in order, up to the first that cannot be read."""
    head = _HEAD.match(text, region.start, region.end)
    found: list[BibField] = []
    at = head.end() if head is not None else region.end
    while (match := _NAME.match(text, at, region.end)) is not None:
        end = _value_end(text, match.end(), region.end)
        if end is None:
            break
        found.append(BibField(match["before"], match["name"], match["equals"], match.end(), end))
        at = end
    return found


def archived_copy(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that names the archived copy of `wish` in the entry at `region` of `file`.

    It stands in `note`, or in `addendum` where there is a note already. Raises `NoPlace`.
    """
    fields = fields_of(file.text, region)
    known = {field.name.lower() for field in fields}
    name = next((one for one in ("note", "addendum") if one not in known), None)
    if name is None:
        raise NoPlace("its fields note and addendum are taken")
    when = f" {wish.day}" if wish.day else ""
    return [_new_field(file.text, fields, name, f"Archived{when}: \\url{{{written(wish.value, file.format)}}}")]


def new_field(file: SourceFile, region: Span, name: str, value: str) -> list[TextEdit]:
    """Return the edit that adds the field `name` with `value` to the entry at `region` of `file`. Raises `NoPlace`."""
    fields = fields_of(file.text, region)
    if any(field.name.lower() == name for field in fields):
        raise NoPlace(f"it has a field {name} already")
    return [_new_field(file.text, fields, name, value)]


def record_field(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that gives a field of the entry at `region` of `file` the value of `wish`. Raises `NoPlace`."""
    names = _FIELDS.get(wish.field, (wish.field,))
    for field in fields_of(file.text, region):
        if field.name.lower() not in names:
            continue
        value = file.text[field.start : field.end]
        if wish.field == "year" and not re.fullmatch(r"[{\"]?\d{4}[}\"]?", value):
            raise NoPlace("its date is written in a way that is not edited")
        opening, closing = (value[0], value[-1]) if value[:1] in ("{", '"') else ("{", "}")
        if value.isdigit():
            opening = closing = ""
        plain = wish.value if wish.field in ("doi", "year") else _SPECIAL.sub(r"\\\1", wish.value)
        if "\\" in wish.value or plain.count("{") != plain.count("}") or (opening == '"' and '"' in plain):
            raise NoPlace("the value of the record cannot be written as a field")
        return [TextEdit(field.start, field.end, f"{opening}{plain}{closing}")]
    raise NoPlace(f"it has no field for the {wish.field}")


def _new_field(text: str, fields: list[BibField], name: str, value: str) -> TextEdit:
    if not fields:
        raise NoPlace("its fields cannot be read")
    last = fields[-1]
    room = len(last.name) + len(last.equals) - len(last.equals.lstrip())
    aligned = len({len(one.name) + len(one.equals) - len(one.equals.lstrip()) for one in fields}) == 1 < len(fields)
    equals = last.equals
    if aligned and room > len(last.name):
        equals = " " * max(1, room - len(name)) + last.equals.lstrip()
    quoted = text[last.start : last.start + 1] == '"' and '"' not in value
    opening, closing = ('"', '"') if quoted else ("{", "}")
    return TextEdit(last.end, last.end, f"{last.before}{name}{equals}{opening}{value}{closing}")


def _value_end(text: str, at: int, limit: int) -> int | None:
    """Return where a value ends that begins at `at`: strings, numbers and names joined by "#". None: it never ends."""
    while True:
        piece = _piece_end(text, at, limit)
        if piece is None or piece == at:
            return None
        following = re.compile(r"\s*#\s*").match(text, piece, limit)
        if following is None:
            return piece
        at = following.end()


def _piece_end(text: str, at: int, limit: int) -> int | None:
    opening = text[at : at + 1]
    if opening not in ("{", '"'):
        match = re.compile(r"[^\s,#{}()\"=]+").match(text, at, limit)
        return match.end() if match is not None else None
    depth = 0
    place = at
    while place < limit:
        sign = text[place]
        if sign == "\\":
            place += 2
            continue
        depth += (sign == "{") - (sign == "}")
        if depth == 0 and (opening == "{" or (sign == '"' and place > at)):
            return place + 1
        place += 1
    return None


__all__ = ["BibField", "archived_copy", "fields_of", "new_field", "record_field"]
