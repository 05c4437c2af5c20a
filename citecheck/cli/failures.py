"""What is said of an error of the program itself: one line, and with `--debug` where it happened."""

from __future__ import annotations

import click

from citecheck.cli.telling import tell


class Failures:
    """The errors of one run that nobody expected. `debug`: each is shown with its trace."""

    def __init__(self) -> None:
        self.debug = False
        self.count = 0

    def add(self, what: str, error: Exception) -> None:
        """Say that the program failed at `what` by `error`, and log it."""
        from citecheck._log import log_failure, told  # here, because few runs fail, and it loads `logging`

        self.count += 1
        log_failure(what, error)
        where = "" if self.debug else "; --debug shows where"
        tell(f"{what}: internal error: {told(error)}{where}")


FAILURES = Failures()
"""Those of this process, which runs one command."""


def _set_debug(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not context.resilient_parsing:
        FAILURES.debug = True
        from citecheck.cli.log_lines import show_traces

        show_traces()


debug_option = click.option(
    "--debug",
    is_flag=True,
    expose_value=False,
    callback=_set_debug,
    help="Show the full trace of an error of the program itself (default: one line).",
)
"""The flag of every command."""

__all__ = ["FAILURES", "Failures", "debug_option"]
