"""What users bring: proxies, credentials for hosts, pages that they saved by hand."""

from __future__ import annotations

import base64
import contextlib
import gzip
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from command import run
from live_web import fast, fetcher_for, guard_for, settings_for
from loopback_tls import Authority

import citecheck
from citecheck.archives import build_archives
from citecheck.assembly import Session
from citecheck.errors import SettingsError
from citecheck.evidence import Recording, RecordingAdapter
from citecheck.http.addresses import web_address
from citecheck.http.credentials import Credentials, withheld_from
from citecheck.http.transport import adapter_for
from citecheck.settings import load_settings
from citecheck.settings.model import ArchiveSettings, HostSettings, Settings, WebSettings
from citecheck.testing import FakeClock
from claims.model import Reference, Span
from reports.model import LinkStatus, Origin
from reports.rendering import load
from testbed.loopback import Loopback, Reply, page, prose, redirect
from testbed.scripted_server import reply, serving

SECRET = "tok-8d1f-secret"
STORY = Reply(body=page("A story of the mill", prose(220)))


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as server:
        yield server


@dataclass
class Proxy:
    """A proxy that knows every name, answers with a page and keeps what it was asked."""

    asked: list[bytes] = field(default_factory=list)
    url: str = ""


def tunnel(connection: socket.socket, port: int) -> None:
    """Let bytes pass between a client and a port of this machine, whatever host was asked for."""
    with socket.create_connection(("127.0.0.1", port)) as target:
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")

        def back() -> None:
            with contextlib.suppress(OSError):
                while piece := target.recv(65536):
                    connection.sendall(piece)
                connection.shutdown(socket.SHUT_WR)

        returning = threading.Thread(target=back, daemon=True)
        returning.start()
        with contextlib.suppress(OSError):
            while piece := connection.recv(65536):
                target.sendall(piece)
        returning.join(5)


@pytest.fixture
def proxy() -> Iterator[Proxy]:
    made = Proxy()
    with socket.create_server(("127.0.0.1", 0)) as server:
        made.url = f"http://127.0.0.1:{server.getsockname()[1]}"

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    asked = b""
                    while b"\r\n\r\n" not in asked:
                        piece = connection.recv(4096)
                        if not piece:
                            break
                        asked += piece
                    made.asked.append(asked)
                    if asked.startswith(b"CONNECT"):
                        tunnel(connection, int(asked.split()[1].rpartition(b":")[2]))
                    else:
                        body = page("Behind the proxy", prose(220))
                        head = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n"
                        connection.sendall(head.encode() + b"Connection: close\r\n\r\n" + body)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield made
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


def status_through(web: Loopback, url: str, **settings: object) -> citecheck.SourceCheck:
    chosen = fast(respect_robots=False, retries=0, **settings)
    with Session(
        settings_for(chosen, archives=ArchiveSettings(enabled=False)),
        adapter=adapter_for(chosen, guard=guard_for(web, chosen)),
    ) as session:
        return session.check_link(url)


def test_a_proxy_of_the_settings_is_asked_and_resolves_the_name(web: Loopback, proxy: Proxy) -> None:
    check = status_through(web, "http://only-the-proxy-knows.example/story", proxy=proxy.url)
    assert check.status is LinkStatus.ALIVE
    assert proxy.asked[0].startswith(b"GET http://only-the-proxy-knows.example/story HTTP/1.1")
    assert not web.asked


@pytest.mark.parametrize("variable", ["HTTP_PROXY", "http_proxy"])
def test_a_proxy_of_the_environment_is_asked(
    web: Loopback, proxy: Proxy, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, proxy.url.replace("http://", "http://user:pass@"))
    check = status_through(web, "http://far.example/story")
    assert check.status is LinkStatus.ALIVE
    assert b"proxy-authorization: basic " + base64.b64encode(b"user:pass").lower() in proxy.asked[0].lower()
    assert "pass" not in repr(check)


def test_an_encrypted_page_is_asked_for_through_a_tunnel(proxy: Proxy, tmp_path: Path) -> None:
    authority = Authority(tmp_path)
    with Loopback(tls=authority.context("far.example")) as web:
        url = web.add("far.example", "/story", STORY)
        check = status_through(web, url, proxy=proxy.url, ca_bundle=authority.bundle)
        assert check.status is LinkStatus.ALIVE
        assert proxy.asked[0].startswith(f"CONNECT far.example:{web.port} ".encode())
        assert [asked.path for asked in web.asked] == ["/story"]


