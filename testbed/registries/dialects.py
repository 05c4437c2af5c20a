"""What each service answers to a path: its form of records, of "no such record", and of lists."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape
from zlib import crc32

from testbed.loopback import Reply
from testbed.registries.works import Notice, Person, Shelf, Work, key_words


def data(value: Any, status: int = 200) -> Reply:
    """Return an answer in JSON."""
    return Reply(status=status, body=json.dumps(value).encode(), content_type="application/json")


def _asked(path: str) -> tuple[str, Mapping[str, str]]:
    parts = urlsplit(path)
    return parts.path, {name: values[0] for name, values in parse_qs(parts.query).items()}


def crossref(shelf: Shelf, path: str) -> Reply:
    """Answer as api.crossref.org does."""
    where, query = _asked(path)
    if where.startswith("/works/"):
        work = shelf.by_id("doi", unquote(where[len("/works/") :]), "crossref")
        if work is None:
            return Reply(status=404, body=b"Resource not found.", content_type="text/plain")
        return data({"status": "ok", "message-type": "work", "message": crossref_work(work)})
    if where != "/works":
        return Reply(status=404, body=b"Resource not found.", content_type="text/plain")
    rows = min(int(query.get("rows", "20")), 1000)
    items = _filtered(shelf, query["filter"]) if "filter" in query else None
    if items is None:
        words = key_words(query.get("query.bibliographic", query.get("query.title", query.get("query", ""))))
        items = [crossref_work(work) for work in shelf.search(words, "crossref", rows)]
    message = {"total-results": len(items), "items-per-page": rows, "items": items[:rows]}
    return data({"status": "ok", "message-type": "work-list", "message": message})


def _filtered(shelf: Shelf, wanted: str) -> list[dict[str, Any]]:
    """Return the records for `doi:` and `updates:`. A comma divides values, so a DOI with one finds nothing."""
    pairs = [part.partition(":")[::2] for part in wanted.split(",")]
    works = [shelf.by_id("doi", value, "crossref") for name, value in pairs if name == "doi"]
    updated = shelf.notices_about(value for name, value in pairs if name == "updates")
    notices = [_notice_work(work, notice) for work, notice in updated]
    return [crossref_work(work) for work in works if work is not None] + notices


def crossref_work(work: Work) -> dict[str, Any]:
    """Return a work as Crossref writes it."""
    return {
        "DOI": work.doi or f"10.9999/{crc32(work.title.encode())}",
        "type": work.kind,
        "title": [work.title],
        "subtitle": [work.subtitle] if work.subtitle else [],
        "author": [_crossref_person(one) for one in work.people],
        "issued": {"date-parts": [[work.year]]},
        "published-print": {"date-parts": [[work.year, 3]]},
        "container-title": [work.venue] if work.venue else [],
        "short-container-title": [work.short_venue] if work.short_venue else [],
        "publisher": work.publisher,
        "member": "9999",
        "ISBN": [f"http://id.crossref.org/isbn/{work.isbn}"] if work.isbn else [],
        **({"updated-by": updates} if (updates := [_update(n) for n in work.notices if n.listed]) else {}),
        **(
            {"relation": {"is-preprint-of": [{"id-type": "doi", "id": work.published_as, "asserted-by": "subject"}]}}
            if work.published_as
            else {}
        ),
    }


def _crossref_person(one: Person) -> dict[str, str]:
    return {"family": one.family, "given": one.given} if one.given else {"name": one.family}


def _update(notice: Notice, doi: str = "") -> dict[str, Any]:
    parts = [int(part) for part in notice.date.split("-")]
    return {
        "DOI": doi or notice.doi,
        "type": notice.kind,
        "label": notice.kind.replace("_", " ").capitalize(),
        "source": "publisher",
        "updated": {"date-parts": [parts], "date-time": f"{notice.date}T00:00:00Z"},
    }


def _notice_work(work: Work, notice: Notice) -> dict[str, Any]:
    return {
        "DOI": notice.doi,
        "type": "journal-article",
        "title": [f"{notice.kind}: {work.title}"],
        "update-to": [_update(notice, work.doi)],
    }


def doi_org(shelf: Shelf, path: str) -> Reply:
    """Answer as doi.org does: the registration agency (always with status 200), and the handle."""
    where = urlsplit(path).path
    if where.startswith("/ra/"):
        doi = unquote(where[len("/ra/") :])
        work = shelf.registered(doi)
        return data([{"DOI": doi, "RA": work.agency} if work else {"DOI": doi, "status": "DOI does not exist"}])
    if where.startswith("/api/handles/"):
        doi = unquote(where[len("/api/handles/") :])
        known = shelf.registered(doi) is not None
        return data({"responseCode": 1 if known else 100, "handle": doi}, 200 if known else 404)
    return Reply(status=404, body=b"<!doctype html><title>DOI Not Found</title>")


def datacite(shelf: Shelf, path: str) -> Reply:
    """Answer as api.datacite.org does."""
    where, query = _asked(path)
    if where.startswith("/dois/"):
        work = shelf.by_id("doi", unquote(where[len("/dois/") :]), "datacite")
        missing = {"errors": [{"status": "404", "title": "The resource you are looking for doesn't exist."}]}
        return data({"data": _datacite_work(work)}) if work else data(missing, 404)
    words = key_words(query.get("query", "").removeprefix("titles.title:"))
    found = shelf.search(words, "datacite", int(query.get("page[size]", "25")))
    return data({"data": [_datacite_work(work) for work in found], "meta": {"total": len(found)}})


def _datacite_work(work: Work) -> dict[str, Any]:
    return {
        "id": work.doi,
        "type": "dois",
        "attributes": {
            "doi": work.doi,
            "titles": [{"title": work.title}],
            "creators": [
                {"name": f"{one.family}, {one.given}", "familyName": one.family, "givenName": one.given}
                for one in work.people
            ],
            "publisher": work.publisher,
            "publicationYear": work.year,
            "types": {"resourceTypeGeneral": work.kind.capitalize()},
            "dates": [{"date": f"{work.year}-02-01", "dateType": "Issued"}],
        },
    }


def openalex(shelf: Shelf, path: str) -> Reply:
    """Answer as api.openalex.org does; a work that it does not have is a page with the status 404."""
    where, query = _asked(path)
    if where.startswith("/works/"):
        kind, _, value = unquote(where[len("/works/") :]).partition(":")
        work = shelf.by_id(kind, value, "openalex")
        page = b"<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n<h1>Not Found</h1>\n"
        return data(_openalex_work(work)) if work else Reply(status=404, body=page)
    name, _, wanted = query.get("filter", "").partition(":")
    rows = int(query.get("per-page", "25"))
    if name == "doi":
        found = [work for doi in wanted.split("|") if (work := shelf.by_id("doi", doi, "openalex"))]
    else:
        found = shelf.search(key_words(wanted), "openalex", rows)
    return data({"meta": {"count": len(found)}, "results": [_openalex_work(work) for work in found[:rows]]})


def _openalex_work(work: Work) -> dict[str, Any]:
    doi = f"https://doi.org/{work.doi}" if work.doi else None
    best = {"pdf_url": work.open_copy, "is_oa": True} if work.open_copy else None
    return {
        "id": f"https://openalex.org/W{crc32(work.title.encode())}",
        "doi": doi,
        "title": work.title,
        "publication_year": work.year,
        "publication_date": f"{work.year}-03-01",
        "type": "article",
        "type_crossref": work.kind,
        "ids": {"doi": doi, **({"pmid": f"https://pubmed.ncbi.nlm.nih.gov/{work.pmid}"} if work.pmid else {})},
        "authorships": [
            {"raw_author_name": f"{one.given} {one.family}".strip(), "author": {"display_name": one.family}}
            for one in work.people
        ],
        "primary_location": {"source": {"display_name": work.venue}} if work.venue else None,
        "best_oa_location": best,
        "open_access": {"oa_url": work.open_copy or None},
        "is_retracted": work.retracted,
    }


def pubmed(shelf: Shelf, path: str) -> Reply:
    """Answer as the E-utilities do: efetch in XML, esearch in JSON."""
    where, query = _asked(path)
    if where.endswith("/esearch.fcgi"):
        found = shelf.search(key_words(query.get("term", "").replace("[Title]", "")), "pubmed", 5)
        return data({"esearchresult": {"count": str(len(found)), "idlist": [work.pmid for work in found]}})
    works = [shelf.by_id("pmid", pmid, "pubmed") for pmid in query.get("id", "").split(",")]
    articles = "".join(_pubmed_article(work) for work in works if work is not None)
    body = f'<?xml version="1.0" ?><PubmedArticleSet>{articles}</PubmedArticleSet>'
    return Reply(body=body.encode(), content_type="text/xml; charset=UTF-8")


_REF_TYPES = {"retraction": "RetractionIn", "expression_of_concern": "ExpressionOfConcernIn", "erratum": "ErratumIn"}


def _pubmed_article(work: Work) -> str:
    people = "".join(
        f"<Author><LastName>{escape(one.family)}</LastName><ForeName>{escape(one.given)}</ForeName></Author>"
        for one in work.people
    )
    links = "".join(
        f'<CommentsCorrections RefType="{_REF_TYPES.get(one.kind, "ErratumIn")}"><RefSource>J Inv. '
        f"{one.date.replace('-', ' ')};1:1</RefSource><PMID>{one.pmid}</PMID></CommentsCorrections>"
        for one in work.notices
        if one.pmid
    )
    return (
        f"<PubmedArticle><MedlineCitation><PMID>{work.pmid}</PMID><Article><Journal><JournalIssue><PubDate>"
        f"<Year>{work.year}</Year></PubDate></JournalIssue><Title>{escape(work.venue)}</Title></Journal>"
        f"<ArticleTitle>{escape(work.title)}.</ArticleTitle><AuthorList>{people}</AuthorList></Article>"
        f"<CommentsCorrectionsList>{links}</CommentsCorrectionsList></MedlineCitation><PubmedData><ArticleIdList>"
        f'<ArticleId IdType="doi">{escape(work.doi)}</ArticleId></ArticleIdList></PubmedData></PubmedArticle>'
    )


def arxiv(shelf: Shelf, path: str) -> Reply:
    """Answer as export.arxiv.org does: a feed, without entries if there is no such preprint."""
    _, query = _asked(path)
    if "id_list" in query:
        works = [shelf.by_id("arxiv", number, "arxiv") for number in query["id_list"].split(",")]
        found = [work for work in works if work is not None]
    else:
        words = key_words(query.get("search_query", "").removeprefix("ti:"))
        found = [w for w in shelf.search(words, "arxiv", 5) if set(words) <= set(key_words(w.title))]
    entries = "".join(_arxiv_entry(work) for work in found)
    body = (
        '<?xml version="1.0" encoding="UTF-8"?><feed xmlns="http://www.w3.org/2005/Atom" '
        f'xmlns:arxiv="http://arxiv.org/schemas/atom"><id>https://arxiv.org/api/x</id>{entries}</feed>'
    )
    return Reply(body=body.encode(), content_type="application/atom+xml; charset=utf-8")


def _arxiv_entry(work: Work) -> str:
    people = "".join(f"<author><name>{escape(f'{one.given} {one.family}')}</name></author>" for one in work.people)
    doi = f"<arxiv:doi>{escape(work.published_as)}</arxiv:doi>" if work.published_as else ""
    return (
        f"<entry><id>http://arxiv.org/abs/{work.arxiv}v2</id><title>{escape(work.title)}</title>"
        f"<published>{work.year}-05-06T07:08:09Z</published><updated>{work.year}-06-07T07:08:09Z</updated>{people}{doi}"
        "</entry>"
    )


def open_library(shelf: Shelf, path: str) -> Reply:
    """Answer as openlibrary.org does."""
    where, query = _asked(path)
    if where == "/api/books":
        key = query.get("bibkeys", "")
        work = shelf.by_id("isbn", key.removeprefix("ISBN:"), "open_library")
        return data({key: _book(work)} if work else {})
    found = shelf.search(key_words(query.get("title", "")), "open_library", int(query.get("limit", "10")))
    return data({"numFound": len(found), "docs": [_book_of_search(work) for work in found]})


def _book(work: Work) -> dict[str, Any]:
    return {
        "url": f"https://openlibrary.org/books/OL1M/{work.isbn}",
        "title": work.title,
        **({"subtitle": work.subtitle} if work.subtitle else {}),
        "authors": [{"name": f"{one.given} {one.family}".strip()} for one in work.people],
        "publishers": [{"name": work.publisher}],
        "publish_date": f"March {work.year}",
    }


def _book_of_search(work: Work) -> dict[str, Any]:
    return {
        "key": "/works/OL1W",
        "title": work.title,
        "author_name": [f"{one.given} {one.family}".strip() for one in work.people],
        "publish_year": [work.year],
        "isbn": [work.isbn],
    }


def github(shelf: Shelf, path: str) -> Reply:
    """Answer as api.github.com does; the title of the work is the name of its repository."""
    name = unquote(urlsplit(path).path).removeprefix("/repos/")
    work = next((one for one in shelf.works if "github" in one.indexes and one.title == name), None)
    if work is None:
        return data({"message": "Not Found", "status": "404"}, 404)
    made = {"created_at": f"{work.year}-01-01T00:00:00Z", "pushed_at": f"{work.year + 2}-01-01T00:00:00Z"}
    return data({"name": name.rpartition("/")[2], "full_name": name, "html_url": f"https://github.com/{name}", **made})


def software_heritage(shelf: Shelf, path: str) -> Reply:
    """Answer as archive.softwareheritage.org does."""
    where = unquote(urlsplit(path).path)
    found = next((one for one in shelf.works if "software_heritage" in one.indexes and one.title in where), None)
    if found is None:
        return data({"exception": "NotFoundExc", "reason": "not found"}, 404)
    return data({"url": f"https://github.com/{found.title}"})


DIALECTS = {
    "crossref": crossref,
    "doi": doi_org,
    "datacite": datacite,
    "openalex": openalex,
    "pubmed": pubmed,
    "arxiv": arxiv,
    "open_library": open_library,
    "github": github,
    "software_heritage": software_heritage,
}
"""The services by their keys in the settings."""

__all__ = ["DIALECTS", "crossref_work", "data"]
