"""Templates about the source itself: full references, archived copies and dead links."""

from __future__ import annotations

import re

from mwparserfromhell.nodes import ExternalLink, Template

from claims.dates import parse_date
from claims.model import UrlStatus
from claims.readers.fields import Fields
from claims.readers.wikitext.anchors import anchor_name
from claims.readers.wikitext.calls import Argument, Call, read_call, shown
from claims.readers.wikitext.citing import capture_address, read_cite
from claims.readers.wikitext.masking import raw
from claims.readers.wikitext.names import ARGUMENTS
from claims.readers.wikitext.page import WikiPage
from claims.readers.wikitext.parameters import fields_by_parameter
from claims.urls import split_archive

_TIMESTAMP = re.compile(r"(?:19|20)\d{2,12}")
_WITH_TITLE = frozenset({"url", "author", "family", "date", "work", "publisher", "isbn", "doi"})


def is_full(call: Call) -> bool:
    """Return whether a template names fields of a work; one with numbered arguments only shows them otherwise."""
    return any(not argument.name.isdecimal() and raw(str(argument.value)).strip() for argument in call.arguments)


def has_fields(call: Call, language: str | None) -> bool:
    """Return whether an unknown template has the arguments of a cite template: a title and what is with it.

    Such are the templates of one newspaper or one work: {{Der Spiegel|Titel=...|Jahr=...}}.
    """
    known = fields_by_parameter(language)
    given = {argument.name.lower() for argument in call.arguments if raw(str(argument.value)).strip()}
    fields = {known[name][0] for name in given if name in known}
    return "title" in fields and not fields.isdisjoint(_WITH_TITLE)


def write_cite(page: WikiPage, call: Call) -> bool:
    """Write a full reference, and store its fields for the current entry and for notes that point to it.

    Return False, with nothing written, where the template gives no field of a work.
    """
    read = {one.name: page.words(one.value, one.at) for one in call.arguments if one.name != "ref"}
    parameters = {name: words.text for name, words in read.items()}
    reference = call.get("ref")
    if reference is not None:
        parameters["ref"] = _reference_id(page, reference)
    cited = read_cite(parameters, page.language)
    if not cited.shown:
        return False
    page.composer.write(cited.shown, call.at, call.until)
    for words in read.values():
        _add_beside(cited.fields, words.beside)
    page.works.add(cited.anchors, cited.fields, in_note=page.entry is not None)
    if page.entry is not None:
        if page.entry.templated:
            page.entry.fields.add_further(cited.fields)
        else:
            page.entry.fields.fill_from(cited.fields)
        page.entry.templated = True
    return True


def _add_beside(fields: Fields, beside: Fields) -> None:
    """Add what the value of a parameter says besides: an archived copy, a dead link, the address of a linked title."""
    fields.archive_url = fields.archive_url or beside.archive_url
    fields.archived = fields.archived or beside.archived
    fields.url_status = fields.url_status or beside.url_status
    fields.urls.extend(beside.urls if not fields.urls else ())


def _reference_id(page: WikiPage, reference: Argument) -> str:
    for node in reference.value.nodes:
        if isinstance(node, Template):
            call = read_call(node, 0, 0)
            if call.name in ("harvid", "sfnref"):
                return anchor_name([page.plain(one.value, one.at) for one in call.positional()])
    return raw(str(reference.value)).strip()


def write_dead(page: WikiPage, call: Call) -> None:
    """Write a template that calls a link dead; some wikis put the reference or the address into it."""
    within = next((argument for argument in call.positional() if _holds_source(argument)), None)
    if within is not None:
        page.walk(within.value, within.at)
    if page.entry is None:
        if within is None:
            page.composer.note("[dead link]", call.at, call.until)
        return
    fields = page.entry.fields
    url, title = _address(page, call), shown(page, call, *ARGUMENTS["title"])
    if url and not fields.urls:
        fields.add_url(url)
        fields.title = fields.title or title or None
        page.composer.write(title, call.at, call.until)
    fields.url_status = fields.url_status or UrlStatus.DEAD
    copy = shown(page, call, *ARGUMENTS["copy"])
    if split_archive(copy) is not None:
        urls = list(fields.urls)
        fields.add_url(copy)
        fields.urls[:] = urls or fields.urls
    if not page.entry.quiet:
        page.composer.write(" [dead link]", call.at, call.until)


def _holds_source(argument: Argument) -> bool:
    """Whether an argument is a reference, or a link with words, which the page shows."""
    return any(
        isinstance(node, Template) or (isinstance(node, ExternalLink) and node.title is not None)
        for node in argument.value.nodes
    )


def write_webarchive(page: WikiPage, call: Call) -> None:
    """Write a template that names the archived copy of the address before it, or of one that it names itself.

    Some wikis give the address of the copy, others that of the page and the time of the capture.
    """
    if page.entry is None:
        return
    fields = page.entry.fields
    url = _address(page, call)
    dated = (shown(page, call, name) for name in (*ARGUMENTS["timestamp"], *ARGUMENTS["date"]))
    stamp = next(filter(_TIMESTAMP.fullmatch, dated), "")
    date = shown(page, call, *ARGUMENTS["date"])
    if url and split_archive(url) is None and len(stamp) >= 8:
        original, url = url, capture_address(url, stamp)
        if not fields.urls:
            fields.add_url(original)
    if split_archive(url) is not None or (url and not fields.urls):
        urls = list(fields.urls)
        fields.add_url(url)
        fields.urls[:] = urls or fields.urls
    fields.archived = (parse_date(date, language=page.language) if date else None) or fields.archived
    if page.entry.quiet:
        return
    title = shown(page, call, *ARGUMENTS["title"])
    if title and fields.title is None and not page.entry.templated:
        fields.title = title
        page.composer.write(title, call.at, call.until)
    shown_date = date if date and not _TIMESTAMP.fullmatch(date) else fields.archived or ""
    words = f"Archived {shown_date}".rstrip()
    page.entry.asides.append(words)
    page.composer.write(f" {words}", call.at, call.until)


def _address(page: WikiPage, call: Call) -> str:
    """Return the first argument that is an address; "" where none is."""
    for name in ARGUMENTS["address"]:
        text = raw(shown(page, call, name)).split(" ")[0]
        if text.startswith(("http://", "https://", "ftp://")):
            return text
        if text.startswith("//"):
            return "https:" + text
    return ""
