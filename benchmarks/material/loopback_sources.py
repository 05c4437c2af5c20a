"""Readers of sources that know the host names of the loopback servers of `testbed`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from citecheck.http.guard import Guard
from citecheck.http.transport import adapter_for
from citecheck.interfaces import Gathering
from citecheck.settings.model import Settings, WebSettings
from citecheck.sources import SourceReader
from citecheck.web.live import LiveFetcher
from claims.model import Document, DocumentFormat, Reference, Span
from testbed.loopback import ALLOWED, Loopback

__all__ = [
    "fetcher_for",
    "reader_for",
    "references_to",
    "web_settings",
]


def web_settings(**changes: Any) -> WebSettings:
    """Return settings for loopback hosts, without rate limits."""
    values: dict[str, Any] = {"allow_addresses": ALLOWED, "per_host_rate": 0, "canary": "", "backoff": 0.05}
    return WebSettings(**(values | changes))


def fetcher_for(web: Loopback, settings: WebSettings) -> LiveFetcher:
    """Return a fetcher that resolves the host names of `web`."""
    guard = Guard(settings.allow_addresses, resolver=web.resolver)
    return LiveFetcher(settings, adapter=adapter_for(settings, guard=guard))


def reader_for(web: Loopback, **changes: Any) -> SourceReader:
    """Return a reader of sources that resolves the host names of `web`."""
    settings = web_settings(**changes)
    return SourceReader(Settings(web=settings), fetcher=fetcher_for(web, settings))


@contextmanager
def references_to(reader: SourceReader, urls: Mapping[str, str], **fields: Any) -> Iterator[Gathering]:
    """Gather sources for `urls`, one reference for each key."""
    document = Document(name="benchmark", format=DocumentFormat.PLAINTEXT, text="", sha256="")
    references = [
        Reference(key=key, label=key, text=key, span=Span(0, 1), urls=(url,), **fields) for key, url in urls.items()
    ]
    with reader.gather(document, references) as gathering:
        yield gathering
