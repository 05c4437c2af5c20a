"""Findings as workflow commands: lines that a code host's runner turns into annotations beside the changed lines."""

from __future__ import annotations

from collections.abc import Sequence

from reports.comparison import Comparison
from reports.formats.pointing import Pointing, shortened
from reports.formats.sarif import repository_file
from reports.formats.steering import printable
from reports.importance import Place, importance
from reports.model import Report, Severity
from reports.summary import sorted_findings

_MOST = 50  # GitHub Actions shows ten of each severity a step, and fifty a job


class AnnotationsFormat:
    """See `reports.interfaces.Format`. It has no suffix: its lines go to the standard output of a workflow step."""

    name = "annotations"
    suffixes: tuple[str, ...] = ()
    holds_many = True

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`. With a comparison, only what is new is annotated."""
        new = None if comparison is None else {finding.key for finding in comparison.new}
        lines: list[tuple[Place, str]] = []
        for report in reports:
            pointing = Pointing(report)
            for finding in sorted_findings(report):
                if finding.severity is Severity.NOTE or (new is not None and finding.key not in new):
                    continue
                pointer = pointing.at(finding)
                fields = {"file": repository_file(pointer.file), "title": finding.code}
                if pointer.place is not None and not pointer.place.page:
                    fields |= {"line": str(pointer.place.line), "col": str(pointer.place.column)}
                properties = ",".join(f"{name}={_property(value)}" for name, value in fields.items())
                message = shortened(printable(pointer.sentence), 500)
                lines.append((importance(finding), f"::{finding.severity} {properties}::{_data(message)}"))
        lines.sort(key=lambda line: line[0])
        return "".join(f"{line}\n" for _, line in lines[:_MOST])


def _data(text: str) -> str:
    """Escape a message: a line break would begin another command."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(printable(text)).replace(":", "%3A").replace(",", "%2C")


FORMAT = AnnotationsFormat()
