from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from live_web import fast

from citecheck.errors import SettingsError
from citecheck.http.failures import Failure
from citecheck.http.guard import Guard, is_forbidden
from citecheck.http.transport import adapter_for
from citecheck.web.live import LiveFetcher
from reports.model import LinkStatus
from testbed.loopback import Loopback, Reply, redirect

FORBIDDEN = """
0.0.0.0 10.0.0.1 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254 172.16.0.1
172.31.255.255 192.0.0.192 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250
240.0.0.1 255.255.255.255
:: ::1 ::ffff ::1:0 ::7f00:1 ::808:808
::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 64:ff9b::7f00:1 64:ff9b::a00:1
64:ff9b:1::a00:1 100::1 2001:db8::1 2002:7f00:1:: 2002:a00:1:: 2001:0:4136:e378:8000:63bf:80ff:fffe
64:ff9b:1:a00:0:100:808:808 64:ff9b:1:a:0:1:808:808 64:ff9b:1:0:a:0:108:808 64:ff9b:1:c0a8:1:100::
2600::200:5efe:10.0.0.1 2600::5efe:7f00:1 2600:1:2:3:0:5efe:192.168.1.1
fc00::1 fd00:ec2::254 fe80::1 fec0::1 ff02::1
"""
PUBLIC = "1.1.1.1 8.8.8.8 93.184.216.34 192.0.1.1 ::ffff:8.8.8.8 64:ff9b::808:808 2606:4700::1111 2a00:1450::1 "
PUBLIC += "64:ff9b:1::808:808 64:ff9b:1:fffe::808:808 2600::200:5efe:8.8.8.8 2600::5eff:a00:1"


@pytest.mark.parametrize("address", FORBIDDEN.split())
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    assert is_forbidden(ipaddress.ip_address(address))
    with pytest.raises(Failure) as refused:
        Guard(resolver=lambda host, port: [address]).addresses("x.test", 80)
    assert refused.value.status is LinkStatus.REFUSED_ADDRESS


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_addresses_are_visited(address: str) -> None:
    assert not is_forbidden(ipaddress.ip_address(address))


@given(st.ip_addresses(v=4))
@settings(max_examples=150, deadline=None)
def test_an_address_in_disguise_is_judged_as_what_it_carries(address: ipaddress.IPv4Address) -> None:
    number = int(address)
    mapped = ipaddress.IPv6Address((0xFFFF << 32) | number)
    translated = ipaddress.IPv6Address((0x64FF9B << 96) | number)
    assert is_forbidden(mapped) == is_forbidden(translated) == is_forbidden(address)


@pytest.mark.parametrize(
    "host",
    [
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "127.1",
        "017700000001",
        "0177.0.0.1",
        "[::1]",
        "[::ffff:7f00:1]",
        "①②⑦.0.0.1",
    ],
)
def test_odd_notations_of_loopback_are_refused(host: str) -> None:
    fetched = LiveFetcher(fast(allow_addresses=())).fetch(f"http://{host}/")
    assert fetched.failure in (LinkStatus.REFUSED_ADDRESS, LinkStatus.INVALID_URL), fetched.reason
    assert fetched.status is None


def test_an_allowed_network_is_visited_and_nothing_beside_it() -> None:
    guard = Guard(["127.0.0.0/8", "fd00::/8"], resolver=lambda host, port: [host])
    assert [str(one) for one in guard.addresses("127.0.0.9", 80)] == ["127.0.0.9"]
    assert guard.addresses("fd00::5", 80)
    assert guard.permits(ipaddress.ip_address("::ffff:127.0.0.1"))
    for closed in ("10.0.0.1", "::1", "192.168.0.1"):
        with pytest.raises(Failure):
            guard.addresses(closed, 80)


def test_a_network_that_is_none_is_a_settings_error() -> None:
    with pytest.raises(SettingsError, match=r"web\.allow_addresses: 'localhost' is not a network"):
        Guard(["localhost"])


def test_forbidden_addresses_among_good_ones_are_left_out() -> None:
    guard = Guard(resolver=lambda host, port: ["10.0.0.1", "93.184.216.34", "::1"])
    assert [str(one) for one in guard.addresses("mixed.test", 443)] == ["93.184.216.34"]


def test_names_that_do_not_exist_are_told_from_those_that_cannot_be_resolved_now() -> None:
    def gone(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    def later(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    for resolver, status in ((gone, LinkStatus.GONE), (later, LinkStatus.CONNECTION_ERROR)):
        with pytest.raises(Failure) as failed:
            Guard(resolver=resolver).addresses("x.test", 80)
        assert failed.value.status is status


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


def test_a_name_that_changes_its_address_is_connected_to_where_it_was_judged(web: Loopback) -> None:
    web.add("rebind.test", "/", Reply(body=b"<p>secret of the inner network"))
    answers = iter([["93.184.216.34"], ["127.0.0.1"], ["127.0.0.1"]])
    guard = Guard(resolver=lambda host, port: next(answers))
    settings = fast(allow_addresses=(), respect_robots=False, connect_timeout=0.05, retries=0)
    fetched = LiveFetcher(settings, adapter=adapter_for(settings, guard=guard)).fetch(web.url("rebind.test"))
    assert fetched.status is None
    assert not web.asked
    again = LiveFetcher(settings, adapter=adapter_for(settings, guard=guard)).fetch(web.url("rebind.test"))
    assert again.failure is LinkStatus.REFUSED_ADDRESS
    assert not web.asked


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest/meta-data/", "//127.1/"]
)
def test_every_redirect_is_judged(web: Loopback, target: str) -> None:
    url = web.add("a.test", "/", redirect(target))
    settings = fast(allow_addresses=("127.9.0.0/16",), respect_robots=False)
    web.names["a.test"] = ["127.9.0.1"]
    with Loopback(host="127.9.0.1") as other:
        url = other.add("a.test", "/", redirect(target))
        guard = Guard(
            settings.allow_addresses, resolver=lambda h, p: ["127.9.0.1"] if h == "a.test" else web.resolver(h, p)
        )
        fetched = LiveFetcher(settings, adapter=adapter_for(settings, guard=guard)).fetch(url)
    assert fetched.failure is LinkStatus.REFUSED_ADDRESS
    assert [attempt.status for attempt in fetched.attempts] == [302, None]
