"""The command `citecheck`: its commands, and what becomes of errors."""

from __future__ import annotations

import sys

import click

from citecheck._version import __version__
from citecheck.cli.exits import INTERRUPTED, USAGE
from claims.errors import CitecheckError


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="citecheck")
def cli() -> None:
    """Audit the citations of a document: do its sources exist, and do they say what it says they say?"""


def _commands() -> None:
    from citecheck.cli.audit import audit
    from citecheck.cli.demo import demo
    from citecheck.cli.read import read
    from citecheck.cli.single import check, links, quote

    for command in (audit, read, quote, check, links, demo):
        cli.add_command(command)


_commands()


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
