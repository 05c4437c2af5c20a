"""A source's own notes are no words of it: find the marks of its notes, and take them out of its text."""

from __future__ import annotations

from citecheck.extractors.notes.page import take_out_notes
from citecheck.extractors.notes.superscripts import Cutting, cut, raised_notes

__all__ = ["Cutting", "cut", "raised_notes", "take_out_notes"]
