"""Repairs in the text of a wiki: parameters of the author's template, links beside others, dead-link templates."""

from __future__ import annotations

import re
from datetime import date

from citecheck.fixing.addresses import Spot
from citecheck.fixing.places import NoPlace, SourceFile
from citecheck.fixing.wishes import Wish
from claims.model import Span
from claims.patterns import lazy_regex
from claims.readers.wikitext.names import DEAD
from claims.readers.wikitext.parameters import names_in_style_of
from claims.source_map import TextEdit
from reports.repair.templates import CiteTemplate, find_cite_templates, parameter_edit, parameters_of
from reports.repair.wikitext import wiki_address, wiki_value

_FLAT = lazy_regex(r"\{\{\s*([^{}|]*[^{}|\s])\s*(?:\|[^{}]*)?\}\}")
_BRACKET_END = lazy_regex(r"[^\[\]\n]*\]")
_FIELDS = {"year": ("year", "date"), "title": ("title",), "venue": ("journal", "work")}
_IDENTIFIERS = ("doi", "pmid", "pmcid", "arxiv", "isbn")
_ENDED = ".!?…>)。]"


def archived_copy(wish: Wish, file: SourceFile, region: Span, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits that add the archived copy of `wish` to the entry at `region` of `file`.

    It goes into the template, or behind the link, which stands at `spots`.

    The note that the link is dead goes: the copy takes its place. Raises `NoPlace`.
    """
    removed = _without_dead(file, _reach(file, region, spots))
    template = _around(file, region, spots[0]) if spots else None
    if template is not None:
        return [*_in_template(wish, file, template), *removed]
    when = f" {wish.day}" if wish.day else ""
    if file.index.count(region) > 1:
        at = _end_of_link(file, spots[0])
        return [TextEdit(at, at, f" ([{wiki_address(wish.value)} archived]{when})"), *removed]
    end = region.start + len(file.text[region.start : region.end].rstrip())
    before = file.text[removed[0].start - 1 if removed and removed[0].end == end else end - 1]
    stop = "" if before in _ENDED or _ends_with_address(file, end) else "."
    return [*removed, TextEdit(end, end, f"{stop} [{wiki_address(wish.value)} Archived]{when}.")]


def url_status(wish: Wish, file: SourceFile, region: Span, spots: list[Spot]) -> list[TextEdit]:
    """Return the edit of the parameter that says what `wish` says of the address at `spots`.

    The entry stands at `region` of `file`. Raises `NoPlace`.
    """
    template = _around(file, region, spots[0]) if spots else None
    assert wish.status is not None  # a wish of this kind has one
    if template is None:
        raise NoPlace("the entry has no template that says whether its address works")
    return _status_edits(file, template, wish.status.value, needed=True)


def dead_link_added(wish: Wish, file: SourceFile, region: Span | None, spots: list[Spot]) -> list[TextEdit]:
    """Return the edit that calls the link at `spots` of `file` dead, in the month of `wish`.

    `region` is its entry; None: it is a link of the text. Raises `NoPlace`.
    """
    if file.language not in (None, "en"):
        raise NoPlace(f"the template for dead links of this wiki (language {file.language}) is not known")
    around = region or Span(spots[0].start, min(len(file.text), spots[0].end + 200))
    if _dead_templates(file, around):
        raise NoPlace("the entry calls the link dead already")
    template = _around(file, region, spots[0]) if region is not None else None
    at = template.end if template is not None else _end_of_link(file, spots[0])
    year, month = wish.value.split("-")
    named = date(int(year), int(month), 1).strftime("%B")
    return [TextEdit(at, at, f" {{{{dead link|date={named} {year}}}}}")]


def dead_link_removed(file: SourceFile, region: Span, spots: list[Spot]) -> list[TextEdit]:
    """Return the edits that remove the notes that the link at `spots` is dead from the entry at `region` of `file`.

    Raises `NoPlace`.
    """
    edits = _without_dead(file, _reach(file, region, spots))
    if not edits:
        raise NoPlace("no template behind the link calls it dead")
    return edits


def new_address(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that gives the entry at `region` of `file` the address of `wish`."""
    template = _first(file, region)
    if template is None:
        at = region.start + len(file.text[region.start : region.end].rstrip())
        return [TextEdit(at, at, f" {wiki_address(wish.value)}")]
    name = _names("url", file, template)[0]
    return [parameter_edit(file.text, template, name, wiki_address(wish.value))]


def doi(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that gives the entry at `region` of `file` the DOI of `wish`: in its template, or behind it."""
    template = _first(file, region)
    if template is None:
        at = region.start + len(file.text[region.start : region.end].rstrip())
        return [TextEdit(at, at, f" {{{{doi|{wiki_value(wish.value)}}}}}")]
    return [parameter_edit(file.text, template, "doi", wiki_value(wish.value))]


def record_field(wish: Wish, file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edit that gives a field of the template at `region` of `file` its value of `wish`, or `NoPlace`."""
    template = _first(file, region)
    if template is None:
        raise NoPlace("the entry has no template whose field could be set")
    known = parameters_of(file.text, template)
    wanted = _IDENTIFIERS if wish.field in _IDENTIFIERS else _FIELDS.get(wish.field, ())
    names = [wish.field] if wish.field in _IDENTIFIERS else list(wanted)
    for name in names:
        value = known.get(name)
        if value and (wish.field != "year" or re.fullmatch(r"\d{4}", value)):
            return [parameter_edit(file.text, template, name, wiki_value(wish.value))]
    raise NoPlace(f"the template writes the {wish.field} in a way that is not edited")


def template_with(file: SourceFile, region: Span, span: Span) -> Span | None:
    """Return the range of the template in the entry at `region` of `file` that holds `span`; None: none holds it."""
    for one in _templates(file, region):
        if one.start <= span.start and span.end <= one.end:
            return Span(one.start, one.end)
    return None


def _in_template(wish: Wish, file: SourceFile, template: CiteTemplate) -> list[TextEdit]:
    if parameters_of(file.text, template).get("archiveurl"):
        raise NoPlace("its template names another archived copy")
    edits = []
    for field, value in (("archive_url", wiki_address(wish.value)), ("archived", wish.day)):
        names = _names(field, file, template)
        if value and names:
            edits.append(parameter_edit(file.text, template, names[0], value, synonyms=names[1:]))
    if wish.status is not None and _names("archive_url", file, template)[0] == "archive-url":
        edits += _status_edits(file, template, wish.status.value)
    return edits


def _status_edits(file: SourceFile, template: CiteTemplate, status: str, *, needed: bool = False) -> list[TextEdit]:
    """Return the edit that sets `url-status`, or the older `dead-url` where the template has that one."""
    known = parameters_of(file.text, template)
    if "deadurl" in known and "urlstatus" not in known:
        return [parameter_edit(file.text, template, "deadurl", "no" if status == "live" else "yes")]
    if needed and "urlstatus" not in known:
        raise NoPlace("the template says nothing of whether its address works")
    return [parameter_edit(file.text, template, "url-status", status)]


def _names(field: str, file: SourceFile, template: CiteTemplate) -> tuple[str, ...]:
    """Return the names of a parameter in the wiki of a template, the one to write first."""
    used = [_readable(name) for name in _written_names(file.text, template)]
    return names_in_style_of(field, used, file.language)


def _written_names(text: str, template: CiteTemplate) -> list[str]:
    ends = [*template.bars[1:], template.end - 2]
    pieces = [text[start + 1 : end] for start, end in zip(template.bars, ends, strict=True)]
    return [piece.partition("=")[0] for piece in pieces if "=" in piece]


def _readable(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).lower()


def _around(file: SourceFile, region: Span, spot: Spot) -> CiteTemplate | None:
    """Return the citation template of an entry in which an address stands; None: it stands in none."""
    return next((one for one in _templates(file, region) if one.start <= spot.start < one.end), None)


def _first(file: SourceFile, region: Span) -> CiteTemplate | None:
    return next(iter(_templates(file, region)), None)


def _templates(file: SourceFile, region: Span) -> list[CiteTemplate]:
    """Return the citation templates of an entry, with their places in the file."""
    start = region.start
    return [
        CiteTemplate(start + one.start, start + one.end, tuple(start + bar for bar in one.bars))
        for one in find_cite_templates(file.text[region.start : region.end])
    ]


def _dead_templates(file: SourceFile, region: Span) -> list[Span]:
    found = _FLAT.finditer(file.text, region.start, region.end)
    return [
        Span(*match.span())
        for match in found
        if _readable(match[1]) in DEAD and not file.index.is_hidden(match.start())
    ]


def _without_dead(file: SourceFile, region: Span) -> list[TextEdit]:
    """Return the edits that remove dead-link templates, each with the blanks before it."""
    edits = []
    for span in _dead_templates(file, region):
        start = span.start
        while start > region.start and file.text[start - 1] == " ":
            start -= 1
        edits.append(TextEdit(start, span.end, ""))
    return edits


def _reach(file: SourceFile, region: Span, spots: list[Spot]) -> Span:
    """Return the part of an entry that is about one of its addresses: from there to the next one."""
    if not spots or file.index.count(region) < 2:
        return region
    following = file.index.next_after(spots[0].end)
    return Span(spots[0].end, region.end if following is None else max(spots[0].end, min(region.end, following)))


def _end_of_link(file: SourceFile, spot: Spot) -> int:
    """Return where a link ends: behind its bracket, if it has one."""
    if file.text[spot.start - 1 : spot.start] != "[":
        return spot.end
    match = _BRACKET_END.match(file.text, spot.end)
    return match.end() if match is not None else spot.end


def _ends_with_address(file: SourceFile, end: int) -> bool:
    last = file.text[max(0, end - 2000) : end].split()
    return bool(last) and "://" in last[-1]


__all__ = [
    "archived_copy",
    "dead_link_added",
    "dead_link_removed",
    "doi",
    "new_address",
    "record_field",
    "template_with",
    "url_status",
]
