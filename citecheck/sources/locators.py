"""Where the source of a reference can be read: what the caller gave, its own addresses, its identifiers."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from claims.identifiers import addresses, is_valid
from claims.model import Reference
from claims.urls import parts_of, split_archive
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
    """Where to read one reference.

    `urls` are tried in this order; the first is the one whose status is reported. `file` is a local file, which takes
    precedence over all addresses; None: there is none. `problems` are identifiers that cannot exist.
    """

    urls: tuple[str, ...] = ()
    file: Path | None = None
    problems: tuple[SourceProblem, ...] = ()


def locate(reference: Reference, given: Mapping[str, str]) -> Location:
    """Return where `reference` can be read. `given` maps labels of references to an address or a file."""
    wanted = given.get(reference.label)
    if wanted and not wanted.lower().startswith(("http://", "https://")):
        return Location(file=file_of(wanted))
    urls = [wanted] if wanted else []
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
    """Return the kind of identifier in an address: "doi", "pmid", "pmcid", "arxiv" or "isbn"; None for others."""
    return next((kind for kind, pattern in _KINDS.items() if pattern.match(url)), None)


def file_of(wanted: str) -> Path:
    """Return the file that `wanted` names, a path or a `file:` address."""
    if wanted.lower().startswith("file:"):
        with contextlib.suppress(ValueError):
            return Path(unquote(parts_of(wanted).path))
    return Path(wanted).expanduser()


__all__ = ["Location", "file_of", "kind_of", "locate"]
