"""Credentials in addresses reach no report, store, recording or log, and no other host."""

import gzip
import json
import os
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import run

from citecheck.http.redaction import clean_url, masked, without_secrets
from reports.rendering import load
from testbed.loopback import Loopback, Reply, page, prose

OPENED = "The bridge was opened in 1912 by the mayor of the harbour town."
SECRET = "topsecret7Zq1x9Wv3"
FORMS = (
    f"http://user:{SECRET}@HOST/x",
    f"http://{SECRET}@HOST/x",
    *(
        f"http://HOST/x?a=1&{name}={SECRET}&b=2"
        for name in (
            *("token", "access_token", "id_token", "refresh_token", "auth_token", "authToken", "X-Amz-Signature"),
            *("X-Goog-Signature", "X-Amz-Credential", "sig", "signature", "jwt", "password", "passwd", "pwd", "secret"),
            *("client_secret", "api_key", "apikey", "key", "code", "sid", "session", "sessionid", "auth", "ticket"),
            *("%61ccess_token", "ACCESS_TOKEN", "hmac", "csrf-token", "user.token"),
            *("JSESSIONID", "jsessionid", "PHPSESSID", "phpsessid", "ASPSESSIONIDQQABCDEF", "ASP.NET_SessionId"),
            *("CGISESSID", "sessid", "sess_id", "session_key", "osCsid", "XTCsid", "phpbb3_sid", "zenid", "CFTOKEN"),
            *("connect.sid", "laravel_session", "ci_session", "sessionhash"),
        )
    ),
    f"http://HOST/x;jsessionid={SECRET}",
    f"http://HOST/x;jsessionid={SECRET}.node1?page=2",
    f"http://HOST/a;v=1;JSESSIONID={SECRET}/b.html",
    f"http://HOST/PHPSESSID={SECRET}/b.html",
    f"http://HOST/(S({SECRET}))/b.aspx",
    f"http://HOST/(X(1)S({SECRET}))/b.aspx".replace("X(1)", "A(abcdefghijkl)"),
    f"http://HOST/login?next=http%3A%2F%2FHOST%2Fx%3Ftoken%3D{SECRET}%26a%3D1&b=2",
    f"http://HOST/login?next=%2Fx%3bjsessionid%3d{SECRET}",
    f"http://HOST/x#access_token={SECRET}",
    f"http://HOST/x?a=1#a=1&id_token={SECRET}",
    f"http://HOST/x;token={SECRET}",
)


@pytest.mark.parametrize("form", FORMS)
def test_an_address_is_shown_and_stored_without_its_secrets(form: str) -> None:
    url = form.replace("HOST", "a.test")
    assert SECRET not in clean_url(url)
    assert clean_url(clean_url(url)) == clean_url(url)
    text = f"A claim ({url}) and more {url}."
    assert SECRET not in masked(text)
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize(
    "url",
    [
        "http://a.test/?page=2&keyword=token&monkey=1&author=Bob&passage=12",
        "http://a.test/?key=article-12&code=FR&sid=12&t=90s&k=abc&session=2024",
        "http://a.test/?pageToken=CAoQAA&next_page_token=abcdefgh12345678",
        "http://a.test/@user/post#section=2",
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ1234567",
        "http://a.test/?token",
        "http://a.test/?assessid=12345&possess_id=7&acid=citric&resid=A1&sessions=12&sid=12",
        "http://a.test/a;v=1/b;page=2?session=2024",
        "http://a.test/(S)/x(1)/(Series(2))/y",
        "http://a.test/login?next=http%3A%2F%2Fa.test%2F%3Fpage%3D2%26monkey%3D1",
        "http://a.test/w/Equation=2/key=value",
        "write to me@a.test, not to // me",
    ],
)
def test_other_parameters_stay(url: str) -> None:
    assert clean_url(url) == url
    assert masked(url) == url


