"""Each registry says record, none or unknown, and never takes a failure for "none"."""

from __future__ import annotations

import io
import json
from typing import Any

import msgspec
import pytest
import requests
from registry_world import BOOK, PREPRINT, SNOW, SOFTWARE, TIDES, WEB, WINDS, World, with_retries, world
from requests.adapters import BaseAdapter
from urllib3 import HTTPResponse

from citecheck.registries.client import RegistryClient
from citecheck.registries.model import Answered, Lookup
from citecheck.registries.services import DEFAULTS, service
from citecheck.settings import Settings
from citecheck.settings.registries import RegistrySettings, ServiceSettings
from citecheck.testing import FakeClock
from reports.records import WorkKind
from testbed.loopback import Exchange, Reply

ASKED = (
    ("crossref", "doi", TIDES.doi),
    ("crossref", "doi", WINDS.doi),
    ("doi", "doi", TIDES.doi),
    ("datacite", "doi", SNOW.doi),
    ("openalex", "doi", TIDES.doi),
    ("pubmed", "pmid", TIDES.pmid),
    ("arxiv", "arxiv", PREPRINT.arxiv),
    ("arxiv", "doi", PREPRINT.doi),
    ("open_library", "isbn", BOOK.isbn),
)
MISSING = {"doi": "10.1000/nothing", "pmid": "99999999", "arxiv": "1901.99999", "isbn": "9783161484100"}
TITLES = (
    ("crossref", TIDES),
    ("openalex", WINDS),
    ("datacite", SNOW),
    ("arxiv", PREPRINT),
    ("open_library", BOOK),
    ("pubmed", TIDES),
)


def cut(exchange: Exchange) -> None:
    """Send a part of the answer that was announced, then close."""
    exchange.send(b'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 900\r\n\r\n{"message": {"DOI"')


FAULTS = {
    "503": Reply(status=503),
    "500 with JSON": Reply(status=500, body=b"{}", content_type="application/json"),
    "429": Reply(status=429, headers=(("Retry-After", "3600"),)),
    "403": Reply(status=403, body=b"<html>Access denied</html>"),
    "a page instead of JSON": Reply(body=b"<!doctype html><title>Welcome</title><p>Sign in to this network</p>"),
    "JSON of another form": Reply(body=b'{"hello": [1, 2]}', content_type="application/json"),
    "JSON with bytes that are no text": Reply(body=b'{"message": {"DOI": "\xb4"}}', content_type="application/json"),
    "JSON of great depth": Reply(body=b'{"message": ' + b"[" * 100_000, content_type="application/json"),
    "a redirect to what is no address": Reply(status=302, headers=(("Location", "http://["),)),
    "a redirect to another host": Reply(status=302, headers=(("Location", "http://192.168.0.7/"),)),
    "a list": Reply(body=b"[]", content_type="application/json"),
    "half an answer": Reply(body=b'{"message": {"DOI": "10.10', content_type="application/json"),
    "a cut answer": Reply(fault=cut),
    "an empty body": Reply(body=b"", content_type="application/json"),
    "a page with 404": Reply(status=404, body=b"<!doctype html><html><title>nginx</title>" + b"<p>x</p>" * 60),
}


def ask(there: World, service: str, kind: str, value: str) -> Lookup:
    return there.registries.by_key[service].by_identifier(kind, value)


@pytest.mark.parametrize(("service", "kind", "value"), ASKED)
def test_a_work_that_is_there_is_found_by_its_identifier(service: str, kind: str, value: str) -> None:
    with world() as there:
        found = ask(there, service, kind, value)

    assert found.outcome is Answered.RECORD, found.reason
    assert found.attempts


