"""Which capture of a source to read: the one that the reference names, then those nearest to its access date."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from requests.adapters import BaseAdapter

from citecheck.archives.addresses import ArchiveLayout, parts_of
from citecheck.archives.client import ArchiveClient
from citecheck.archives.foreign import ForeignArchive
from citecheck.archives.memento import MementoArchive
from citecheck.archives.mismatch import archive_mismatch, is_capture_of
from citecheck.archives.timestamps import end_of
from citecheck.archives.wayback import WaybackArchive
from citecheck.http.guard import is_private_name
from citecheck.http.rate_limiter import RateLimiter
from citecheck.interfaces import Archive, Clock, Observer
from citecheck.model import ArchiveAnswer, Fetched, Memento
from citecheck.settings.model import ArchiveSettings, Settings
from claims.model import Reference
from claims.urls import split_archive, without_credentials
from reports.model import Attempt

_OF_ALL_TIMES = re.compile(r"https?://(?:web\.|www\.)?archive\.org/web/(?:\*/)?(?!\d)", re.IGNORECASE)  # no capture's


@dataclass(slots=True)
class _Known:
    """What has been learnt of one address."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    asked: dict[tuple[str, str, datetime | None], ArchiveAnswer] = field(default_factory=dict)


class Chooser:
    """Asks archives for captures, in order and lazily, within the run's budget. Safe to share between threads.

    Every method may be called from any thread; what one thread learns of an address, the others need not ask again.
    """

    def __init__(
        self,
        archives: Sequence[Archive],
        settings: ArchiveSettings,
        *,
        client: ArchiveClient | None = None,
    ) -> None:
        self._archives = tuple(archives)
        self._settings = settings
        self._client = client
        self._foreign = ForeignArchive(client) if client else None
        self._lock = threading.Lock()
        self._known: dict[str, _Known] = {}

    def named(self, reference: Reference) -> Memento | None:
        """Return the capture that the reference itself names (its `archive_url`), without asking anybody."""
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
            return None  # the site's own address is no archive's
        if memento and not memento.original and reference.urls:
            return replace(memento, original=reference.urls[0])
        return memento

    def candidates(self, reference: Reference, url: str) -> Iterator[Memento]:
        """Yield the captures to try for `url`, the best first; each step asks archives only as far as it must.

        The order: the capture the reference names; the nearest before the access date (or before the end of the month
        or year, where no more is known), the nearest after it; any further ones. Without an access date, the newest
        come first. Ends after `max_captures`, or where archives have no more, do not answer, or the run's look-ups
        are spent. What comes depends on the reference and `url` alone, not on what other threads ask at the same time.
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
        """Get the bytes as captured; archived redirects are followed within the archive.

        The answer's origin is `archive`; `memento` is the capture that was read in the end (its `captured` and
        `original` may differ from what was asked); `status` is that of the page when it was captured. Where the
        archive has no such capture or does not answer, `failure` and `reason` say so and `status` is None.
        """
        for archive in self._archives:
            if archive.owns(memento.raw_url) or archive.name == memento.archive:
                return archive.read(memento)
        if self._foreign is None:
            raise ValueError(f"no archive here can read {memento.url}")
        return self._foreign.read(memento)

    def known_absent(self, url: str, reference: Reference | None = None) -> bool | None:
        """Return whether no archive has a capture of `url`: True (confirmed at two endpoints of each archive),
        False (there is one), None (unknown: an archive refused, failed, or was not asked).

        With the reference whose candidates were asked for, what was learnt then need not be asked again.
        """
        if not self._settings.enabled or not self._asked_about(url):
            return None
        when = end_of(reference.accessed) if reference else None
        absent: bool | None = True
        for archive in self._asked_about(url):
            nearest = self._ask(archive, "nearest", url, when)
            listed = nearest if nearest.mementos else self._ask(archive, "listed", url, _time_for_index(nearest, when))
            if nearest.mementos or listed.mementos:
                return False
            if not (nearest.known and listed.known):
                absent = None
        return absent

    def attempts(self, url: str, reference: Reference | None = None) -> tuple[Attempt, ...]:
        """Return all look-ups that were made for `url` (reading a capture has its own, in `Fetched`).

        Those for the reference's access date, where one is given.
        """
        return tuple(attempt for _, answer in self._answers(url, reference) for attempt in answer.attempts)

    def reason(self, url: str, reference: Reference | None = None) -> str:
        """Return why it is not known whether there are captures of `url`, in words; empty where it is known."""
        if self._archives and not self._asked_about(url):
            return "archives are not asked about private addresses"
        words = {f"{name}: {answer.reason}": None for name, answer in self._answers(url, reference) if not answer.known}
        return "; ".join(words)

    def stop(self) -> None:
        """End all waiting: whatever is asked from now on is unknown ("the run was ended")."""
        if self._client:
            self._client.stop()

    def _asked_about(self, url: str) -> tuple[Archive, ...]:
        """Return the archives that are asked about a page: a private one is nobody's business but private archives'."""
        if not is_private_name(parts_of(_asked_for(url)).hostname or ""):
            return self._archives
        return tuple(archive for archive in self._archives if getattr(archive, "is_private", False))

    def _walk(self, reference: Reference, url: str) -> Iterator[Memento]:
        named = self.named(reference)
        if named:
            yield named
        when = end_of(reference.accessed)
        for archive in self._asked_about(url):
            nearest = self._ask(archive, "nearest", url, when)
            yield from nearest.mementos
            yield from self._ask(archive, "listed", url, _time_for_index(nearest, when)).mementos

    def _of(self, url: str) -> _Known:
        with self._lock:
            return self._known.setdefault(_asked_for(url), _Known())

    def _ask(self, archive: Archive, what: str, url: str, when: datetime | None) -> ArchiveAnswer:
        """Ask an archive once a run for one address and time."""
        known = self._of(url)
        with known.lock:
            key = (archive.name, what, when)
            if key not in known.asked:
                ask = archive.nearest if what == "nearest" else archive.listed
                answer = ask(_asked_for(url), when)
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
    """Return the time to ask an index for: any, where there is no nearest capture: is there one at all?"""
    return None if nearest.known and not nearest.mementos else when


def _asked_for(url: str) -> str:
    """Return the address that archives are asked for: the page's own, without credentials and fragment."""
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
    """Return the chooser for the archives that the settings name, all reached through `adapter`.

    A recording adapter also records what was decided against (the budget spent, an archive shut out), and a replaying
    one decides it again. `limiter` is the process's own, unless a test brings another;
    `wrap` gives each archive a memory.
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
    return Chooser(archives if chosen.enabled else (), chosen, client=client)


__all__ = ["Chooser", "archive_mismatch", "build_archives", "is_capture_of"]
