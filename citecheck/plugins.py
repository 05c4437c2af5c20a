"""A user's own class by its dotted name; nothing loads merely because it is installed."""

from __future__ import annotations

import pkgutil
from typing import Any

from citecheck.errors import PluginError


def plugged(dotted: str, *, needs: tuple[str, ...], what: str) -> Any:
    """Return the object at `dotted` ("pkg.mod:Object"), called without arguments where it is a class.

    `needs` are the attributes that it must have, `what` says in messages what it should be. Raises `PluginError`.
    """
    try:
        found = pkgutil.resolve_name(dotted)
    except (ImportError, AttributeError, ValueError) as error:
        raise PluginError(f"{what}: `{dotted}` does not lead to an object ({error}); write pkg.mod:Object") from error
    if isinstance(found, type):
        try:
            found = found()
        except Exception as error:  # a stranger's class may raise anything
            raise PluginError(f"{what}: `{dotted}` could not be made ({type(error).__name__}: {error})") from error
    missing = [name for name in needs if not hasattr(found, name)]
    if missing:
        raise PluginError(f"{what}: `{dotted}` lacks {', '.join(missing)}; docs/extending.md shows what it must have")
    return found
