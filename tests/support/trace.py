"""Counts the files of ours that one call goes through, and how often it changes from one to another."""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from types import FrameType
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = tuple(f"{ROOT / package}/" for package in ("claims", "reports", "citecheck"))


class Trace(NamedTuple):
    """The files and functions of the three packages that a call entered, and its changes of file.

    A change of file is a call or return whose file is not that of the call or return before it.
    """

    files: frozenset[str]
    functions: frozenset[str]
    changes: int


def trace(function: Callable[[], object]) -> Trace:
    """Call `function` and return what it went through.

    Cached results do not show. Call the function once before, or not, depending on which figure you want.
    """
    files: list[str] = []
    functions: set[str] = set()

    def watch(frame: FrameType, event: str, _: object) -> None:
        code = frame.f_code
        if event in ("call", "return") and code.co_filename.startswith(PACKAGES):
            files.append(code.co_filename)
            functions.add(f"{code.co_filename}:{code.co_qualname}")

    before = sys.getprofile()
    sys.setprofile(watch)
    try:
        function()
    finally:
        sys.setprofile(before)
    changes = sum(one != other for one, other in pairwise(files))
    relative = frozenset(str(Path(file).relative_to(ROOT)) for file in files)
    return Trace(relative, frozenset(functions), changes)


__all__ = ["Trace", "trace"]
