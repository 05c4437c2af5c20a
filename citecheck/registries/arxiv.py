"""arXiv (Atom API): preprints by number or title."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from citecheck.registries.answers import Unusable, parse_xml, read_reply
from citecheck.registries.fields import ARXIV_DOI, arxiv_of_doi, bare_arxiv, identifiers, iso_date, plain, years_in
from citecheck.registries.model import Lookup, Record, WorkKind
from citecheck.registries.service_registry import ServiceRegistry, escaped, searched
from claims.identifiers import find_identifiers
from claims.urls import parts_of
from reports.records import Notice, NoticeKind

_ROWS = 5
_ATOM = "{http://www.w3.org/2005/Atom}"
_ARXIV = "{http://arxiv.org/schemas/atom}"
_WITHDRAWN = "this paper has been withdrawn"


class Arxiv(ServiceRegistry):
    """The preprints of arXiv; see `citecheck.registries.model.Registry`."""

    name = "arXiv"
    identifiers = frozenset({"arxiv", "doi"})
    kinds = frozenset({WorkKind.PREPRINT})

    def by_identifier(self, kind: str, value: str) -> Lookup:
        """Look up an arXiv number or the DOI of a preprint, whatever its version; see `Registry.by_identifier`."""
        number = bare_arxiv(value) if kind == "arxiv" else arxiv_of_doi(value) if kind == "doi" else None
        if number is None:
            return super().by_identifier(kind, value)
        reply = self.client.get(
            self.service, f"/api/query?id_list={escaped(number)}&max_results=1", accept="application/atom+xml"
        )
        return read_reply(self.question(f"{kind} {value}"), reply, _entries, parse=parse_xml, absent=frozenset())

    def by_title(self, title: str, authors: Sequence[str] = (), year: int | None = None) -> Lookup:
        """Search by title; see `Registry.by_title`."""
        words = searched(title)
        query = escaped(f'ti:"{words}"')
        reply = self.client.get(
            self.service, f"/api/query?search_query={query}&max_results={_ROWS}", accept="application/atom+xml"
        )
        return read_reply(self.question(f"title {words}"), reply, _entries, parse=parse_xml, absent=frozenset())

    def by_address(self, url: str) -> Lookup:
        """Look up the number that an address of arXiv has; see `Registry.by_address`."""
        host = (parts_of(url).hostname or "").removeprefix("www.").removeprefix("export.")
        number = find_identifiers(url).get("arxiv") if host == "arxiv.org" else None
        return self.by_identifier("arxiv", number) if number else super().by_address(url)


def _entries(root: etree._Element) -> list[Record]:
    if root.tag != f"{_ATOM}feed":
        raise Unusable("no feed")
    return [_record(entry) for entry in root.iterchildren(f"{_ATOM}entry") if _is_work(entry)]


def _is_work(entry: etree._Element) -> bool:
    address = entry.findtext(f"{_ATOM}id") or ""
    if "/api/errors" in address:
        raise Unusable(plain(entry.findtext(f"{_ATOM}summary")) or "an error")
    return "/abs/" in address


def _record(entry: etree._Element) -> Record:
    number = bare_arxiv((entry.findtext(f"{_ATOM}id") or "").rpartition("/abs/")[2])
    dates = [iso_date(entry.findtext(f"{_ATOM}{key}")) for key in ("published", "updated")]
    known = [date for date in dates if date]
    doi = plain(entry.findtext(f"{_ARXIV}doi"))
    comment = plain(entry.findtext(f"{_ARXIV}comment")).lower()
    journal = plain(entry.findtext(f"{_ARXIV}journal_ref"))
    withdrawn = comment.startswith(_WITHDRAWN)
    return Record(
        registry=Arxiv.name,
        kind=WorkKind.PREPRINT,
        titles=tuple(filter(None, (plain(entry.findtext(f"{_ATOM}title")),))),
        authors=tuple(
            filter(None, (plain(one.findtext(f"{_ATOM}name")) for one in entry.iterchildren(f"{_ATOM}author")))
        ),
        published=known[0] if known else None,
        years=years_in(known),
        venues=("arXiv", journal) if journal else ("arXiv",),
        identifiers=identifiers({"arxiv": number, "doi": f"{ARXIV_DOI}{number}"}),
        address=f"https://arxiv.org/abs/{number}",
        open_copy=f"https://arxiv.org/pdf/{number}",
        notices=(Notice(kind=NoticeKind.RETRACTION, said_by=Arxiv.name),) if withdrawn else (),
        published_as=f"https://doi.org/{doi}" if doi else None,
    )


__all__ = ["Arxiv"]
