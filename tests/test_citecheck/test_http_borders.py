"""Each limit of the HTTP client, from both sides: addresses, numbers, circuits, canaries, guards."""

from __future__ import annotations

import contextlib
import socket

import pytest
from live_web import fast

from citecheck.errors import SettingsError
from citecheck.http.addresses import follow, web_address
from citecheck.http.circuit_breaker import CircuitBreaker
from citecheck.http.connections import GuardedConnection, Underway, tls_context
from citecheck.http.connectivity import Connectivity
from citecheck.http.digits import header_number
from citecheck.http.failures import Failure
from citecheck.http.guard import Guard, is_private_name, system_resolver
from citecheck.http.http_dates import parsed_http_date, retry_after_seconds
from citecheck.http.one_host import OneHostGuard
from citecheck.web.live import LiveFetcher
from reports.model import LinkStatus

DOWN = Failure(LinkStatus.CONNECTION_ERROR, "the server refuses connections")


class TestAddresses:
    @pytest.mark.parametrize(
        ("url", "origin"),
        [
            ("http://a.test:79/x", "http://a.test:79"),
            ("http://a.test:80/x", "http://a.test"),
            ("http://a.test:81/x", "http://a.test:81"),
            ("http://a.test:443/x", "http://a.test:443"),
            ("https://a.test:443/x", "https://a.test"),
            ("https://a.test:80/x", "https://a.test:80"),
            ("http://[::1]:80/x", "http://[::1]"),
            ("http://[::1]:8080/x", "http://[::1]:8080"),
        ],
    )
    def test_a_port_is_named_unless_it_is_the_usual_one(self, url: str, origin: str) -> None:
        address = web_address(url)
        assert address.origin == origin
        assert address.url == f"{origin}/x"
        assert address.path == "/x"

    @pytest.mark.parametrize(
        "host",
        ["1.2.3.4", "255.255.255.255", "0x7f.1", "0377.1", "1.2.65535", "1.16777215", "4294967295", "127.0.0.1."],
    )
    def test_a_host_that_is_an_address_is_one(self, host: str) -> None:
        assert web_address(f"http://{host}/").host == host

    @pytest.mark.parametrize(
        "host",
        [
            "256.1.1.1",
            "1.2.3.256",
            "1.2.65536",
            "1.16777216",
            "4294967296",
            "1.2.3.4.5",
            "09.1.1.1",
            "a.1",
            "1.2.3.09",
            "x.256",
            "0x",
        ],
    )
    def test_a_host_that_ends_in_a_number_and_is_no_address_is_refused(self, host: str) -> None:
        with pytest.raises(Failure) as raised:
            web_address(f"http://{host}/")
        assert raised.value.status is LinkStatus.INVALID_URL

    @pytest.mark.parametrize(("length", "good"), [(63, True), (64, False)])
    def test_a_label_has_63_characters(self, length: int, good: bool) -> None:
        assert _is_address(f"http://{'a' * length}.test/") is good

    @pytest.mark.parametrize(("length", "good"), [(254, True), (255, False)])
    def test_a_name_has_254_characters(self, length: int, good: bool) -> None:
        labels = ".".join(["a" * 60] * 4) + "."
        assert _is_address(f"http://{labels}{'b' * (length - len(labels) - 5)}.test/") is good

    @pytest.mark.parametrize(
        ("written", "read"),
        [
            ("http:///a.test/x", "http://a.test/x"),
            ("http:a.test/x", "http://a.test/x"),
            ("http:////a.test/x", "http://a.test/x"),
            ("//a.test/x", "https://a.test/x"),
            ("a.test/x", "http://a.test/x"),
            ("a.test:81/x", "http://a.test:81/x"),
            ("https%3A%2F%2Fa.test%2Fx", "https://a.test/x"),
            ("http://a.test/b/../c/./d", "http://a.test/c/d"),
            ("http://a.test/b/..", "http://a.test/"),
            ("http://a.test/b/.", "http://a.test/b/"),
            ("http://a.test/%2e%2E/c", "http://a.test/c"),
            ("http://a.test/...", "http://a.test/..."),
            ("http://a.test", "http://a.test/"),
            ("http://a.test?b", "http://a.test/?b"),
        ],
    )
    def test_what_people_write_is_read_as_browsers_do(self, written: str, read: str) -> None:
        assert web_address(written).url == read

    def test_a_target_keeps_the_fragment_unless_it_has_its_own(self) -> None:
        start = web_address("http://a.test/b#c")
        assert follow(start, "/d").fragment == "c"
        assert follow(start, "/d#e").fragment == "e"
        assert follow(web_address("http://a.test/b"), "/d").fragment == ""


