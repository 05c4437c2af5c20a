"""Pages saved in an archive: each sent once, none lost, and what is not known is said. The archive is on loopback."""

from __future__ import annotations

import json
from urllib.parse import parse_qs

import pytest
from requests.adapters import HTTPAdapter

from citecheck.archives.saving import PageSaver, SaveOutcome, may_be_saved
from citecheck.http.rate_limiter import RateLimiter
from testbed.archive_faults import settings
from testbed.idle_clock import IdleClock
from testbed.scripted_server import reply, serving

URL = "https://salt.example/mill?a=1&b=2"
STAMP = "20260102030500"
KEY = "ACCESS:SECRET"


class Archive:
    """Save Page Now as a script: `posts`, `jobs` and `pages` are its answers in order, the last for good."""

    def __init__(self, *, posts=(), jobs=(), pages=(), captured=False):
        self.scripts = {"post": list(posts), "job": list(jobs), "page": list(pages)}
        self.captured = captured
        self.saves = 0

    def answer(self, asked):
        if asked.target.startswith("/save/status/"):
            return self._next("job")
        if asked.target.startswith("/save"):
            self.saves += 1
            self.last = asked
            return self._next("post" if asked.method == "POST" else "page")
        if not self.captured:
            return reply(b"not here", "404 Not Found")
        link = ("Link", f'<{URL}>; rel="original"')
        if STAMP in asked.target:
            return reply(b"<p>The mill</p>", "200 OK", ("Memento-Datetime", "Fri, 02 Jan 2026 03:05:00 GMT"), link)
        target = f"{self.url}/web/{STAMP}id_/{URL}"
        return reply(b"", "302 Found", ("Location", target), link, ("Vary", "accept-datetime"))

    def _next(self, script):
        left = self.scripts[script]
        one = left.pop(0) if len(left) > 1 else left[0]
        return one() if callable(one) else one


PENDING = reply(json.dumps({"status": "pending", "job_id": "spn2-1"}).encode(), type="application/json")
STARTED = reply(json.dumps({"url": URL, "job_id": "spn2-1"}).encode(), type="application/json")
DONE = reply(
    json.dumps({"status": "success", "timestamp": STAMP, "original_url": URL}).encode(), type="application/json"
)
NO = reply(
    json.dumps(
        {"status": "error", "status_ext": "error:no-access", "message": "The page cannot be accessed."}
    ).encode(),
    type="application/json",
)
PAGE = reply(b"<!doctype html><title>Busy</title>")
TOO_MANY = reply(b"", "429 Too Many Requests", ("Retry-After", "7"))
BROKEN = reply(b"", "500 Internal Server Error")
GATEWAY = reply(b"", "504 Gateway Timeout")


def saved(archive, *, key=KEY, twice=False):
    clock = IdleClock()
    with serving(archive.answer) as server:
        archive.url = server.url
        saver = PageSaver(settings(server.url), HTTPAdapter(), clock=clock, key=key, limiter=RateLimiter(clock))
        page = saver.save(URL)
        if twice:
            assert saver.save(URL) == page
        archive.base = server.url
        archive.asked = server.asked
    return page


def test_a_job_is_followed_to_its_capture():
    archive = Archive(posts=[STARTED], jobs=[PENDING, PENDING, DONE])

    page = saved(archive, twice=True)

    assert page.outcome is SaveOutcome.SAVED
    assert page.capture == f"{archive.base}/web/{STAMP}/{URL}"
    assert page.captured == "2026-01-02T03:05:00Z"
    assert archive.saves == 1
    assert parse_qs(archive.last.body.decode())["url"] == [URL]
    assert archive.last.headers["authorization"] == f"LOW {KEY}"


def test_without_a_key_the_answer_names_the_capture():
    for header in (("Content-Location", f"/web/{STAMP}/{URL}"), ("Location", f"/web/{STAMP}/{URL}")):
        archive = Archive(pages=[reply(b"", "302 Found" if header[0] == "Location" else "200 OK", header)])

        page = saved(archive, key="", twice=True)

        assert page.outcome is SaveOutcome.SAVED, header
        assert page.capture == f"{archive.base}/web/{STAMP}/{URL}"
        assert archive.saves == 1
        assert "authorization" not in archive.last.headers


@pytest.mark.parametrize("busy", [TOO_MANY, BROKEN], ids=["429", "500"])
def test_what_was_certainly_not_taken_is_sent_again(busy):
    archive = Archive(posts=[busy, STARTED], jobs=[DONE])

    page = saved(archive)

    assert page.outcome is SaveOutcome.SAVED
    assert archive.saves == 2


@pytest.mark.parametrize("answer", [PAGE, GATEWAY, b"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n{"], ids=str)
@pytest.mark.parametrize("key", [KEY, ""])
def test_what_may_have_been_taken_is_never_sent_again(answer, key):
    archive = Archive(posts=[answer], pages=[answer])

    page = saved(archive, key=key)

    assert page.outcome is SaveOutcome.UNKNOWN
    assert "is not known, so it was not sent again" in page.reason
    assert archive.saves == 1


def test_what_may_have_been_taken_is_looked_up():
    archive = Archive(posts=[PAGE], captured=True)

    page = saved(archive)

    assert page.outcome is SaveOutcome.SAVED
    assert page.capture == f"{archive.base}/web/{STAMP}/{URL}"
    assert archive.saves == 1


@pytest.mark.parametrize(
    ("posts", "jobs", "reason"),
    [([NO], [], "The page cannot be accessed."), ([STARTED], [NO], "The page cannot be accessed.")],
)
def test_a_refusal_is_told_in_the_words_of_the_archive(posts, jobs, reason):
    page = saved(Archive(posts=posts, jobs=jobs))

    assert (page.outcome, page.reason, page.capture) == (SaveOutcome.REFUSED, reason, None)


def test_an_archive_that_always_refuses_is_left_after_the_retries():
    archive = Archive(posts=[TOO_MANY])

    page = saved(archive)

    assert page.outcome is SaveOutcome.REFUSED
    assert "429" in page.reason
    assert 1 < archive.saves <= 4


@pytest.mark.parametrize("jobs", [[PENDING], [PAGE], [GATEWAY]], ids=["pending for ever", "a page", "a gateway"])
def test_a_job_without_an_end_is_left_and_said(jobs):
    archive = Archive(posts=[STARTED], jobs=jobs)

    page = saved(archive)

    assert page.outcome is SaveOutcome.UNKNOWN
    assert archive.saves == 1


def test_a_capture_of_another_page_is_not_taken_for_it():
    other = json.dumps({"status": "success", "timestamp": STAMP, "original_url": "https://rye.example/"}).encode()

    page = saved(Archive(posts=[STARTED], jobs=[reply(other, type="application/json")]))

    assert page.outcome is SaveOutcome.UNKNOWN
    assert "another page" in page.reason


def test_addresses_with_secrets_are_not_sent():
    assert may_be_saved(URL)
    assert not may_be_saved("https://me:secret@salt.example/")
