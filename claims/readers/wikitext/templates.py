"""Templates of a page: what each kind of them shows, and what it says of the reference that it stands in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mwparserfromhell.nodes import Template, Text
from mwparserfromhell.wikicode import Wikicode

from claims.dates import parse_date
from claims.identifiers import normalise
from claims.model import BlockKind, UrlStatus
from claims.readers.wikitext import names, notes
from claims.readers.wikitext.citing import anchor_name, read_cite
from claims.readers.wikitext.masking import TAG, raw
from claims.readers.wikitext.numbering import clean_name
from claims.readers.wikitext.parameters import is_cite

if TYPE_CHECKING:
    from claims.readers.wikitext.page import Page

_NAMESPACE = re.compile(r"^(?:template|vorlage|modèle|plantilla|modelo|sjabloon|szablon|шаблон)\s*:\s*", re.IGNORECASE)
_FILE_NAME = re.compile(r"[^\n|{}\[\]]{1,200}\.(?:jpe?g|png|svg|gif|webp|tiff?|ogg|ogv|webm|pdf)\s*", re.IGNORECASE)
_NOTE_TEMPLATE = re.compile(r"\{\{\s*(?:efn|sfn|refn|r\s*\||#tag:ref|harv|notetag|note-)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a template, and where its value stands in the source."""

    name: str
    value: Wikicode
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """One use of a template. `name` is in lower case, with spaces for underscores."""

    name: str
    title: str  # the name as it is written
    arguments: tuple[Argument, ...]
    at: int
    until: int

    def get(self, *argument_names: str) -> Argument | None:
        """Return the last argument of the first of these names that is given."""
        for name in argument_names:
            for argument in reversed(self.arguments):
                if argument.name == name:
                    return argument
        return None

    def positional(self) -> Iterator[Argument]:
        """Yield the numbered arguments in order."""
        named = {argument.name: argument for argument in self.arguments}
        for number in range(1, len(named) + 1):
            if str(number) not in named:
                return
            yield named[str(number)]


def write_template(page: Page, node: Template, at: int, until: int) -> None:
    """Write what a template shows."""
    call = read_call(node, at, until)
    name = call.name
    if name in names.NOTE_GROUPS:
        _write_note(page, call)
    elif name in ("r", "ref label", "named reference") or name == "referência":
        _write_reuse(page, call)
    elif name in ("rp", "ref page"):
        pages = _shown(page, call, "1", "p", "page", "pp", "pages", "at")
        if pages:
            page.composer.add_pages(pages, at, until)
    elif re.fullmatch(r"sfn[a-z]*", name):
        _write_short_note(page, call)
    elif re.fullmatch(r"harv[a-z]*", name):
        _write_harvard(page, call)
    elif name in names.LISTS or name == "#tag:references":
        _write_list(page, call)
    elif name in names.NOTES:
        page.composer.note(names.NOTES[name], at, until)
    elif name in names.DEAD:
        _write_dead(page, call)
    elif name in names.WEBARCHIVE:
        _write_webarchive(page, call)
    elif is_cite(name) and _is_full(call):
        write_cite(page, call)
    else:
        _write_other(page, call)


def read_call(node: Template, at: int, until: int) -> Call:
    """Return a template's name and arguments, with the offsets of their values."""
    name = str(node.name)
    clean = _NAMESPACE.sub("", " ".join(raw(name).replace("_", " ").split()))
    arguments: list[Argument] = []
    offset = at + 2 + len(name)
    first = clean.partition(":")
    if clean.lower().startswith("#tag:"):
        clean = clean.lower()
    elif clean.startswith("#") or (first[0].isupper() and first[1] and len(first[0]) > 3):
        clean = first[0]
    unnamed = 0
    for parameter in node.params:
        offset += 1
        if parameter.showkey:
            key = " ".join(raw(str(parameter.name)).split())
            offset += len(str(parameter.name)) + 1
        else:
            unnamed += 1
            key = str(unnamed)
        arguments.append(Argument(key, parameter.value, offset))
        offset += len(str(parameter.value))
    return Call(clean.lower(), clean, tuple(arguments), at, until)


def _shown(page: Page, call: Call, *argument_names: str) -> str:
    for name in argument_names:
        argument = call.get(name)
        if argument is not None and (text := page.plain(argument.value, argument.at)):
            return text
    return ""


def _stated(call: Call, *argument_names: str) -> str:
    argument = call.get(*argument_names)
    return clean_name(raw(str(argument.value)).strip().strip("\"'")) if argument is not None else ""


