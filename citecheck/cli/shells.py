"""The completion of commands in shells, and the manual page; both are made from the parser of the command line."""

from __future__ import annotations

import click

from citecheck.cli.telling import show_rendered

_SHELLS = ("bash", "zsh", "fish")
_VARIABLE = "_CITECHECK_COMPLETE"
"""The variable by which the script of a shell asks for completions; `click` reads it."""


def _print_completion(context: click.Context, _: click.Parameter, shell: str | None) -> None:
    if shell is None or context.resilient_parsing:
        return
    from click.shell_completion import get_completion_class  # here, because few runs ask for it

    found = get_completion_class(shell)
    assert found is not None  # it is one of `_SHELLS`
    show_rendered(found(context.command, {}, "citecheck", _VARIABLE).source() + "\n")
    context.exit()


def _print_manual(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    if not wanted or context.resilient_parsing:
        return
    from citecheck.cli.manual import manual_page  # here, because it imports every command

    assert isinstance(context.command, click.Group)  # the flag is that of `citecheck` itself
    show_rendered(manual_page(context.command))
    context.exit()


completion_option = click.option(
    "--print-completion",
    type=click.Choice(_SHELLS),
    is_eager=True,
    expose_value=False,
    callback=_print_completion,
    help="Print the script by which a shell completes commands and flags.",
)
manual_option = click.option(
    "--print-man",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_print_manual,
    help="Print the manual page (troff).",
)

__all__ = ["completion_option", "manual_option"]
