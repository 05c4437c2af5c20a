"""Marks + sentences + entries -> citations, claims, problems; which text a citation covers."""

from __future__ import annotations

from claims.linking.document import link

__all__ = ["link"]
