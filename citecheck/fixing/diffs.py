"""Repairs as a unified diff that `git apply` and `patch -p1` take."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from citecheck.fixing.model import Fix, FixedFile

_CONTEXT = 3  # lines around a change, as git shows them


def diff_of(file: FixedFile, *, unsafe: bool = False) -> bytes:
    """Return what the safe repairs of `file` change, with `unsafe` all of them; b"": nothing, or it is no text.

    Paths are relative to the repository that the file is in, or else to the working folder.
    """
    after = file.after(unsafe=unsafe)
    if after == file.body or not file.is_text:
        return b""
    lines = _lines(file.body)
    changes = _changes(file, file.chosen(unsafe=unsafe), len(lines))
    name = path_in_diff(file.path)
    old, new = _path_line("a/", name), _path_line("b/", name)
    head = f"diff --git {_quoted('a/' + name)} {_quoted('b/' + name)}\n--- {old}\n+++ {new}\n"
    return head.encode("utf-8", "surrogateescape") + b"".join(_hunks(lines, _lines(after), changes))


def path_in_diff(path: Path) -> str:
    """Return how a diff names the file `path`: from the root of its repository, or else from the working folder."""
    whole = path.parent.resolve() / path.name
    folders = [folder for folder in whole.parents if (folder / ".git").exists()]
    root = folders[0] if folders else Path.cwd().resolve()
    return (whole.relative_to(root) if whole.is_relative_to(root) else Path(whole.name)).as_posix()


def _lines(body: bytes) -> list[bytes]:
    """Return the lines of a file as git counts them: a line feed alone ends one."""
    lines = body.split(b"\n")
    return [line + b"\n" for line in lines[:-1]] + ([lines[-1]] if lines[-1] else [])


def _hunks(old: list[bytes], new: list[bytes], changes: list[_Change]) -> Iterator[bytes]:
    for group in _groups(changes):
        start, end = max(0, group[0].start - _CONTEXT), min(len(old), group[-1].end + _CONTEXT)
        new_start, new_end = start + group[0].before, end + group[-1].before + group[-1].more
        yield b"@@ -%s +%s @@\n" % (_range(start, end), _range(new_start, new_end))
        at = start
        for change in group:
            yield from (_line(b" ", line) for line in old[at : change.start])
            yield from (_line(b"-", line) for line in old[change.start : change.end])
            first = change.start + change.before
            yield from (_line(b"+", line) for line in new[first : change.end + change.before + change.more])
            at = change.end
        yield from (_line(b" ", line) for line in old[at:end])


class _Change(NamedTuple):
    """Old lines that change, from `start` to `end`: they become `more` lines more, and `before` were added above."""

    start: int
    end: int
    more: int
    before: int


def _changes(file: FixedFile, fixes: Sequence[Fix], lines: int) -> list[_Change]:
    """Return the lines of a file that repairs change, in order; those that touch are one change."""
    ends = [match.start() for match in re.finditer("\n", file.text)]
    found: list[_Change] = []
    before = 0
    for edit in sorted((edit for fix in fixes for edit in fix.edits), key=lambda one: (one.start, one.end)):
        start, end = bisect_left(ends, edit.start), min(bisect_left(ends, edit.end) + 1, lines)
        start = min(start, end)
        more = edit.new.count("\n") - file.text.count("\n", edit.start, edit.end)
        if found and start < found[-1].end:
            last = found.pop()
            found.append(_Change(last.start, max(last.end, end), last.more + more, last.before))
        else:
            found.append(_Change(start, end, more, before))
        before += more
    return found


def _groups(changes: list[_Change]) -> Iterator[list[_Change]]:
    """Yield the changes that stand so near to each other that the lines around them touch."""
    group: list[_Change] = []
    for change in changes:
        if group and change.start - group[-1].end > 2 * _CONTEXT:
            yield group
            group = []
        group.append(change)
    if group:
        yield group


def _range(start: int, end: int) -> bytes:
    length = end - start
    if length == 1:
        return b"%d" % (start + 1)
    return b"%d,%d" % (start + 1 if length else start, length)


def _line(sign: bytes, line: bytes) -> bytes:
    return sign + line if line.endswith(b"\n") else sign + line + b"\n\\ No newline at end of file\n"


def _path_line(side: str, name: str) -> str:
    """Return a path in a line of its own: a tab ends one with blanks, as git writes it."""
    quoted = _quoted(side + name)
    return quoted + "\t" if any(sign.isspace() for sign in name) and not quoted.startswith('"') else quoted


def _quoted(path: str) -> str:
    """Return a path as git writes it: in quotation marks where it has signs that would end a line or a word."""
    if not any(sign in '"\\' or ord(sign) < 32 or ord(sign) == 127 for sign in path):
        return path
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}
    return '"' + "".join(escapes.get(sign, f"\\{ord(sign):03o}" if ord(sign) < 32 else sign) for sign in path) + '"'


__all__ = ["diff_of", "path_in_diff"]
