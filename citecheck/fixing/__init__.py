"""Repairs as edits of the source file: what to repair, where it stands, as a diff, and applied."""

from __future__ import annotations

from citecheck.fixing.model import Fix, FixedFile, FixKind, FixPlan, LeftOut
from citecheck.fixing.planning import plan_fixes

__all__ = ["Fix", "FixKind", "FixPlan", "FixedFile", "LeftOut", "plan_fixes"]
