"""Whether the network works at all: a canary address distinguishes a dead host from a dead network.

This is below the recording of exchanges. The recording therefore holds its decisions, and a replay repeats them.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from citecheck.http.failures import Failure
from reports.model import LinkStatus

_TRUSTED = 30.0  # seconds for which the canary's last result holds; doubled with each further failure
_DOUBTFUL = frozenset({LinkStatus.GONE, LinkStatus.TIMEOUT, LinkStatus.CONNECTION_ERROR, LinkStatus.TLS_ERROR})


class Connectivity:
    """Tells a dead host from a dead network. Safe to share between threads.

    `canary` is an address that should always answer; empty: every failure is believed. `ask` requests it, and raises
    `Failure` if it does not answer.
    """

    def __init__(self, *, canary: str, ask: Callable[[str], object]) -> None:
        self._canary = canary
        self._ask = ask
        self._asking = threading.Lock()
        self._asked = float("-inf")
        self._down = ""
        self._trusted = _TRUSTED

    @property
    def is_down(self) -> bool:
        """Whether the canary failed when it was last requested, and that result still holds."""
        return bool(self._down) and time.monotonic() - self._asked < self._trusted

    def judged(self, url: str, failure: Failure, *, is_inside: Callable[[], bool]) -> Failure:
        """Return the failure to report for `url`: `failure` itself, or not-checked if the network is down.

        `is_inside` says whether the host is in a permitted private network; the canary says nothing about those.
        """
        if self._canary and url != self._canary and failure.status in _DOUBTFUL and not is_inside():
            down = self._look_outside()
            if down:
                return Failure(LinkStatus.NOT_CHECKED, self._unknown(failure))
        return failure

    def untried(self) -> Failure:
        """Return the failure to report for an address that is not requested because the network is down."""
        return Failure(LinkStatus.NOT_CHECKED, self._unknown(None))

    def _unknown(self, failure: Failure | None) -> str:
        said = f"{failure.reason}; this proves nothing" if failure else "not requested"
        return f"{said}, because the network seems to be down: {self._canary} failed too ({self._down})"

    def _look_outside(self) -> str:
        """Return why the canary fails; empty: it answers. One thread requests it, the others wait."""
        with self._asking:
            if time.monotonic() - self._asked >= self._trusted:
                try:
                    self._ask(self._canary)
                    self._down, self._trusted = "", _TRUSTED
                except Failure as failure:
                    self._trusted = 2 * self._trusted if self._down else _TRUSTED
                    self._down = failure.reason
                self._asked = time.monotonic()
            return self._down


__all__ = ["Connectivity"]
