"""What a reference says about the work that it cites, and of what kind that work seems to be."""

from __future__ import annotations

import re
from collections.abc import Mapping

from citecheck.registries.comparing.model import ReferencedWork
from citecheck.registries.fields import arxiv_of_doi, year_of
from citecheck.registries.model import WorkKind
from citecheck.registries.software import repository
from claims.identifiers import is_valid, normalise
from claims.model import Document, DocumentFormat, Reference
from claims.patterns import lazy_regex

_FIELDED = frozenset({DocumentFormat.BIBTEX, DocumentFormat.CSL_JSON, DocumentFormat.RIS, DocumentFormat.ENDNOTE})
_KINDS: Mapping[str, WorkKind] = {
    "article-journal": WorkKind.ARTICLE,
    "paper-conference": WorkKind.PAPER,
    "chapter": WorkKind.CHAPTER,
    "entry-encyclopedia": WorkKind.WEB,
    "book": WorkKind.BOOK,
    "thesis": WorkKind.THESIS,
    "report": WorkKind.REPORT,
    "dataset": WorkKind.DATASET,
    "software": WorkKind.SOFTWARE,
    "article-newspaper": WorkKind.WEB,
    "article-magazine": WorkKind.WEB,
    "post-weblog": WorkKind.WEB,
    "post": WorkKind.WEB,
    "webpage": WorkKind.WEB,
}
"""The kinds of CSL 1.0.2 that registries tell apart. Without a type, the words of the entry decide."""
_MORE = lazy_regex(
    r"\bet\s+al\b|\bet\s+coll\b|\band\s+others\b|\bu\.\s?a\.|…\s*$|\bи\s+др\b|(?<!\w)等(?!\w)", re.IGNORECASE
)
_OTHERS = lazy_regex(r"^(?:others|et\s+al\.?|et\s+coll\.?|\.\.\.|…)$", re.IGNORECASE)
_SWHID = lazy_regex(r"\bswh:1:(?:cnt|dir|rev|rel|snp):[0-9a-f]{40}\b")
_SIGNS: tuple[tuple[WorkKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        (WorkKind.PREPRINT, r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|preprint)\b"),
        (
            WorkKind.THESIS,
            r"\b(?:ph\.?\s?d\.?|master'?s|doctoral|dissertation|habilitation)\s*(?:thesis|dissertation)?\b",
        ),
        (WorkKind.DATASET, r"\b(?:data\s?set|zenodo|figshare|dryad|dataverse)\b"),
        (
            WorkKind.PAPER,
            r"\b(?:in\s+proc(?:eedings|\.)|proceedings\s+of|conference\s+on|symposium\s+on|workshop\s+on)\b",
        ),
        (WorkKind.ARTICLE, r"\b(?:journal|annals|transactions|acta|bulletin|archives|letters)\s+(?:of|on|de|für)\b"),
        (
            WorkKind.ARTICLE,
            r"\bvol(?:ume|\.)?\s*\d+\s*,?\s*(?:no|nr|issue|iss)\b|\b\d{1,4}\s*\(\d{1,3}(?:[–-]\d{1,3})?\)\s*[:,]\s*[eA]?\d",
        ),
        (WorkKind.ARTICLE, r"\b(?:19|20)\d\d\s*(?:[A-Z][a-z]{2}(?:\s\d{1,2})?)?;\s*\d+\s*(?:\(\d+\))?\s*:\s*[e]?\d"),
        (WorkKind.BOOK, r"\bISBN\b|\b(?:university|academic)\s+press\b|\b\d(?:st|nd|rd|th)\s+ed(?:ition|n|\.)"),
    )
)
"""Signs of a kind of work in an entry of running text, the most telling first."""
_NEWS = lazy_regex(
    r"\b(?:news|times|post|guardian|bbc|cnn|reuters|herald|tribune|gazette|daily|telegraph|blog|magazine"
    r"|press release)\b",
    re.IGNORECASE,
)


def cited_works(document: Document) -> list[ReferencedWork]:
    """Return what each reference of `document` says about its work, in order."""
    structured = document.format in _FIELDED
    return [cited_work(reference, structured=structured) for reference in document.references]


def cited_work(reference: Reference, *, structured: bool = False) -> ReferencedWork:
    """Return what `reference` says about its work.

    `structured` says that its fields come from a file of fields, so that they are exact.
    """
    ids = _identifiers(reference)
    authors = tuple(author for author in reference.authors if not _OTHERS.match(author.strip()))
    more = len(authors) < len(reference.authors) or bool(_MORE.search(_before_title(reference)))
    return ReferencedWork(
        key=reference.key,
        label=reference.label,
        text=reference.text,
        kind=_KINDS.get(reference.kind or "") or kind_of(reference, ids),
        title=None if reference.is_link else reference.title,  # the words of a link are no title
        authors=authors,
        more_authors=more,
        year=_year(reference.published),
        venue=reference.venue,
        identifiers=ids,
        urls=reference.urls,
        structured=structured,
    )


def kind_of(reference: Reference, identifiers: Mapping[str, str]) -> WorkKind | None:
    """Return the kind of work that `reference`, of running text with these `identifiers`, seems to name; None: unknown.

    A newspaper's article and a page of the web have no index, so they are of the kind `web`, or of none.
    """
    if "arxiv" in identifiers:
        return WorkKind.PREPRINT
    if any(repository(url) for url in reference.urls):
        return WorkKind.SOFTWARE
    found = next((kind for kind, sign in _SIGNS if sign.search(reference.text)), None)
    if found is None and "isbn" in identifiers:
        return WorkKind.BOOK
    if found is None and {"doi", "pmid", "pmcid"} & set(identifiers):
        return WorkKind.ARTICLE
    if found is None and reference.urls:
        return WorkKind.WEB
    if found is not None and reference.urls and not identifiers and _NEWS.search(reference.text):
        return WorkKind.WEB
    return found


def _identifiers(reference: Reference) -> dict[str, str]:
    found = {}
    for kind, value in reference.identifiers.items():
        normal = normalise(kind, value)
        if is_valid(kind, normal):
            found[kind] = normal
    number = arxiv_of_doi(found.get("doi", ""))
    if number and is_valid("arxiv", number):
        del found["doi"]  # the number says the same, whichever version it names
        found.setdefault("arxiv", number)
    swhid = _SWHID.search(" ".join((reference.text, *reference.urls)))
    if swhid:
        found["swhid"] = swhid[0]
    return found


def _before_title(reference: Reference) -> str:
    place = reference.text.find(reference.title) if reference.title else -1
    return reference.text[:place] if place > 0 else reference.text


def _year(published: str | None) -> int | None:
    year = year_of(published)
    return int(year) if year else None


__all__ = ["cited_work", "cited_works", "kind_of"]
