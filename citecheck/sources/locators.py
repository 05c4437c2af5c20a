"""Where a reference's source can be read: what the caller gave, its own address, its identifiers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from claims.identifiers import addresses, is_valid
from claims.model import Reference
from claims.urls import split_archive
from reports.model import SourceProblem

_ORDER = ("pmcid", "arxiv", "doi", "pmid", "isbn")  # full texts first, then landing pages, then catalogues
_NAMES = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMC number", "arxiv": "arXiv number", "isbn": "ISBN"}
_KINDS = {
    "doi": re.compile(r"https?://(?:dx\.)?doi\.org/10\.", re.IGNORECASE),
    "pmid": re.compile(r"https?://(?:pubmed\.ncbi\.nlm\.nih\.gov|www\.ncbi\.nlm\.nih\.gov/pubmed)/\d", re.IGNORECASE),
    "pmcid": re.compile(r"https?://(?:www\.ncbi\.nlm\.nih\.gov/pmc|pmc\.ncbi\.nlm\.nih\.gov)/articles/", re.IGNORECASE),
    "arxiv": re.compile(r"https?://arxiv\.org/abs/", re.IGNORECASE),
    "isbn": re.compile(
        r"https?://(?:openlibrary\.org/isbn/|books\.google\.[a-z.]+/books\?|(?:www\.)?worldcat\.org/|isbnsearch\.org/isbn/)",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where to read one reference. `urls`: to try in this order, the first of them is the link that is judged.

    `file` is a local file that the caller named; it wins over everything. `problems` are identifiers that cannot
    exist.
    """

    urls: tuple[str, ...] = ()
    file: Path | None = None
    problems: tuple[SourceProblem, ...] = ()


def locate(reference: Reference, given: Mapping[str, str]) -> Location:
    """Return where `reference` can be read; `given` maps labels to an address or a file that the caller knows."""
    wish = given.get(reference.label)
    if wish and not wish.lower().startswith(("http://", "https://")):
        return Location(file=_path(wish))
    urls = [wish] if wish else []
    urls += [url for url in reference.urls if url not in urls]
    problems: list[SourceProblem] = []
    for kind in _ORDER:
        value = reference.identifiers.get(kind)
        if not value:
            continue
        if not is_valid(kind, value):
            problems.append(
                SourceProblem(code="identifier-invalid", message=f"the {_NAMES[kind]} {value} cannot exist as written")
            )
            continue
        url = addresses(kind, value)
        if url not in urls:
            urls.append(url)
    if not urls and reference.archive_url:
        archived = split_archive(reference.archive_url)
        urls.append(archived.original if archived else reference.archive_url)
    return Location(urls=tuple(urls), problems=tuple(problems))


def kind_of(url: str) -> str | None:
    """Return which identifier an address stands for: "doi", "pmid", "pmcid", "arxiv", "isbn"; None for plain ones."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.match(url)), None)


def _path(wish: str) -> Path:
    if wish.lower().startswith("file:"):
        return Path(unquote(urlsplit(wish).path))
    return Path(wish).expanduser()


__all__ = ["Location", "kind_of", "locate"]
