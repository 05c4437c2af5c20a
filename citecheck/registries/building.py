"""Build the registries that the settings name: the one file that knows all of them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from requests.adapters import BaseAdapter

from citecheck.interfaces import Clock, Observer
from citecheck.registries.arxiv import Arxiv
from citecheck.registries.client import RegistryClient
from citecheck.registries.crossref import Crossref
from citecheck.registries.datacite import DataCite
from citecheck.registries.doi_org import DoiOrg
from citecheck.registries.local_index import LocalIndex
from citecheck.registries.memory import AnswerMemory, Bytes, Remembering
from citecheck.registries.model import Registry
from citecheck.registries.open_library import OpenLibrary
from citecheck.registries.openalex import OpenAlex
from citecheck.registries.pubmed import PubMed
from citecheck.registries.service_registry import ServiceRegistry
from citecheck.registries.services import service
from citecheck.registries.software import GitHub, SoftwareHeritage
from citecheck.settings.model import Settings

_CLASSES: dict[str, type[ServiceRegistry]] = {
    "crossref": Crossref,
    "doi": DoiOrg,
    "datacite": DataCite,
    "openalex": OpenAlex,
    "pubmed": PubMed,
    "arxiv": Arxiv,
    "open_library": OpenLibrary,
    "github": GitHub,
    "software_heritage": SoftwareHeritage,
}
"""The services by their keys in the settings, in the order in which they are asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registries:
    """The registries of a run, by their keys in the settings; those that are switched off are missing.

    "local" is the local index. `crossref`, `openalex` and `pubmed` are asked about many works at once; None: off.
    `client` sends the requests.
    """

    by_key: dict[str, Registry]
    client: RegistryClient
    memory: AnswerMemory
    crossref: Crossref | None = None
    openalex: OpenAlex | None = None
    pubmed: PubMed | None = None


def build_registries(
    settings: Settings,
    adapter: BaseAdapter,
    *,
    clock: Clock,
    observer: Observer | None = None,
    cache: Bytes | None = None,
) -> Registries | None:
    """Return the registries that `settings` name; None: none is asked, because they are switched off or it is offline.

    `adapter` is the HTTP transport, `clock` gives the time, `observer` is notified of requests (None: nobody is),
    `cache` holds answers of earlier runs (None: none). Raises `SettingsError` if the local index cannot be read.
    """
    chosen = settings.registries
    local = LocalIndex(Path(chosen.local), clock) if chosen.local and chosen.enabled != "never" else None
    if chosen.enabled == "never" or (settings.offline and local is None):
        return None
    client = RegistryClient(settings, adapter, clock=clock, observer=observer)
    memory = AnswerMemory(cache, chosen, clock)
    found: dict[str, Registry] = {"local": local} if local is not None else {}
    plain: dict[str, ServiceRegistry] = {}
    for key, kind in _CLASSES.items() if not settings.offline else ():
        one = service(key, chosen)
        if one is not None:
            plain[key] = kind(one, client, clock)
            found[key] = Remembering(plain[key], memory, one.base)
    crossref, openalex, pubmed = plain.get("crossref"), plain.get("openalex"), plain.get("pubmed")
    return Registries(
        by_key=found,
        client=client,
        memory=memory,
        crossref=crossref if isinstance(crossref, Crossref) else None,
        openalex=openalex if isinstance(openalex, OpenAlex) else None,
        pubmed=pubmed if isinstance(pubmed, PubMed) else None,
    )


__all__ = ["Registries", "build_registries"]
