"""The documents of a documentation build: which are checked, by which settings, and what is worth a warning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from citecheck.cli.choice import choose
from citecheck.errors import SettingsError
from citecheck.integrations.latest import Latest, Mode, Told
from reports.model import Severity


def chosen_mode(word: str) -> Mode:
    """Return the mode that `word` names. Raises `SettingsError`."""
    try:
        return Mode(word)
    except ValueError:
        raise SettingsError(f"the mode is stored, offline or live, not {word!r}") from None


class Documents:
    """Checks the documents of one build. Close it, or use it as a context manager.

    `mode` says how much is done. `root` is the folder of the documents, `settings` a settings file (empty: the one in
    the working folder or above it in the repository, as for every command). Documents that a pattern of `exclude`
    matches (relative to `root`, such as "drafts/*") are left out, and so are findings below the severity `least`
    ("error", "warning" or "note").

    Raises `SettingsError`.
    """

    def __init__(
        self, mode: Mode, *, root: Path, settings: str = "", exclude: Sequence[str] = (), least: str = "warning"
    ) -> None:
        if least not in tuple(Severity):
            raise SettingsError(f"the severity is error, warning or note, not {least!r}")
        self._least = Severity(least)
        self._root, self._exclude = root, tuple(exclude)
        choice = choose(settings or None, {}, say=lambda _: None)
        choice.check_places(["nightly.store", "nightly.ignore_file"])
        self._latest = Latest(choice.settings, mode, folders=(Path(), choice.folder))

    def of(self, path: Path) -> tuple[Told, ...]:
        """Return the findings of the document at `path` that are worth a warning. Raises `ReadingError`."""
        if any(path.relative_to(self._root).match(pattern) for pattern in self._exclude):
            return ()
        return tuple(one for one in self._latest.of(path) if one.finding.severity.rank <= self._least.rank)

    def close(self) -> None:
        """Close the session and the store."""
        self._latest.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


__all__ = ["Documents", "chosen_mode"]