@pytest.mark.parametrize(("service", "kind"), sorted({(service, kind) for service, kind, _ in ASKED}))
def test_an_identifier_that_no_work_has_is_none_and_says_who_answered(service: str, kind: str) -> None:
    value = MISSING[kind] if (service, kind) != ("arxiv", "doi") else "10.48550/arxiv.1901.99999"
    with world() as there:
        found = ask(there, service, kind, value)

    assert found.outcome is Answered.NONE
    assert found.registry in found.reason


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize(("service", "kind", "value"), ASKED)
def test_a_failure_is_unknown(service: str, kind: str, value: str, fault: str) -> None:
    with world() as there:
        there.double.fail(service, reply=FAULTS[fault])
        found = ask(there, service, kind, value)

    page = service == "openalex" and fault == "a page with 404"  # its own way to say that there is no such work
    assert found.outcome is (Answered.NONE if page else Answered.UNKNOWN)
    assert found.reason


@pytest.mark.parametrize("fault", [*FAULTS, "404"])
@pytest.mark.parametrize(("service", "wanted"), TITLES)
def test_a_search_that_fails_is_unknown(service: str, wanted, fault: str) -> None:
    missing = Reply(status=404, body=b"Not found", content_type="text/plain")
    with world() as there:
        there.double.fail(service, reply=FAULTS.get(fault, missing))
        found = there.registries.by_key[service].by_title(wanted.title, ("Lind, Ana",))

    assert found.outcome is Answered.UNKNOWN


@pytest.mark.parametrize(("service", "wanted"), TITLES)
def test_a_search_finds_the_work_among_its_hits(service: str, wanted) -> None:
    with world() as there:
        found = there.registries.by_key[service].by_title(wanted.title)

    assert found.outcome is Answered.RECORD
    assert wanted.title.split(":")[0] in {(record.title or "").split(":")[0] for record in found.records}


def test_a_pause_that_is_short_is_obeyed_and_the_answer_comes() -> None:
    said = iter([Reply(status=429, headers=(("Retry-After", "0"),)), Reply(status=503)])
    with world(web=with_retries(2)) as there:
        there.double.faults["crossref"] = lambda path, right: next(said, right)
        found = ask(there, "crossref", "doi", TIDES.doi)

    assert found.outcome is Answered.RECORD
    assert [attempt.status for attempt in found.attempts] == [429, 503, 200]


def test_a_service_that_keeps_failing_is_left_alone_and_the_others_are_not() -> None:
    with world(breaker=2) as there:
        there.double.fail("crossref", reply=Reply(status=503))
        for number in range(6):
            assert ask(there, "crossref", "doi", f"10.1000/{number}").outcome is Answered.UNKNOWN
        assert ask(there, "openalex", "doi", TIDES.doi).outcome is Answered.RECORD

        assert len(there.double.paths["crossref"]) == 2


def test_a_spent_budget_is_unknown_and_says_so() -> None:
    with world() as there:
        one = ServiceSettings(url=there.double.url("crossref"), per_second=100_000, max_requests=1)
        with world(double=there.double, crossref=one) as limited:
            assert ask(limited, "crossref", "doi", TIDES.doi).outcome is Answered.RECORD
            spent = ask(limited, "crossref", "doi", WINDS.doi)

    assert spent.outcome is Answered.UNKNOWN
    assert "registries.crossref.max_requests" in spent.reason


class Counting(BaseAdapter):
    """Answers every request with "not found", and counts them."""

    sent = 0

    def send(self, request: requests.PreparedRequest, *_: object, **__: object) -> requests.Response:
        self.sent += 1
        answer = requests.Response()
        answer.status_code, answer.url, answer.request = 404, request.url or "", request
        answer.raw = HTTPResponse(body=io.BytesIO(b"{}"), status=404, preload_content=False)
        return answer

    def close(self) -> None:
        pass


