"""The log of an unattended run on standard error: text for people, or one line of JSON for each event."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

from citecheck.cli.exit_codes import USAGE
from citecheck.cli.log_lines import hide_log
from citecheck.cli.options import observer_for
from citecheck.cli.telling import tell, tell_lines
from citecheck.clock import SystemClock
from citecheck.interfaces import Observer
from citecheck.nightly.json_log import JsonLog
from citecheck.nightly.model import Trouble
from citecheck.run_times import RunTimes
from claims.errors import CitecheckError


class RunLog:
    """Writes the log of the run with the id `run`. `observer` is for the events of the work itself.

    `log_format` is "text" or "json"; `quiet` True shows no progress bars.
    """

    observer: Observer

    def __init__(self, log_format: str, run: str, *, quiet: bool) -> None:
        self._journal: JsonLog | None = None
        if log_format == "json":
            hide_log()  # the same events are in the lines of JSON
            self._journal = JsonLog(sys.stderr, run=run, clock=SystemClock())
        self.observer = self._journal or observer_for(quiet=quiet)

    def say(self, message: str) -> None:
        """Write `message`, which is about the run as a whole."""
        if self._journal is not None:
            self._journal.event("message", {"message": message})
        else:
            tell(message)

    def trouble(self, trouble: Trouble) -> None:
        """Write why a document was not audited (`trouble`). A log in JSON has that event already."""
        if self._journal is None:
            self.say(f"{trouble.document}: {trouble.message}")

    def times(self, times: RunTimes) -> None:
        """Write `times`: where the time of the run went."""
        if self._journal is not None:
            self._journal.event("run-times", times.fields())
        else:
            tell_lines("\n".join(times.lines()))

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Write an error that ends the run as a line of JSON, in a log in JSON; the exit status stays the same."""
        try:
            yield
        except CitecheckError as error:
            if self._journal is None:
                raise
            self._journal.event("error", {"kind": type(error).__name__, "message": str(error)})
            sys.exit(USAGE)
