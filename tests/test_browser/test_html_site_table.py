"""The table of a site of many reports, as a reader sorts and searches it, and its page of trends."""

from __future__ import annotations

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser
from sample_site import sample_site

from reports.formats.html.trends import render_trends
from reports.trends import FindingLife, trends_of
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


def test_the_page_of_trends_is_accessible_fits_a_phone_and_prints(browser: Browser, tmp_path: Path) -> None:
    nights = [(number, f"2026-03-{number:02}T02:00:00Z", 9) for number in range(1, 29)]
    lives = [
        FindingLife(
            code=code,
            host=f"a-long-name-of-a-host-{number}.example.org",
            since=nights[number][1],
            gone=nights[number + 3][1] if number % 2 else None,
            spells=((number + 1, number + 3),),
        )
        for number in range(20)
        for code in ("link-dead", "claim-unsupported", "link-blocked")
    ]
    path = tmp_path / "trends.html"
    path.write_text(render_trends(trends_of(lives, nights), home="index.html"), "utf-8")
    for theme in ("light", "dark"):
        with opened(browser, path.as_uri(), theme=theme) as page:
            assert Axe().run(page).response["violations"] == []
            page.set_viewport_size({"width": 390, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= 390
            assert Axe().run(page).response["violations"] == []
            page.set_viewport_size({"width": 718, "height": 1000})  # A4 within its margins
            page.emulate_media(media="print")
            assert page.evaluate("document.documentElement.scrollWidth") <= 718, "a table is whole on paper"
            page.emulate_media(media="screen")
            page.set_viewport_size({"width": 390, "height": 800})
            for name in page.locator("svg text").all():  # nothing is cut off
                box, frame = name.bounding_box(), name.locator("xpath=ancestor::*[name()='svg'][1]").bounding_box()
                assert box and frame
                assert box["x"] >= frame["x"] - 1 and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1


def test_the_pages_of_a_night_work_with_their_shared_files_from_disk_and_from_a_server(
    browser: Browser, tmp_path: Path
) -> None:
    site = sample_site(tmp_path)
    name = next(path.name for path in tmp_path.glob("*.html") if "zebra" in path.name)
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for address in (site.with_name(name).as_uri(), f"http://127.0.0.1:{server.server_port}/{name}"):
            page, trouble = browser.new_page(), []
            page.on("console", lambda message, trouble=trouble: trouble.append(message.text))
            page.on("pageerror", lambda error, trouble=trouble: trouble.append(str(error)))
            page.goto(address)
            assert page.evaluate("document.documentElement.classList.contains('scripted')")
            assert page.evaluate("getComputedStyle(document.body).maxWidth") != "none"
            page.close()
            assert trouble == []
        server.shutdown()