def test_only_the_session_of_a_path_is_taken_away() -> None:
    assert clean_url(f"http://a.test/x;jsessionid={SECRET}/y?page=2#z") == "http://a.test/x;jsessionid=-/y?page=2#z"
    assert clean_url(f"http://a.test/x;jsessionid={SECRET}?page=2") == "http://a.test/x;jsessionid=-?page=2"
    assert clean_url(f"http://a.test/(S({SECRET}))/y") == "http://a.test/(-)/y"
    inner = "http://a.test/?to=%2F%3Ftoken%3D{}%26page%3D2"
    assert clean_url(inner.format(SECRET)) == inner.format("-")


def test_two_addresses_with_two_keys_stay_two() -> None:
    one, two = (clean_url(f"http://a.test/?key={'a1' * 10}{end}") for end in "xy")
    assert one != two


def test_masking_is_linear() -> None:
    for unit in (
        "//",
        "//a@",
        "//x?a=b&",
        "//?",
        "?token=",
        "//a?" + "=&",
        "//" + "@" * 50,
        "//a;a=/",
        "//x/(A(",
        "%3F",
        "%3Fa%3D",
    ):
        took = []
        for size in (50_000, 200_000):
            text = unit * (size // len(unit))
            began = time.process_time()
            masked(text)
            took.append(time.process_time() - began)
        assert took[1] < 1, unit


def test_what_has_no_secret_is_the_same_object() -> None:
    value = ("a", "http://a.test/?page=1")
    assert without_secrets(value) == value


@pytest.fixture
def web() -> Iterator[Loopback]:
    with Loopback() as made:
        yield made


def everything_below(folder: Path) -> Iterator[tuple[str, bytes]]:
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in (".md", ".toml"):
            body = path.read_bytes()
            yield path.name, body
            if path.suffix == ".gz":
                yield path.name, gzip.decompress(body)
            if ".sqlite" in path.name:
                yield path.name, b"".join(unpacked(body))


def unpacked(body: bytes) -> Iterator[bytes]:
    """Yield every part of a database that zlib reads."""
    for start in range(len(body)):
        if body[start] == 0x78 and body[start + 1 : start + 2] in (b"\x01", b"\x5e", b"\x9c", b"\xda"):
            try:
                yield zlib.decompressobj().decompress(body[start:])
            except zlib.error:
                continue


@pytest.mark.parametrize("form", FORMS[::9], ids=str)
@pytest.mark.parametrize("redirect", [False, True])
def test_a_secret_reaches_no_file_and_no_line(
    form: str, redirect: bool, web: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    url = form.replace("HOST", web.url("127.0.0.1", "").removeprefix("http://").rstrip("/"))
    path = "/" + url.partition("#")[0].split("/", 3)[3]
    body = Reply(body=page("A report of the harbour", OPENED, prose(60)), headers=(("Set-Cookie", f"s={SECRET}"),))
    target = web.url("localhost", f"/y?token={SECRET}")
    web.add("127.0.0.1", path, Reply(status=302, headers=(("Location", target),)) if redirect else body)
    web.add("localhost", f"/y?token={SECRET}", body)
    Path("docs").mkdir()
    Path("docs/a.md").write_text(
        f'# Harbour\n\n{OPENED} See <{url}> too.[^1]\n\n[^1]: Ann Lee, "A report". {url}. Retrieved 2024.\n'
    )
    Path("s.toml").write_text(
        '[web]\nallow_addresses = ["127.0.0.0/8", "::1/128"]\nper_host_rate = 0\nrespect_robots = false\nretries = 0\n'
        'canary = ""\n[archives]\nenabled = false\n[nightly]\nevidence = "evidence"\n'
    )
    said = run("audit", "docs/a.md", "--config", "s.toml", "--record", "e.warc.gz", "-v", "--debug", "-o", "r.html")
    told = [said.out, said.err]
    for name in ("r.json", "r.sarif", "r.csv", "r.xml", "r.md", "r.txt", "r-worksheet.csv"):
        said = run("audit", "docs/a.md", "--config", "s.toml", "--replay", "e.warc.gz", "-v", "-o", name)
        assert said.status in (0, 1), said
        told += [said.out, said.err]
    formats = [word for name in ("html", "json", "csv", "sarif", "junit") for word in ("--format", name)]
    said = run("nightly", "docs", "--config", "s.toml", *formats, "--log-format", "json")
    told += [said.out, said.err, run("links", url, "--config", "s.toml", "--json", "-v").out]
    for ran in (
        run("links", url, "--config", "s.toml", "-v"),
        run("quote", OPENED, url, "--config", "s.toml", "-v"),
        run("quote", OPENED, url, "--offline"),
    ):
        told += [ran.out, ran.err]
    Path("s.toml").write_text(Path("s.toml").read_text().replace('evidence = "evidence"', ""))
    told += [run("nightly", "docs", "--config", "s.toml").err for _ in range(2)]

    assert all(SECRET not in words for words in told)
    leaks = sorted({name for name, found in everything_below(tmp_path) if SECRET.encode() in found})
    assert leaks == []
    report = load("r.json")
    assert any(source.copies for source in report.sources) or redirect
    for asked in web.asked:
        if asked.host == "localhost":
            assert SECRET not in asked.headers.get("referer", "")


def test_the_referer_is_the_origin_for_another_host_and_the_address_for_its_own(
    web: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    web.add("127.0.0.1", "/a?x=1", Reply(status=302, headers=(("Location", "/b"),)))
    web.add("127.0.0.1", "/b", Reply(status=302, headers=(("Location", web.url("localhost", "/c")),)))
    web.add("localhost", "/c", Reply(body=page("A report", OPENED, prose(60))))
    ran = run("links", "--allow-address", "127.0.0.0/8", web.url("127.0.0.1", "/a?x=1"), "--json", "--isolated")
    assert json.loads(ran.out.splitlines()[0])
    referers = {asked.path: asked.headers.get("referer", "") for asked in web.asked if asked.path in ("/b", "/c")}
    assert referers["/b"] == web.url("127.0.0.1", "/a?x=1")
    assert referers["/c"] == web.url("127.0.0.1", "/")


def test_links_names_the_address_of_each_attempt_without_its_secrets(
    web: Loopback, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    target = web.url("localhost", f"/y?token={SECRET}")
    web.add("127.0.0.1", f"/x?token={SECRET}", Reply(status=302, headers=(("Location", target),)))
    web.add("localhost", f"/y?token={SECRET}", Reply(body=page("A report", OPENED, prose(60))))
    asked = web.url("127.0.0.1", f"/x?token={SECRET}")
    ran = run("links", asked, "--allow-address", "127.0.0.0/8", "--allow-address", "::1/128", "--isolated")
    assert ran.status == 0
    assert SECRET not in ran.out + ran.err
    lines = ran.out.splitlines()
    assert lines[0].endswith("/x?token=-")
    assert next(line for line in lines if "live: 302" in line).endswith("live: 302")
    assert next(line for line in lines if "live: 200" in line).endswith(f"live: 200 ({target.replace(SECRET, '-')})")


@pytest.mark.skipif(sys.platform == "win32", reason="modes of files are POSIX's")
def test_what_holds_addresses_can_be_read_by_its_owner_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("docs").mkdir()
    Path("docs/a.md").write_text(f'# Harbour\n\n{OPENED}[^1]\n\n[^1]: Ann Lee, "A report". http://127.0.0.1:9/x\n')
    Path("s.toml").write_text('[web]\ncanary = ""\n[archives]\nenabled = false\n[nightly]\nevidence = "evidence"\n')
    old = os.umask(0o022)
    try:
        assert run("nightly", "docs", "--config", "s.toml").status in (0, 1, 3)
        assert run("audit", "docs/a.md", "--config", "s.toml", "--record", "e.warc.gz", "-q").status in (0, 1, 3)
    finally:
        os.umask(old)

    ours = [*Path(".citecheck").glob("*.sqlite*"), *Path("evidence").iterdir(), Path("e.warc.gz"), Path("e.cdxj")]
    ours = [path for path in ours if path.suffix != ".lock"]
    assert {path.suffix for path in ours} >= {".sqlite", ".gz", ".cdxj"}
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in ours} == {path.name: "0o600" for path in ours}
    reports = [path for path in Path("citecheck-report").rglob("*") if path.is_file()]
    assert {path.stat().st_mode & 0o777 for path in reports} == {0o644}  # they are made to be shown
