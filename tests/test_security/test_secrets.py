"""Credentials in addresses reach no report, store, recording or log, and no other host."""

import gzip
import json
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
        )
    ),
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
        "write to me@a.test, not to // me",
    ],
)
def test_other_parameters_stay(url: str) -> None:
    assert clean_url(url) == url
    assert masked(url) == url


def test_two_addresses_with_two_keys_stay_two() -> None:
    one, two = (clean_url(f"http://a.test/?key={'a1' * 10}{end}") for end in "xy")
    assert one != two


def test_masking_is_linear() -> None:
    for unit in ("//", "//a@", "//x?a=b&", "//?", "?token=", "//a?" + "=&", "//" + "@" * 50):
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
