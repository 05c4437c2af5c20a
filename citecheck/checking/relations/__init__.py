"""Who did what to whom: relations in which a claim and its passage differ although their words are the same."""

from citecheck.checking.relations.differences import CHANGED_WORDS, differences, doubt
from citecheck.checking.relations.model import Difference

__all__ = ["CHANGED_WORDS", "Difference", "differences", "doubt"]
