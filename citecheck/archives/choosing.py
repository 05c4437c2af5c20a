"""Which capture of a source to read: the one that the reference names, then those nearest to its access date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from citecheck.interfaces import Archive, Clock, Observer
from citecheck.model import Fetched, Memento, SourceText
from citecheck.settings.model import ArchiveSettings
from claims.model import Reference
from reports.model import Attempt, SourceProblem


class Chooser:
    """Asks archives for captures, in order and lazily, within the run's budget. Safe to share between threads.

    Every method may be called from any thread; what one thread learns of an address, the others need not ask again.
    """

    def __init__(
        self,
        archives: Sequence[Archive],
        settings: ArchiveSettings,
        *,
        clock: Clock,
        observer: Observer | None = None,
    ) -> None: ...

    def named(self, reference: Reference) -> Memento | None:
        """Return the capture that the reference itself names (its `archive_url`), without asking anybody."""
        raise NotImplementedError

    def candidates(self, reference: Reference, url: str) -> Iterator[Memento]:
        """Yield the captures to try for `url`, the best first; each step asks archives only as far as it must.

        The order: the capture the reference names; the remembered one; the nearest before the access date (or before
        the end of the month or year, where no more is known), the nearest after it; any further good ones. Without
        an access date the newest come first. Ends after `max_captures`, or where archives have no more, do not
        answer, or the run's look-ups are spent.
        """
        raise NotImplementedError

    def read(self, memento: Memento) -> Fetched:
        """Get the bytes as captured; archived redirects are followed within the archive.

        The answer's origin is `archive`; `memento` is the capture that was read in the end (its `captured` and
        `original` may differ from what was asked); `status` is that of the page when it was captured. Where the
        archive has no such capture or does not answer, `failure` and `reason` say so and `status` is None.
        """
        raise NotImplementedError

    def remember(self, url: str, memento: Memento) -> None:
        """Keep a capture that proved good: `candidates` begins with it for every other reference to `url`."""
        raise NotImplementedError

    def known_absent(self, url: str) -> bool | None:
        """Return whether no archive has a capture of `url`: True (confirmed at two endpoints of each archive),
        False (there is one), None (unknown: an archive refused, failed, or was not asked).
        """
        raise NotImplementedError

    def attempts(self, url: str) -> tuple[Attempt, ...]:
        """Return all look-ups that were made for `url` so far (reading a capture has its own, in `Fetched`)."""
        raise NotImplementedError

    def reason(self, url: str) -> str:
        """Return why it is not known whether there are captures of `url`, in words; empty where it is known."""
        raise NotImplementedError

    def stop(self) -> None:
        """End all waiting: whatever is asked from now on is unknown ("the run was ended")."""
        raise NotImplementedError


def archive_mismatch(
    reference: Reference,
    named: Memento,
    fetched: Fetched,
    text: SourceText | None = None,
    *,
    error: str = "",
) -> SourceProblem | None:
    """Return what is wrong with the capture that the reference names, once it has been read.

    `named` is `Chooser.named(reference)`, `fetched` what reading it gave, `text` what was extracted of it, `error` the
    reader's own word for an error page that was captured with status 200 (a soft 404, a redirect home). The problem's
    code is `archive-mismatch`: an archived error page, another page, or another date by more than a month. None where
    it is right, and where the archive did not answer: not knowing is no mismatch.
    """
    raise NotImplementedError
