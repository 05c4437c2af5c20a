"""A reference's text -> its fields. What the text does not say plainly stays unknown."""

from __future__ import annotations

from claims.bibliography.parsing import ReferenceFields, parse_reference

__all__ = ["ReferenceFields", "parse_reference"]
