"""What the codes of findings mean, and how severe each one is. The text is in `codes.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from reports.vocabulary import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Code:
    """One kind of finding.

    `sentence` says what a finding of this code reports. `decided` says when it is made. `mend` says what the author of
    the document can do; it is empty where there is nothing to mend. `wanted` is False for a code that is off unless
    the settings enable it.
    """

    name: str
    severity: Severity
    sentence: str
    decided: str
    mend: str = ""
    example: str = ""
    wanted: bool = True


def _read() -> Mapping[str, Code]:
    rows = tomllib.loads(files("reports.rules").joinpath("codes.toml").read_text(encoding="utf-8"))["code"]
    return {row["name"]: Code(**{**row, "severity": Severity(row["severity"])}) for row in rows}


CODES: Mapping[str, Code] = _read()
"""The codes by name, in the order of the page on findings."""

__all__ = ["CODES", "Code"]
