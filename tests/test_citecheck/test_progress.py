"""Progress: bars on a terminal, nothing elsewhere, no colour where none is wanted."""

import io

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


def test_a_pipe_and_quiet_hear_nothing(capsys):
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
