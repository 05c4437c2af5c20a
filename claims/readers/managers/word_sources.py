"""The works that Word itself keeps with a document (its source manager), and the citations of them by their tags."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from lxml import etree

from claims.readers.bibliography_files.filling import (
    add_address,
    add_identifier,
    iso_date,
    page_range,
    set_date,
    set_publisher,
)
from claims.readers.bibliography_files.model import Work
from claims.readers.managers.works import ManagedCitation, ManagedItem

_B = "{http://schemas.openxmlformats.org/officeDocument/2006/bibliography}"
_KINDS = {
    "Book": "book",
    "BookSection": "chapter",
    "JournalArticle": "article-journal",
    "ArticleInAPeriodical": "article-magazine",
    "ConferenceProceedings": "paper-conference",
    "Report": "report",
    "InternetSite": "webpage",
    "DocumentFromInternetSite": "webpage",
    "ElectronicSource": "webpage",
    "Patent": "patent",
    "Case": "legal_case",
    "Interview": "interview",
    "Film": "motion_picture",
}
_VENUES = ("JournalName", "PeriodicalTitle", "BookTitle", "ConferenceName", "InternetSiteTitle", "PublicationTitle")
_WORD = re.compile(r'"([^"]*)"|(\S+)')
_DASH = re.compile(r"\s*[-–—]{1,3}\s*")


def sources_of(roots: Iterable[etree._Element]) -> dict[str, Work]:
    """Return the works of Word's lists of sources, by their tags."""
    found: dict[str, Work] = {}
    for root in roots:
        for source in root.iter(_B + "Source"):
            tag = _said(source, "Tag")
            if tag:
                found.setdefault(tag, _work(source))
    return found


def _said(source: etree._Element, name: str) -> str:
    return " ".join((source.findtext(_B + name) or "").split())


def _work(source: etree._Element) -> Work:
    work = Work(_said(source, "Tag"))
    fields = work.fields
    fields.kind = _KINDS.get(_said(source, "SourceType"))
    fields.title = _said(source, "Title") or None
    fields.authors = _people(source, "Author")
    work.editors = _people(source, "Editor")
    fields.venue = next((words for name in _VENUES if (words := _said(source, name))), None)
    work.issuer = _said(source, "Publisher") or _said(source, "Institution") or _said(source, "ProductionCompany")
    work.place, work.volume, work.issue = _said(source, "City"), _said(source, "Volume"), _said(source, "Issue")
    fields.page_range = page_range(_said(source, "Pages"))
    if date := _date(source, ""):
        set_date(work, date)
    fields.accessed = iso_date(_date(source, "Accessed")) if _date(source, "Accessed") else None
    set_publisher(work)
    add_identifier(work, "doi", _said(source, "DOI"))
    if fields.kind in ("book", "chapter"):
        add_identifier(work, "isbn", _said(source, "StandardNumber"))
    add_address(work, _said(source, "URL"))
    return work


def _people(source: etree._Element, role: str) -> tuple[str, ...]:
    names = []
    for group in source.findall(f"{_B}Author/{_B}{role}"):
        corporate = _said(group, "Corporate")
        names += [corporate] if corporate else []
        for person in group.iter(_B + "Person"):
            given = " ".join(filter(None, (_said(person, "First"), _said(person, "Middle"))))
            names.append(", ".join(filter(None, (_said(person, "Last"), given))))
    return tuple(name for name in names if name)


def _date(source: etree._Element, suffix: str) -> str:
    year, month, day = (_said(source, name + suffix) for name in ("Year", "Month", "Day"))
    if month.isdecimal() and len(month) < 3:
        return "-".join([year, month.zfill(2), *([day.zfill(2)] if day.isdecimal() else [])])
    return " ".join(filter(None, (day, month, year)))


def read_word_citation(code: str, sources: Mapping[str, Work]) -> ManagedCitation | None:
    """Return what a field "CITATION Lee19 \\p 3 \\m Roe20" cites; None: it is no such field, or no source is known."""
    words = [quoted or plain for quoted, plain in _WORD.findall(code[:5_000])]
    if not words or words[0].upper() != "CITATION":
        return None
    tags: list[tuple[str, str | None]] = []
    switch = "m"
    for word in words[1:]:
        if word.startswith("\\"):
            switch = word[1:2].lower()
        elif switch == "m":
            tags.append((word, None))
            switch = ""
        elif switch == "p" and tags:
            tags[-1] = (tags[-1][0], _DASH.sub("–", word))
            switch = ""
    items = [ManagedItem(f"word {tag}", sources[tag], pages) for tag, pages in tags if tag in sources]
    return ManagedCitation(items) if items else None


__all__ = ["read_word_citation", "sources_of"]
