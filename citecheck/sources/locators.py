"""Where a reference's source can be read: what the caller gave, its own address, its identifiers."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Location:
    """Where to read one reference. `urls`: to try in this order, the first of them is the link that is judged.

    `file` is a local file that the caller named; it wins over everything. `kinds` says which of `urls` come from an
    identifier. `problems` are identifiers that cannot exist.
    """

    urls: tuple[str, ...] = ()
    file: Path | None = None
    kinds: Mapping[str, str]
    problems: tuple[SourceProblem, ...] = ()


def locate(reference: Reference, given: Mapping[str, str]) -> Location:
    """Return where `reference` can be read; `given` maps labels to an address or a file that the caller knows."""
    wish = given.get(reference.label)
    if wish and not wish.lower().startswith(("http://", "https://")):
        return Location(file=_path(wish), kinds={})
    urls = [wish] if wish else []
    urls += [url for url in reference.urls if url not in urls]
    kinds: dict[str, str] = {}
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
        kinds[url] = kind
        if url not in urls:
            urls.append(url)
    if not urls and reference.archive_url:
        archived = split_archive(reference.archive_url)
        urls.append(archived.original if archived else reference.archive_url)
    return Location(urls=tuple(urls), kinds=kinds, problems=tuple(problems))


def _path(wish: str) -> Path:
    if wish.lower().startswith("file:"):
        return Path(unquote(urlsplit(wish).path))
    return Path(wish).expanduser()


__all__ = ["Location", "locate"]
