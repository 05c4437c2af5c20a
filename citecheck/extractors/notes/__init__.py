"""Find the marks of a source's own notes, and take them out of its text. They are not part of it."""

from __future__ import annotations

from citecheck.extractors.notes.bracketed import bracketed_notes
from citecheck.extractors.notes.page import take_out_notes
from citecheck.extractors.notes.superscripts import Cutting, cut, raised_notes

__all__ = ["Cutting", "bracketed_notes", "cut", "raised_notes", "take_out_notes"]
