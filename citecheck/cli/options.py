"""Flags that several commands share, and the settings, observer and store that follow from them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from citecheck.cli.choice import ISOLATED, Choice, choose
from citecheck.cli.failures import debug_option
from citecheck.cli.telling import tell
from citecheck.errors import StoreError
from citecheck.settings import FILE_NAME, Settings
from claims.model import DocumentFormat
from claims.urls import is_web_address

if TYPE_CHECKING:
    from citecheck.interfaces import Observer
    from citecheck.store import Store

F = TypeVar("F", bound=Callable[..., Any])


def _show_log(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the log while the command runs."""
    if wanted and not context.resilient_parsing:
        from citecheck.cli.log_lines import show_log

        context.call_on_close(show_log())


class _Seconds(click.ParamType):  # type: ignore[type-arg]  # generic only from click 8.4 on
    """A number of seconds, at least 0."""

    name = "seconds"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number. Raises `click.BadParameter` for other values."""
        try:
            seconds = float(value)
        except ValueError:
            self.fail(f"{value!r} is not a number of seconds", param, ctx)
        if not seconds >= 0:
            self.fail(f"{value} is not a number of seconds from 0 on", param, ctx)
        return seconds


def _isolate(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Remember that found settings files do not count; `chosen_settings` asks for it."""
    if wanted:
        context.meta[ISOLATED] = True


_CONFIG_FLAGS = (
    click.option(
        "--config",
        type=click.Path(dir_okay=False),
        metavar="FILE",
        help=f"Settings file, which is trusted (default: {FILE_NAME} in this folder, if it is there).",
    ),
    click.option(
        "--isolated",
        is_flag=True,
        expose_value=False,
        callback=_isolate,
        help="Use no settings file that is in this folder.",
    ),
)

_SETTINGS_FLAGS = (
    *_CONFIG_FLAGS,
    click.option("--offline", is_flag=True, help="Fetch nothing; read local files only."),
    click.option(
        "--allow-address",
        "allow_address",
        multiple=True,
        metavar="CIDR",
        help="Visit addresses of this private or loopback network too (repeatable).",
    ),
    click.option(
        "--max-time",
        type=_Seconds(),
        metavar="SECONDS",
        help="End early after this time; 0: no limit (default: setting web.max_time).",
    ),
    click.option(
        "-v",
        "--verbose",
        is_flag=True,
        expose_value=False,
        callback=_show_log,
        help="Print every exchange with a server, and what failed, on standard error.",
    ),
    debug_option,
)

format_option = click.option(
    "--from",
    "from_",
    type=click.Choice([format.value for format in DocumentFormat], case_sensitive=False),
    help="The format of the document (default: recognised by its suffix, media type and content).",
)
"""The flag that names the format of documents."""

encoding_option = click.option(
    "--encoding", metavar="NAME", help="The encoding of the document, such as windows-1251 (default: recognised)."
)
"""The flag that names the encoding of documents."""


bibliography_option = click.option(
    "--bibliography",
    multiple=True,
    type=click.Path(dir_okay=False),
    metavar="FILE",
    help="References that the document cites by key: .bib, .json (CSL), .ris, .xml (EndNote) (repeatable; default: the "
    "files that it names in its own folder).",
)
"""The flag that names bibliographies."""


def fail_on_option(findings: str = "findings", default: str = "setting report.fail_on") -> Callable[[F], F]:
    """Return the flag that says which `findings` make the exit status 1; `default` is for its help text."""
    return click.option(
        "--fail-on",
        multiple=True,
        metavar="SEVERITY|CODE",
        help=f"Exit with 1 for {findings} of this severity or worse (error, warning, note) or of this code "
        f"(repeatable; never: for none; default: {default}).",
    )


_EVIDENCE_FLAGS = (
    click.option(
        "--record", type=click.Path(dir_okay=False), metavar="FILE.warc.gz", help="Record every exchange in this file."
    ),
    click.option(
        "--replay",
        type=click.Path(dir_okay=False),
        metavar="FILE.warc.gz",
        help="Audit from this recording, without a network.",
    ),
)


_OPINION_FLAGS = (
    click.option(
        "--second-opinion-url",
        metavar="URL",
        help="Ask the model of this server where the judge is unsure (an OpenAI-compatible chat API, such as "
        "http://localhost:11434/v1). Claims and passages are sent there.",
    ),
    click.option("--second-opinion-model", metavar="NAME", help="The name of the model, as that server knows it."),
)


def opinion_options(command: F) -> F:
    """Give `command` the flags of the second opinion."""
    for option in reversed(_OPINION_FLAGS):
        command = option(command)
    return command


def settings_options(command: F) -> F:
    """Give `command` the flags of every command that may fetch."""
    for option in reversed(_SETTINGS_FLAGS):
        command = option(command)
    return command


def config_options(command: F) -> F:
    """Give `command` the flags that choose the settings file, and the one that every command has."""
    for option in reversed((*_CONFIG_FLAGS, debug_option)):
        command = option(command)
    return command


