"""The metadata of a page: meta elements, JSON-LD, links."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from claims.urls import joined

_NAMING = ("name", "property", "itemprop", "http-equiv")
_HEAD_TAGS = ("meta", "link", "script", "title", "base", "body")
_ISO_DATE = re.compile(r"(1[5-9]\d\d|20\d\d)(?:[-/](0?[1-9]|1[0-2])(?:[-/](0?[1-9]|[12]\d|3[01]))?)?(?=$|[T\s])")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]+")
_TITLES = ("og:title", "citation_title", "dc.title", "dcterms.title", "twitter:title", "headline")
_AUTHORS = ("citation_author", "dc.creator", "dcterms.creator", "author", "article:author", "parsely-author")
_DATES = (
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "dc.date",
    "dcterms.date",
    "dc.date.issued",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publish-date",
    "date",
)
_SITES = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher", "citation_publisher")
_MAX_JSON = 2_000_000  # characters of one JSON-LD script; larger ones hold application state


@dataclass(slots=True)
class PageHead:
    """The metadata of a page: `meta` by lower-case name, `items` of JSON-LD, `links` as (rel, address)."""

    meta: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    items: list[dict[str, Any]] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    title: str | None = None
    language: str | None = None
    scripts: int = 0  # scripts that run, also when the page is loaded; without JSON-LD and other data
    url: str | None = None

    def first(self, *names: str) -> str | None:
        """Return the first value of the meta elements `names`, in this order; None if there is none."""
        return next((value for name in names for value in self.meta.get(name, ())), None)

    def of_type(self, *types: str) -> Iterator[dict[str, Any]]:
        """Yield the JSON-LD items whose @type is, or ends in, one of `types`."""
        for item in self.items:
            names = item.get("@type")
            names = names if isinstance(names, list) else [names]
            if any(isinstance(name, str) and name.endswith(types) for name in names):
                yield item


def read_head(root: etree._Element, url: str | None) -> PageHead:
    """Return the metadata in the head, and in stray meta and script elements of the body."""
    head = PageHead(language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang"), url=url)
    for element in root.iter(*_HEAD_TAGS):
        if element.tag == "meta":
            name = next((name for key in _NAMING if (name := element.get(key))), None)
            value = element.get("content")
            if name and value and value.strip():
                head.meta[name.strip().lower()].append(" ".join(value.split()))
        elif element.tag == "link":
            address = element.get("href")
            if address:
                head.links.append(((element.get("rel") or "").lower(), address.strip()))
        elif element.tag == "title":
            if head.title is None and _in_html(element):
                head.title = " ".join("".join(str(piece) for piece in element.itertext()).split()) or None
        elif element.tag == "body":
            head.scripts += bool(element.get("onload"))
        elif element.tag == "base":
            head.url = joined(url or "", element.get("href") or "") or url
        elif "json" in (element.get("type") or ""):
            if "ld+json" in (element.get("type") or ""):
                head.items.extend(_items(element.text or ""))
        else:
            head.scripts += 1
    return head


def title_of(head: PageHead, heading: str | None) -> str | None:
    """Return the title of the work: the declared one, else the first heading, else the title element; None: none."""
    for item in head.of_type("Article", "NewsArticle", "BlogPosting", "Report", "Book", "WebPage"):
        for key in ("headline", "name"):
            if isinstance(item.get(key), str) and item[key].strip():
                return head.first(*_TITLES[:2]) or " ".join(item[key].split())
    return head.first(*_TITLES) or heading or head.title


def authors_of(head: PageHead) -> tuple[str, ...]:
    """Return the names of the authors. Addresses of their pages are left out."""
    names: list[str] = []
    for name in _AUTHORS:
        names.extend(head.meta.get(name, ()))
        if names:
            break
    if not names:
        for item in head.of_type("Article", "Posting", "Report", "Book"):
            authors = item.get("author")
            for author in authors if isinstance(authors, list) else [authors]:
                written = author.get("name") if isinstance(author, dict) else author
                if isinstance(written, str):
                    names.append(" ".join(written.split()))
            if names:
                break
    return tuple(dict.fromkeys(name for name in names if name and not name.startswith(("http:", "https:", "@", "/"))))


def published_of(head: PageHead) -> str | None:
    """Return the date of publication (ISO 8601: a day, a month or a year); None if there is none."""
    values = [value for name in _DATES for value in head.meta.get(name, ())]
    for item in head.of_type("Article", "Posting", "Report", "Book", "Object", "WebPage"):
        values.append(str(item.get("datePublished") or item.get("uploadDate") or ""))
    for value in values:
        found = _ISO_DATE.match(value.strip())
        if found:
            return "-".join(part if len(part) > 1 else f"0{part}" for part in found.groups() if part)
    return None


def site_of(head: PageHead) -> str | None:
    """Return the name of the site or journal; None if there is none."""
    declared = head.first(*_SITES)
    if declared:
        return declared
    for item in head.of_type("Article", "Posting", "WebPage", "WebSite"):
        publisher = item.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return " ".join(publisher["name"].split())
    return None


def language_of(head: PageHead) -> str | None:
    """Return the declared language as a lower-case tag ("en", "pt-br"; RFC 5646); None if there is none."""
    declared = head.language or head.first("content-language", "og:locale", "dc.language", "citation_language")
    if not declared:
        return None
    tag = declared.split(",")[0].strip().replace("_", "-").lower()
    return tag if re.fullmatch(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", tag) else None


def canonical_of(head: PageHead) -> str | None:
    """Return the canonical address that the page declares (RFC 6596); None if there is none."""
    address = next((address for rel, address in head.links if rel == "canonical"), None) or head.first("og:url")
    if not address:
        return None
    full = joined(head.url or "", address)
    return full if full.startswith(("http://", "https://")) else None


def identifiers_of(head: PageHead) -> dict[str, str]:
    """Return the identifiers that the page declares: doi, pmid, arxiv, isbn."""
    found: dict[str, str] = {}
    for name in ("citation_doi", "dc.identifier", "prism.doi", "bepress_citation_doi", "dcterms.identifier", "doi"):
        doi = next((match for value in head.meta.get(name, ()) if (match := _DOI.search(value))), None)
        if doi:
            found["doi"] = doi.group().lower()
            break
    for key, name in (("pmid", "citation_pmid"), ("arxiv", "citation_arxiv_id")):
        value = head.first(name)
        if value:
            found[key] = value
    isbn = head.first("book:isbn", "books:isbn", "citation_isbn", "og:isbn")
    for item in head.of_type("Book", "Product"):
        isbn = isbn or (item["isbn"] if isinstance(item.get("isbn"), str) else None)
    digits = re.sub(r"[^0-9Xx]", "", isbn or "").upper()
    if len(digits) in (10, 13):
        found["isbn"] = digits
    return found


def _items(script: str) -> list[dict[str, Any]]:
    """Return the items of one JSON-LD script, with those in its @graph; empty if it is damaged or too long."""
    if len(script) > _MAX_JSON:
        return []
    script = script.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        data = json.loads(script, strict=False)
    except (ValueError, RecursionError):
        return []
    found: list[dict[str, Any]] = []
    for item in data if isinstance(data, list) else [data]:
        if isinstance(item, dict):
            found.append(item)
            graph = item.get("@graph")
            found.extend(entry for entry in (graph if isinstance(graph, list) else []) if isinstance(entry, dict))
            entity = item.get("mainEntity")
            if isinstance(entity, dict):
                found.append(entity)
    return found


def _in_html(element: etree._Element) -> bool:
    parent = element.getparent()
    return parent is None or parent.tag != "svg"
