"""Runs the command line in this process, as a shell would see it."""

from __future__ import annotations

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from unittest import mock


@dataclass(frozen=True)
class Ran:
    """The result of a command: its status and what it printed."""

    status: int
    out: str
    err: str


class _Stream(io.TextIOWrapper):
    def __init__(self, data: bytes = b"") -> None:
        super().__init__(io.BytesIO(data), encoding="utf-8", write_through=True)

    def text(self) -> str:
        return self.buffer.getvalue().decode("utf-8")  # type: ignore[attr-defined]  # it is the BytesIO from above


def run(*arguments: object, stdin: bytes = b"") -> Ran:
    """Run `citecheck ARGUMENTS` and return its status and what it printed."""
    from citecheck.cli.main import main

    out, err = _Stream(), _Stream()
    argv = ["citecheck", *map(str, arguments)]
    with (
        redirect_stdout(out),
        redirect_stderr(err),
        mock.patch.object(sys, "argv", argv),
        mock.patch.object(sys, "stdin", _Stream(stdin)),
    ):
        try:
            main()
            status = 0
        except SystemExit as leaving:
            status = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    return Ran(status, out.text(), err.text())
