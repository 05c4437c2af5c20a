"""Sum up how a model took part in an audit."""

from __future__ import annotations

from collections.abc import Sequence

from citecheck.judges.interfaces import Adviser
from reports.model import Check, ModelUse
from reports.wording import counted


def model_use(checks: Sequence[Check], adviser: Adviser | None) -> ModelUse | None:
    """Return how the model `adviser` took part in `checks`; None if none could be asked."""
    if adviser is None:
        return None
    opinions = [check.opinion for check in checks if check.opinion is not None and check.opinion.asked]
    return ModelUse(
        judge=adviser.name,
        address=adviser.address,
        asked=len(opinions),
        decided=sum(opinion.decided for opinion in opinions),
        disputed=sum(opinion.disputed for opinion in opinions),
        void=sum(opinion.void for opinion in opinions),
    )


def unanswered(checks: Sequence[Check]) -> tuple[str, ...]:
    """Return a notice about the second opinions of `checks` that another run may get; empty if there is none."""
    reasons = [check.opinion.reason for check in checks if check.opinion is not None and not check.opinion.lasting]
    if not reasons:
        return ()
    return (f"{counted(len(reasons), 'second opinion')} could not be had, so the first verdicts stand: {reasons[0]}",)


__all__ = ["model_use", "unanswered"]
