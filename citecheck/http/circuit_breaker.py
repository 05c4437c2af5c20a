"""A circuit breaker: a host that fails again and again gets no more requests (M. T. Nygard, Release It!, 2007)."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field

from citecheck.http.failures import Failure


@dataclass(slots=True)
class _Circuit:
    last: Failure
    failed: set[object] = field(default_factory=set)
    counted: float = 0.0  # when the last failure was counted
    is_tripped: bool = False


class CircuitBreaker:
    """Counts the consecutive failures of each host. Safe to share between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._circuits: dict[str, _Circuit] = {}

    def opened(self, host: str, limit: int) -> Failure | None:
        """Return the failure to report instead of a request to `host`; None if the host may be requested.

        `limit` is the number of consecutive failures that opens the circuit; 0: only `trip` opens it. The failure has
        the status of the last real one.
        """
        if not self._circuits:
            return None
        with self._lock:
            circuit = self._circuits.get(host)
            if circuit is None:
                return None
            last, count = circuit.last, len(circuit.failed)
            if circuit.is_tripped:
                return Failure(last.status, f"{host} refuses connections and is not asked again")
            if not limit or count < limit:
                return None
        words = f"{last.reason}; {host} did not answer {count} times in a row and is not asked again"
        return Failure(last.status, words)

    def succeeded(self, host: str) -> None:
        """Note that `host` answered. This resets its count."""
        if self._circuits:
            with self._lock:
                self._circuits.pop(host, None)

    def failed(self, host: str, failure: Failure, *, key: object = None, began: float = 0.0, now: float = 0.0) -> None:
        """Count a failure of `host`.

        With a `key`, such as an address, each key counts once. Without a key (None), an exchange counts unless it
        `began` before the last failure was counted, because simultaneous exchanges fail for the same reason. `began`
        and `now` are seconds of `Clock.monotonic`.
        """
        with self._lock:
            circuit = self._circuits.setdefault(host, _Circuit(failure))
            circuit.last = failure
            if key is not None:
                circuit.failed.add(key)
            elif not circuit.failed or began >= circuit.counted:
                circuit.failed.add(len(circuit.failed))
                circuit.counted = now

    def trip(self, host: str, failure: Failure) -> None:
        """Open the circuit of `host` at once, whatever was counted: it refuses connections."""
        with self._lock:
            circuit = self._circuits.setdefault(host, _Circuit(failure))
            circuit.last, circuit.is_tripped = failure, True


__all__ = ["CircuitBreaker"]
