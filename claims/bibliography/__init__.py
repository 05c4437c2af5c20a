"""Read the fields of a reference from its text. A field that the text does not give plainly stays unknown."""

from __future__ import annotations

from claims.bibliography.parsing import ReferenceFields, parse_reference

__all__ = ["ReferenceFields", "parse_reference"]
