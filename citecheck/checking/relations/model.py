"""What a comparison of a claim's relation with a passage gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AGREES: Final = "agrees"
"""What a comparison returns if the passage says the relation as the claim does."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A relation that the source has otherwise. `sure`: both sides are clear, so the claim is contradicted."""

    kind: str
    reason: str
    sure: bool


Compared = Difference | str | None

__all__ = ["AGREES", "Compared", "Difference"]
