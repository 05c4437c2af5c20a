"""The folder of the data that the benchmarks read."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

OWN = Path(__file__).resolve().parents[1] / "own"
"""The cases that were written for this project."""


def data_root() -> Path:
    """Return the folder of the data: CITECHECK_DATA, or ../shared/data beside the project. Exits if it is missing."""
    named = os.environ.get("CITECHECK_DATA")
    root = Path(named) if named else Path(__file__).resolve().parents[3] / "shared" / "data"
    if not root.is_dir():
        sys.exit(f"No data at {root}: set CITECHECK_DATA to the folder that holds claims/, wice/, quotes/ and so on.")
    return root


def rows(*parts: str) -> list[dict[str, Any]]:
    """Return the objects of one JSON Lines file below that folder. Exits with the name of the file if it is missing."""
    path = data_root().joinpath(*parts)
    if not path.is_file():
        sys.exit(f"No file {path}: this benchmark needs it.")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]