@pytest.mark.parametrize(
    ("chosen", "environment", "sent"),
    [
        ({}, {}, 50),
        ({"max_requests": 7}, {}, 7),
        ({"max_requests": 55}, {}, 55),
        ({"key_env": "OWN_KEY"}, {"OWN_KEY": "k"}, 60),
        ({"key_env": "OWN_KEY"}, {"OWN_KEY": " "}, 50),
        ({"url": "https://mirror.test"}, {}, 60),
        ({"per_second": 5.0}, {}, 60),
    ],
)
def test_a_limit_of_an_hour_is_a_budget_and_no_pace(
    chosen: dict[str, Any], environment: dict[str, str], sent: int
) -> None:
    settings = Settings(registries=RegistrySettings(github=ServiceSettings(**chosen)))
    github = service("github", settings.registries)
    assert github is not None
    clock, adapter = FakeClock(), Counting()
    client = RegistryClient(settings, adapter, clock=clock, environment=environment)
    began = clock.monotonic()

    replies = [client.get(github, f"/repos/a/{number}") for number in range(60)]

    assert adapter.sent == sent
    assert clock.monotonic() - began <= 61, "nobody waits for a minute between two repositories"
    left = [reply for reply in replies if reply.failure is not None]
    assert len(left) == 60 - sent
    for reply in left:
        assert reply.failure is not None
        named = "max_requests permits" if "max_requests" in chosen else "registries.github.key_env, or wait"
        assert named in reply.failure.reason


def test_a_service_that_counts_by_the_second_has_no_budget() -> None:
    known = [service(key, RegistrySettings()) for key in DEFAULTS]
    assert {one.key: one.hourly for one in known if one is not None and one.hourly} == {
        "github": 50,
        "software_heritage": 100,
    }


def test_a_record_has_the_fields_that_repairs_need() -> None:
    with world() as there:
        (crossref,) = ask(there, "crossref", "doi", TIDES.doi).records
        (openalex,) = ask(there, "openalex", "doi", TIDES.doi).records

    assert crossref.kind is WorkKind.ARTICLE
    assert crossref.authors == ("Lind, Ana", "Ek, Bo", "Öst, Cid")
    assert (crossref.year, crossref.venues) == (2011, (TIDES.venue,))
    assert crossref.identifiers["doi"] == TIDES.doi
    assert openalex.open_copy == TIDES.open_copy
    assert openalex.identifiers["pmid"] == TIDES.pmid


def test_an_alias_of_a_doi_is_followed_within_the_service_only() -> None:
    with world() as there:
        home = there.double.url("crossref")
        there.double.faults["crossref"] = lambda path, right: (
            Reply(status=301, headers=(("Location", f"{home}/works/{WINDS.doi}"),)) if "alias" in path else right
        )
        inside = ask(there, "crossref", "doi", "10.1000/alias")
        there.double.fail("crossref", reply=Reply(status=302, headers=(("Location", "https://elsewhere.example/x"),)))
        outside = ask(there, "crossref", "doi", "10.1000/other")

    assert inside.records[0].title == WINDS.title
    assert outside.outcome is Answered.UNKNOWN
    assert len(outside.attempts) == 1


def test_software_is_found_by_the_address_of_its_repository() -> None:
    with world() as there:
        github = there.registries.by_key["github"]
        found = github.by_address(f"https://github.com/{SOFTWARE.title}/tree/main/src")
        missing = github.by_address("https://github.com/lind/nothing")
        elsewhere = github.by_address("https://example.org/lind/tidegauge")

    assert found.records[0].kind is WorkKind.SOFTWARE
    assert missing.outcome is Answered.NONE
    assert (elsewhere.outcome, elsewhere.attempts) == (Answered.UNKNOWN, ())


def test_the_contact_is_sent_and_a_key_only_over_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENALEX_API_KEY", "k3y-of-mine")
    with world(web=msgspec.structs.replace(WEB, contact="me@example.org")) as there:
        ask(there, "openalex", "doi", TIDES.doi)
        asked = there.double.web.asked[-1]

    assert "me@example.org" in {name.lower(): value for name, value in asked.headers.items()}["user-agent"]
    assert "k3y-of-mine" not in json.dumps(asked.headers)
