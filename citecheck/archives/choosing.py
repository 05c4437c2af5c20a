"""Which captures of a source to read: the one that the reference names, then those nearest to its access date."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from requests.adapters import BaseAdapter

from citecheck.archives.addresses import ArchiveLayout
from citecheck.archives.client import ArchiveClient
from citecheck.archives.foreign import ForeignArchive
from citecheck.archives.memento import MementoArchive
from citecheck.archives.mismatch import archive_mismatch, is_capture_of
from citecheck.archives.timestamps import end_of
from citecheck.archives.wayback import WaybackArchive
from citecheck.http.guard import is_private_name
from citecheck.http.rate_limiter import RateLimiter
from citecheck.http.redaction import clean_url
from citecheck.interfaces import Archive, Clock, Observer
from citecheck.model import ArchiveAnswer, Fetched, Memento
from citecheck.settings.model import ArchiveSettings, Settings
from claims.model import Reference
from claims.urls import parts_of, split_archive, without_credentials
from reports.model import Attempt

_OF_ALL_TIMES = re.compile(r"https?://(?:web\.|www\.)?archive\.org/web/(?:\*/)?(?!\d)", re.IGNORECASE)  # not a capture


@dataclass(slots=True)
class _Known:
    """The answers that archives gave about one address."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: dict[tuple[str, str, datetime | None], ArchiveAnswer] = field(default_factory=dict)


class Chooser:
    """Asks archives for captures, in order, only as far as needed, and within the run's budget of look-ups.

    Safe to share between threads; each look-up is made once a run. `archives` are asked in their order. `client` is
    also used for captures in archives that are not configured; None: those cannot be read.
    """

    def __init__(
        self,
        archives: Sequence[Archive],
        settings: ArchiveSettings,
        *,
        client: ArchiveClient | None = None,
        private_hosts: Collection[str] = (),
    ) -> None:
        self._archives = tuple(archives)
        self._settings = settings
        self._client = client
        self._private_hosts = tuple(name.lower() for name in private_hosts)
        self._foreign = ForeignArchive(client) if client else None
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}

    def named(self, reference: Reference) -> Memento | None:
        """Return the capture that the reference names in its `archive_url`; None if it names none. Sends no request."""
        url = reference.archive_url
        if not url or not self._settings.enabled:
            return None
        for archive in self._archives:
            memento = archive.named(url)
            if memento:
                return memento
        memento = self._foreign.named(url) if self._foreign and not _OF_ALL_TIMES.match(url) else None
        own = {parts_of(address).hostname for address in reference.urls}
        if memento and memento.archive in own and not split_archive(url):
            return None  # an address of the site itself, not of an archive
        if memento and not memento.original and reference.urls:
            return replace(memento, original=reference.urls[0])
        return memento

    def candidates(self, reference: Reference, url: str) -> Iterator[Memento]:
        """Yield the captures to try for `url`, the best first. Each step makes only the look-ups that it needs.

        The order: the capture that the reference names; the nearest before the access date (or before the end of the
        month or year, if the day is not known); the nearest after it; further ones. Without an access date the newest
        come first. The captures end after `archives.max_captures`, or if the archives have no more, do not answer, or
        the run's budget of look-ups is spent. They depend on the reference and `url` alone, not on other threads.
        """
        if not self._settings.enabled:
            return
        left = self._settings.max_captures
        seen: set[str] = set()
        for memento in self._walk(reference, url):
            if memento.raw_url in seen:
                continue
            seen.add(memento.raw_url)
            yield memento
            left -= 1
            if not left:
                return

    def read(self, memento: Memento) -> Fetched:
        """Get the bytes of a capture as they were captured. Archived redirects are followed within the archive.

        In the result `origin` is archive. `memento` is the capture that was read in the end; its `captured` and
        `original` may differ from those of the argument. `status` is the status of the page when it was captured; None
        if the archive has no such capture or does not answer, which `failure` and `reason` then say. Raises
        `ValueError` if no archive here can read the capture.
        """
        for archive in self._archives:
            if archive.owns(memento.raw_url) or archive.name == memento.archive:
                return archive.read(memento)
        if self._foreign is None:
            raise ValueError(f"no archive here can read {memento.url}")
        return self._foreign.read(memento)

    def known_absent(self, url: str, reference: Reference | None = None) -> bool | None:
        """Return whether no archive has a capture of `url`.

        True: none, confirmed at two endpoints of each archive. False: there is one. None: unknown, because an archive
        refused, failed, or was not asked. With the `reference` that was given to `candidates`, the same look-ups are
        used again.
        """
        if not self._settings.enabled or not self._archives_for(url):
            return None
        when = end_of(reference.accessed) if reference else None
        absent: bool | None = True
        for archive in self._archives_for(url):
            nearest = self._ask(archive, "nearest", url, when)
            listed = nearest if nearest.mementos else self._ask(archive, "listed", url, _time_for_index(nearest, when))
            if nearest.mementos or listed.mementos:
                return False
            if not (nearest.known and listed.known):
                absent = None
        return absent

    def attempts(self, url: str, reference: Reference | None = None) -> tuple[Attempt, ...]:
        """Return the look-ups that were made for `url`; attempts to read a capture are in `Fetched`.

        With a `reference`, only the look-ups for its access date; None: all.
        """
        return tuple(attempt for _, answer in self._answers(url, reference) for attempt in answer.attempts)

    def reason(self, url: str, reference: Reference | None = None) -> str:
        """Return why it is unknown whether there are captures of `url`, in words; empty if it is known."""
        if self._archives and not self._archives_for(url):
            return "archives are not asked about addresses that are private, or for which there are credentials"
        words = {f"{name}: {answer.reason}": None for name, answer in self._answers(url, reference) if not answer.known}
        return "; ".join(words)

    def stop(self) -> None:
        """Cancel all waiting. Every look-up from now on gives unknown ("the run was ended")."""
        if self._client:
            self._client.stop()

    def _archives_for(self, url: str) -> tuple[Archive, ...]:
        """Return the archives to ask about a page: only private archives are asked about a private address."""
        asked = _lookup_address(url)
        host = (parts_of(asked).hostname or "").lower()
        if clean_url(asked) != asked or any(_is_below(host, name) for name in self._private_hosts):
            return ()  # who has the address, or a key to the host, may read more than everybody
        if not is_private_name(host):
            return self._archives
        return tuple(archive for archive in self._archives if getattr(archive, "is_private", False))

    def _walk(self, reference: Reference, url: str) -> Iterator[Memento]:
        named = self.named(reference)
        if named:
            yield named
        when = end_of(reference.accessed)
        for archive in self._archives_for(url):
            nearest = self._ask(archive, "nearest", url, when)
            yield from nearest.mementos
            yield from self._ask(archive, "listed", url, _time_for_index(nearest, when)).mementos

    def _of(self, url: str) -> _Known:
        with self._lock:
            return self._known.setdefault(_lookup_address(url), _Known())

    def _ask(self, archive: Archive, what: str, url: str, when: datetime | None) -> ArchiveAnswer:
        """Make one look-up, once a run for each archive, address and time."""
        known = self._of(url)
        with known.lock:
            key = (archive.name, what, when)
            if key not in known.asked:
                ask = archive.nearest if what == "nearest" else archive.listed
                answer = ask(_lookup_address(url), when)
                enough = 2 * self._settings.max_captures  # an index names thousands; some were tried already
                known.asked[key] = replace(answer, mementos=answer.mementos[:enough])
            return known.asked[key]

    def _answers(self, url: str, reference: Reference | None) -> list[tuple[str, ArchiveAnswer]]:
        """Return what archives answered for `url`, in order, each with the archive's name."""
        known = self._of(url)
        with known.lock:
            asked = dict(known.asked)
        if reference is None:
            return [(name, answer) for (name, _, _), answer in asked.items()]
        when = end_of(reference.accessed)
        found = []
        for archive in self._archives:
            nearest = asked.get((archive.name, "nearest", when))
            if nearest is None:
                continue
            listed = asked.get((archive.name, "listed", _time_for_index(nearest, when)))
            found += [(archive.name, answer) for answer in (nearest, listed) if answer is not None]
        return found


