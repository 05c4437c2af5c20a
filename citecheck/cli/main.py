"""The command `citecheck`: its subcommands, and how errors become messages and exit statuses."""

from __future__ import annotations

import atexit
import gc
import importlib
import io
import signal
import sys
import threading
from types import FrameType

import click
from click.shell_completion import CompletionItem

from citecheck._version import __version__
from citecheck.cli.exit_codes import INTERNAL, INTERRUPTED, TERMINATED, USAGE
from citecheck.cli.failures import FAILURES, debug_option
from citecheck.cli.shells import completion_option, manual_option
from citecheck.cli.telling import tell, tell_lines
from claims.errors import CitecheckError

COMMANDS = {
    "audit": ("audit", "Audit the citations of a document."),
    "read": ("read", "Show what is understood of a document, offline."),
    "recover": ("recover", "Find the addresses that references lost."),
    "quote": ("queries", "Search a quotation in a page."),
    "check": ("queries", "Judge one claim by one page."),
    "links": ("queries", "Show the status of addresses."),
    "fix": ("fix", "Repair references in the files of documents."),
    "archive": ("archive", "Save what is cited and in no archive."),
    "refs": ("refs", "Look references up in registries."),
    "demo": ("demo", "Audit a bundled article from a bundled recording."),
    "init": ("init", "Write a settings file."),
    "trust": ("trust", "Trust the settings file of a folder."),
    "nightly": ("nightly", "Audit many documents and compare with the nights before."),
    "notify": ("notify", "Show or send the notices that wait."),
    "ignore": ("ignore", "Ignore a finding, with a reason."),
    "review": ("review", "Serve reports to reviewers, who share decisions."),
    "show": ("show", "List the nights, or the findings of one."),
    "history": ("history", "Show when a finding was seen."),
    "trends": ("trends", "Show how findings came and went over the nights."),
    "lsp": ("lsp", "Show findings in an editor (Language Server Protocol)."),
    "mcp": ("mcp", "Serve the checks to an assistant (Model Context Protocol)."),
    "seal": ("seal", "Sign evidence, or show whether it is still the same."),
    "compare": ("compare", "Compare two reports or nights."),
    "judge-bench": ("judge_bench", "Measure judges on labelled claims."),
    "calibrate": ("calibrate", "Learn from labelled claims how sure a second opinion may be."),
    "explain": ("explain", "Say what a rule, a code or a status means."),
}
"""Each command: the module that defines it, and its line in the list of commands.

The lines are here so that `citecheck --help` does not load the modules."""

_EXIT_STATUS = """
Exit status: 0 no finding reaches --fail-on; 1 a finding does; 2 a mistake in the call or the settings, or
a file that cannot be used; 3 no source could be read; 4 the program itself failed at something; 130 interrupted.
Each command says its own with --help."""

_OBJECTS = 20_000  # new objects after which Python looks for cycles


class _Commands(click.Group):
    """Imports the module of a command only when the command is called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands in the order of the list."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"citecheck.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, cmd_name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that `args` begin with. Raises `click.UsageError` that names the nearest command."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            import difflib  # here, because only a mistake needs it

            near = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else ""
            raise click.UsageError(f"No such command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Return the commands that begin with `incomplete`, without importing their modules, and the flags."""
        names = [CompletionItem(name, help=line) for name, (_, line) in COMMANDS.items() if name.startswith(incomplete)]
        return names if names else click.Command.shell_complete(self, ctx, incomplete)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing their modules."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_, line) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
    epilog=_EXIT_STATUS,
)
@debug_option
@completion_option
@manual_option
@click.version_option(__version__, "-V", "--version", prog_name="citecheck")
def cli() -> None:
    """Audit the citations of a document: do its sources exist, and do they say what it says they say?"""


_ENDED: list[int] = []
"""The signals that ended this process in order."""


def _end_in_order(number: int, _: FrameType | None) -> None:
    """End as Ctrl-C does: recordings and stores are closed. A second signal ends the process at once."""
    _ENDED.append(number)
    signal.signal(number, signal.SIG_DFL)
    raise KeyboardInterrupt


def main() -> None:
    """Run the command line and exit with its status."""
    # At its end Python looks through all objects for cycles to free, a tenth of the time of `citecheck read`
    # (benchmarks.cost.startup). The process ends anyway, so they are put where Python does not look.
    atexit.register(gc.freeze)
    # Modules, patterns and documents are many objects and no cycles: to look for cycles after every 700 of them takes
    # another thirtieth.
    gc.set_threshold(_OBJECTS)
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _end_in_order)
    try:
        cli.main(prog_name="citecheck", standalone_mode=False)
    except click.exceptions.Abort:
        tell("interrupted; what was recorded so far is kept")
        sys.exit(TERMINATED if _ENDED else INTERRUPTED)
    except click.ClickException as error:
        said = io.StringIO()
        error.show(file=said)
        tell_lines(said.getvalue().rstrip("\n"))
        sys.exit(USAGE)
    except click.exceptions.Exit as leaving:
        sys.exit(leaving.exit_code)
    except CitecheckError as error:
        tell(f"error: {error}")
        sys.exit(USAGE)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(141)
    except UnicodeEncodeError as error:
        if not any("\ud800" <= char <= "\udfff" for word in sys.argv for char in word):
            FAILURES.add("this command", error)
            sys.exit(INTERNAL)
        tell("error: an argument is not text in UTF-8")
        sys.exit(USAGE)
    except Exception as error:
        FAILURES.add("this command", error)
        sys.exit(INTERNAL)
