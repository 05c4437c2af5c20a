"""Repairs as edits of the source file: what to repair, where it stands, as a diff, and applied."""

from __future__ import annotations

from citecheck.fixing.applying import apply_fixes
from citecheck.fixing.model import Fix, FixedFile, FixKind, FixPlan, LeftOut
from citecheck.fixing.planning import plan_fixes

__all__ = ["Fix", "FixKind", "FixPlan", "FixedFile", "LeftOut", "apply_fixes", "plan_fixes"]
