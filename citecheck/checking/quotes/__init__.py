"""Quotations: found exactly, judged by what changed."""

from citecheck.checking.quotes.elsewhere import RANKS, best_of, find_elsewhere
from citecheck.checking.quotes.matcher import QuoteMatcher, match_quote

__all__ = ["RANKS", "QuoteMatcher", "best_of", "find_elsewhere", "match_quote"]
