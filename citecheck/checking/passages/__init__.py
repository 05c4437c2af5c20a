"""The passages of a source that support a claim: as few as needed, on the offsets of the source's own text."""

from citecheck.checking.passages.model import Coverage, PreparedText, Query, SourceSentence
from citecheck.checking.passages.retrieval import cover, passage, prepare, query

__all__ = ["Coverage", "PreparedText", "Query", "SourceSentence", "cover", "passage", "prepare", "query"]