def _is_address(url: str) -> bool:
    try:
        return bool(web_address(url))
    except Failure:
        return False


class TestNumbersAndDates:
    @pytest.mark.parametrize(
        ("text", "number"),
        [
            ("0", 0),
            ("007", 7),
            ("000", 0),
            ("9" * 18, 10**18 - 1),
            ("9" * 19, 10**18 - 1),
            ("0" * 30 + "5", 5),
            ("", None),
            ("\u00b2", None),
            ("-1", None),
            ("1.5", None),
            (" 1", None),
        ],
    )
    def test_a_number_of_a_header_has_18_digits_at_most(self, text: str, number: int | None) -> None:
        assert header_number(text) == number

    @pytest.mark.parametrize(
        ("value", "seconds"),
        [
            ("0", 0.0),
            (" 120 ", 120.0),
            ("123456789", 123456789.0),
            ("1234567890", 123456789.0),
            ("-1", None),
            ("1.5", None),
            ("\u00b2", None),
            ("", None),
            (None, None),
            ("Sat, 28 Nov 2026 12:00:30 GMT", 30.0),
            ("Sat, 28 Nov 2026 11:59:30 GMT", 0.0),
            ("Sat, 28 Nov 2026 13:00:30 +0100", 30.0),
            ("soon", None),
        ],
    )
    def test_a_wait_is_a_number_or_a_date(self, value: str | None, seconds: float | None) -> None:
        assert retry_after_seconds(value, "2026-11-28T12:00:00Z") == seconds

    def test_a_date_without_a_zone_is_in_utc(self) -> None:
        named, unnamed = (parsed_http_date(f"Sat, 28 Nov 2026 12:00:00{zone}") for zone in (" GMT", ""))
        assert named is not None
        assert named == unnamed
        assert parsed_http_date("Sat, 28 Nov 99999 12:00:00 GMT") is None


class TestCircuits:
    def test_without_moments_each_failure_counts(self) -> None:
        breaker = CircuitBreaker()
        for count in range(1, 4):
            breaker.failed("a.test", DOWN)
            assert (breaker.opened("a.test", 3) is not None) is (count == 3)

    def test_an_address_counts_once_and_an_answer_forgets_it(self) -> None:
        breaker = CircuitBreaker()
        for key in ("/a", "/a", "/b"):
            breaker.failed("a.test", DOWN, key=key)
        assert breaker.opened("a.test", 3) is None
        opened = breaker.opened("a.test", 2)
        assert opened is not None
        assert "2 times in a row" in opened.reason
        assert breaker.opened("a.test", 0) is None
        assert breaker.opened("b.test", 1) is None
        breaker.succeeded("a.test")
        assert breaker.opened("a.test", 1) is None

    def test_what_is_not_asked_for_opens_no_circuit(self) -> None:
        settings = fast(breaker=2, allow_addresses=(), respect_robots=False)
        with contextlib.closing(LiveFetcher(settings)) as fetcher:
            reasons = [fetcher.fetch(f"http://10.0.0.1/{number}").reason for number in range(4)]
        assert all("not a public address" in reason for reason in reasons)
        assert len(set(reasons)) == 1


class TestCanary:
    def _judge(self, *answers: Failure | None) -> tuple[Connectivity, list[str]]:
        asked: list[str] = []
        left = list(answers)

        def ask(url: str) -> None:
            asked.append(url)
            failure = left.pop(0)
            if failure is not None:
                raise failure

        return Connectivity(canary="https://canary.test/", ask=ask), asked

    def test_a_failure_is_believed_while_the_canary_answers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now = _time(monkeypatch)
        judge, asked = self._judge(None, None)
        for moment, times in ((0.0, 1), (29.9, 1), (30.0, 2)):
            now[0] = 1000.0 + moment
            assert judge.judged("http://a.test/", DOWN, is_inside=lambda: False) is DOWN
            assert (len(asked), judge.is_down) == (times, False)

    def test_a_dead_network_is_asked_again_after_30_60_and_120_seconds(self, monkeypatch: pytest.MonkeyPatch) -> None:
        now = _time(monkeypatch)
        judge, asked = self._judge(DOWN, DOWN, DOWN, None)
        moment = 0.0
        for times, trusted in ((1, 30.0), (2, 60.0), (3, 120.0)):
            now[0] = 1000.0 + moment
            said = judge.judged("http://a.test/", DOWN, is_inside=lambda: False)
            assert said.status is LinkStatus.NOT_CHECKED
            assert len(asked) == times
            now[0] += trusted - 0.1
            assert judge.is_down
            now[0] += 0.1
            assert not judge.is_down
            moment += trusted
        now[0] = 1000.0 + moment
        assert judge.judged("http://a.test/", DOWN, is_inside=lambda: False) is DOWN
        assert judge.untried().status is LinkStatus.NOT_CHECKED

    @pytest.mark.parametrize(
        ("url", "failure", "inside"),
        [
            ("https://canary.test/", DOWN, False),
            ("http://a.test/", DOWN, True),
            ("http://a.test/", Failure(LinkStatus.INVALID_URL, "x"), False),
            ("http://a.test/", Failure(LinkStatus.BLOCKED, "x"), False),
        ],
    )
    def test_some_failures_need_no_canary(self, url: str, failure: Failure, inside: bool) -> None:
        judge, asked = self._judge()
        assert judge.judged(url, failure, is_inside=lambda: inside) is failure
        assert asked == []


