"""Who did what to whom: relations in which a claim and its passage differ although their words are the same."""

from citecheck.checking.relations.differences import (
    CHANGED_WORDS,
    SAID,
    differences,
    doubt,
    governing_operator,
    unmatched_operator,
)
from citecheck.checking.relations.model import Difference

__all__ = ["CHANGED_WORDS", "SAID", "Difference", "differences", "doubt", "governing_operator", "unmatched_operator"]
