"""The process in which the browser is driven: one page after another, a line of JSON in, a line of JSON out.

It is a separate process, which can be ended if a page keeps the browser busy for ever. Run as
``python -m citecheck.browser.worker`` by `citecheck.browser.adapter`; the first line it reads are the options.
"""

from __future__ import annotations

import base64
import contextlib
import json
import os
import re
import sys
import time
from typing import Any

from playwright.sync_api import Browser, Page, Response, Route, sync_playwright
from playwright.sync_api import Error as BrowserError

_ARGUMENTS = (
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--no-first-run",
    "--proxy-bypass-list=<-loopback>",  # nothing goes past the proxy, not even this machine
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # names are the proxy's to resolve
)
_LEFT_OUT = frozenset(
    {"image", "media", "font", "texttrack", "manifest", "other"}
)  # kinds of requests that hold no text
# Limits: judgement. The whole page must be read within the time limits of `citecheck.browser.adapter`.
_REQUESTS = 300  # of one page
_QUIET = 6.0  # seconds to wait for the network to be quiet
_STABLE = 0.4  # seconds for which the text must not change
_PATIENCE = 5.0  # seconds to wait for that
_RECORDED = 20_000_000  # bytes of answers that are kept as evidence
_SHORT = 400  # words under which a page may only ask for consent

# What buttons say by which a reader gets past a choice about privacy: refusing comes first. Nothing else is clicked.
_REFUSE_WORDS = (
    "(?:no,? )?(?:reject|refuse|decline|deny)(?: all| optional)?(?: cookies)?",
    "continue without (?:accepting|agreeing)",
    "only (?:necessary|essential)(?: cookies)?",
    "(?:use )?(?:necessary|essential) (?:cookies )?only",
    "(?:alle )?ablehnen|nur (?:notwendige|erforderliche)(?: cookies)?",
    "(?:tout )?refuser(?: tout)?|continuer sans accepter",
    "rechazar(?: todo| todas)?|rejeitar(?: tudo| todos)?|rifiuta(?: tutto| tutti)?",
    "(?:alles )?weigeren|odrzuć(?: wszystkie)?|отклонить(?: все)?|(?:すべて)?拒否(?:する)?|拒绝(?:全部)?|全部拒绝",
)
_ACCEPT_WORDS = (
    "(?:i )?(?:accept|agree|allow)(?: all)?(?: cookies)?(?: and (?:continue|close))?",
    "(?:yes,? )?i agree|got it|ok(?:ay)?|continue",
    "(?:alle[ns]? )?(?:akzeptieren|zustimmen|annehmen)(?: und weiter)?|einverstanden",
    "(?:tout )?accepter(?: et (?:continuer|fermer))?|j'accepte",
    "aceptar(?: todo| todas| y continuar)?|aceitar(?: tudo| todos)?|accetta(?: tutto| tutti| e continua)?",
    "(?:alles )?accepteren|akkoord|(?:za)?akceptuj(?: wszystkie)?|zgadzam się",
    "принять(?: все)?|согласен|(?:すべて)?(?:同意|許可)(?:する)?|同意|接受(?:全部)?|全部接受|동의",
)
_REFUSE, _ACCEPT = (re.compile("|".join(words), re.IGNORECASE) for words in (_REFUSE_WORDS, _ACCEPT_WORDS))

_SHADOWS = """() => {
  const found = [];
  const walk = node => {
    for (const one of node.querySelectorAll('*')) {
      if (one.shadowRoot) { found.push(one.shadowRoot.innerHTML); walk(one.shadowRoot); }
    }
  };
  walk(document);
  return found;
}"""
_WITHOUT_SCRIPTS = "document.querySelectorAll('script').forEach(one => one.remove())"


def main() -> None:
    """Serve pages until the standard input ends."""
    options = json.loads(sys.stdin.readline())
    sandbox = not hasattr(os, "geteuid") or os.geteuid() != 0  # Chromium's own sandbox does not work for root
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=options["executable"] or None,
            args=list(_ARGUMENTS),
            chromium_sandbox=sandbox,
            proxy={"server": options["proxy"], "username": options["user"], "password": options["password"]},
        )
        _write({"ready": browser.version})
        for line in sys.stdin:
            job = json.loads(line)
            try:
                _write(_rendered(browser, job, options["user_agent"]))
            except Exception as error:  # one page must not end the process, whatever it does
                _write({"failure": " ".join(str(error).split())[:200]})
        browser.close()


