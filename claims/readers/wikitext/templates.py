"""Write the templates of a page: what each kind shows, and what it adds to the current reference."""

from __future__ import annotations

import re

from mwparserfromhell.nodes import Template

from claims.dates import find_dates
from claims.identifiers import normalise
from claims.model import BlockKind
from claims.readers.wikitext import names, note_templates, old_notes
from claims.readers.wikitext.calls import Call, read_call, shown
from claims.readers.wikitext.page import WikiPage
from claims.readers.wikitext.parameters import is_cite
from claims.readers.wikitext.prose import count_notes, has_notes, write_shown
from claims.readers.wikitext.source_templates import has_fields, is_full, write_cite, write_dead, write_webarchive

_LETTERS = re.compile(r"[^\W\d_]")
_LINE = 200  # characters of a line that are looked at on each side of a template
_FILE_NAME = re.compile(r"[^\n|{}\[\]]{1,200}\.(?:jpe?g|png|svg|gif|webp|tiff?|ogg|ogv|webm|pdf)\s*", re.IGNORECASE)


def write_template(page: WikiPage, node: Template, at: int, until: int) -> None:
    """Write what a template shows."""
    call = read_call(node, at, until)
    name = call.name
    if name in old_notes.MARKS:
        old_notes.write_old_mark(page, call)
        return
    if name in old_notes.DEFINITIONS and old_notes.skip_definition(page, call):
        return
    if names.makes_note(name, page.language) or (name == "note" and _makes_note(page, call)):
        note_templates.write_note(page, call)
    elif name in names.REUSE:
        note_templates.write_reuse(page, call)
    elif name in names.PAGES:
        pages = shown(page, call, "1", *names.PAGE_ARGUMENTS, "at")
        if pages:
            page.composer.add_pages(pages, at, until)
    elif re.fullmatch(r"sfn[a-z]*", name) or (name in names.SHORT and page.entry is None):
        note_templates.write_short_note(page, call)
    elif name in names.SHORT or name in names.HARVARD or re.fullmatch(r"harv[a-z]*", name):
        note_templates.write_harvard(page, call)
    elif name == "cita" and _is_short_cita(page, call):
        note_templates.write_cita(page, call)
    elif name in names.LISTS or name == "#tag:references":
        note_templates.write_list(page, call)
    elif name in names.NOTES:
        _write_editors_note(page, call)
    elif name in names.DEAD:
        write_dead(page, call)
    elif name in names.WEBARCHIVE:
        write_webarchive(page, call)
    elif not (is_cite(name) and is_full(call) and write_cite(page, call)):
        _write_other(page, call)


def _makes_note(page: WikiPage, call: Call) -> bool:
    """Whether {{note}} is the French one, which makes a note; elsewhere it is the list of the notes or a part of it."""
    return call.get("texte") is not None or (page.language == "fr" and call.get("1") is not None)


def _is_short_cita(page: WikiPage, call: Call) -> bool:
    """Whether {{cita}} is the short note of Italian wikis; on Spanish ones it is a quotation."""
    if page.language == "es" or call.get("1") is None:
        return False
    return page.language == "it" or page.entry is not None or call.get("2") is not None


def _write_editors_note(page: WikiPage, call: Call) -> None:
    """Write a note of the editors, after the words that it is about where the template holds them."""
    words = call.get("text", "texte", "testo", "texto", "1") if call.name in names.SPANS else None
    if words is not None and _is_prose(page.words(words.value, words.at).text):
        page.walk(words.value, words.at)
    page.composer.note(names.NOTES[call.name], call.at, call.until)


def _is_prose(text: str) -> bool:
    """Whether an argument holds words of the page, and not the date of the note or a reason in one word."""
    dated = sum(found.span.end - found.span.start for found in find_dates(text))
    return len(_LETTERS.findall(text)) > max(5, dated)


def _write_other(page: WikiPage, call: Call) -> None:
    """Write a template of the page's own text: a word, a quotation, a box of facts."""
    name = call.name
    if write_shown(page, call):
        return
    if name in names.SYMBOLS:
        symbol = names.SYMBOLS[name]
        if "\n" in symbol:
            page.composer.line_break()
        else:
            page.composer.write(symbol, call.at, call.until)
    elif name in names.QUOTES:
        _write_quote(page, call)
    elif names.is_facts(name):
        if names.defines_notes(name):
            page.unknown_template = page.unknown_template or call.title
        for argument in call.arguments:
            if _FILE_NAME.fullmatch(str(argument.value)):
                continue
            with page.block(BlockKind.FACTS):
                page.walk(argument.value, argument.at)
    elif name.startswith("#") and page.entry is None:
        _write_hole(page, call)  # what the wiki computes
    elif not names.is_ignored(name):
        _write_unknown(page, call)


def _write_quote(page: WikiPage, call: Call) -> None:
    text = call.get(*names.ARGUMENTS["quoted"])
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
        page.unknown_template = page.unknown_template or call.title
        if not _write_notes_of(page, call) and not names.is_icon(call.name):
            _write_hole(page, call)
        return
    if has_fields(call, page.language) and not page.entry.quiet and not names.is_silent(call.name):
        page.composer.write(f"{call.title}: ", call.at, call.until)
        write_cite(page, call)
        return
    values = [value for argument in call.arguments if (value := page.words(argument.value, argument.at).text)]
    kind = names.IDENTIFIERS.get(call.name)
    if kind is not None and values:
        page.entry.fields.identifiers.setdefault(kind, normalise(kind, values[0]))
        words = values[0] if page.entry.quiet else f"{kind.upper()}: {values[0]}"
        page.composer.write(words, call.at, call.until)
    elif not names.is_silent(call.name):
        page.composer.write(": ".join([call.title, ", ".join(values)]) if values else call.title, call.at, call.until)


def _write_hole(page: WikiPage, call: Call) -> None:
    page.composer.hole("{{" + call.title.partition(":")[0] + "}}")


def _write_notes_of(page: WikiPage, call: Call) -> bool:
    """Write the notes in the arguments of an unknown template; return whether it is a box on lines of its own."""
    alone = _is_alone(page.source, call)
    for argument in call.arguments:
        if not alone:
            count_notes(page, argument, shown=True)
        elif has_notes(page, argument):
            with page.block(BlockKind.FACTS):
                page.walk(argument.value, argument.at)
    return alone


def _is_alone(source: str, call: Call) -> bool:
    """Return whether a template is on lines of its own, or only beside other templates."""
    begin = max(0, call.at - _LINE)
    before = source[max(source.rfind("\n", begin, call.at) + 1, begin) : call.at].strip()
    end = source.find("\n", call.until, call.until + _LINE)
    after = source[call.until : end if end >= 0 else call.until + _LINE].strip()
    return (not before or before[:2] + before[-2:] == "{{}}") and (not after or after[:2] + after[-2:] == "{{}}")
