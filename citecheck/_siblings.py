"""Check that `claims` and `reports` are our own packages, because other distributions use these names too.

It is imported first, so that the error names the other package instead of failing inside it.
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