def _time_for_index(nearest: ArchiveAnswer, when: datetime | None) -> datetime | None:
    """Return the time for the look-up in the index; None (any time) if the TimeGate says that there is no capture."""
    return None if nearest.known and not nearest.mementos else when


def _is_below(host: str, name: str) -> bool:
    """Return whether a host is meant by a name of the settings, which may begin with "*." and end with a port."""
    bare = name.partition(":")[0]
    return host.endswith(bare[1:]) if bare.startswith("*.") else host == bare


def _lookup_address(url: str) -> str:
    """Return the address for look-ups: that of the page itself, without credentials and fragment."""
    parts = split_archive(url)
    return without_credentials(parts.original if parts else url).partition("#")[0]


def build_archives(
    settings: Settings,
    adapter: BaseAdapter,
    clock: Clock,
    observer: Observer | None = None,
    *,
    limiter: RateLimiter | None = None,
    wrap: Callable[[Archive], Archive] | None = None,
) -> Chooser:
    """Return the chooser for the archives that the settings name. All requests go through `adapter`.

    A recording adapter also records requests that were not sent (the budget was spent, the circuit was open), so that a
    replay decides the same. `limiter` None: the one that the whole process shares. `wrap` is applied to each archive,
    for a cache; None: no cache. `observer` None: nobody is notified.
    """
    client = ArchiveClient(settings, adapter, clock=clock, observer=observer, limiter=limiter)
    chosen = settings.archives
    archives: list[Archive] = []
    if chosen.wayback:
        archives.append(WaybackArchive(chosen.wayback, client))
    for timegate in chosen.timegates:
        layout = ArchiveLayout.of(timegate)
        archives.append(MementoArchive(parts_of(layout.base).netloc, layout, client))
    if wrap is not None:
        archives = [wrap(archive) for archive in archives]
    return Chooser(archives if chosen.enabled else (), chosen, client=client, private_hosts=settings.web.hosts)


__all__ = ["Chooser", "archive_mismatch", "build_archives", "is_capture_of"]
