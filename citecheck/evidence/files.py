"""Local files that are used as sources: read from disk, recorded, and read from the recording in a replay."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

from citecheck.clock import timestamp
from citecheck.errors import FetchError
from citecheck.evidence.replay import ReplayAdapter
from citecheck.evidence.warc import Recording
from citecheck.folders import is_inside
from citecheck.interfaces import Clock
from reports.model import Evidence

_MEDIA_TYPE = "application/octet-stream"  # the bytes decide on the kind of the file


@dataclass(frozen=True, slots=True)
class ReadFile:
    """The bytes of a file, the time at which they were read (RFC 3339), and their record (None: not recorded)."""

    body: bytes
    at: str
    evidence: Evidence | None = None


class Files(Protocol):
    """Reads local files."""

    def read(self, path: Path) -> ReadFile:
        """Return the file. Raises `FetchError` with the reason if it cannot be read."""
        ...

    def first(self, paths: Sequence[Path], *, within: Path) -> Path | None:
        """Return the first of `paths` that exists in the folder `within`, links followed; None if none does."""
        ...


class LocalFiles:
    """Reads files from disk, and adds each to `recording` (None: nothing is recorded)."""

    def __init__(self, clock: Clock, recording: Recording | None = None) -> None:
        self._clock = clock
        self._recording = recording

    def read(self, path: Path) -> ReadFile:
        """See `Files.read`."""
        at = timestamp(self._clock.now())
        try:
            body = path.read_bytes()
        except OSError as error:
            raise FetchError(f"the file {path} cannot be read: {error.strerror or error}") from error
        if self._recording is None:
            return ReadFile(body, at)
        return ReadFile(body, at, self._recording.add_file(_uri(path), body, _MEDIA_TYPE, at))

    def first(self, paths: Sequence[Path], *, within: Path) -> Path | None:
        """See `Files.first`."""
        return next(
            (path for path in paths if path.is_file() and not path.is_symlink() and is_inside(path, within)), None
        )


class ReplayedFiles:
    """Reads files from a recording, as they were when it was made. Nothing is read from disk."""

    def __init__(self, replay: ReplayAdapter) -> None:
        self._replay = replay

    def read(self, path: Path) -> ReadFile:
        """See `Files.read`."""
        kept = self._replay.file(_uri(path))
        if kept is None:
            raise FetchError(f"the file {path} is not in the recording")
        return ReadFile(kept.body, kept.at, kept.evidence)

    def first(self, paths: Sequence[Path], *, within: Path) -> Path | None:
        """See `Files.first`."""
        return next((path for path in paths if self._replay.file(_uri(path)) is not None), None)


def _uri(path: Path) -> str:
    """Return the address under which a file is recorded: its path as it was given, which a replay repeats."""
    return "file:" + quote(os.fsencode(path.as_posix()))
