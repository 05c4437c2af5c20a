"""Templates that make notes, use them again, refer to works in short form, or list notes."""

from __future__ import annotations

from functools import partial

from mwparserfromhell.nodes import Template

from claims.readers.wikitext import names, notes
from claims.readers.wikitext.calls import Argument, Call, read_call, shown, stated
from claims.readers.wikitext.masking import raw
from claims.readers.wikitext.numbering import clean_name
from claims.readers.wikitext.page import WikiPage

_TEXT = names.ARGUMENTS["note_text"]
_NAME = names.ARGUMENTS["note_name"]
_GROUP = names.ARGUMENTS["note_group"]


def write_note(page: WikiPage, call: Call) -> None:
    """Write the mark of a template that makes a note of its first argument; notes in it are numbered before it."""
    group = stated(call, *_GROUP) or names.note_group(call.name, page.language)
    group = "Note" if group is None else group
    argument = call.get(*_TEXT)
    if (call.at, 0) not in page.ahead and argument is not None:
        with page.numbering_ahead():
            page.plain(argument.value, argument.at)
    content = None
    if argument is not None and str(argument.value).strip():
        value, start = argument.value, argument.at
        content = partial(page.walk, value, start)  # a note's text is read when its list is
    follow = stated(call, "follow")
    notes.write_mark(page, group, stated(call, *_NAME), content, call.at, call.until, follow=follow)


def write_reuse(page: WikiPage, call: Call) -> None:
    """Write the marks of `{{r|name|name}}`."""
    group = stated(call, *_GROUP, "grp", "g")
    for index, argument in enumerate(call.positional(), 1):
        name = clean_name(raw(str(argument.value)).strip().strip("\"'"))
        if not name:
            continue
        pages = (
            shown(
                page,
                call,
                *(
                    f"{key}{number}"
                    for number in (index, "")
                    for key in ("p", "pp", "page", "pages", "at")
                    if number or index == 1
                ),
            )
            or None
        )
        own = stated(call, f"group{index}", f"g{index}") or group
        notes.write_mark(page, own, name, None, call.at, call.until, pages=pages, index=index)


def _names_and_pages(page: WikiPage, call: Call, prefix: str = "") -> tuple[list[str], str | None]:
    """Return the names and the year that a shortened note gives, and the place in the work ("p. 25")."""
    if prefix:
        parts = [shown(page, call, f"{prefix}a{number}") for number in range(1, 6)]
        parts.append(shown(page, call, f"{prefix}y"))
    else:
        parts = [page.words(argument.value, argument.at).text for argument in call.positional()]
    parts = [part for part in parts if part]
    for sign, keys in names.PLACES:
        place = shown(page, call, *(prefix + key for key in keys))
        if place:
            return parts, sign + place
    return parts, None


def write_short_note(page: WikiPage, call: Call) -> None:
    """Write the mark of `{{sfn|Smith|2006|p=25}}` and similar templates: one note for each work and place."""
    form = "{} ({})" if call.name in ("sfnp", "sfnmp") else "{} {}"
    if call.name.startswith("sfnm"):
        works = [_names_and_pages(page, call, str(number)) for number in range(1, 10)]
        works = [work for work in works if work[0]]
    else:
        works = [_names_and_pages(page, call)]

    def write() -> None:
        for index, (parts, pages) in enumerate(works):
            if index:
                page.composer.write("; ")
            notes.write_short(page, parts, pages, call.at, call.until, form=form)
        if postscript != "none":
            page.composer.write(".", call.at, call.until)
        if page.entry is not None:
            page.entry.templated = True

    postscript = stated(call, "ps", "postscript")
    name = "FOOTNOTE" + "".join("".join(parts) + (pages or "") for parts, pages in works)
    notes.write_mark(
        page,
        stated(call, *_GROUP),
        name,
        write if works and works[0][0] else None,
        call.at,
        call.until,
    )


def write_harvard(page: WikiPage, call: Call) -> None:
    """Write `{{harvnb|Smith|2006|p=25}}`, which is a short form of a reference."""
    if call.name in ("harvid", "harvc"):
        return
    parts, pages = _names_and_pages(page, call)
    anchor = shown(page, call, "id")
    if call.name.endswith("/id") and parts:
        anchor, parts = parts[0], parts[1:]
    if anchor:
        parts = [text] if (text := shown(page, call, "texte")) else parts or [anchor]
    if not parts:
        return
    form = {"harvtxt": "{} ({})", "harvp": "{} ({})", "harv": "({} {})", "harvs": "{} ({})"}.get(call.name, "{} {}")
    notes.write_short(page, parts, pages, call.at, call.until, form=form, anchor=anchor)


def write_cita(page: WikiPage, call: Call) -> None:
    """Write the short note {{Cita|anchor|place|shown}} of Italian wikis; what is shown is the anchor by default."""
    anchor = shown(page, call, "1")
    notes.write_short(
        page, [shown(page, call, "3") or anchor], shown(page, call, "2") or None, call.at, call.until, anchor=anchor
    )


def write_list(page: WikiPage, call: Call) -> None:
    """Write the list of a group, after reading the notes that are defined in its arguments."""
    group = stated(call, *_GROUP, "g") or names.note_group(call.name, page.language, listed=True) or ""
    if not group and call.name in ("reflist", "refs") and stated(call, "1") in names.NOTE_GROUPS.values():
        group = stated(call, "1")
    for argument in call.arguments:
        if argument.name in names.ARGUMENTS["notes_defined"]:
            notes.define_notes(page, group, argument.at, argument.at + len(str(argument.value)))
            _define_by_template(page, group, argument)
    page.write_list(group)


def _define_by_template(page: WikiPage, group: str, argument: Argument) -> None:
    at = argument.at
    for node in argument.value.nodes:
        width = len(str(node))
        if isinstance(node, Template):
            call = read_call(node, at, at + width)
            text = call.get(*_TEXT)
            name = stated(call, *_NAME)
            if names.makes_note(call.name, page.language) and text is not None and name:
                used = page.register.define(
                    group,
                    name,
                    partial(page.walk, text.value, text.at),
                )
                if not used:
                    page.problems.append(notes.unused_definition(name))
        at += width
