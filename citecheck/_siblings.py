"""Refuses to run on somebody else's `claims` or `reports`: other distributions install packages of these names too.

Imported before anything else of the package, so that the error names the impostor instead of failing inside it.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path


def _refuse_impostors() -> None:
    here = Path(__file__).resolve().parent.parent
    for name in ("claims", "reports"):
        spec = importlib.util.find_spec(name)
        found = Path(spec.origin).resolve().parent if spec is not None and spec.origin else None
        if found != here / name:
            raise ImportError(
                f"citecheck needs its own package `{name}` beside it, but Python finds {found or 'none'}: "
                "remove or rename that one, or install citecheck-audit in an environment of its own"
            )


_refuse_impostors()
