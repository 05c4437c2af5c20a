"""The services behind the registries: where each is, how often it may be asked, and which variable holds a key."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from citecheck.settings.registries import RegistrySettings, ServiceSettings


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One service as the settings choose it.

    `key` is its key in the settings, `base` its address without a slash at the end, `interval` the seconds between two
    requests (0: no limit), `max_requests` what a run may send by the settings (0: no limit), `hourly` what it may send
    without a key because the service counts by the hour (0: no limit), `key_env` the variable of a key (empty: none).
    """

    key: str
    base: str
    interval: float
    max_requests: int = 0
    hourly: int = 0
    key_env: str = ""


@dataclass(frozen=True, slots=True)
class _Default:
    base: str
    per_second: float
    key_env: str = ""
    hourly: int = 0


DEFAULTS: Mapping[str, _Default] = {
    "doi": _Default("https://doi.org", 5.0),  # no published limit; the pace of Crossref's public pool
    "crossref": _Default("https://api.crossref.org", 5.0),  # public pool: 5 requests a second
    "datacite": _Default("https://api.datacite.org", 3.0),  # 1,000 requests in five minutes without a contact
    "openalex": _Default("https://api.openalex.org", 5.0, "OPENALEX_API_KEY"),  # limit: 10 a second
    "pubmed": _Default("https://eutils.ncbi.nlm.nih.gov/entrez/eutils", 3.0),  # 3 a second without a key
    "arxiv": _Default("https://export.arxiv.org", 1 / 3),  # one request every three seconds
    "open_library": _Default("https://openlibrary.org", 1.0),  # one a second for anonymous clients
    "software_heritage": _Default("https://archive.softwareheritage.org", 1.0, hourly=100),  # 120 an hour
    "github": _Default("https://api.github.com", 1.0, hourly=50),  # 60 an hour without a token
}
"""The services' own addresses and limits, as their documentation gave them in 2026.

A limit of an hour is a budget and no pace: at one request a minute, ten repositories would hold a run for nine minutes.
The budget leaves some requests to what else asks from the same address.
"""


def service(key: str, settings: RegistrySettings) -> Service | None:
    """Return the service `key` (a key of `DEFAULTS`) as `settings` choose it; None: it is switched off."""
    default = DEFAULTS[key]
    chosen: ServiceSettings = getattr(settings, key)
    if not chosen.enabled:
        return None
    rate = chosen.per_second or default.per_second
    return Service(
        key=key,
        base=(chosen.url or default.base).rstrip("/"),
        interval=1.0 / rate,
        max_requests=chosen.max_requests,
        hourly=0 if chosen.url or chosen.per_second else default.hourly,  # a mirror has limits of its own
        key_env=chosen.key_env or default.key_env,
    )


__all__ = ["DEFAULTS", "Service", "service"]
