"""One browser for all the tests of the page."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from sample_reports import everything

from reports.formats.html import FORMAT
from testbed import chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with chromium.running() as running:
        yield running


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the page of the report that holds everything, as a file."""
    path: Path = tmp_path_factory.mktemp("page") / "report.html"
    path.write_text(FORMAT.render([everything()]), "utf-8")
    return path.as_uri()