def _write_note(page: Page, call: Call) -> None:
    """Write the mark of a template that makes a note of its first argument; notes in it are numbered before it."""
    group = _stated(call, "group") or names.NOTE_GROUPS[call.name]
    argument = call.get("1", "content", "reftext", "text")
    if (call.at, 0) not in page.ahead and argument is not None:
        was, page.counting_ahead = page.counting_ahead, True
        page.plain(argument.value, argument.at)
        page.counting_ahead = was
    content = None
    if argument is not None and str(argument.value).strip():
        value, start = argument.value, argument.at
        content = lambda: page.walk(value, start)  # noqa: E731 # a note's text is read when its list is
    follow = _stated(call, "follow")
    notes.write_mark(page, group, _stated(call, "name"), content, call.at, call.until, follow=follow)


def _write_reuse(page: Page, call: Call) -> None:
    """Write the marks of `{{r|name|name}}`."""
    group = _stated(call, "group", "grp", "g")
    for index, argument in enumerate(call.positional(), 1):
        name = clean_name(raw(str(argument.value)).strip().strip("\"'"))
        if not name:
            continue
        pages = (
            _shown(
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
        own = _stated(call, f"group{index}", f"g{index}") or group
        notes.write_mark(page, own, name, None, call.at, call.until, pages=pages, index=index)


def _names_and_pages(page: Page, call: Call, prefix: str = "") -> tuple[list[str], str | None]:
    """Return the names and the year that a shortened note gives, and the place in the work ("p. 25")."""
    if prefix:
        parts = [_shown(page, call, f"{prefix}a{number}") for number in range(1, 6)]
        parts.append(_shown(page, call, f"{prefix}y"))
    else:
        parts = [page.plain(argument.value, argument.at) for argument in call.positional()]
    parts = [part for part in parts if part]
    for keys, sign in ((("p", "page"), "p. "), (("pp", "pages"), "pp. "), (("loc", "at"), "")):
        place = _shown(page, call, *(prefix + key for key in keys))
        if place:
            return parts, sign + place
    return parts, None


def _write_short_note(page: Page, call: Call) -> None:
    """Write the mark of `{{sfn|Smith|2006|p=25}}` and its kin: one note for each work and place."""
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

    postscript = _stated(call, "ps", "postscript")
    name = "FOOTNOTE" + "".join("".join(parts) + (pages or "") for parts, pages in works)
    notes.write_mark(page, _stated(call, "group"), name, write if works and works[0][0] else None, call.at, call.until)


def _write_harvard(page: Page, call: Call) -> None:
    """Write `{{harvnb|Smith|2006|p=25}}`, which names a work for short."""
    if call.name in ("harvid", "harvc"):
        return
    parts, pages = _names_and_pages(page, call)
    if not parts:
        return
    form = {"harvtxt": "{} ({})", "harvp": "{} ({})", "harv": "({} {})", "harvs": "{} ({})"}.get(call.name, "{} {}")
    notes.write_short(page, parts, pages, call.at, call.until, form=form)


def _write_list(page: Page, call: Call) -> None:
    """Write the list of a group, after reading the notes that are defined in its arguments."""
    group = _stated(call, "group", "g", "gruppe", "groupe", "grupo") or names.LIST_GROUPS.get(call.name, "")
    if not group and call.name in ("reflist", "refs") and _stated(call, "1") in names.NOTE_GROUPS.values():
        group = _stated(call, "1")
    for argument in call.arguments:
        if argument.name in ("refs", "notes", "références", "1", "liste"):
            notes.define_notes(page, group, argument.at, argument.at + len(str(argument.value)))
            _define_by_template(page, group, argument)
    page.write_list(group)


def _define_by_template(page: Page, group: str, argument: Argument) -> None:
    at = argument.at
    for node in argument.value.nodes:
        width = len(str(node))
        if isinstance(node, Template):
            call = read_call(node, at, at + width)
            text = call.get("1", "content", "reftext", "text")
            name = _stated(call, "name")
            if call.name in names.NOTE_GROUPS and text is not None and name:
                used = page.register.define(
                    group,
                    name,
                    lambda text=text: page.walk(text.value, text.at),  # type: ignore[misc] # bound for this turn
                )
                if not used:
                    page.problems.append(notes.unused_definition(name))
        at += width


def _write_dead(page: Page, call: Call) -> None:
    if page.entry is not None:
        page.entry.fields.url_status = page.entry.fields.url_status or UrlStatus.DEAD
        page.composer.write("[dead link]", call.at, call.until)
    else:
        page.composer.note("[dead link]", call.at, call.until)


def _write_webarchive(page: Page, call: Call) -> None:
    url = raw(_shown(page, call, "url", "1"))
    date = _shown(page, call, "date", "2", "datum")
    if page.entry is not None:
        fields = page.entry.fields
        if url.startswith("http"):
            urls = list(fields.urls)
            fields.add_url(url)
            fields.urls[:] = urls or fields.urls
        fields.archived = (parse_date(date) if date else None) or fields.archived
        page.composer.write(f" Archived {date}".rstrip(), call.at, call.until)


def _is_full(call: Call) -> bool:
    return any(raw(str(argument.value)).strip() for argument in call.arguments)


def write_cite(page: Page, call: Call) -> None:
    """Write a full reference, and keep its fields: for the entry under way, and for notes that point to it."""
    arguments = [argument for argument in call.arguments if argument.name != "ref"]
    parameters = {argument.name: page.plain(argument.value, argument.at) for argument in arguments}
    reference = call.get("ref")
    if reference is not None:
        parameters["ref"] = _reference_id(page, reference)
    cited = read_cite(parameters)
    if not cited.shown:
        _write_unknown(page, call)
        return
    page.composer.write(cited.shown, call.at, call.until)
    if cited.anchor:
        page.anchors.setdefault(cited.anchor, cited.fields)
    if page.entry is not None:
        page.entry.fields.fill_from(cited.fields)
        page.entry.templated = True


def _reference_id(page: Page, reference: Argument) -> str:
    for node in reference.value.nodes:
        if isinstance(node, Template):
            call = read_call(node, 0, 0)
            if call.name in ("harvid", "sfnref"):
                return anchor_name([page.plain(one.value, one.at) for one in call.positional()])
    return raw(str(reference.value)).strip()


def _write_other(page: Page, call: Call) -> None:
    """Write a template of the page's own text: a word, a quotation, a box of facts."""
    name = call.name
    if name in names.SYMBOLS:
        symbol = names.SYMBOLS[name]
        if "\n" in symbol:
            page.composer.line_break()
        else:
            page.composer.write(symbol, call.at, call.until)
    elif name in names.QUOTES:
        _write_quote(page, call)
    elif name in names.PASSED or names.shows_language(name):
        wanted = names.PASSED.get(name, "1")
        for argument in call.arguments:
            if argument.name == wanted or (argument.name == "text" and not call.get(wanted)):
                page.walk(argument.value, argument.at)
            else:
                _count_notes(page, argument)
        if name in ("convert", "cvt") and (unit := call.get("2")) is not None:
            page.composer.write(" " + page.plain(unit.value, unit.at), call.at, call.until)
    elif names.is_facts(name):
        for argument in call.arguments:
            if _FILE_NAME.fullmatch(str(argument.value)):
                continue
            with page.block(BlockKind.FACTS):
                page.walk(argument.value, argument.at)
    elif not names.is_ignored(name):
        _write_unknown(page, call)


def _write_quote(page: Page, call: Call) -> None:
    text = call.get("text", "quote", "1", "zitat", "texte", "testo", "texto", "content", "citaat")
    if text is None:
        return
    with page.block(BlockKind.QUOTE):
        page.walk(text.value, text.at)
        for argument in call.arguments:
            if argument is not text:
                _count_notes(page, argument, shown=True)


def _write_unknown(page: Page, call: Call) -> None:
    """Write of a template that we do not know the notes in it, which stand where it stands.

    What else it shows cannot be known. Within a reference, its name and what it is given stand for it, so that a
    reference that consists of it is not taken for empty.
    """
    if page.entry is None:
        for argument in call.arguments:
            _count_notes(page, argument, shown=True)
        return
    values = [value for argument in call.arguments if (value := page.plain(argument.value, argument.at))]
    kind = names.IDENTIFIERS.get(call.name)
    if kind is not None and values:
        page.entry.fields.identifiers.setdefault(kind, normalise(kind, values[0]))
        page.composer.write(f"{kind.upper()}: {values[0]}", call.at, call.until)
    elif not names.is_silent(call.name):
        page.composer.write(": ".join([call.title, ", ".join(values)]) if values else call.title, call.at, call.until)


def _has_notes(page: Page, argument: Argument) -> bool:
    text = str(argument.value)
    if _NOTE_TEMPLATE.search(text):
        return True
    places = (argument.at + found.start() for found in re.finditer(TAG, text))
    return any(page.tag_at(place).name in ("ref", "references") for place in places)


def _count_notes(page: Page, argument: Argument, *, shown: bool = False) -> None:
    """Number the notes in an argument whose text is not shown (with `shown`, its marks are)."""
    if all(isinstance(node, Text) and raw(str(node.value)) == str(node.value) for node in argument.value.nodes):
        return
    if not _has_notes(page, argument):
        return
    if shown:
        page.walk(argument.value, argument.at)
    else:
        page.plain(argument.value, argument.at)
