"""Builds what searches lost addresses, from the settings: the wikis, the registries and the archive that are asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack

from requests.adapters import BaseAdapter

from citecheck.archives.client import ArchiveClient
from citecheck.http.guard import Guard
from citecheck.interfaces import Clock, Observer
from citecheck.recovery.archive_index import ArchiveFinder, sites_of_publishers
from citecheck.recovery.model import FoundAddress
from citecheck.recovery.original import Read
from citecheck.recovery.recovering import Finder, Recoverer
from citecheck.recovery.titles import TitleFinder
from citecheck.recovery.wikis import Wiki
from citecheck.registries.building import build_registries
from citecheck.registries.client import RegistryClient
from citecheck.settings.model import Settings
from citecheck.sources import SourceReader
from claims.model import Document


def build_recoverer(
    settings: Settings,
    adapter: BaseAdapter,
    *,
    read: Read,
    sources: SourceReader,
    clock: Clock,
    observer: Observer,
    closing: ExitStack,
) -> Recoverer:
    """Return what searches lost addresses as `settings` say. All requests go through `adapter`.

    `read` reads an original, `sources` the addresses that were found. `clock` gives the time, `observer` is notified of
    requests. `closing` ends what waits when the session ends.
    """
    client = RegistryClient(settings, adapter, clock=clock, observer=observer)
    closing.callback(client.stop)
    return Recoverer(
        read=read,
        wikis=[Wiki(api, client, interval=settings.recover.pause) for api in settings.recover.wikis],
        finders=_finders(settings, adapter, clock, observer, closing),
        sources=sources,
        given=settings.sources,
        guard=Guard(settings.web.allow_addresses),
        offline=settings.offline,
        is_over=lambda: sources.seconds_left() == 0,
        observer=observer,
    )


def _finders(
    settings: Settings, adapter: BaseAdapter, clock: Clock, observer: Observer, closing: ExitStack
) -> Callable[[Document, Mapping[str, FoundAddress]], Sequence[Finder]]:
    """Return the routes beside the original page: registries by title, then an archive's index."""
    first: list[Finder] = []
    registries = build_registries(settings, adapter, clock=clock, observer=observer)
    if registries is not None:
        closing.callback(registries.client.stop)
        first.append(TitleFinder(registries.by_key, settings.registries.enabled, this_year=clock.now().year))
    archive = settings.archives.wayback if settings.archives.enabled and not settings.offline else ""
    client = ArchiveClient(settings, adapter, clock=clock, observer=observer)
    closing.callback(client.stop)

    def finders(document: Document, known: Mapping[str, FoundAddress]) -> Sequence[Finder]:
        sites = sites_of_publishers(document, known)
        return [*first, ArchiveFinder(archive, client, sites)] if archive else first

    return finders


__all__ = ["build_recoverer"]
