"""PubMed (E-utilities): articles of medicine by PMID or title, with their retractions and corrections."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from lxml import etree

from citecheck.registries.answers import Unusable, parse_xml, read_reply
from citecheck.registries.fields import identifiers, name, plain, unlabelled, year_of, years_in
from citecheck.registries.model import Answered, Lookup, Record, WorkKind
from citecheck.registries.service_registry import ServiceRegistry, escaped, searched
from reports.records import Notice, NoticeKind

_ROWS = 5
_NOTICES: Mapping[str, NoticeKind] = {
    "RetractionIn": NoticeKind.RETRACTION,
    "ExpressionOfConcernIn": NoticeKind.CONCERN,
    "ErratumIn": NoticeKind.CORRECTION,
    "CorrectedandRepublishedIn": NoticeKind.CORRECTION,
    "PartialRetractionIn": NoticeKind.CORRECTION,
}
"""NLM's types of links from an article to a notice about it ("RetractionOf" is on the notice)."""
_RETRACTED = "Retracted Publication"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class PubMed(ServiceRegistry):
    """The articles of PubMed; see `citecheck.registries.model.Registry`.

    It aims at medicine and biology, so that the absence of a work means nothing.
    """

    name = "PubMed"
    identifiers = frozenset({"pmid"})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up a PMID; see `Registry.by_identifier`."""
        return self.by_pmids([value]) if kind == "pmid" else super().by_identifier(kind, value)

    def by_pmids(self, pmids: Sequence[str]) -> Lookup:
        """Look up several `pmids` by one request. Those that PubMed does not know are missing from the records."""
        ids = escaped(",".join(pmids))
        reply = self.client.get(self.service, f"/efetch.fcgi?db=pubmed&retmode=xml&id={ids}", accept="text/xml")
        words = f"pmid {pmids[0]}" if len(pmids) == 1 else f"{len(pmids)} PMIDs"
        return read_reply(self.question(words), reply, _articles, parse=parse_xml, absent=frozenset({400}))

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """Search by title; see `Registry.by_title`."""
        words = searched(title)
        term = escaped(f"{words}[Title]")
        reply = self.client.get(self.service, f"/esearch.fcgi?db=pubmed&retmode=json&retmax={_ROWS}&term={term}")
        ids: list[str] = []
        asked = read_reply(self.question(f"title {words}"), reply, lambda data: _collect(data, ids), absent=frozenset())
        return self.by_pmids(ids) if ids and asked.outcome is Answered.NONE else asked


def _collect(data: Any, ids: list[str]) -> list[Record]:
    ids += [str(one) for one in data["esearchresult"]["idlist"]]
    return []


def _articles(root: etree._Element) -> list[Record]:
    if etree.QName(root).localname != "PubmedArticleSet":
        raise Unusable("no set of articles")
    return [_record(article) for article in root.iterchildren("PubmedArticle")]


def _record(article: etree._Element) -> Record:
    citation = article.find("MedlineCitation")
    if citation is None:
        raise Unusable("an article without a citation")
    ids = {str(one.get("IdType")): one.text for one in article.iterfind("PubmedData/ArticleIdList/ArticleId")}
    dates = [date for date in map(_date, citation.iterfind("Article//PubDate")) if date]
    dates += [date for date in map(_date, citation.iterfind("Article/ArticleDate")) if date]
    people = list(citation.iterfind("Article/AuthorList/Author"))
    pmid = citation.findtext("PMID")
    return Record(
        registry=PubMed.name,
        kind=WorkKind.ARTICLE,
        titles=tuple(filter(None, (unlabelled(_words(citation.find("Article/ArticleTitle"))).rstrip("."),))),
        authors=tuple(filter(None, map(_person, people))),
        more_authors=any(one.get("CompleteYN") == "N" for one in citation.iterfind("Article/AuthorList")),
        published=min(dates) if dates else None,
        years=years_in(dates),
        venues=tuple(
            filter(None, (plain(citation.findtext(f"Article/Journal/{key}")) for key in ("Title", "ISOAbbreviation")))
        ),
        volume=plain(citation.findtext("Article/Journal/JournalIssue/Volume")) or None,
        issue=plain(citation.findtext("Article/Journal/JournalIssue/Issue")) or None,
        pages=plain(citation.findtext("Article/Pagination/MedlinePgn")) or None,
        identifiers=identifiers({"pmid": pmid, "doi": ids.get("doi"), "pmcid": ids.get("pmc")}),
        address=f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/",
        open_copy=f"https://www.ncbi.nlm.nih.gov/pmc/articles/{ids['pmc']}/" if ids.get("pmc") else None,
        notices=tuple(_notices(citation)),
    )


def _notices(citation: etree._Element) -> Iterable[Notice]:
    found = []
    for link in citation.iterfind("CommentsCorrectionsList/CommentsCorrections"):
        kind = _NOTICES.get(str(link.get("RefType")))
        if kind is None:
            continue
        pmid = link.findtext("PMID")
        address = f"https://pubmed.ncbi.nlm.nih.gov/{pmid}/" if pmid else None
        date = _stated(link.findtext("RefSource") or "")
        found.append(Notice(kind=kind, said_by=PubMed.name, date=date, address=address))
    types = [_words(one) for one in citation.iterfind("Article/PublicationTypeList/PublicationType")]
    if _RETRACTED in types and not any(notice.kind is NoticeKind.RETRACTION for notice in found):
        found.append(Notice(kind=NoticeKind.RETRACTION, said_by=PubMed.name))
    return found


def _stated(source: str) -> str | None:
    """Return the date in the words of a source ("Lancet. 2010 Feb 6;375(9713):445"); None: there is none."""
    after = source[source.find(year) :] if (year := year_of(source)) else ""
    words = after.replace(";", " ").replace(".", " ").replace(":", " ").split()[:3]
    return _iso(words)


def _date(element: etree._Element) -> str | None:
    whole = [element.findtext(key) or "" for key in ("Year", "Month", "Day")]
    return _iso([word for word in whole if word] or plain(element.findtext("MedlineDate")).split()[:3])


def _iso(words: Sequence[str]) -> str | None:
    """Return the date of a year, a month (a name or a number) and a day, as precise as they are."""
    if not words or year_of(words[0]) is None:
        return None
    date = str(year_of(words[0]))
    if len(words) < 2:
        return date
    month = words[1][:3].lower()
    number = int(words[1]) if words[1].isdecimal() else _MONTHS.index(month) + 1 if month in _MONTHS else 0
    if not 1 <= number <= 12:
        return date
    day = int(words[2]) if len(words) > 2 and words[2].isdecimal() and 1 <= int(words[2]) <= 31 else 0
    return f"{date}-{number:02d}" + (f"-{day:02d}" if day else "")


def _person(author: etree._Element) -> str:
    return name(author.findtext("LastName"), author.findtext("ForeName") or author.findtext("Initials")) or plain(
        author.findtext("CollectiveName")
    )


def _words(element: etree._Element | None) -> str:
    return plain("".join(str(part) for part in element.itertext())) if element is not None else ""


__all__ = ["PubMed"]
