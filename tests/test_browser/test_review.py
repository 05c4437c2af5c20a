"""Two reviewers in two browsers: each sees the decisions of the other, with the name."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from review_server import KEYS, Serving, serving

from citecheck.nightly.suppressions import load_suppressions

pytestmark = pytest.mark.chromium


def reviewer(browser: Browser, server: Serving, name: str) -> Page:
    context = browser.new_context()
    page = context.new_page()
    page.on("dialog", lambda dialog: dialog.accept(name))
    page.goto(f"{server.address}/?token={server.token}")
    page.get_by_role("link", name="Harbour Bridge").first.click()
    return page


def test_two_reviewers_share_their_decisions(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        ana, ben = reviewer(browser, server, "Ana"), reviewer(browser, server, "Ben")
        row = f'[data-key="{KEYS[0]}"]'
        ana.locator(row).get_by_role("button", name="false alarm").click()
        expect(ana.locator(f"{row} [data-by]")).to_contain_text("Ana, 2026-03-01 08:00 UTC")
        assert [entry.finding for entry in load_suppressions(server.ignore_file)] == [KEYS[0]]
        ben.reload()
        expect(ben.locator(f"{row} [data-by]")).to_contain_text("Ana")
        assert ben.locator(row).get_by_role("button", name="false alarm").get_attribute("aria-pressed") == "true"
        ben.locator(row).get_by_role("button", name="confirm").click()
        expect(ben.locator(f"{row} [data-by]")).to_contain_text("Ben")
        expect(ana.locator(f"{row} [data-by]")).to_contain_text("Ben", timeout=20_000)
        assert load_suppressions(server.ignore_file) == ()
        for page in (ana, ben):
            page.context.close()
