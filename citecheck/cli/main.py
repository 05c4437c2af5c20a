"""The command `citecheck`: its commands, and what becomes of errors."""

from __future__ import annotations

import importlib
import sys

import click

from citecheck._version import __version__
from citecheck.cli.exits import INTERRUPTED, USAGE
from claims.errors import CitecheckError


class _Commands(click.Group):
    """Loads a command when it is called: reading one document needs no database."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands, in the order in which one meets them."""
        return list(_WHERE)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        if cmd_name not in _WHERE:
            return None
        command: click.Command = getattr(importlib.import_module(f"citecheck.cli.{_WHERE[cmd_name]}"), cmd_name)
        return command


_WHERE = {
    **{"audit": "audit", "read": "read", "quote": "single", "check": "single", "links": "single", "demo": "demo"},
    **{name: name for name in ("init", "nightly", "ignore", "show", "history", "compare")},
}
"""Each command with the module that has it, under the command's own name."""


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="citecheck")
def cli() -> None:
    """Audit the citations of a document: do its sources exist, and do they say what it says they say?"""


def main() -> None:
    """Run the command line and exit with its status."""
    try:
        cli.main(standalone_mode=False)
    except click.exceptions.Abort:
        _say("interrupted; what was recorded is kept")
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(USAGE)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except CitecheckError as error:
        _say(f"error: {error}")
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)


def _say(message: str) -> None:
    click.echo("citecheck: " + " ".join(message.split()), err=True)
