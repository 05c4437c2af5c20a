"""A reference's text -> its fields. What the text does not say plainly stays unknown."""

from __future__ import annotations

from claims.bibliography.parsing import ReferenceFields, parse_reference
from claims.bibliography.shortened import complete

__all__ = ["ReferenceFields", "complete", "parse_reference"]
