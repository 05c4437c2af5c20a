"""Quotations: found in a text, compared word by word, and called by what changed."""

from citecheck.checking.quotes.matcher import QuoteMatcher, find_misattributed, match_quote

__all__ = ["QuoteMatcher", "find_misattributed", "match_quote"]
