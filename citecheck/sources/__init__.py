"""A reference to the texts of its source: the live page, the copy it names, captures near its access date."""

from citecheck.sources.reader import SourceReader

__all__ = ["SourceReader"]
