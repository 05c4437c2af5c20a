"""An adviser that is never asked, because the settings forbid it: each reply says so."""

from __future__ import annotations

from citecheck.judges.model import NoOpinion, Question, Reply, Silence
from citecheck.settings.opinion import OpinionSettings


class Unasked:
    """See `citecheck.judges.interfaces.Adviser`."""

    def __init__(self, settings: OpinionSettings, reason: str) -> None:
        """`settings` name the model, `reason` says why it is not asked."""
        self.name = settings.model or settings.nli
        self.address = settings.url or settings.nli
        self.version = "unasked"
        self._reason = reason

    def ask(self, question: Question) -> Reply:
        """Return the reason; `question` is not looked at."""
        return NoOpinion(kind=Silence.NO_ANSWER, reason=self._reason)

    def close(self) -> None:
        """Do nothing."""


__all__ = ["Unasked"]
