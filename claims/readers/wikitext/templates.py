"""Write the templates of a page: what each kind shows, and what it adds to the current reference."""

from __future__ import annotations

import re

from mwparserfromhell.nodes import Template

from claims.dates import parse_date
from claims.identifiers import normalise
from claims.model import BlockKind, UrlStatus
from claims.readers.wikitext import names, note_templates
from claims.readers.wikitext.calls import Argument, Call, read_call, shown
from claims.readers.wikitext.citing import anchor_name, read_cite
from claims.readers.wikitext.masking import raw
from claims.readers.wikitext.page import WikiPage
from claims.readers.wikitext.parameters import is_cite
from claims.readers.wikitext.prose import count_notes, has_notes, write_shown

_FILE_NAME = re.compile(r"[^\n|{}\[\]]{1,200}\.(?:jpe?g|png|svg|gif|webp|tiff?|ogg|ogv|webm|pdf)\s*", re.IGNORECASE)


def write_template(page: WikiPage, node: Template, at: int, until: int) -> None:
    """Write what a template shows."""
    call = read_call(node, at, until)
    name = call.name
    if name in names.NOTE_GROUPS:
        note_templates.write_note(page, call)
    elif name in ("r", "ref label", "named reference") or name == "referência":
        note_templates.write_reuse(page, call)
    elif name in ("rp", "ref page"):
        pages = shown(page, call, "1", "p", "page", "pp", "pages", "at")
        if pages:
            page.composer.add_pages(pages, at, until)
    elif re.fullmatch(r"sfn[a-z]*", name):
        note_templates.write_short_note(page, call)
    elif re.fullmatch(r"harv[a-z]*", name):
        note_templates.write_harvard(page, call)
    elif name in names.LISTS or name == "#tag:references":
        note_templates.write_list(page, call)
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


def _write_dead(page: WikiPage, call: Call) -> None:
    if page.entry is not None:
        page.entry.fields.url_status = page.entry.fields.url_status or UrlStatus.DEAD
        page.composer.write("[dead link]", call.at, call.until)
    else:
        page.composer.note("[dead link]", call.at, call.until)


def _write_webarchive(page: WikiPage, call: Call) -> None:
    url = raw(shown(page, call, "url", "1"))
    date = shown(page, call, "date", "2", "datum")
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


def write_cite(page: WikiPage, call: Call) -> None:
    """Write a full reference, and store its fields for the current entry and for notes that point to it."""
    arguments = [argument for argument in call.arguments if argument.name != "ref"]
    parameters = {argument.name: page.plain(argument.value, argument.at) for argument in arguments}
    reference = call.get("ref")
    if reference is not None:
        parameters["ref"] = _reference_id(page, reference)
    cited = read_cite(parameters)
    if not cited.shown:
        _write_other(page, call)
        return
    page.composer.write(cited.shown, call.at, call.until)
    if cited.anchor:
        page.anchors.setdefault(cited.anchor, cited.fields)
    if page.entry is not None:
        page.entry.fields.fill_from(cited.fields)
        page.entry.templated = True


def _reference_id(page: WikiPage, reference: Argument) -> str:
    for node in reference.value.nodes:
        if isinstance(node, Template):
            call = read_call(node, 0, 0)
            if call.name in ("harvid", "sfnref"):
                return anchor_name([page.plain(one.value, one.at) for one in call.positional()])
    return raw(str(reference.value)).strip()


def _write_other(page: WikiPage, call: Call) -> None:
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
    elif write_shown(page, call):
        pass
    elif names.is_facts(name):
        for argument in call.arguments:
            if _FILE_NAME.fullmatch(str(argument.value)):
                continue
            with page.block(BlockKind.FACTS):
                page.walk(argument.value, argument.at)
    elif not names.is_ignored(name):
        _write_unknown(page, call)


def _write_quote(page: WikiPage, call: Call) -> None:
    text = call.get("text", "quote", "1", "zitat", "texte", "testo", "texto", "content", "citaat")
    if text is None:
        return
    with page.block(BlockKind.QUOTE):
        page.walk(text.value, text.at)
        for argument in call.arguments:
            if argument is not text:
                count_notes(page, argument, shown=True)


def _write_unknown(page: WikiPage, call: Call) -> None:
    """Write the notes inside a template of an unknown kind, at the template's place.

    What else it shows is unknown; a template on lines of its own is a box of some kind. Within a reference,
    its name and arguments are written, so that a reference that consists of it is not empty.
    """
    if page.entry is None:
        _write_notes_of(page, call)
        return
    values = [value for argument in call.arguments if (value := page.plain(argument.value, argument.at))]
    kind = names.IDENTIFIERS.get(call.name)
    if kind is not None and values:
        page.entry.fields.identifiers.setdefault(kind, normalise(kind, values[0]))
        page.composer.write(f"{kind.upper()}: {values[0]}", call.at, call.until)
    elif not names.is_silent(call.name):
        page.composer.write(": ".join([call.title, ", ".join(values)]) if values else call.title, call.at, call.until)


def _write_notes_of(page: WikiPage, call: Call) -> None:
    before, after = page.source[call.at - 1 : call.at], page.source[call.until : call.until + 1]
    alone = before in ("", "\n") and after in ("", "\n")
    for argument in call.arguments:
        if not alone:
            count_notes(page, argument, shown=True)
        elif has_notes(page, argument):
            with page.block(BlockKind.FACTS):
                page.walk(argument.value, argument.at)
