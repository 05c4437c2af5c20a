"""The log of the library, printed on standard error for `--verbose`."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable

from citecheck._log import LOGGER
from citecheck.cli.telling import tell, tell_lines


class _LogLines(logging.Handler):
    """Prints each record of the log on standard error, above the progress bars, if there are any."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one record; see `logging.Handler.emit`."""
        tell(record.getMessage())


def show_log() -> Callable[[], None]:
    """Print the log from now on. Returns a function that ends this and restores the level of the logger."""
    handler, level = _LogLines(), LOGGER.level
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.DEBUG)

    def restore() -> None:
        LOGGER.removeHandler(handler)
        LOGGER.setLevel(level)

    return restore


class _Traces(logging.Handler):
    """Prints the trace of each record that has one, on standard error."""

    def emit(self, record: logging.LogRecord) -> None:
        """Print one trace; see `logging.Handler.emit`."""
        if record.exc_info and record.exc_info[1] is not None:
            lines = "".join(traceback.format_exception(record.exc_info[1])).splitlines()
            tell(record.getMessage())
            tell_lines("\n".join(lines))


def show_traces() -> None:
    """Print the traces of errors until the process ends."""
    if not any(isinstance(handler, _Traces) for handler in LOGGER.handlers):
        LOGGER.addHandler(_Traces())


def hide_log() -> None:
    """Print no log after all, because standard error is to hold something else only."""
    for handler in LOGGER.handlers[:]:
        if isinstance(handler, _LogLines):
            LOGGER.removeHandler(handler)
