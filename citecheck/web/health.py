"""Whether a host, and whether anything outside, answers at all: a breaker for each host, and a canary.

This stands below the recording of exchanges, so that a replay finds the same verdicts without any time passing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from citecheck.web.failures import Failure
from reports.model import LinkStatus

_TRUSTED = 30.0  # seconds for which the canary's last word is believed
_DOUBTFUL = frozenset({LinkStatus.GONE, LinkStatus.TIMEOUT, LinkStatus.CONNECTION_ERROR, LinkStatus.TLS_ERROR})


@dataclass(slots=True)
class _Host:
    failed: set[str]
    last: Failure


class Health:
    """Counts failures host by host, and tells a dead host from a dead network.

    `limit` is the number of different addresses of one host that may fail in a row before it is left alone (0:
    never). `ask` gets the canary's address, and raises `Failure` where that does not answer; `canary` empty: a
    failure is believed without it. Safe between threads.
    """

    def __init__(self, *, limit: int, canary: str, ask: Callable[[str], object]) -> None:
        self._limit = limit
        self._canary = canary
        self._ask = ask
        self._lock = threading.Lock()
        self._hosts: dict[str, _Host] = {}
        self._asking = threading.Lock()
        self._asked = float("-inf")
        self._down = ""

    @property
    def is_outside_down(self) -> bool:
        """Whether the canary did not answer, a moment ago."""
        return bool(self._down) and time.monotonic() - self._asked < _TRUSTED

    def check(self, host: str) -> None:
        """Raise `Failure` where `host` is to be left alone."""
        with self._lock:
            known = self._hosts.get(host)
            if known is None or not self._limit or len(known.failed) < self._limit:
                return
            last = known.last
        count = len(known.failed)
        raise Failure(last.status, f"{last.reason}; so did {count} other pages of {host} in a row, it is left alone")

    def answered(self, host: str) -> None:
        """Take note that `host` answers."""
        if self._hosts:
            with self._lock:
                self._hosts.pop(host, None)

    def failed(self, host: str, url: str, failure: Failure, *, is_inside: Callable[[], bool]) -> Failure:
        """Take note of a failure; returns what to report: where nothing outside answers, nothing is known."""
        if self._canary and url != self._canary and failure.status in _DOUBTFUL and not is_inside():
            down = self._look_outside()
            if down:
                return Failure(LinkStatus.NOT_CHECKED, self._unknown(failure))
        if failure.status in _DOUBTFUL:
            with self._lock:
                known = self._hosts.setdefault(host, _Host(set(), failure))
                known.failed.add(url)
                known.last = failure
        return failure

    def outside_is_down(self) -> Failure:
        """Return what to report for an address outside that is not even tried."""
        return Failure(LinkStatus.NOT_CHECKED, self._unknown(None))

    def _unknown(self, failure: Failure | None) -> str:
        said = f" ({failure.reason})" if failure else ""
        return f"nothing outside answers, so this says nothing{said}; {self._canary} failed too: {self._down}"

    def _look_outside(self) -> str:
        """Return why nothing outside answers, empty where something does; one thread asks, the others wait."""
        with self._asking:
            if time.monotonic() - self._asked >= _TRUSTED:
                try:
                    self._ask(self._canary)
                    self._down = ""
                except Failure as failure:
                    self._down = failure.reason
                self._asked = time.monotonic()
            return self._down


__all__ = ["Health"]
