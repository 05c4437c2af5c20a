"""The table of a site of many reports, as a reader sorts and searches it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from sample_site import sample_site

from testbed.chromium import opened

pytestmark = pytest.mark.chromium


def test_the_table_sorts_finds_and_is_accessible(browser: Browser, tmp_path: Path) -> None:
    site = sample_site(tmp_path)

    def titles() -> list[str]:
        return [row.inner_text() for row in page.locator("tbody tr:visible th a bdi").all()]

    for theme in ("light", "dark"):
        with opened(browser, site.as_uri(), theme=theme) as page:
            page.get_by_role("button", name="Document").click()
            first = titles()
            page.get_by_role("button", name="Document").click()
            assert titles() == first[::-1]
            page.get_by_role("button", name="To fix").click()
            assert titles()[0] == "Harbour Bridge (Port Ellery)"
            page.fill("#find", "zeb")
            assert titles() == ["Zebra"]
            assert Axe().run(page).response["violations"] == []
            page.set_viewport_size({"width": 390, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            page.get_by_role("link", name="Zebra").last.click()
            page.get_by_role("link", name="All documents").click()
            assert page.url.endswith("index.html")