def _time(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the present moment of the canary, in a list that may be changed."""
    now = [1000.0]
    monkeypatch.setattr("citecheck.http.connectivity.time.monotonic", lambda: now[0])
    return now


class TestGuards:
    @pytest.mark.parametrize(
        ("host", "private"),
        [
            ("localhost", True),
            ("LOCALHOST.", True),
            ("printer", True),
            ("a.local", True),
            ("a.internal", True),
            ("a.home.arpa", True),
            ("home.arpa", False),
            ("a.example", False),
            ("local.example", False),
            ("127.1", True),
            ("8.8.8.8", False),
            ("[::1]", True),
            ("2606:4700::1", False),
        ],
    )
    def test_a_name_tells_that_a_host_is_private(self, host: str, private: bool) -> None:
        assert is_private_name(host) is private

    def test_a_refusal_names_three_addresses(self) -> None:
        found = [f"10.0.0.{number}" for number in range(1, 6)]
        with pytest.raises(Failure) as raised:
            Guard(resolver=lambda *_: found).addresses("a.test", 80)
        assert raised.value.status is LinkStatus.REFUSED_ADDRESS
        assert "10.0.0.3" in raised.value.reason
        assert "10.0.0.4" not in raised.value.reason

    def test_a_name_without_an_address_is_no_refusal(self) -> None:
        with pytest.raises(Failure) as raised:
            Guard(resolver=lambda *_: []).addresses("a.test", 80)
        assert raised.value.status is LinkStatus.CONNECTION_ERROR

    @pytest.mark.parametrize("file", ["no\0name", "/no/such/file.pem", __file__])
    def test_a_file_without_certificates_is_an_error_of_the_settings(self, file: str) -> None:
        with pytest.raises(SettingsError, match=r"web\.ca_bundle"):
            tls_context(file)

    def test_the_system_gives_the_addresses_of_a_host(self) -> None:
        assert system_resolver("127.0.0.1", 80) == ["127.0.0.1"]

    def test_a_host_that_cannot_be_resolved_is_not_inside(self) -> None:
        def fails(host: str, port: int) -> list[str]:
            raise socket.gaierror(socket.EAI_NONAME, "no such name")

        assert not Guard(("10.0.0.0/8",), resolver=fails).is_inside("a.test", 80)
        assert Guard(("10.0.0.0/8",), resolver=lambda *_: ["10.1.2.3"]).is_inside("a.test", 80)

    @pytest.mark.parametrize(
        ("host", "port", "own"),
        [
            ("mail.test", 587, True),
            ("mail.test", 25, False),
            ("mail.test", 993, False),
            ("a.test", 587, False),
            ("z.test", 587, False),
        ],
    )
    def test_a_guard_of_one_host_permits_that_host_at_that_port(self, host: str, port: int, own: bool) -> None:
        guard = OneHostGuard("http://mail.test:587/")
        guard._resolver = lambda *_: ["10.0.0.1"]
        if own:
            assert [str(one) for one in guard.addresses(host, port)] == ["10.0.0.1"]
        else:
            with pytest.raises(Failure, match="is not the server that the settings name"):
                guard.addresses(host, port)

    @pytest.mark.parametrize(
        ("address", "family"), [("2606:4700::1", socket.AF_INET6), ("93.184.216.34", socket.AF_INET)]
    )
    def test_a_connection_is_of_the_family_of_its_address(
        self, address: str, family: socket.AddressFamily, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        made: list[tuple[int, object]] = []
        monkeypatch.setattr(socket.socket, "connect", lambda own, to: made.append((own.family, to)))
        guard = Guard(resolver=lambda *_: [address])
        connection = GuardedConnection("a.test", 80, guard=guard, exchange=Underway())

        connection.connect()
        connection.close()

        assert made == [(family, (address, 80))]
