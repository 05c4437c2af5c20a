"""Whether anything outside answers at all: a canary tells a dead host from a network that is down.

This stands below the recording of exchanges, so that a replay finds the same verdicts without any time passing.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from citecheck.http.failures import Failure
from reports.model import LinkStatus

_TRUSTED = 30.0  # seconds for which the canary's last word is believed; doubled each time that it is confirmed
_DOUBTFUL = frozenset({LinkStatus.GONE, LinkStatus.TIMEOUT, LinkStatus.CONNECTION_ERROR, LinkStatus.TLS_ERROR})


class Connectivity:
    """Tells a dead host from a dead network.

    `ask` gets the canary's address, and raises `Failure` where that does not answer; `canary` empty: a failure is
    believed without it. Safe between threads.
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
        """Whether the canary did not answer, a moment ago."""
        return bool(self._down) and time.monotonic() - self._asked < self._trusted

    def judged(self, url: str, failure: Failure, *, is_inside: Callable[[], bool]) -> Failure:
        """Return what to report for a failure of `url`: where nothing outside answers, nothing is known."""
        if self._canary and url != self._canary and failure.status in _DOUBTFUL and not is_inside():
            down = self._look_outside()
            if down:
                return Failure(LinkStatus.NOT_CHECKED, self._unknown(failure))
        return failure

    def untried(self) -> Failure:
        """Return what to report for an address outside that is not even tried."""
        return Failure(LinkStatus.NOT_CHECKED, self._unknown(None))

    def _unknown(self, failure: Failure | None) -> str:
        said = f" ({failure.reason})" if failure else ""
        return f"nothing outside answers, so this says nothing{said}; {self._canary} failed too: {self._down}"

    def _look_outside(self) -> str:
        """Return why nothing outside answers, empty where something does; one thread asks, the others wait."""
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
