"""Link marks, sentences and entries to citations, claims and problems, and find the text that a citation covers."""

from __future__ import annotations

from claims.linking.document import link

__all__ = ["link"]
