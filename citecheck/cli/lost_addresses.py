"""What `citecheck audit` does for references that lost their addresses: a table of sources, or a search."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from claims.model import Document
from reports.model import Report
from reports.wording import counted

if TYPE_CHECKING:
    from citecheck.assembly import Session
    from citecheck.recovery.model import FoundAddress


class LostAddresses:
    """The flags `--sources`, `--recover` and `--original` of one run.

    `table` is the file of `--sources` (None: not given), `recovers` whether lost addresses are searched, `original` the
    page that the document was copied from (None: wikis are asked). `found` holds the addresses of the table by label,
    `files` its files as values of `--source`. Raises `SettingsError` for a table that cannot be read.
    """

    def __init__(self, table: str | None, *, recovers: bool, original: str | None) -> None:
        self.found: dict[str, FoundAddress] = {}
        self.files: tuple[str, ...] = ()
        self._recovers = recovers
        self._original = original
        if table is not None:
            from citecheck.recovery.table import read_table  # here, because most audits have no table

            self.found, files = read_table(Path(table))
            self.files = tuple(f"{label}={target}" for label, target in files.items())

    def check(self, documents: Sequence[str]) -> None:
        """Raise `click.UsageError` if one original is named for several `documents`."""
        if self._original is not None and len(documents) > 1:
            raise click.UsageError("--original names the page of one document; audit the documents one by one")

    def give(self, session: Session) -> None:
        """Let `session` read references at the addresses of the table."""
        if self.found:
            session.sources.use_table(self.found)

    def search(self, session: Session, document: Document) -> tuple[str, ...]:
        """Search the lost addresses of `document` and let `session` read them. Returns what was found, in words.

        Raises `ReadingError` for an original that is a file and cannot be read.
        """
        if not self._recovers:
            return ()
        recovery = session.recoverer().recover(document, original=self._original)
        if not recovery.references:
            return ()
        session.sources.use_found(document.name, recovery.addresses)
        used = len(recovery.addresses)
        lost = counted(len(recovery.references), "reference without an address", "references without an address")
        doubtful = sum(one.found is not None and not one.is_used for one in recovery.references)
        doubt = f"; {doubtful} more in doubt and not used" if doubtful else ""
        return (*recovery.places, f"{lost}: an address was found for {used}{doubt}")


def with_notices(report: Report, notices: Sequence[str]) -> Report:
    """Return `report` with `notices` before its own."""
    return replace(report, notices=(*notices, *report.notices)) if notices else report


__all__ = ["LostAddresses", "with_notices"]
