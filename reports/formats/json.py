"""The report as JSON: the form that other programs, and later nights, read."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from reports.codec import encode
from reports.comparison import Comparison
from reports.formats.steering import inert_json
from reports.model import Report


class JsonFormat:
    """See `reports.interfaces.Format`. The comparison is not part of it: two such files can be compared again."""

    name = "json"
    suffixes = (".json",)
    holds_many = False

    def render(self, reports: Sequence[Report], *, comparison: Comparison | None = None) -> str:
        """See `reports.interfaces.Format.render`."""
        (report,) = reports
        return inert_json(msgspec.json.format(encode(report), indent=2).decode()) + "\n"


FORMAT = JsonFormat()
