"""Turns references into the texts of their sources: live pages, named copies, captures near the access date, files."""

from citecheck.sources.reader import SourceReader

__all__ = ["SourceReader"]
