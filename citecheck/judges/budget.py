"""What the calls of one run may amount to: their number, and their cost."""

from __future__ import annotations

import threading
from dataclasses import dataclass

from citecheck.judges.wire import MOST_TOKENS
from citecheck.settings.opinion import OpinionSettings

_CHARACTERS = 4  # of English text in one token, about; other scripts have fewer
_MILLION = 1_000_000


def tokens_of(characters: int) -> int:
    """Return about how many tokens a text of `characters` is. Only the model's own server can count them."""
    return -(-characters // _CHARACTERS)


@dataclass(slots=True)
class Spent:
    """What was sent and what came back: calls, characters and tokens, and the cost by the prices of the settings."""

    calls: int = 0
    characters: int = 0
    sent: int = 0
    written: int = 0
    cost: float = 0.0


class CallBudget:
    """Counts the calls of a run, and says when no further one may be made. Safe to share between threads."""

    def __init__(self, settings: OpinionSettings) -> None:
        """`settings` give the limits and the prices."""
        self._settings = settings
        self._lock = threading.Lock()
        self.spent = Spent()

    def refusal(self, characters: int) -> str:
        """Return why a call that sends `characters` may not be made; empty: it may.

        The cost of the call is assumed to be the highest: an answer of the greatest length.
        """
        settings, spent = self._settings, self.spent
        if settings.max_calls and spent.calls >= settings.max_calls:
            return f"the run has made all {settings.max_calls:,} calls that max_calls permits"
        if settings.max_cost and spent.cost + self.cost(tokens_of(characters), MOST_TOKENS) > settings.max_cost:
            return f"another call could pass the cost of {settings.max_cost:g} that max_cost permits"
        return ""

    def add(self, characters: int, *, sent: int | None, written: int | None) -> None:
        """Count one call that sent `characters`.

        `sent` and `written` are the tokens that the server counted; None: they are estimated. Of a call that failed
        nothing is known, so it counts what was sent.
        """
        with self._lock:
            spent = self.spent
            spent.calls += 1
            spent.characters += characters
            spent.sent += tokens_of(characters) if sent is None else sent
            spent.written += written or 0
            spent.cost = self.cost(spent.sent, spent.written)

    def cost(self, sent: int, written: int) -> float:
        """Return the cost of `sent` tokens that go and `written` ones that come back."""
        settings = self._settings
        return (sent * settings.input_price + written * settings.output_price) / _MILLION


__all__ = ["CallBudget", "Spent", "tokens_of"]
