"""One real Chromium for many pages, driven through Playwright.

The browser is that of the system: `CITECHECK_CHROMIUM`, else the first of the usual names on the path. If there is
none, a test that needs it fails with a message; it is never skipped.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Literal

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
Theme = Literal["light", "dark"]


def executable() -> str:
    """Return the path of a Chromium. Raises `RuntimeError` with the next step if there is none."""
    named = os.environ.get("CITECHECK_CHROMIUM")
    found = named or next((path for name in NAMES if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError(
            "these tests need Chromium and none of "
            + ", ".join(NAMES)
            + " is on the path: install it (apt-get install chromium) or set CITECHECK_CHROMIUM to its path"
        )
    return found


@contextmanager
def running() -> Iterator[Browser]:
    """Run one headless browser."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def opened(
    browser: Browser,
    address: str,
    *,
    width: int = 1280,
    height: int = 800,
    theme: Theme = "light",
    script: bool = True,
    reduced_motion: bool = True,
) -> Iterator[Page]:
    """Open an address in a fresh profile. Any logged error and any request to a server makes the test fail.

    A request is permitted for the page itself, and for `file:`, `data:` and `blob:`, which stay in the browser.
    """
    context: BrowserContext = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme=theme,
        java_script_enabled=script,
        reduced_motion="reduce" if reduced_motion else "no-preference",
        accept_downloads=True,
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(30_000)
    page = context.new_page()
    trouble: list[str] = []
    page.on("request", lambda request: None if _stays(request.url) else trouble.append(f"request: {request.url}"))
    page.on("console", lambda message: trouble.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("dialog", lambda dialog: trouble.append(f"dialog: {dialog.message}"))
    try:
        page.goto(address)
        yield page
        assert not trouble, trouble
    finally:
        context.close()


def _stays(url: str) -> bool:
    return url.startswith(("file:", "data:", "blob:", "about:"))
