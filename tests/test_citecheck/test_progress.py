"""Progress: bars on a terminal, nothing elsewhere, no colour where none is wanted."""

import io
import logging
from pathlib import Path

import pytest
from command import run
from rich.console import Console

from citecheck.cli.options import observer_for
from citecheck.cli.progress import TerminalProgress
from citecheck.observers import NullObserver


def shown(**console):
    out = io.StringIO()
    progress = TerminalProgress(Console(file=out, force_terminal=True, width=100, **console))
    progress.begin("sources", 2)
    progress.advance("sources", note="a.test")
    progress.advance("sources")
    progress.end("sources")
    return out.getvalue()


def test_a_terminal_sees_the_phase_and_its_count():
    assert "sources" in shown()


def test_no_color_is_honoured(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b[3" not in shown()


def test_a_pipe_and_quiet_hear_nothing():
    assert isinstance(observer_for(quiet=False), NullObserver)
    assert isinstance(observer_for(quiet=True), NullObserver)


def test_phases_that_end_twice_or_never_began_do_no_harm():
    progress = TerminalProgress(Console(file=io.StringIO(), force_terminal=True))
    progress.advance("claims")
    progress.end("claims")
    progress.begin("claims", None)
    progress.begin("claims", 3)
    progress.end("claims")
    progress.end("claims")


@pytest.mark.slow
def test_verbose_prints_the_log_while_the_command_runs_and_no_longer() -> None:
    level = logging.getLogger("citecheck").level
    quiet = run("links", "http://127.0.0.1:9/intranet")
    verbose = run("links", "--verbose", "http://127.0.0.1:9/intranet")

    assert "sources: begun, 1 in all" in verbose.err
    assert "sources: begun" not in quiet.err
    assert verbose.out.split()[:2] == quiet.out.split()[:2]
    assert logging.getLogger("citecheck").level == level
    assert "sources: begun" not in run("links", "http://127.0.0.1:9/intranet").err


def test_a_log_in_json_stays_json_with_verbose(tmp_path: Path) -> None:
    document = tmp_path / "a.txt"
    document.write_text("A mast fell.[1]\n\nReferences\n1. The log.\n", encoding="utf-8")
    store = tmp_path / "store.sqlite"

    ran = run("nightly", document, "--store", store, "--no-cache", "--output", "", "--log-format", "json", "-v")

    assert [line for line in ran.err.splitlines() if not line.startswith("{")] == []


def test_a_name_with_square_brackets_is_shown_as_it_is():
    out = io.StringIO()
    progress = TerminalProgress(Console(file=out, force_terminal=True, width=100))

    progress.begin("documents", 2)
    progress.advance("documents", note="a[/b].md")
    progress._progress.refresh()
    progress.end("documents")

    assert "a[/b].md" in out.getvalue()
