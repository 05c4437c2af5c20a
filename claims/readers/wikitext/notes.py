"""Notes of a page: `<ref>` and the templates that make one, the marks in the text, the entries in the list."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from claims.bibliography.short_notes import read_shortened
from claims.model import Problem
from claims.readers.fields import Fields
from claims.readers.wikitext.masking import MaskedTag, mask, raw
from claims.readers.wikitext.numbering import WikiNote, clean_name
from claims.readers.wikitext.page import OpenEntry, ReadEntry, WikiPage

_LONGEST_SHORT = 60  # characters of a short note that names no known work; judgement: a longer one has a comment
_MOST_COPIES = 20  # archived copies whose words are left out of an entry; judgement: one page has several at most
_PAGE_SIGN = re.compile(r"^(?:pp?|сс?|ss?|S|ص|págs?|стор|стр|str|עמ)\.\s*")


def write_ref(page: WikiPage, tag: MaskedTag) -> None:
    """Write the mark of a `<ref>`."""
    content: Callable[[], None] | None = None
    if tag.body is not None:
        start, end = tag.body
        if raw(page.source[start:end]).strip():
            content = partial(page.walk_source, start, end)  # a note's text is read when its list is
    write_mark(
        page,
        clean_name(tag.attribute("group")),
        clean_name(tag.attribute("name")),
        content,
        tag.start,
        tag.end,
        follow=clean_name(tag.attribute("follow")),
        details=clean_name(tag.attribute("details")),
    )


def write_references(page: WikiPage, tag: MaskedTag) -> None:
    """Write the list of a `<references>`, after reading the notes that are defined in it."""
    group = clean_name(tag.attribute("group"))
    if tag.body is not None:
        define_notes(page, group, *tag.body)
    page.write_list(group)


def define_notes(page: WikiPage, group: str, start: int, end: int) -> None:
    """Read the notes that are defined in a list: its `<ref>` tags; everything else in it is ignored."""
    for tag in mask(page.source, start, end).tags.values():
        if tag.name == "references" and tag.body is not None:
            define_notes(page, group, *tag.body)
        if tag.name != "ref" or tag.body is None or not page.source[tag.body[0] : tag.body[1]].strip():
            continue
        body = tag.body
        name = clean_name(tag.attribute("name"))
        used = page.register.define(group, name, partial(page.walk_source, *body))
        if not used:
            page.problems.append(unused_definition(name))


def unused_definition(name: str) -> Problem:
    """Return the problem of a note that is defined in a list and used nowhere; MediaWiki shows an error for it."""
    named = f"the note {name!r}" if name else "a note without a name"
    return Problem(code="reference-unused", message=f"The list of references defines {named}, which no mark uses.")


def write_mark(
    page: WikiPage,
    group: str,
    name: str,
    content: Callable[[], None] | None,
    at: int,
    until: int,
    *,
    follow: str = "",
    details: str = "",
    pages: str | None = None,
    index: int = 0,
) -> None:
    """Number a note and write its mark; a note that was numbered in advance keeps its number.

    `index` distinguishes the notes of one template.
    """
    place = (at, index)
    if place in page.ahead:
        note = page.ahead[place] if page.counting_ahead else page.ahead.pop(place)
    else:
        note = page.register.use(group, name, content, follow=follow, details=details)
        if page.counting_ahead:
            page.ahead[place] = note
    if note is not None:
        if note.main is not None and not note.contents:
            note.contents.append(lambda: page.composer.write(details))
        page.composer.mark([note.label], [note.key], pages, at, until)


def write_entry(page: WikiPage, note: WikiNote) -> None:
    """Write the entry of a note. A note without a definition has no entry, so its marks dangle.

    Where the page has templates that were not read, one of them may define it, and the entry says so.
    """
    if not note.contents and note.main is None:
        if not note.name or page.unknown_template is None:
            return
        note.contents.append(partial(_write_undefined, page, note.name, page.unknown_template))
    outer, page.entry = page.entry, OpenEntry()
    draft = page.composer.begin_entry(page.entry.fields.reference(note.key, note.label))
    for content in note.contents:
        content()
        page.composer.write(" ")
    page.entries.append(ReadEntry(draft, note, page.entry, page.composer.written().strip()))
    page.composer.end_entry()
    page.entry = outer


def _write_undefined(page: WikiPage, name: str, template: str) -> None:
    """Write what is known of a note that the page uses and does not define: a template that was not read may do so."""
    page.composer.write(
        f"The note “{name}” is not on this page; a template of it may define it, as {{{{{template}}}}}."
    )
    if page.entry is not None:
        page.entry.templated = True


def complete_entries(page: WikiPage) -> None:
    """Complete the entries with the works that short notes point to, once all works are known."""
    written: dict[str, Fields] = {}
    for read in page.entries:
        fields = read.entry.fields
        if read.note.main is not None:
            fields.pages = read.text
            fields.fill_from(written.get(read.note.main.key, fields))
        written[read.note.key] = fields
        works = [work for parts in read.entry.anchors if (work := page.works.find(parts)) is not None]
        if not works and (linked := _linked_work(page, read)) is not None:
            works = [linked]
        for place, work in enumerate(works):
            own_pages = fields.pages
            if place:
                fields.add_further(work)
            else:
                fields.fill_from(work)
            fields.pages = own_pages
        in_words = not read.entry.templated and not works and read.note.main is None
        short = bool(read.entry.anchors) and len(read.text) <= _LONGEST_SHORT
        if in_words and (not short or read_shortened(read.text) is not None):
            fields.read_text(_without_asides(read))
        read.draft.entry = fields.reference(read.note.key, read.note.label)


def _linked_work(page: WikiPage, read: ReadEntry) -> Fields | None:
    """Return the work that a short note in words links to: [[#Roe2014|Roe 2014]], p. 9."""
    short = None if read.entry.templated else read_shortened(read.text)
    found = (page.works.find([anchor]) for anchor in read.entry.links) if short is not None else ()
    work = next((work for work in found if work is not None), None)
    if work is not None and short is not None:
        read.entry.fields.pages = read.entry.fields.pages or short.pages
    return work


def _without_asides(read: ReadEntry) -> str:
    """Return the words of an entry without those on its archived copy, whose date is not that of the work."""
    text = read.text
    for words in read.entry.asides[:_MOST_COPIES]:
        text = text.replace(words, "", 1)
    return text


def write_short(
    page: WikiPage,
    parts: list[str],
    pages: str | None,
    at: int,
    until: int,
    *,
    form: str = "{} {}",
    anchor: str = "",
) -> None:
    """Write a shortened note ("Smith & Jones 2006, p. 25") and remember the work that it points to.

    `anchor` is that of the work where the note states it; otherwise it is made from `parts`, names and a year.
    """
    *names, year = parts if len(parts) > 1 else [*parts, ""]
    if len(names) > 3:
        people = f"{names[0]} et al."
    else:
        people = " & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)
    shown = form.format(people, year).strip()
    if pages:
        shown += f", {pages}"
    page.composer.write(shown, at, until)
    if page.entry is not None:
        page.entry.anchors.append([anchor] if anchor else parts)
        number = _PAGE_SIGN.sub("", pages) if pages else None
        page.entry.fields.pages = page.entry.fields.pages or number
