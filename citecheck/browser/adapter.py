"""The transport that can also show a page: requests with the method RENDER go to a browser, all others go on.

The browser is Chromium, driven by Playwright in a separate process. What it shows is an answer like any other: it is
recorded, and replayed without a browser.
"""

from __future__ import annotations

import base64
import contextlib
import importlib.util
import io
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from queue import Empty, Queue
from typing import Any

import requests
from requests.adapters import BaseAdapter
from requests.structures import CaseInsensitiveDict
from urllib3 import HTTPResponse

from citecheck.browser.guarded_proxy import GuardedProxy
from citecheck.errors import SettingsError
from citecheck.http.addresses import web_address
from citecheck.http.client import RENDER
from citecheck.http.failures import Failure
from citecheck.http.policy import BROWSER_HEADERS
from citecheck.http.transport import GuardedAdapter
from citecheck.settings.model import WebSettings
from reports.model import LinkStatus

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
# Limits of time: judgement.
_SECONDS = 30.0  # for one page, at most
_SETTLING = 15.0  # further seconds for it to become quiet
_START = 30.0  # seconds for the browser to start

Answered = Callable[[str, int, list[tuple[str, str]], bytes], None]
"""Is given each answer from which a page was made: its address, status, headers and body."""


def find_chromium() -> str:
    """Return the path of a Chromium: `CITECHECK_CHROMIUM`, else one on the path; empty: Playwright's own, if any."""
    named = os.environ.get("CITECHECK_CHROMIUM", "")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), "")


def is_installed() -> bool:
    """Return whether the extra `browser` is installed."""
    return importlib.util.find_spec("playwright") is not None


class BrowserAdapter(BaseAdapter):
    """A transport for requests. Safe to share between threads; pages are shown one after another.

    `inner` sends everything else, and its guard decides what the browser may reach. `settings` hold the time and size
    limits. `on_answer` gets the answers that a page was made from. The browser starts with the first page.
    """

    def __init__(self, inner: GuardedAdapter, settings: WebSettings, *, on_answer: Answered | None = None) -> None:
        super().__init__()
        self.inner = inner
        self._max_bytes = settings.max_bytes
        self._seconds = min(_SECONDS, settings.total_timeout)
        self._on_answer = on_answer
        self._lock = threading.Lock()
        self._proxy: GuardedProxy | None = None
        self._process: subprocess.Popen[str] | None = None
        self._lines: Queue[str | None] = Queue()
        self._missing = ""

    def can_render(self, url: str) -> bool:
        """Return whether `url` can be shown: the browser has not failed, and no proxy is set for this address."""
        return not self._missing and not self.inner.proxy_of(url)

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Mapping[str, str] | None = None,
    ) -> requests.Response:
        """Make one exchange, or show one page. See `requests.adapters.BaseAdapter.send`. Raises `Failure`."""
        if request.method != RENDER:
            return self.inner.send(request, stream=stream, timeout=timeout)
        address = web_address(request.url or "")
        self.inner.guard.addresses(address.host, address.port)  # said here, it is the failure of this very address
        with self._lock:
            words = self._shown(address.url)
        if "failure" in words:
            raise Failure(LinkStatus.CONNECTION_ERROR, f"the browser could not show the page: {words['failure']}")
        keep = self._on_answer or _forget
        for one in words["answers"]:
            keep(one["url"], one["status"], [tuple(pair) for pair in one["headers"]], _bytes(one["body"]))
        return _response(request, words["status"], words["url"], _bytes(words["html"]), self)

    def close(self) -> None:
        """End the browser, and close the connections of the inner transport."""
        with self._lock:
            self._end()
            if self._proxy is not None:
                self._proxy.close()
                self._proxy = None
        self.inner.close()

    def _shown(self, url: str) -> dict[str, Any]:
        """Let the browser show `url`; one that does not answer in time is ended, and started again for the next."""
        process = self._started()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps({"url": url, "seconds": self._seconds}) + "\n")
            process.stdin.flush()
            return self._read(self._seconds + min(_SETTLING, 2 * self._seconds))
        except (OSError, Empty, ValueError) as error:
            self._end()
            raise Failure(LinkStatus.TIMEOUT, "the browser did not show the page in time") from error

    def _started(self) -> subprocess.Popen[str]:
        if self._process is not None and self._process.poll() is None:
            return self._process
        if self._proxy is None:
            self._proxy = GuardedProxy(self.inner.guard, max_bytes=self._max_bytes)
        options = {
            "executable": find_chromium(),
            "proxy": self._proxy.url,
            "user": self._proxy.user,
            "password": self._proxy.password,
            "user_agent": BROWSER_HEADERS["User-Agent"],
        }
        self._lines = Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "citecheck.browser.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )
        threading.Thread(target=_listen, args=(self._process, self._lines), daemon=True).start()
        try:
            assert self._process.stdin is not None
            self._process.stdin.write(json.dumps(options) + "\n")
            self._process.stdin.flush()
            self._read(_START)
        except (OSError, Empty, ValueError) as error:
            self._missing = "no Chromium could be started; install one, or name it in CITECHECK_CHROMIUM"
            self._end()
            raise Failure(LinkStatus.NOT_CHECKED, self._missing) from error
        return self._process

    def _read(self, seconds: float) -> dict[str, Any]:
        line = self._lines.get(timeout=seconds)
        if line is None:
            raise ValueError("the browser ended")
        words: dict[str, Any] = json.loads(line)
        return words

    def _end(self) -> None:
        """End the process with all that it started."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except OSError:
            process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()


def browser_for(inner: BaseAdapter, settings: WebSettings, *, on_answer: Answered | None = None) -> BaseAdapter:
    """Return a transport with a browser if `settings` want one and it is installed; else `inner`.

    `on_answer` is as for `BrowserAdapter`. Raises `SettingsError` if `web.browser` is "always" and the extra is
    missing.
    """
    if settings.browser == "never" or not isinstance(inner, GuardedAdapter):
        return inner
    if not is_installed():
        if settings.browser == "always":
            raise SettingsError(
                'web.browser is "always", but none is installed: pip install "citecheck-audit[browser]"'
            )
        return inner
    return BrowserAdapter(inner, settings, on_answer=on_answer)


def _forget(url: str, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
    """Keep nothing of an answer."""


def _listen(process: subprocess.Popen[str], lines: Queue[str | None]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.put(line)
    lines.put(None)


def _bytes(packed: str) -> bytes:
    return base64.b64decode(packed)


def _response(
    request: requests.PreparedRequest, status: int, url: str, body: bytes, adapter: BaseAdapter
) -> requests.Response:
    """Return a page as the browser showed it, as an answer of requests."""
    headers = {"content-type": "text/html; charset=utf-8", "content-location": url}
    response = requests.Response()
    response.status_code, response.reason, response.url = status, "", request.url or ""
    response.headers = CaseInsensitiveDict(headers)
    response.raw = HTTPResponse(body=io.BytesIO(body), headers=headers, status=status, preload_content=False)
    response.request, response.connection = request, adapter  # type: ignore[assignment]  # any adapter will do
    return response


__all__ = ["Answered", "BrowserAdapter", "browser_for", "find_chromium", "is_installed"]
