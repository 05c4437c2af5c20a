"""The logger of the library, "citecheck", which is silent unless a program gives it a handler.

Every module that logs takes it from here, so that a program which only reads a text does not load `logging`.
"""

from __future__ import annotations

import logging
import traceback
from pathlib import PurePath

LOGGER = logging.getLogger("citecheck")
LOGGER.addHandler(logging.NullHandler())

_PLACES = 4  # places of an exception that are told
_MESSAGE = 200  # characters of its message


def told(error: BaseException) -> str:
    """Return what kind of exception `error` is, with its message, on one line."""
    message = " ".join(str(error).split())[:_MESSAGE]
    return f"{type(error).__name__}: {message}" if message else type(error).__name__


def log_failure(what: str, error: BaseException) -> None:
    """Log `error`, an exception that nobody expected: what it cost (`what`), what it says, and a short trace."""
    frames = traceback.extract_tb(error.__traceback__)[-_PLACES:]
    trace = " < ".join(f"{PurePath(one.filename).name}:{one.lineno} {one.name}" for one in reversed(frames))
    LOGGER.error("%s: internal error: %s (%s)", what, told(error), trace, exc_info=error)
