"""Two reviewers in two browsers: each sees the decisions of the other, with the name."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
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


def test_a_note_is_sent_once_when_its_writer_pauses_or_leaves(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        ana = reviewer(browser, server, "Ana")
        row = f'[data-key="{KEYS[0]}"]'
        ana.locator(row).get_by_role("button", name="false alarm").click()
        expect(ana.locator(f"{row} [data-by]")).to_contain_text("Ana")
        sent: list[str] = []
        ana.on("request", lambda asked: sent.append(asked.post_data or "") if asked.method == "POST" else None)
        note = ana.locator(f"{row} [data-note]")
        note.press_sequentially("The ministry took the page down.", delay=5)
        ana.wait_for_timeout(1_500)
        assert len(sent) == 1
        assert load_suppressions(server.ignore_file)[0].reason == "The ministry took the page down."
        note.press_sequentially(" It is back.", delay=5)
        ana.locator(row).get_by_role("button", name="confirm").focus()
        ana.wait_for_timeout(300)
        assert len(sent) == 2  # at once, because the field was left
        note.press("End")
        note.press_sequentially(" For good.", delay=5)
        ana.goto("about:blank")
        for _ in range(40):
            if load_suppressions(server.ignore_file)[0].reason.endswith("It is back. For good."):
                break
            ana.wait_for_timeout(100)
        assert (
            load_suppressions(server.ignore_file)[0].reason == "The ministry took the page down. It is back. For good."
        )
        ana.context.close()


def test_what_is_being_typed_is_not_replaced_by_the_decisions_of_others(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        ana = reviewer(browser, server, "Ana")
        row = f'[data-key="{KEYS[0]}"]'
        ana.locator(row).get_by_role("button", name="false alarm").click()
        expect(ana.locator(f"{row} [data-by]")).to_contain_text("Ana")
        note = ana.locator(f"{row} [data-note]")
        note.press_sequentially("First", delay=5)
        server.decide(server.session(), KEYS[1], "confirmed")
        note.press_sequentially(" and second", delay=5)
        ana.wait_for_timeout(1_500)
        assert note.input_value() == "First and second"
        assert load_suppressions(server.ignore_file)[0].reason == "First and second"
        ana.context.close()


def test_the_pages_of_a_review_are_accessible_and_fit_a_phone(browser: Browser, tmp_path: Path) -> None:
    with serving(tmp_path) as server:
        ana = reviewer(browser, server, "Ana")
        ana.locator(f'[data-key="{KEYS[0]}"]').get_by_role("button", name="false alarm").click()
        expect(ana.locator(f'[data-key="{KEYS[0]}"] [data-by]')).to_contain_text("Ana")
        for theme in ("light", "dark"):
            ana.emulate_media(color_scheme=theme, reduced_motion="reduce")
            assert Axe().run(ana).response["violations"] == []
        ana.set_viewport_size({"width": 390, "height": 800})
        assert ana.evaluate("document.documentElement.scrollWidth") <= 390
        ana.screenshot(path=str(tmp_path / "review-390.png"))
        ana.context.close()
