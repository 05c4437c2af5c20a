"""An address from an archive's index: a page of the publisher's site whose address has the words of the title.

The index knows addresses and nothing of what the pages say, so what is found here counts only after its page was read
and shows the title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from waybackpy.cdx_snapshot import CDXSnapshot
from waybackpy.exceptions import WaybackError

from citecheck.archives.client import ArchiveClient
from citecheck.archives.wayback import NAME, CdxIndex
from citecheck.http.guard import is_private_name
from citecheck.recovery.likeness import words_of
from citecheck.recovery.model import FoundAddress, Route
from citecheck.recovery.original import Search
from claims.identifiers import addresses
from claims.model import Document, Reference
from claims.urls import canonical_key, split_archive

_DOMAIN = re.compile(r"(?:https?://)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/?", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{4,}")  # addresses have the words of a title in Latin letters
_FEWEST = 3  # words of a title; fewer are in the address of many pages
_SHARE = 0.75  # of the title's words that the address has
_FILTERED = 2  # words by which the index filters, the longest: more would miss addresses that are cut
_ROWS = 50


@dataclass(frozen=True, slots=True)
class _Row:
    url: str
    stamp: str
    share: float


class ArchiveFinder:
    """Searches pages in the index of the archive at `base`; see `citecheck.recovery.recovering.Finder`.

    `client` sends the requests. `hosts` are the sites of publishers, by the words of their name.
    """

    def __init__(self, base: str, client: ArchiveClient, hosts: Mapping[str, str]) -> None:
        self._base = base.rstrip("/")
        self._client = client
        self._hosts = hosts

    def find(self, reference: Reference, search: Search) -> tuple[FoundAddress | None, tuple[str, ...]]:
        """Return the address on the site of the publisher of `reference`, and the doubts; `search` is told."""
        host = self._host_of(reference)
        if host is None:
            return None, ("archive: the site of the publisher is not known",)
        wanted = set(_WORD.findall((reference.title or "").casefold()))
        if len(wanted) < _FEWEST:
            return None, ("archive: the title has too few words to look for in addresses",)
        try:
            rows = list(self._rows(host, wanted, reference.published, search))
        except WaybackError as error:
            return None, (f"{NAME}: {error}",)
        search.answered = True
        fitting = sorted((row for row in rows if row.share >= _SHARE), key=lambda row: (-row.share, row.stamp))
        if not fitting:
            return None, (f"{NAME} has no page of {host} with the words of the title in its address",)
        best = fitting[0]
        rivals = {canonical_key(row.url) for row in fitting if row.share == best.share}
        doubts = ("another page of the site fits as well",) if len(rivals) > 1 else ()
        found = FoundAddress(
            url=best.url,
            route=Route.ARCHIVE,
            where=f"{NAME}, pages of {host}",
            archive_url=f"{self._base}/web/{best.stamp}/{best.url}",
            evidence=(f"its address has {best.share:.0%} of the words of the title",),
            needs_page=True,
        )
        return found, doubts

    def _host_of(self, reference: Reference) -> str | None:
        publisher = reference.publisher or ""
        named = _DOMAIN.fullmatch(publisher.strip())
        host = named[1].lower() if named else self._hosts.get("".join(words_of(publisher)))
        return None if host is None or is_private_name(host) else host

    def _rows(self, host: str, wanted: set[str], published: str | None, search: Search) -> Iterator[_Row]:
        """Yield the pages of `host` in the index, each with the share of the words that its address has."""
        longest = sorted(wanted, key=lambda word: (-len(word), word))[:_FILTERED]
        start = {"start_timestamp": published.replace("-", "")} if published else {}
        index = CdxIndex(
            self._client,
            f"{self._base}/cdx/search/cdx",
            host,
            pages=1,
            match_type="domain",
            filters=["statuscode:200", "mimetype:text/html", *(f"urlkey:.*{word}.*" for word in longest)],
            collapses=["urlkey"],
            limit=str(_ROWS),
            **start,
        )
        try:
            for row in index.snapshots():
                yield _Row(row.original, index.raw_stamps.get(row.timestamp, row.timestamp), _share(row, wanted))
        finally:
            search.attempts += index.attempts


def _share(row: CDXSnapshot, wanted: set[str]) -> float:
    try:
        parts = urlsplit(row.original)
    except ValueError:
        return 0.0
    there = set(_WORD.findall(unquote(f"{parts.path} {parts.query}").casefold()))
    return len(wanted & there) / len(wanted)


def sites_of_publishers(document: Document, known: Mapping[str, FoundAddress]) -> dict[str, str]:
    """Return the host of each publisher, by the words of its name, as far as it has one host.

    The entries of `document` tell it by their own address, or by the one in `known`, by the key of the entry.
    """
    found: dict[str, set[str]] = {}
    for entry in document.references:
        name = "".join(words_of(entry.publisher or ""))
        url = entry.urls[0] if entry.urls else known[entry.key].url if entry.key in known else ""
        host = _site_of(url, entry)
        if name and host:
            found.setdefault(name, set()).add(host)
    return {name: next(iter(hosts)) for name, hosts in found.items() if len(hosts) == 1}


def _site_of(url: str, entry: Reference) -> str:
    """Return the host of an address of the publisher itself; empty for archives and resolvers of identifiers."""
    if url in {addresses(kind, value) for kind, value in entry.identifiers.items()}:
        return ""
    archived = split_archive(url)
    try:
        host = (urlsplit(archived.original if archived else url).hostname or "").lower()
    except ValueError:
        return ""
    return host.removeprefix("www.")


__all__ = ["ArchiveFinder", "sites_of_publishers"]
