"""The settings of registries of works: which are asked, where, how fast, and what is sent."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec
from msgspec import Meta


class ServiceSettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How one registry is asked. A field that is not given has the service's own default (`citecheck.registries`)."""

    enabled: Annotated[bool, Meta(description="Ask this registry.")] = True
    url: Annotated[
        str, Meta(description="Base address, for a mirror; empty: the service's own (`docs/sources.md` lists them).")
    ] = ""
    per_second: Annotated[
        float, Meta(ge=0, le=100_000, description="Requests a second; 0: the pace that the service asks for.")
    ] = 0.0
    max_requests: Annotated[
        int,
        Meta(
            ge=0,
            description="Requests that a run may make; 0: no limit, but 50 for GitHub and 100 for Software Heritage, "
            "which count by the hour, where there is neither a key nor a pace nor an address of your own.",
        ),
    ] = 0
    key_env: Annotated[
        str,
        Meta(
            description="The variable that holds a key of your own, which is sent as `Authorization: Bearer`; empty: "
            "OPENALEX_API_KEY for OpenAlex, none for others. No key is needed."
        ),
    ] = ""


class RegistrySettings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which registries of works are asked whether a reference exists, and what."""

    enabled: Annotated[
        Literal["auto", "always", "never"],
        Meta(
            description="Look references up: `auto`: by their identifiers, and by title if they look scholarly or are "
            "books; `always`: by title too, whatever they are; `never`."
        ),
    ] = "auto"
    doi: ServiceSettings = ServiceSettings()
    crossref: ServiceSettings = ServiceSettings()
    datacite: ServiceSettings = ServiceSettings()
    openalex: ServiceSettings = ServiceSettings()
    pubmed: ServiceSettings = ServiceSettings()
    arxiv: ServiceSettings = ServiceSettings()
    open_library: ServiceSettings = ServiceSettings()
    software_heritage: ServiceSettings = ServiceSettings()
    github: ServiceSettings = ServiceSettings()
    local: Annotated[
        str,
        Meta(
            description="A folder of JSON lines (records of Crossref, DBLP or our own) to look up first; empty: none."
        ),
    ] = ""
    timeout: Annotated[float, Meta(gt=0, le=300, description="Seconds that one look-up may take.")] = 30.0
    breaker: Annotated[
        int,
        Meta(ge=0, le=1000, description="Consecutive failures after which a registry is no longer asked; 0: never."),
    ] = 5
    cache: Annotated[
        str,
        Meta(description="The file that keeps answers between audits; empty: none (nightly runs use nightly.cache)."),
    ] = ""
    record_days: Annotated[
        float, Meta(ge=0, le=3650, description="Days for which a record that was found is used again.")
    ] = 30.0
    absent_days: Annotated[
        float, Meta(ge=0, le=3650, description='Days for which the answer "no such record" is used again.')
    ] = 7.0


__all__ = ["RegistrySettings", "ServiceSettings"]
