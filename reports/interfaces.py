"""The protocol of a report format."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from reports.comparison import Comparison
from reports.model import Report


class Format(Protocol):
    """Writes reports in one format. Third parties plug theirs in by a dotted name.

    `name` is what `--format` takes, `suffixes` what file names end in, and `holds_many` says whether one file can
    hold the reports of several documents.
    """

    name: str
    suffixes: tuple[str, ...]
    holds_many: bool

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """Return the text of the file for `reports` (exactly one unless `holds_many`).

        `comparison` marks what is new; None: nothing is marked.
        """
        ...
