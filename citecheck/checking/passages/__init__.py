"""The passages of a source that carry a claim: as few as needed, on the offsets of the source's own text."""

from citecheck.checking.passages.preparing import PreparedText, PreparedTexts, Sentence, prepare
from citecheck.checking.passages.retrieval import Carried, Query, cover, passage, query

__all__ = [
    "Carried",
    "PreparedText",
    "PreparedTexts",
    "Query",
    "Sentence",
    "cover",
    "passage",
    "prepare",
    "query",
]
