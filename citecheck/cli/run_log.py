"""What a run that nobody watches says on standard error: words for people, or JSON alone, one line an event."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator

import click

from citecheck.cli.exit_codes import USAGE
from citecheck.cli.options import hide_log, observer_for
from citecheck.clock import SystemClock
from citecheck.interfaces import Observer
from citecheck.nightly.json_log import JsonJournal
from citecheck.nightly.model import Trouble
from claims.errors import CitecheckError


class RunLog:
    """Says what happens to the run with the id `run`; `observer` is told the events of the work itself."""

    observer: Observer

    def __init__(self, log_format: str, run: str, *, quiet: bool) -> None:
        self._journal: JsonJournal | None = None
        if log_format == "json":
            hide_log()  # the same events are in the lines of JSON
            self._journal = JsonJournal(sys.stderr, run=run, clock=SystemClock())
        self.observer = self._journal or observer_for(quiet=quiet)

    def say(self, message: str) -> None:
        """Say one thing about the run as a whole."""
        if self._journal is not None:
            self._journal.event("message", {"message": message})
        else:
            click.echo(f"citecheck: {message}", err=True)

    def trouble(self, trouble: Trouble) -> None:
        """Say what kept a document from being audited; in a log of events that has been said by then."""
        if self._journal is None:
            self.say(f"{trouble.document}: {trouble.message}")

    @contextlib.contextmanager
    def errors(self) -> Iterator[None]:
        """Let an error that ends the run be a line of the log where there is one; the exit status is the same."""
        try:
            yield
        except CitecheckError as error:
            if self._journal is None:
                raise
            self._journal.event("error", {"kind": type(error).__name__, "message": str(error)})
            sys.exit(USAGE)
