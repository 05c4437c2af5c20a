"""Count what would be sent to a model, and send nothing."""

from __future__ import annotations

from citecheck.http.redaction import clean_url
from citecheck.judges.budget import CallBudget, Spent
from citecheck.judges.llm import endpoint
from citecheck.judges.model import NoOpinion, Question, Reply, Silence
from citecheck.judges.prompt import messages
from citecheck.judges.wire import Form, request_body
from citecheck.settings.opinion import OpinionSettings
from claims.urls import parts_of
from reports.wording import counted


class DryRun:
    """Counts questions and their size; see `citecheck.judges.interfaces.Adviser`."""

    def __init__(self, settings: OpinionSettings) -> None:
        """`settings` name the server and the model."""
        self.name = f"{settings.model} at {parts_of(settings.url).netloc}" if settings.url else settings.nli
        self.address = clean_url(endpoint(settings.url)) if settings.url else settings.nli
        self.version = "dry-run"
        self._model = settings.model
        self._stays = not settings.url
        self._budget = CallBudget(settings)

    @property
    def spent(self) -> Spent:
        """What would have been sent."""
        return self._budget.spent

    def ask(self, question: Question) -> Reply:
        """Count `question` and send nothing."""
        body = request_body(self._model, messages(question, as_json=True), Form.SCHEMA)
        characters = len(body.decode("utf-8", "replace"))
        why = self._budget.refusal(characters)
        if not why:
            self._budget.add(characters, sent=None, written=None)
        return NoOpinion(kind=Silence.NO_ANSWER, reason=why or "this is a dry run: nothing was sent")

    def close(self) -> None:
        """Do nothing."""

    def summary(self) -> str:
        """Say in one line what would be sent, and to whom."""
        spent = self.spent
        to = f"to {self.address}"
        if self._stays:
            to = f"to the model {self.address}, in a process on this machine"
        cost = f", cost about {spent.cost:.4g} for what is sent" if spent.cost else ""
        return (
            f"dry run: {counted(spent.calls, 'call')}, about {spent.sent:,} tokens, {spent.characters:,} characters "
            f"would go {to}{cost}; nothing was sent"
        )


__all__ = ["DryRun"]
