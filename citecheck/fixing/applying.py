"""Writes repaired files: all of it or nothing of a file, and only where it is still the file that was audited."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from citecheck.errors import FixError
from citecheck.fixing.model import FixedFile, FixPlan


def apply_fixes(plan: FixPlan, *, unsafe: bool = False) -> tuple[Path, ...]:
    """Write the files of `plan` with their safe repairs, with `unsafe` with all of them; return those written.

    Before the first is written, all are read again. A link stays a link: the file that it leads to is replaced. The
    mode of a file stays.

    Raises `FixError` if a file changed since the plan was made (nothing is written then), or cannot be written.
    """
    wanted = [(file, file.after(unsafe=unsafe)) for file in plan.files if file.chosen(unsafe=unsafe)]
    for file, _ in wanted:
        _check_unchanged(file)
    written: list[Path] = []
    for file, body in wanted:
        if file.target != file.path and file.target.exists() and file.target.read_bytes() == body:
            continue
        if body != file.body or file.target != file.path:
            _replace(file, body)
            written.append(file.target)
    return tuple(written)


def _check_unchanged(file: FixedFile) -> None:
    try:
        if file.path.read_bytes() == file.body:
            return
    except OSError as error:
        raise FixError(f"{file.name}: cannot be read again ({error.strerror or error}); nothing was written") from error
    raise FixError(f"{file.name}: it changed since the repairs were planned; nothing was written, audit it again")


def _replace(file: FixedFile, body: bytes) -> None:
    """Write a new file beside the old one and put it in its place."""
    target = file.target.resolve()
    if file.target != file.path and file.target.exists():
        raise FixError(f"{file.target}: exists already; move it away, it is not replaced")
    part = ""
    try:
        handle, part = tempfile.mkstemp(prefix=f".{target.name}.", suffix=".part", dir=target.parent)
        with os.fdopen(handle, "wb") as out:
            out.write(body)
            out.flush()
            os.fsync(out.fileno())
        Path(part).chmod(stat.S_IMODE(file.path.stat().st_mode))
        _check_unchanged(file)
        Path(part).replace(target)
        part = ""
    except OSError as error:
        raise FixError(f"{file.target}: cannot be written ({error.strerror or error})") from error
    finally:
        if part:
            Path(part).unlink(missing_ok=True)


__all__ = ["apply_fixes"]
