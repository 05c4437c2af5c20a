"""Read the fields of an entry from its markup (COinS, links, classes), and the rest from its words."""

from __future__ import annotations

import re
from collections.abc import Container
from urllib.parse import parse_qs, urlsplit

from lxml import etree

from claims.dates import parse_date
from claims.identifiers import find_identifiers, normalise
from claims.model import UrlAccess, UrlStatus
from claims.readers.fields import Fields
from claims.readers.html.plan import classes_of, fragment_of, words_of
from claims.urls import joined

_IDENTIFIER_HOSTS = re.compile(
    r"(?:(?:dx\.)?doi\.org|pubmed\.ncbi\.nlm\.nih\.gov|(?:www\.)?ncbi\.nlm\.nih\.gov|arxiv\.org|(?:www\.)?worldcat\.org|search\.worldcat\.org"
    r"|api\.semanticscholar\.org|(?:ui\.)?adsabs\.harvard\.edu|(?:www\.)?jstor\.org|id\.loc\.gov|lccn\.loc\.gov|hdl\.handle\.net|zbmath\.org)"
)
_LOCKS = {
    "subscription": UrlAccess.SUBSCRIPTION,
    "registration": UrlAccess.REGISTRATION,
    "limited": UrlAccess.REGISTRATION,
    "free": UrlAccess.FREE,
}
_DEAD_TEXT = re.compile(r"\[(?:permanent )?dead link\]", re.IGNORECASE)
_PAGES = re.compile(r"\bpp?\.\s*([\dA-Za-z][\w–\-, ]*)")


def fields_of(
    parts: list[etree._Element],
    text: str,
    *,
    skipped: Container[etree._Element] = (),
    base: str | None,
    language: str | None,
    works: dict[str, etree._Element],
) -> Fields:
    """Return the fields of the entry with the elements `parts` and the text `text`.

    `skipped` are links that are not part of its text, such as those back to the mark.
    `base` is the page's address, `works` finds the full references that shortened footnotes point to.
    """
    fields = Fields()
    cited = False
    for part in parts:
        cited = _read_coins(part, fields) or cited
        _read_links(part, fields, skipped, base)
        _read_classes(part, fields)
    if _DEAD_TEXT.search(text):
        fields.url_status = UrlStatus.DEAD
    work = None if cited else _work_of(parts, works)
    if work is not None:
        pages = _PAGES.search(text)
        fields.fill_from(fields_of([work], words_of(work), base=base, language=language, works={}))
        fields.pages = pages[1].strip(" .") if pages else None
        return fields
    fields.read_text(text, language=language)
    return fields


def _work_of(parts: list[etree._Element], works: dict[str, etree._Element]) -> etree._Element | None:
    for part in parts:
        for link in part.iter("a"):
            work = works.get(fragment_of(link))
            if work is not None:
                return work
    return None


def _read_coins(part: etree._Element, fields: Fields) -> bool:
    """Read the OpenURL context object that wikis put into a reference (COinS: a span of class Z3988)."""
    for span in part.iter("span"):
        if "Z3988" not in classes_of(span):
            continue
        said = {key: [value.strip() for value in values] for key, values in parse_qs(span.get("title") or "").items()}

        def first(*keys: str, said: dict[str, list[str]] = said) -> str | None:
            return next((said[key][0] for key in keys if said.get(key)), None)

        fields.title = first("rft.atitle", "rft.btitle", "rft.title")
        work = first("rft.jtitle") or (first("rft.btitle", "rft.title") if first("rft.atitle") else None)
        fields.publisher = (work if work != fields.title else None) or first("rft.pub")
        last, given = first("rft.aulast"), first("rft.aufirst")
        lead = [f"{last}, {given}" if given else last] if last else []
        fields.authors = tuple(dict.fromkeys([*lead, *said.get("rft.au", ())]))
        date = first("rft.date")
        fields.published = parse_date(date) if date else None
        for address in said.get("rft_id", ()):
            kind, _, value = address.removeprefix("info:").partition("/")
            if address.startswith("info:") and kind in ("doi", "pmid", "pmc", "arxiv"):
                kind = "pmcid" if kind == "pmc" else kind
                fields.identifiers.setdefault(kind, normalise(kind, value.removeprefix("PMC")))
        if isbn := first("rft.isbn"):
            fields.identifiers.setdefault("isbn", normalise("isbn", isbn))
        return True
    return False


def _read_links(part: etree._Element, fields: Fields, skipped: Container[etree._Element], base: str | None) -> None:
    """Read the links to the web, the first one first; links that only resolve an identifier are left out."""
    urls: list[str] = []
    for link in part.iter("a"):
        href = (link.get("href") or "").strip()
        classes = classes_of(link)
        if not href or href.startswith("#") or link in skipped or "mw:WikiLink" in (link.get("rel") or "").split():
            continue
        if base and not href.startswith(("http:", "https:", "//")) and "external" in classes:
            href = joined(base, href)
        if href.startswith("//"):
            href = "https:" + href
        if not href.startswith(("http://", "https://", "ftp://")) or _is_internal(link, href, base):
            continue
        host = (urlsplit_host(href) or "").lower()
        if _IDENTIFIER_HOSTS.fullmatch(host):
            for kind, value in find_identifiers(href).items():
                fields.identifiers.setdefault(kind, value)
            if urls or len(words_of(link)) < 40:
                continue
        urls.append(href)
    fields.add_links(urls)


def urlsplit_host(url: str) -> str | None:
    """Return the host of an address; None where it has no host or cannot be parsed."""
    try:
        return urlsplit(url).hostname
    except ValueError:
        return None


def _is_internal(link: etree._Element, href: str, base: str | None) -> bool:
    """Whether a link leads to another page of the same wiki."""
    if "external" in classes_of(link):
        return False
    host = urlsplit_host(href) or ""
    if base and host == urlsplit_host(base):
        return True
    return bool(re.search(r"(?:^|\.)(?:wikipedia|wiktionary|wikidata|wikisource)\.org$|\.(?:fandom|wikia)\.com$", host))


def _read_classes(part: etree._Element, fields: Fields) -> None:
    for element in part.iter("span", "a", "cite"):
        for name in classes_of(element):
            lock = name.removeprefix("cs1-lock-").removeprefix("id-lock-")
            if lock != name and lock in _LOCKS and not fields.url_access:
                fields.url_access = _LOCKS[lock]