def evidence_options(command: F) -> F:
    """Give `command` the flags that record and replay."""
    for option in reversed(_EVIDENCE_FLAGS):
        command = option(command)
    return command


def choose_settings(
    *,
    config: str | None,
    offline: bool = False,
    allow_address: Iterable[str] = (),
    max_time: float | None = None,
    record: str | None = None,
    replay: str | None = None,
    source: Iterable[str] = (),
    fail_on: Iterable[str] = (),
    second_opinion_url: str | None = None,
    second_opinion_model: str | None = None,
    say: Callable[[str], None] = tell,
    from_here: bool = True,
) -> Choice:
    """Return the settings of a command: defaults, overridden by the file, the environment and the flags, in this order.

    `config` is the settings file (None: the one in the working directory, if it is there). `offline`, `allow_address`,
    `max_time` (seconds), `record`, `replay`, `source`, `fail_on`, `second_opinion_url` and `second_opinion_model` are
    the values of the flags; None, False or empty: not given. `say` is told which file was found. `from_here` is as for
    `choose`.

    Raises `SettingsError` or `click.UsageError`.
    """
    if record and replay:
        raise click.UsageError("--record and --replay exclude each other: a replayed audit fetches nothing to record")
    overrides: dict[str, Any] = {}
    web: dict[str, Any] = {}
    if offline:
        overrides["offline"] = True
    allowed = [part for network in allow_address for part in network.split(",") if part]
    if allowed:
        web["allow_addresses"] = allowed
    if max_time is not None:
        web["max_time"] = max_time
    if web:
        overrides["web"] = web
    evidence = {key: value for key, value in (("record", record), ("replay", replay)) if value}
    if evidence:
        overrides["evidence"] = evidence
    sources = sources_from(source)
    if sources:
        if replay is None and (wrong := next(missing_files(sources), None)):
            raise click.UsageError(f"--source {wrong[0]}={wrong[1]}: {wrong[2]}")
        overrides["sources"] = sources
    words = [word for value in fail_on for word in value.split(",") if word]
    if words:
        overrides["report"] = {"fail_on": words}
    named = {"url": second_opinion_url, "model": second_opinion_model}
    if opinion := {key: value for key, value in named.items() if value is not None}:
        overrides["checking"] = {"second_opinion": opinion}
    return choose(config, overrides, say=say, from_here=from_here)


def sources_from(pairs: Iterable[str]) -> dict[str, str]:
    """Read the values `pairs` of `--source LABEL=URL-or-FILE`.

    Raises `click.UsageError` if a label or a target is missing.
    """
    sources: dict[str, str] = {}
    for pair in pairs:
        label, equals, target = pair.partition("=")
        label, target = label.strip().strip("[]"), target.strip()
        if not equals or not label or not target:
            raise click.UsageError(
                f"--source takes LABEL=URL-or-FILE, for instance 11=https://example.org/, not {pair!r}"
            )
        sources[label] = target
    return sources


def missing_files(sources: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield those of `sources` that are neither an address nor a file that can be read: label, target and problem."""
    from citecheck.sources.locators import file_of  # here, because most commands are given no sources

    for label, target in sources.items():
        if is_web_address(target):
            continue
        path = file_of(target)
        if path.is_dir():
            yield label, target, "this is a folder"
        elif not path.exists():
            yield label, target, "there is no such file, and it is no http or https address"
        elif not os.access(path, os.R_OK):
            yield label, target, "this file cannot be opened; check its permissions"


def warnings_about(settings: Settings) -> Iterator[str]:
    """Yield a warning for each file that `[sources]` of `settings` names and that cannot be read; none in a replay."""
    if settings.sources and not settings.evidence.replay:
        for label, target, problem in missing_files(settings.sources):
            yield f"warning: the source of [{label}], {target}: {problem}"


def observer_for(*, quiet: bool) -> Observer:
    """Return progress bars on a terminal; in a pipe or with `quiet`, an observer that prints nothing."""
    from rich.console import Console

    from citecheck.cli.progress import TerminalProgress
    from citecheck.observers import NullObserver

    console = Console(stderr=True)
    return TerminalProgress(console) if console.is_terminal and not quiet else NullObserver()


def store_options(command: F) -> F:
    """Give `command` the flags that say where the store of earlier nights is."""
    store = click.option(
        "--store", metavar="FILE", help="The file in which earlier nights are stored (default: setting nightly.store)."
    )
    return store(config_options(command))


def open_store(store: str | None, config: str | None) -> Store:
    """Open the store `store`, or the one that the settings file `config` names (None: not given).

    Raises `StoreError` if there is no store, or if somebody else made one that the user did not name.
    """
    from citecheck.store import Store

    choice = choose_settings(config=config)
    choice.check_places(["nightly.store"], given=["nightly.store"] if store else ())
    settings = choice.settings.nightly
    path = Path(store or settings.store)
    if not path.is_file():
        raise StoreError(f"{path}: there is no store of earlier nights here; `citecheck nightly` creates it")
    return Store(path, lock_timeout=settings.lock_timeout, named=bool(store) or "nightly.store" in choice.asked)
