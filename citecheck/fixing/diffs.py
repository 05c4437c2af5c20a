"""Repairs as a unified diff that `git apply` and `patch -p1` take."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

from citecheck.fixing.model import FixedFile

_CONTEXT = 3  # lines around a change, as git shows them


def diff_of(file: FixedFile, *, unsafe: bool = False) -> bytes:
    """Return what the safe repairs of `file` change, with `unsafe` all of them; b"": nothing, or it is no text.

    Paths are relative to the repository that the file is in, or else to the working folder.
    """
    after = file.after(unsafe=unsafe)
    if after == file.body or not file.is_text:
        return b""
    name = path_in_diff(file.path)
    old, new = _path_line("a/", name), _path_line("b/", name)
    head = f"diff --git {_quoted('a/' + name)} {_quoted('b/' + name)}\n--- {old}\n+++ {new}\n"
    return head.encode("utf-8", "surrogateescape") + b"".join(_hunks(_lines(file.body), _lines(after)))


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


def _hunks(old: list[bytes], new: list[bytes]) -> Iterator[bytes]:
    for group in _groups(old, new):
        first, last = group[0], group[-1]
        yield b"@@ -%s +%s @@\n" % (_range(first[1], last[2]), _range(first[3], last[4]))
        for tag, start, end, new_start, new_end in group:
            if tag == "equal":
                yield from (_line(b" ", line) for line in old[start:end])
            else:
                yield from (_line(b"-", line) for line in old[start:end])
                yield from (_line(b"+", line) for line in new[new_start:new_end])


def _groups(old: list[bytes], new: list[bytes]) -> Iterator[list[tuple[str, int, int, int, int]]]:
    """Yield the groups of changed lines with the lines around them. Repairs rarely change the number of lines."""
    if len(old) != len(new):
        yield from difflib.SequenceMatcher(None, old, new, autojunk=False).get_grouped_opcodes(_CONTEXT)
        return
    changed = [place for place, (before, after) in enumerate(zip(old, new, strict=True)) if before != after]
    at = 0
    while at < len(changed):
        last = at
        while last + 1 < len(changed) and changed[last + 1] - changed[last] <= 2 * _CONTEXT:
            last += 1
        yield list(_steps(changed[at : last + 1], len(old)))
        at = last + 1


def _steps(changed: list[int], length: int) -> Iterator[tuple[str, int, int, int, int]]:
    """Yield the equal and the changed stretches around the lines `changed`, which are all that changes there."""
    at = max(0, changed[0] - _CONTEXT)
    place = 0
    while place < len(changed):
        if at < changed[place]:
            yield "equal", at, changed[place], at, changed[place]
        start = changed[place]
        while place + 1 < len(changed) and changed[place + 1] == changed[place] + 1:
            place += 1
        at = changed[place] + 1
        yield "replace", start, at, start, at
        place += 1
    end = min(length, at + _CONTEXT)
    if at < end:
        yield "equal", at, end, at, end


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
