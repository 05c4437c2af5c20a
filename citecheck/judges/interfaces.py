"""Who can be asked for a second opinion."""

from __future__ import annotations

from typing import Protocol

from citecheck.judges.model import Question, Reply


class Adviser(Protocol):
    """Gives a second opinion on one claim. `name` is shown in reports, `address` is where the words go.

    `version` changes whenever its opinions may change: opinions are remembered by it.
    """

    name: str
    address: str
    version: str

    def ask(self, question: Question) -> Reply:
        """Return the opinion on `question`, or why there is none. Never raises for what a server or a model does."""
        ...

    def close(self) -> None:
        """End connections and processes. A second call does nothing."""
        ...


__all__ = ["Adviser"]