def test_the_report_says_that_a_proxy_resolved_the_names(web: Loopback, proxy: Proxy) -> None:
    settings = settings_for(
        fast(respect_robots=False, proxy=proxy.url.replace("//", "//me:word@")), archives=ArchiveSettings(enabled=False)
    )
    text = b'It was built.[1]\n\nReferences\n\n1. "The mill". http://far.example/story\n'
    with Session(settings, adapter=adapter_for(settings.web, guard=guard_for(web, settings.web))) as session:
        (notice,) = session.auditor().audit(session.read(text, name="a.txt")).notices
    assert f"through the proxy {proxy.url}, which resolves names itself" in notice
    assert "word" not in notice


def test_what_no_proxy_names_is_asked_directly(web: Loopback, proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    monkeypatch.setenv("NO_PROXY", "near.test")
    url = web.add("near.test", "/story", STORY)
    assert status_through(web, url).status is LinkStatus.ALIVE
    assert status_through(web, url, proxy="none").status is LinkStatus.ALIVE
    assert not proxy.asked


@pytest.mark.parametrize("host", ["10.0.0.1", "169.254.169.254", "router.local", "intranet"])
def test_behind_a_proxy_private_names_are_refused_without_asking(web: Loopback, proxy: Proxy, host: str) -> None:
    check = status_through(web, f"http://{host}/admin", proxy=proxy.url)
    assert check.status in (LinkStatus.REFUSED_ADDRESS, LinkStatus.INVALID_URL, LinkStatus.GONE)
    assert not proxy.asked


def test_a_proxy_that_is_down_makes_no_link_dead(web: Loopback) -> None:
    check = status_through(web, "http://far.example/story", proxy="http://127.0.0.1:9")
    assert check.status is LinkStatus.NOT_CHECKED
    assert "proxy" in check.reason


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1080", "ftp://proxy.example:21"])
def test_a_proxy_that_cannot_be_used_is_an_error_of_the_settings(proxy: str) -> None:
    with pytest.raises(SettingsError, match="not an http proxy"):
        citecheck.check_link("http://a.example/", settings=Settings(web=WebSettings(proxy=proxy)))


@pytest.mark.parametrize("proxy", ["http://user:PW1@host:99999", "user:PW1@:3128", "http://user:PW1@[::1"])
def test_a_proxy_that_cannot_be_read_is_an_error_without_its_password(proxy: str) -> None:
    with pytest.raises(SettingsError) as raised:
        citecheck.check_link("http://a.example/", settings=Settings(web=WebSettings(proxy=proxy)))
    assert "PW1" not in str(raised.value)


@pytest.mark.parametrize("proxy", ["http://no-such-proxy.invalid:3128", "NONE"])
def test_a_proxy_without_an_address_makes_no_link_dead(web: Loopback, proxy: str) -> None:
    check = status_through(web, "http://far.example/story", proxy=proxy)
    assert check.status is LinkStatus.NOT_CHECKED
    assert "proxy" in check.reason


@pytest.mark.parametrize("said", ["403 Forbidden", "407 Proxy Authentication Required", "503 Service Unavailable", ""])
def test_a_proxy_that_opens_no_tunnel_makes_no_link_dead(web: Loopback, said: str) -> None:
    with serving(lambda asked: reply(b"no", said) if said else b"") as proxy:
        check = status_through(web, "https://far.example/story", proxy=proxy.url)
    assert check.status is LinkStatus.NOT_CHECKED
    assert check.reason.startswith("the proxy opens no tunnel to far.example")
    assert said in check.reason


@pytest.mark.parametrize("host", ["127.1", "0x7f.1", "2130706433", "169.254.43518"])
def test_short_forms_of_private_addresses_do_not_reach_a_proxy(proxy: Proxy, host: str) -> None:
    settings = Settings(web=WebSettings(proxy=proxy.url, canary="", retries=0), archives=ArchiveSettings(enabled=False))
    assert citecheck.check_link(f"http://{host}/x", settings=settings).status is LinkStatus.REFUSED_ADDRESS
    assert not proxy.asked


@pytest.mark.parametrize("host", ["*.org", "*.co.uk", "*", "*.", "https://git.test", "a b.test", "git.test:port"])
def test_a_host_that_is_too_wide_or_can_never_match_is_an_error(host: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_TOKEN", SECRET)
    settings = Settings(web=WebSettings(hosts={host: HostSettings(token_env="MY_TOKEN")}))
    with pytest.raises(SettingsError, match=r"web\.hosts"):
        citecheck.check_link("https://git.test/", settings=settings)


@pytest.mark.parametrize("header", ["X\r\nEvil: 1", "X:Y", "", "X bad", "Host", "content-length"])
def test_a_header_that_cannot_be_set_is_an_error(header: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_TOKEN", SECRET)
    settings = Settings(web=WebSettings(hosts={"git.test": HostSettings(headers_env={header: "MY_TOKEN"})}))
    with pytest.raises(SettingsError, match="headers_env"):
        citecheck.check_link("https://git.test/", settings=settings)


def test_credentials_do_not_follow_to_another_port(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_TOKEN", SECRET)
    with Loopback() as other:
        other.add("git.test", "/end", STORY)
        url = web.add("git.test", "/notes", redirect(other.url("git.test", "/end")))
        hosts = {f"git.test:{web.port}": HostSettings(token_env="MY_TOKEN", plain_http=True)}
        fetcher_for(web, fast(respect_robots=False, hosts=hosts)).fetch(url)
        assert any(SECRET in str(asked.headers) for asked in web.asked)
        assert not any(SECRET in str(asked.headers) for asked in other.asked)
        assert other.asked


@pytest.mark.parametrize(
    ("name", "url", "withheld"),
    [
        ("git.test", "https://git.test/a", ""),
        ("git.test", "https://git.test:443/a", ""),
        ("git.test", "https://git.test:8443/a", 'write web.hosts."git.test:8443"'),
        ("GIT.test", "https://git.test:8443/a", 'write web.hosts."git.test:8443"'),
        ("git.test:8443", "https://git.test:8443/a", ""),
        ("git.test:8443", "https://git.test/a", ""),
        ("*.test", "https://git.test:8443/a", 'write web.hosts."*.test:8443"'),
        ("git.test", "http://git.test/a", "the address is not https"),
        ("git.test", "http://git.test:8080/a", 'write web.hosts."git.test:8080"'),
        ("git.test", "https://other.test/a", ""),
    ],
)
def test_a_name_without_a_port_means_the_usual_port_and_what_is_withheld_is_told(
    name: str, url: str, withheld: str
) -> None:
    told = withheld_from({name: HostSettings(token_env="T")}, web_address(url))
    assert bool(told) is bool(withheld)
    assert withheld in told
    sent = Credentials({name: HostSettings(token_env="T")}, {"T": SECRET}) if name != "*.test" else None
    if sent is not None:
        same_place = web_address(url).host == "git.test" and not (name == "git.test:8443" and ":8443" not in url)
        assert bool(sent.headers_for(web_address(url))) is (same_place and not withheld)


def test_the_report_says_to_which_address_credentials_were_not_sent(
    web: Loopback, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MY_TOKEN", SECRET)
    url = web.add("wall.test", "/story", Reply(status=404))
    hosts = {"wall.test": HostSettings(token_env="MY_TOKEN", plain_http=True)}
    settings = settings_for(fast(respect_robots=False, hosts=hosts), archives=ArchiveSettings(enabled=False))
    with Session(settings, adapter=adapter_for(settings.web, guard=guard_for(web, settings.web))) as session:
        report = session.auditor().audit(session.read(ARTICLE.format(port=web.port).encode(), name="article.txt"))
    (notice,) = (one for one in report.notices if "credentials" in one)
    assert notice == (
        f"the credentials for wall.test were not sent to {web.url('wall.test', '')}: "
        f'the address has a port of its own; write web.hosts."wall.test:{web.port}"'
    )
    assert report.sources[0].url == url


@pytest.mark.parametrize(
    ("url", "hosts"),
    [
        ("http://git.test/plan?private_token=abc", {}),
        ("http://git.test/plan?sig=abc", {}),
        ("http://git.test/plan", {"git.test": HostSettings()}),
        ("http://a.git.test/plan", {"*.git.test": HostSettings()}),
    ],
)
def test_archives_hear_of_no_address_that_opens_more_than_everybody_may_read(
    url: str, hosts: dict[str, HostSettings]
) -> None:
    with serving(lambda _: reply(b"", "404 Not Found")) as archive:
        settings = Settings(web=WebSettings(hosts=hosts), archives=ArchiveSettings(wayback=archive.url, timegates=()))
        chooser = build_archives(settings, adapter_for(settings.web), clock=FakeClock())
        reference = Reference(key="r", label="1", text=url, span=Span(0, 1), urls=(url,))
        assert list(chooser.candidates(reference, url)) == []
        assert chooser.known_absent(url, reference) is None
        assert archive.asked == []


def test_an_address_that_cannot_be_one_ends_no_list_of_links(web: Loopback) -> None:
    chosen = fast(respect_robots=False)
    good = web.add("a.test", "/", STORY)
    with Session(
        settings_for(chosen, archives=ArchiveSettings(enabled=False)),
        adapter=adapter_for(chosen, guard=guard_for(web, chosen)),
    ) as session:
        told = [check.status for check in session.check_links(["http://[bad", good, "http://[bad]#x"])]
    assert told == [LinkStatus.INVALID_URL, LinkStatus.ALIVE, LinkStatus.INVALID_URL]


def test_a_token_goes_to_its_host_alone(web: Loopback, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("MY_TOKEN", SECRET)
    web.add("other.test", "/end", STORY)
    url = web.add("git.test", "/notes", redirect(web.url("other.test", "/end")))
    settings = fast(
        respect_robots=False,
        hosts={
            f"git.test:{web.port}": HostSettings(
                token_env="MY_TOKEN", headers_env={"X-Own": "MY_TOKEN"}, plain_http=True
            )
        },
    )
    recording = Recording(str(tmp_path / "r.warc.gz"), clock=FakeClock())
    adapter = RecordingAdapter(adapter_for(settings, guard=guard_for(web, settings)), recording, settings.max_bytes)
    with Session(settings_for(settings, archives=ArchiveSettings(enabled=False)), adapter=adapter) as session:
        check = session.check_link(url)
    recording.close()
    assert check.status is LinkStatus.ALIVE
    sent = {asked.host: {name.lower(): value for name, value in asked.headers.items()} for asked in web.asked}
    assert sent["git.test"]["authorization"] == f"Bearer {SECRET}"
    assert sent["git.test"]["x-own"] == SECRET
    assert not {"authorization", "x-own"} & set(sent["other.test"])
    assert SECRET not in repr(check)
    assert SECRET.encode() not in gzip.decompress((tmp_path / "r.warc.gz").read_bytes())


def test_a_token_is_not_sent_in_the_open(web: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MY_TOKEN", SECRET)
    url = web.add("git.test", "/notes", STORY)
    fetcher_for(
        web, fast(respect_robots=False, hosts={f"git.test:{web.port}": HostSettings(token_env="MY_TOKEN")})
    ).fetch(url)
    assert all(SECRET not in value for asked in web.asked for value in asked.headers.values())


def test_a_variable_that_is_missing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NO_SUCH_TOKEN", raising=False)
    settings = Settings(web=WebSettings(hosts={"git.test": HostSettings(token_env="NO_SUCH_TOKEN")}))
    with pytest.raises(SettingsError, match="NO_SUCH_TOKEN is not set"):
        citecheck.check_link("https://git.test/", settings=settings)


def test_hosts_are_read_from_a_file(tmp_path: Path) -> None:
    file = tmp_path / "citecheck.toml"
    file.write_text('[web.hosts."*.git.test"]\ntoken_env = "T"\n[web.hosts."a.test"]\ncookies_env = "C"\n')
    assert load_settings(file).web.hosts["*.git.test"].token_env == "T"
    file.write_text('[web.hosts."a.test"]\ntoken = "abc"\n')
    with pytest.raises(SettingsError, match="unknown field"):
        load_settings(file)


ARTICLE = """The mill was built by hand in the spring of 1804.[1]

References

1. "The mill". http://wall.test:{port}/story
"""


@pytest.mark.parametrize("where", ["1.html", "article/1.html"])
def test_a_page_that_was_saved_by_hand_is_the_source(
    web: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    monkeypatch.chdir(tmp_path)
    web.add("wall.test", "/story", Reply(status=403))
    Path("article.txt").write_text(ARTICLE.format(port=web.port))
    settings = settings_for(fast(respect_robots=False, retries=0), archives=ArchiveSettings(enabled=False))

    def audited() -> citecheck.Report:
        adapter = adapter_for(settings.web, guard=guard_for(web, settings.web))
        with Session(settings, adapter=adapter) as session:
            return session.auditor().audit(session.read("article.txt"))

    before = audited()
    (walled,) = (one for one in before.findings if one.code == "link-blocked")
    assert "--source 1=FILE" in walled.message
    assert "sources/1.html" in walled.message
    saved = Path("sources") / where
    saved.parent.mkdir(parents=True)
    saved.write_bytes(page("The mill", "The mill was built by hand in the spring of 1804.", prose(120)))
    after = audited()
    assert [copy.origin for copy in after.sources[0].copies] == [Origin.FILE]
    assert after.checks[0].outcome.value == "supported"
    assert [one.code for one in after.findings] == []


@pytest.mark.parametrize("name", ["1.HTML", "1.htm", "1.HTM", "1.xhtml", "article/1.HTML"])
def test_a_saved_page_is_read_whatever_the_case_of_its_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.chdir(tmp_path)
    saved = Path("sources") / name
    saved.parent.mkdir(parents=True)
    saved.write_bytes(page("The mill", "The mill was built by hand in the spring of 1804.", prose(120)))
    Path("article.txt").write_text(ARTICLE.format(port=1))
    ran = run("audit", "article.txt", "--offline", "--isolated", "--format", "text")
    assert "1 of 1 check confirmed" in ran.out
    assert "not used" not in ran.err


def test_the_report_says_how_many_sources_are_saved_pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    claims, entries = "", ""
    for number in range(1, 9):
        claims += f"The mill number {number} was built by hand.[^{number}]\n\n"
        entries += f'[^{number}]: Ann Lee, "The mill". http://a.test/{number}\n'
        if number > 2:
            Path(f"sources/{number}.html").write_bytes(page("The mill", "It was built by hand.", prose(60)))
    Path("a.md").write_text(claims + entries)

    run("audit", "--offline", "a.md", "-o", "r.json")

    (said,) = [notice for notice in load("r.json").notices if "saved" in notice]
    assert said == (
        "6 sources were read from pages saved in sources, not from the web ([3], [4], [5], [6], [7] …): whoever saved "
        "them decides what they say"
    )
    Path("sources").rename("elsewhere")
    run("audit", "--offline", "a.md", "-o", "r.json")
    assert not any("saved" in notice for notice in load("r.json").notices)


def test_a_saved_page_that_is_not_used_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder = Path("sources")
    (folder / "article").mkdir(parents=True)
    (folder / "1_files").mkdir()
    for name in ("1.mhtml", "77.html", "article/12.txt", "notes.md", "readme", "chart.png", "1.html.orig"):
        (folder / name).write_text("anything")
    Path("article.txt").write_text(ARTICLE.format(port=1))
    ran = run("audit", "article.txt", "--offline", "--isolated")
    told = [line for line in ran.err.splitlines() if "not used" in line]
    assert [line.split(" is not used")[0] for line in told] == [
        f"citecheck: warning: the saved page sources/{name}" for name in ("1.mhtml", "77.html", "article/12.txt")
    ]
    assert "save the page as 1.html" in told[0]
    assert "no reference has the number 77" in told[1]
    (folder / "1.html").symlink_to(Path("article.txt").resolve())
    told = [line for line in run("audit", "article.txt", "--offline", "--isolated").err.splitlines() if "1." in line]
    assert "sources/1.html is not used: it is a link" in told[0]


@pytest.mark.parametrize("label", ["../secret", "a/b", ".env", "..", "x" * 80])
def test_a_label_leads_out_of_no_folder(label: str) -> None:
    from citecheck.sources.saved import saved_pages

    assert saved_pages("sources", "article.md", label) == ()


@pytest.mark.parametrize(
    "saved",
    [
        b"<title>Log in</title><h1>Log in</h1><form><input name=u><input type=password></form>",
        b"<title>Page not found</title><h1>Page not found</h1><p>Nothing is here.</p>",
        b"<title>News</title><p>We and our partners use cookies for ads. Accept all or manage your choices.</p>",
        b"",
    ],
)
def test_a_saved_wall_is_held_against_nobody(
    web: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, saved: bytes
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("sources").mkdir()
    Path("sources/1.html").write_bytes(saved)
    said = b'He wrote: "the mill was built by hand in the cold spring of 1804".[1]'
    text = said + b'\n\nReferences\n\n1. "The mill". Press.\n'
    settings = settings_for(fast(), archives=ArchiveSettings(enabled=False))
    with Session(settings) as session:
        report = session.auditor().audit(session.read(text, name="article.txt"))
    (source,) = report.sources
    assert source.status is LinkStatus.NOT_CHECKED
    assert "does not show the source" in source.reason
    assert not [one for one in report.findings if one.code.startswith(("quote", "claim-uns", "claim-con"))]
