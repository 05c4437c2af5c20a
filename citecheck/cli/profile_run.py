"""`--profile-run`: where the time of a run went, on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from citecheck.cli.telling import tell_lines
from citecheck.run_times import RunTimes, measured

F = TypeVar("F", bound=Callable[..., Any])

_HELP = "Print on standard error where the time went: hosts' turns, fetching, page text, judging, reports."


def _tell(times: RunTimes) -> None:
    tell_lines("\n".join(times.lines()))


@contextmanager
def profiled(wanted: bool, tell: Callable[[RunTimes], None] = _tell) -> Iterator[None]:
    """Measure what is done within the context, if `wanted`, and `tell` it at the end, whatever ends it."""
    with measured(wanted) as times:
        try:
            yield
        finally:
            if times is not None:
                tell(times)


def _profile(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Measure the whole command."""
    if wanted and not context.resilient_parsing:
        context.with_resource(profiled(wanted=True))


def profile_option(command: F) -> F:
    """Give `command` the flag that measures it, and that it needs no parameter for."""
    return click.option("--profile-run", is_flag=True, expose_value=False, callback=_profile, help=_HELP)(command)


def profile_parameter(command: F) -> F:
    """Give `command` the same flag as the parameter `profile_run`; the command calls `profiled` itself."""
    return click.option("--profile-run", is_flag=True, help=_HELP)(command)


__all__ = ["profile_option", "profile_parameter", "profiled"]
