"""Write the templates of a page: what each kind shows, and what it adds to the current reference."""

from __future__ import annotations

import re

from mwparserfromhell.nodes import Template

from claims.dates import parse_date
from claims.identifiers import normalise
from claims.model import BlockKind, UrlStatus
from claims.readers.wikitext import names, note_names, note_templates
from claims.readers.wikitext.anchors import anchor_name
from claims.readers.wikitext.calls import Argument, Call, read_call, shown
from claims.readers.wikitext.citing import read_cite
from claims.readers.wikitext.masking import raw
from claims.readers.wikitext.page import WikiPage
from claims.readers.wikitext.parameters import is_cite
from claims.readers.wikitext.prose import count_notes, has_notes, write_shown
from claims.readers.wikitext.showing import is_of_wiki
from claims.urls import split_archive

_STAMP_LENGTHS = range(8, 15)  # digits of an archive's timestamp: YYYYMMDD, and the time in part or whole
_FILE_NAME = re.compile(r"[^\n|{}\[\]]{1,200}\.(?:jpe?g|png|svg|gif|webp|tiff?|ogg|ogv|webm|pdf)\s*", re.IGNORECASE)


def write_template(page: WikiPage, node: Template, at: int, until: int) -> None:
    """Write what a template shows."""
    call = read_call(node, at, until)
    name = call.name
    if name in note_names.NOTE_GROUPS or _is_french_note(page, call):
        note_templates.write_note(page, call)
    elif name in ("r", "ref label", "named reference") or name == "referência":
        note_templates.write_reuse(page, call)
    elif name in ("rp", "ref page"):
        pages = shown(page, call, "1", "p", "page", "pp", "pages", "at")
        if pages:
            page.composer.add_pages(pages, at, until)
    elif re.fullmatch(r"sfn[a-z]*", name):
        note_templates.write_short_note(page, call)
    elif re.fullmatch(r"harv[a-z]*|odn|پک", name):
        note_templates.write_harvard(page, call)
    elif name in note_names.LISTS or name == "#tag:references":
        note_templates.write_list(page, call)
    elif name in names.NOTES:
        page.composer.note(names.NOTES[name], at, until)
    elif name in names.DEAD:
        _write_dead(page, call)
    elif name in names.WEBARCHIVE:
        _write_webarchive(page, call)
    elif name == "cita" and _is_short_cita(page, call):
        note_templates.write_cita(page, call)
    elif is_cite(name) and _is_full(call):
        write_cite(page, call)
    else:
        _write_other(page, call)


def _is_french_note(page: WikiPage, call: Call) -> bool:
    """Return whether a template is the {{note|text}} of French wikis; elsewhere that one lists notes."""
    return call.name == "note" and (
        call.get("texte") is not None or (page.language == "fr" and call.get("1") is not None)
    )


def _is_short_cita(page: WikiPage, call: Call) -> bool:
    """Return whether {{cita}} is the short note of Italian wikis; on Spanish ones it is a quotation."""
    if page.language == "es" or call.get("1") is None:
        return False
    return page.language == "it" or page.entry is not None or call.get("2") is not None


def _write_dead(page: WikiPage, call: Call) -> None:
    if page.entry is not None:
        _write_named_link(page, call)
        page.entry.fields.url_status = page.entry.fields.url_status or UrlStatus.DEAD
        page.composer.write("[dead link]", call.at, call.until)
    else:
        page.composer.note("[dead link]", call.at, call.until)


def _write_webarchive(page: WikiPage, call: Call) -> None:
    url = raw(shown(page, call, "url", "1"))
    date = shown(page, call, "wayback", "date", "2", "datum", "data", "дата")
    if page.entry is not None:
        fields = page.entry.fields
        if date.isdigit() and len(date) in _STAMP_LENGTHS:
            if url.startswith("http") and split_archive(url) is None:
                url = f"https://web.archive.org/web/{date}/{url}"
            date = f"{date[:4]}-{date[4:6]}-{date[6:8]}"
        _write_named_link(page, call)
        if url.startswith("http"):
            urls = list(fields.urls)
            fields.add_url(url)
            fields.urls[:] = urls or fields.urls
        fields.archived = (parse_date(date) if date else None) or fields.archived
        page.composer.write(f" Archived {date}".rstrip(), call.at, call.until)


def _write_named_link(page: WikiPage, call: Call) -> None:
    """Write the words of a template that links an address, where the entry has neither a title nor a work yet."""
    entry = page.entry
    title = shown(page, call, "text", "title", "titel", "tekst", "titre")
    if entry is not None and title and entry.fields.title is None and not entry.templated:
        entry.fields.title = title
        page.composer.write(title, call.at, call.until)
        url = raw(shown(page, call, "url", "1"))
        if url.startswith("http") and split_archive(url) is None:
            entry.fields.add_url(url)


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
    for anchor in cited.likely:
        known = page.likely.setdefault(anchor, cited.fields)
        if known is not cited.fields:
            page.likely[anchor] = None  # two works may be meant
    if page.entry is not None:
        if page.entry.templated:
            page.entry.fields.add_further(cited.fields)
        else:
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
    if name in names.SYMBOLS and not is_of_wiki(name, page.language):
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
        page.has_foreign_notes |= note_names.defines_notes(name) or page.language not in (None, "en")
        for argument in call.arguments:
            if _FILE_NAME.fullmatch(str(argument.value)):
                continue
            with page.block(BlockKind.FACTS):
                page.walk(argument.value, argument.at)
    elif name.startswith("#") or not names.is_ignored(name):
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
    if call.name.startswith("#"):
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
    if not alone:
        page.composer.hole("{{" + call.title.partition(":")[0] + "}}")
    if call.name.startswith("#"):
        return
    for argument in call.arguments:
        if not alone:
            count_notes(page, argument, shown=True)
        elif has_notes(page, argument):
            with page.block(BlockKind.FACTS):
                page.walk(argument.value, argument.at)
