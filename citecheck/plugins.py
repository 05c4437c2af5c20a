"""Objects of the user: found by a dotted name, checked before the audit begins, and isolated from it.

Nothing loads merely because it is installed. An exception of a user's object fails one address, one look-up or one
claim; the audit continues. (`citecheck.checking.claimcheck` does that for judges and matchers.)
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeVar

from citecheck._log import LOGGER
from citecheck.clock import timestamp
from citecheck.errors import PluginError
from claims.errors import CitecheckError

if TYPE_CHECKING:
    from citecheck.interfaces import Archive, Clock
    from citecheck.model import ArchiveAnswer, Fetched, Memento
    from reports.model import Origin

_T = TypeVar("_T")

NEEDS = {
    "judge": ("name", "judge"),
    "fetcher": ("fetch",),
    "matcher": ("match",),
    "archive": ("name", "nearest", "listed", "owns", "named", "read"),
    "observer": ("begin", "advance", "end", "event"),
    "clock": ("now", "monotonic", "sleep"),
}
"""What an object must have to be used as each part; see `citecheck.interfaces`. A judge's `version` may be missing."""


def plugged(dotted: str, *, needs: tuple[str, ...], what: str) -> Any:
    """Return the object at `dotted` ("pkg.mod:Object"), called without arguments if it is a class.

    `needs` are the attributes that it must have, `what` says in messages what it should be. Raises `PluginError`.
    """
    try:
        found = pkgutil.resolve_name(dotted)
    except (ImportError, AttributeError, ValueError) as error:
        raise PluginError(f"{what}: `{dotted}` does not name an object ({error}); write pkg.mod:Object") from error
    if isinstance(found, type):
        try:
            found = found()
        except Exception as error:  # a stranger's class may raise anything
            raise PluginError(f"{what}: `{dotted}` could not be made ({type(error).__name__}: {error})") from error
    _check_has(found, needs, f"{what}: `{dotted}`")
    return found


def check_fits(given: object, part: str) -> None:
    """Check that the object `given` can be used as `part`, a key of `NEEDS`. None, for the built-in part, fits.

    Raises `PluginError`, which names what the object lacks, before anything is fetched.
    """
    if given is None:
        return
    if isinstance(given, type):
        raise PluginError(f"{part}: {given.__name__} is a class; give an object of it, such as {given.__name__}()")
    _check_has(given, NEEDS[part], f"{part}: {type(given).__name__}")


def check_all_fit(**parts: object) -> None:
    """Check several `parts` as `check_fits` does, named by their part. `archives` is a sequence of archives or None.

    Raises `PluginError`.
    """
    archives = parts.pop("archives", None)
    if archives is not None:
        if not isinstance(archives, Sequence):
            raise PluginError(f"archives: give a list of archives, not {type(archives).__name__}")
        for archive in archives:
            check_fits(archive, "archive")
    for part, given in parts.items():
        check_fits(given, part)


def _check_has(given: object, needs: tuple[str, ...], what: str) -> None:
    missing = [name for name in needs if not hasattr(given, name)]
    if missing:
        raise PluginError(
            f"{what} lacks {', '.join(missing)}; the protocols in citecheck.interfaces show what it must have"
        )


def returned(value: object, wanted: type[_T]) -> _T:
    """Return `value`, which a user's object returned. Raises `TypeError` if it is not of the type `wanted`."""
    if not isinstance(value, wanted):
        raise TypeError(f"it returned {type(value).__name__}, not {wanted.__name__}")
    return value


def words_of(error: Exception) -> str:
    """Return the type and the message of `error` on one line, as in "ValueError: no model"."""
    return f"{type(error).__name__}: {' '.join(str(error).split())}".rstrip(": ")


def failed_fetch(url: str, error: Exception, *, part: str, origin: Origin, clock: Clock) -> Fetched:
    """Return the answer for `url` after `part` ("fetcher", "archive …") raised `error`: not checked, with the reason.

    `origin` is where the page was to come from, `clock` gives the time of the attempt.
    """
    from citecheck.model import Fetched
    from reports.model import Attempt, LinkStatus

    LOGGER.warning("the %s failed on %s", part, url, exc_info=error)
    reason, now = f"the {part} failed: {words_of(error)}", timestamp(clock.now())
    return Fetched(
        url=url,
        final_url=url,
        origin=origin,
        retrieved=now,
        attempts=(Attempt(url=url, origin=origin, at=now, failure=reason),),
        failure=LinkStatus.NOT_CHECKED,
        reason=reason,
    )


class IsolatedArchive:
    """A user's archive, whose exceptions fail only one look-up; see `citecheck.interfaces.Archive`.

    Errors below `CitecheckError` are raised, as everywhere. `archive` is the user's object, `clock` gives the time of
    failed attempts.
    """

    def __init__(self, archive: Archive, clock: Clock) -> None:
        self.name = archive.name
        self._archive = archive
        self._clock = clock

    def nearest(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """See `citecheck.interfaces.Archive.nearest`."""
        return self._ask(lambda: self._archive.nearest(url, when), url)

    def listed(self, url: str, when: datetime | None) -> ArchiveAnswer:
        """See `citecheck.interfaces.Archive.listed`."""
        return self._ask(lambda: self._archive.listed(url, when), url)

    def owns(self, url: str) -> bool:
        """See `citecheck.interfaces.Archive.owns`; False if the archive raises."""
        return self._tried(lambda: bool(self._archive.owns(url)), False, url)

    def named(self, url: str) -> Memento | None:
        """See `citecheck.interfaces.Archive.named`; None if the archive raises."""
        return self._tried(lambda: self._archive.named(url), None, url)

    def read(self, memento: Memento) -> Fetched:
        """See `citecheck.interfaces.Archive.read`; if the archive raises, the answer says so."""
        from citecheck.model import Fetched
        from reports.model import Origin

        try:
            return returned(self._archive.read(memento), Fetched)
        except CitecheckError:
            raise
        except Exception as error:
            part = f"archive {self.name}"
            return failed_fetch(memento.url, error, part=part, origin=Origin.ARCHIVE, clock=self._clock)

    def _ask(self, look_up: Callable[[], ArchiveAnswer], url: str) -> ArchiveAnswer:
        """Return the archive's answer. If it raises: an unknown answer, with the reason."""
        from citecheck.model import ArchiveAnswer

        try:
            return returned(look_up(), ArchiveAnswer)
        except CitecheckError:
            raise
        except Exception as error:
            LOGGER.warning("the archive %s failed on %s", self.name, url, exc_info=error)
            return ArchiveAnswer(known=False, reason=f"the archive failed: {words_of(error)}")

    def _tried(self, look_up: Callable[[], _T], otherwise: _T, url: str) -> _T:
        try:
            return look_up()
        except CitecheckError:
            raise
        except Exception as error:
            LOGGER.warning("the archive %s failed on %s", self.name, url, exc_info=error)
            return otherwise


__all__ = [
    "NEEDS",
    "IsolatedArchive",
    "check_all_fit",
    "check_fits",
    "failed_fetch",
    "plugged",
    "returned",
    "words_of",
]