def _rendered(browser: Browser, job: dict[str, Any], user_agent: str) -> dict[str, Any]:
    """Load one page, wait until it no longer changes, and return its content."""
    context = browser.new_context(
        user_agent=user_agent, accept_downloads=False, service_workers="block", viewport={"width": 1280, "height": 2000}
    )
    context.set_default_timeout(float(job["seconds"]) * 1000)
    answers: list[Response] = []
    asked = 0

    def route(one: Route) -> None:
        nonlocal asked
        asked += 1
        allowed = one.request.url.startswith(("http://", "https://")) and one.request.resource_type not in _LEFT_OUT
        if allowed and asked <= _REQUESTS:
            one.continue_()
        else:
            one.abort()

    try:
        page = context.new_page()
        page.route("**/*", route)
        page.on("response", lambda answer: answers.append(answer))  # it takes no built-in function
        page.on("dialog", lambda dialog: dialog.dismiss())
        first = page.goto(job["url"], wait_until="domcontentloaded")
        _settle(page)
        if _passes_consent(page):
            _settle(page)
        navigations = [one for one in answers if one.request.is_navigation_request() and one.frame == page.main_frame]
        status = navigations[-1].status if navigations else first.status if first is not None else 200
        return {"status": status, "url": page.url, "html": _packed(_whole(page)), "answers": _recorded(answers)}
    finally:
        context.close()


def _settle(page: Page) -> None:
    """Wait until the network is quiet and the text no longer changes, within limits."""
    with contextlib.suppress(BrowserError):
        page.wait_for_load_state("networkidle", timeout=_QUIET * 1000)
    ends, before = time.monotonic() + _PATIENCE, -1
    while time.monotonic() < ends:
        length = int(page.evaluate("document.body ? document.body.innerText.length : 0"))
        if length == before and length > 0:
            return
        before = length
        page.wait_for_timeout(_STABLE * 1000)


def _passes_consent(page: Page) -> bool:
    """Click the button that a reader would click on a page that only asks for consent; False if there is none."""
    words = str(page.evaluate("document.body ? document.body.innerText : ''")).split()
    if len(words) > _SHORT:
        return False
    for pattern in (_REFUSE, _ACCEPT):
        for frame in page.frames:
            for button in frame.locator("button, [role=button], input[type=submit], input[type=button], a").all()[:60]:
                with contextlib.suppress(BrowserError):
                    said = (button.inner_text(timeout=500) or button.get_attribute("value", timeout=500) or "").strip()
                    if pattern.fullmatch(" ".join(said.split()).rstrip(" !.›»→")):
                        button.click(timeout=2000)
                        return True
    return False


def _whole(page: Page) -> str:
    """Return the document as it is now, followed by the text of frames and shadow trees."""
    shadows = page.evaluate(_SHADOWS)
    page.evaluate(_WITHOUT_SCRIPTS)  # they have run, and would only say that there are some
    parts = [page.content()]
    parts += [str(one) for one in shadows]
    for frame in page.frames[1:]:
        with contextlib.suppress(BrowserError):
            if frame.url.startswith(("http://", "https://", "about:srcdoc")):
                parts.append(frame.evaluate("document.body ? document.body.innerHTML : ''"))
    if len(parts) == 1:
        return parts[0]
    more = "".join(f"<section>{part}</section>" for part in parts[1:] if part)
    return parts[0].replace("</body>", f"{more}</body>", 1)


def _recorded(answers: list[Response]) -> list[dict[str, Any]]:
    """Return the answers that the page was made from, as far as they are kept."""
    kept: list[dict[str, Any]] = []
    left = _RECORDED
    for answer in answers:
        body = b""
        with contextlib.suppress(BrowserError):
            body = answer.body()
        left -= len(body)
        if left < 0:
            break
        with contextlib.suppress(BrowserError):
            headers = [(one["name"], one["value"]) for one in answer.headers_array()]
            kept.append({"url": answer.url, "status": answer.status, "headers": headers, "body": _packed(body)})
    return kept


def _packed(data: str | bytes) -> str:
    whole = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return base64.b64encode(whole).decode("ascii")


def _write(words: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(words) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
