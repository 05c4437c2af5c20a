"""The product's own fetcher for a loopback server, with waits that are short enough for a test."""

from __future__ import annotations

from typing import Any

import msgspec

from citecheck.http.guard import Guard
from citecheck.http.transport import adapter_for
from citecheck.settings.model import Settings, WebSettings
from citecheck.web.live import LiveFetcher
from claims.model import Reference, Span
from testbed.loopback import ALLOWED, Loopback

FAST = WebSettings(
    allow_addresses=ALLOWED,
    per_host_rate=0,
    backoff=0.01,
    connect_timeout=1,
    read_timeout=1.0,
    total_timeout=2,
    canary="",
    browser="never",
    max_bytes=300_000,
    threads=8,
)


def fast(**changes: Any) -> WebSettings:
    """Return settings without waits, with `changes`."""
    return msgspec.structs.replace(FAST, **changes)


def guard_for(web: Loopback, settings: WebSettings = FAST) -> Guard:
    """Return a guard that resolves names as `web` does."""
    return Guard(settings.allow_addresses, resolver=web.resolver)


def fetcher_for(web: Loopback, settings: WebSettings = FAST, **more: Any) -> LiveFetcher:
    """Return a fetcher that resolves names as `web` does."""
    return LiveFetcher(settings, adapter=adapter_for(settings, guard=guard_for(web, settings)), **more)


def settings_for(web: WebSettings = FAST, **changes: Any) -> Settings:
    """Return whole settings around `web`."""
    return Settings(web=web, **changes)


def reference(key: str, *urls: str, text: str = "an entry", **fields: Any) -> Reference:
    """Return an entry with addresses."""
    return Reference(key=key, label=key, text=text, span=Span(0, len(text)), urls=urls, **fields)
