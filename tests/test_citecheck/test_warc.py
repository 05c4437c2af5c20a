from __future__ import annotations

import contextlib
import gzip
import subprocess
import sys
import threading
import zlib
from pathlib import Path

import pytest
import requests
from requests.adapters import HTTPAdapter
from urllib3.util import Timeout

from citecheck.errors import EvidenceError
from citecheck.evidence import Recording, RecordingAdapter, ReplayAdapter
from citecheck.evidence.model import Damage, RecordedAnswer
from citecheck.evidence.records import Record, read_all
from citecheck.http.failures import Failure
from reports.model import LinkStatus
from testbed.scripted_server import Asked, reply, serving


def get(adapter: requests.adapters.BaseAdapter, url: str, **headers: str) -> requests.Response:
    request = requests.Request("GET", url, headers={name.replace("_", "-"): value for name, value in headers.items()})
    timeout = Timeout(connect=2, read=2, total=3)
    return adapter.send(request.prepare(), stream=True, timeout=timeout)  # type: ignore[arg-type]


def seen(response: requests.Response) -> tuple[object, ...]:
    """Everything of an answer that a caller can see."""
    body = response.raw.read(decode_content=False)
    return (
        response.status_code,
        response.reason,
        response.url,
        list(response.raw.headers.iteritems()),
        body,
        response.recorded_at,
        response.evidence,
        response.truncated,
    )


def records_of(path: Path) -> list[Record]:
    found = list(read_all(path))
    assert not [one for one in found if isinstance(one, Damage)]
    return [one for one in found if isinstance(one, Record)]


def test_replay_gives_what_the_run_saw_byte_for_byte(tmp_path: Path) -> None:
    body = gzip.compress("Straße — 日本".encode() * 50)
    answers = {
        "/gz": reply(body, "200 OK", ("Content-Encoding", "gzip"), ("X-Twice", "1"), ("X-Twice", "2")),
        "/moved": reply(b"", "301 Moved Permanently", ("Location", "/héllo")),
        "/gone": reply(b"nothing here", "410 Gone"),
        "/chunks": b"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n"
        b"3\r\nabc\r\n4\r\ndefg\r\n0\r\n\r\n",
        "/odd": b"HTTP/1.0 200 \r\nContent-Type: text/plain\r\n\r\nuntil the end",
    }
    path = tmp_path / "run.warc.gz"
    with serving(lambda asked: answers[asked.target]) as server:
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(), recording, 1 << 20)
            recorded = {target: seen(get(adapter, server.url + target)) for target in answers}
        url = server.url
    replay = ReplayAdapter(path)
    replayed = {target: seen(get(replay, url + target)) for target in answers}
    assert replayed == recorded
    assert recorded["/chunks"][4] == b"abcdefg"
    assert recorded["/gz"][4] == body
    assert ("Location", "/hÃ©llo") in recorded["/moved"][3]


def test_the_second_request_gets_the_second_answer_and_the_last_repeats(tmp_path: Path) -> None:
    counted = iter(range(10))
    path = tmp_path / "run.warc.gz"
    with serving(lambda asked: reply(b"%d" % next(counted), "503 Busy")) as server:
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(), recording, 100)
            assert [get(adapter, server.url).content for _ in range(3)] == [b"0", b"1", b"2"]
        url = server.url
    replay = ReplayAdapter(path)
    assert [get(replay, url).content for _ in range(5)] == [b"0", b"1", b"2", b"2", b"2"]


def test_a_timegate_is_told_apart_by_the_time_that_was_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with serving(lambda asked: reply(asked.headers.get("accept-datetime", "none").encode())) as server:
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(), recording, 100)
            for when in ("Sat, 01 Jan 2011 00:00:00 GMT", "Sun, 01 Jan 2012 00:00:00 GMT"):
                get(adapter, server.url, Accept_Datetime=when)
        url = server.url
    replay = ReplayAdapter(path)
    for when in ("Sun, 01 Jan 2012 00:00:00 GMT", "Sat, 01 Jan 2011 00:00:00 GMT"):
        assert get(replay, url, Accept_Datetime=when).content.decode() == when
    with pytest.raises(Failure, match="not in the recording"):
        get(replay, url)


def test_failures_are_recorded_and_raised_again_with_their_time(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with Recording(path) as recording:
        adapter = RecordingAdapter(HTTPAdapter(), recording, 100)
        with pytest.raises(Failure) as first:
            get(adapter, "http://127.0.0.1:9/")
        declined = adapter.decline(
            requests.Request("GET", "http://a.test/").prepare(), Failure(LinkStatus.DISALLOWED, "robots.txt says no")
        )
    replay = ReplayAdapter(path)
    with pytest.raises(Failure) as second:
        get(replay, "http://127.0.0.1:9/")
    assert vars(second.value) == vars(first.value)
    assert second.value.status is LinkStatus.CONNECTION_ERROR
    with pytest.raises(Failure) as third:
        get(replay, "http://a.test/")
    assert vars(third.value) == vars(declined)
    with pytest.raises(Failure, match="not in the recording") as missing:
        get(replay, "http://b.test/")
    assert missing.value.status is LinkStatus.NOT_CHECKED


@pytest.mark.parametrize(
    ("said", "truncated", "status", "kept"),
    [
        (reply(b"half of it", length=100), "disconnect", LinkStatus.CONNECTION_ERROR, b"half of it"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nff\r\nx", "disconnect", None, b"hellox"),
        (reply(b"x" * 5000), "length", None, b"x" * 1001),
    ],
)
def test_what_ends_a_body_early_is_raised_at_its_end_then_and_in_replay(
    tmp_path: Path, said: bytes, truncated: str, status: LinkStatus | None, kept: bytes
) -> None:
    path = tmp_path / "run.warc.gz"

    def read(adapter: requests.adapters.BaseAdapter, url: str) -> tuple[object, ...]:
        response = get(adapter, url)
        body = b""
        try:
            for chunk in response.raw.stream(4, decode_content=False):
                body += chunk
        except Failure as failure:
            return body, failure.status, failure.reason, response.truncated, dict(response.headers)
        return body, None, None, response.truncated, dict(response.headers)

    with serving(lambda asked: said) as server:
        with Recording(path) as recording:
            first = read(RecordingAdapter(HTTPAdapter(), recording, 1000), server.url)
        url = server.url
    assert read(ReplayAdapter(path), url) == first
    assert first[0] == kept
    assert first[3] == truncated
    if status:
        assert first[1] is status
    response = next(one for one in records_of(path) if one.kind == "response")
    assert response.fields["warc-truncated"] == truncated
    lengths = [value for name, value in response.http if name.lower() == "content-length"]
    assert lengths in ([], [str(len(kept))])  # a player must not wait for what is not there


def test_what_holds_no_text_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    film = reply(b"x" * 90_000, type="video/mp4")
    with serving(lambda asked: film) as server:
        with Recording(path) as recording:
            first = seen(get(RecordingAdapter(HTTPAdapter(), recording, 1 << 20), server.url))
        url = server.url
    assert seen(get(ReplayAdapter(path), url)) == first
    assert (first[0], first[4], first[7]) == (200, b"", "length")
    assert path.stat().st_size < 3000


def test_a_dripping_body_ends_with_the_total_time(tmp_path: Path) -> None:
    stopped = threading.Event()

    def drip(asked: Asked):
        yield b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"
        while not stopped.wait(0.02):
            yield b"."

    with serving(drip) as server, Recording(tmp_path / "run.warc.gz") as recording:
        adapter = RecordingAdapter(HTTPAdapter(), recording, 1 << 20)
        request = requests.Request("GET", server.url).prepare()
        response = adapter.send(request, timeout=Timeout(connect=2, read=2, total=0.3))
        with pytest.raises(Failure) as failure:
            list(response.raw.stream(4, decode_content=False))
        stopped.set()
    assert failure.value.status is LinkStatus.TIMEOUT
    assert response.truncated == "time"


def test_no_credential_reaches_the_file(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    answer = reply(b"", "302 Found", ("Set-Cookie", "s=kept-secret-1"), ("Location", "http://u:kept-secret-2@h.test/"))
    with serving(lambda asked: answer) as server, Recording(path) as recording:
        adapter = RecordingAdapter(HTTPAdapter(), recording, 100)
        url = server.url.replace("//", "//user:kept-secret-3@") + "/p?access_token=kept-secret-4&q=1"
        live = get(adapter, url, Authorization="Basic kept-secret-5", Cookie="kept-secret-6", X_Api_Key="kept-secret-7")
        with pytest.raises(Failure):
            get(adapter, "http://user:kept-secret-8@127.0.0.1:9/")
    assert live.headers["Set-Cookie"] == "s=kept-secret-1"  # the run itself may need it
    assert b"kept-secret" not in b"".join(gzip.decompress(path.read_bytes()) for _ in range(1))
    assert "kept-secret" not in path.with_name("run.cdxj").read_text()
    again = get(ReplayAdapter(path), url)
    assert again.status_code == 302
    assert again.headers["Location"] == "http://h.test/"


def test_the_same_body_is_kept_once(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    body = b"the same words " * 100
    with serving(lambda asked: reply(body, "200 OK", ("X-Page", asked.target))) as server:
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(), recording, 1 << 20)
            first = [seen(get(adapter, f"{server.url}/{n}")) for n in range(4)]
        url = server.url
    kinds = [one.kind for one in records_of(path)]
    assert kinds.count("response") == 1
    assert kinds.count("revisit") == 3
    replay = ReplayAdapter(path)
    assert [seen(get(replay, f"{url}/{n}")) for n in range(4)] == first


def test_local_files_are_kept_and_come_back(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with Recording(path) as recording:
        evidence = recording.add_file("file:a source.txt", b"words of it", "text/plain", "2024-05-06T07:08:09Z")
        assert recording.add_file("file:a source.txt", b"words of it", "text/plain") == evidence
    found = ReplayAdapter(path).file("file:a source.txt")
    assert found is not None
    assert (found.body, found.media_type, found.at) == (b"words of it", "text/plain", "2024-05-06T07:08:09Z")
    assert found.evidence == evidence
    assert ReplayAdapter(path).file("file:other.txt") is None


def test_a_recording_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with Recording(path):
        assert not path.exists()
        with pytest.raises(EvidenceError, match="another run is recording there"):
            Recording(path)
    assert path.exists()
    with pytest.raises(EvidenceError, match="exists already"):
        Recording(path)
    for place in (tmp_path / "no" / "such", path):
        with pytest.raises(EvidenceError, match=r"folder\.warc\.gz cannot be written: .* is no folder; make it first"):
            Recording(place / "folder.warc.gz")


def test_warcio_finds_every_record_valid(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with serving(lambda asked: reply(b"<p>" + asked.target.encode() * 400)) as server, Recording(path) as recording:
        adapter = RecordingAdapter(HTTPAdapter(), recording, 500)
        for target in ("/a", "/b", "/a"):
            get(adapter, server.url + target)
        with pytest.raises(Failure):
            get(adapter, "http://127.0.0.1:9/")
        recording.add_file("urn:x", b"words", "text/plain")
    done = subprocess.run(
        [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)], capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "digest pass" in done.stdout


def test_eight_threads_write_one_readable_recording(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    with serving(lambda asked: reply(asked.target.encode() * 300)) as server:
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(pool_maxsize=8), recording, 1 << 20)

            def work(thread: int) -> None:
                for n in range(20):
                    get(adapter, f"{server.url}/{thread % 4}/{n}")

            threads = [threading.Thread(target=work, args=(n,)) for n in range(8)]
            for one in threads:
                one.start()
            for one in threads:
                one.join()
        url = server.url
    kinds = [one.kind for one in records_of(path)]
    assert kinds.count("response") + kinds.count("revisit") == 160
    assert kinds.count("request") == 160
    replay = ReplayAdapter(path)
    for _ in range(2):
        for thread in range(4):
            for n in range(20):
                target = f"/{thread}/{n}"
                assert get(replay, url + target).content == target.encode() * 300


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, str]:
    path = tmp_path_factory.mktemp("sample") / "run.warc.gz"
    with serving(lambda asked: reply((asked.target + "-").encode() * 300)) as server:
        with Recording(path) as recording:
            adapter = RecordingAdapter(HTTPAdapter(), recording, 1 << 20)
            for target in ("/a", "/b", "/c"):
                get(adapter, server.url + target)
        return path.read_bytes(), server.url


def read_or_say(path: Path, url: str, target: str) -> str:
    """What a replay says of one page: its right body, that it is not there, or that it is damaged - nothing else."""
    try:
        response = get(ReplayAdapter(path), url + target)
    except EvidenceError as error:
        return f"damaged: {error}"
    except Failure as failure:
        assert failure.status is LinkStatus.NOT_CHECKED
        return "missing"
    assert (response.status_code, response.content) == (200, (target + "-").encode() * 300)
    return "right"


def test_a_recording_cut_anywhere_is_read_up_to_the_cut(tmp_path: Path, sample: tuple[bytes, str]) -> None:
    data, url = sample
    whole = tmp_path / "whole.warc.gz"
    whole.write_bytes(data)
    ends = {one.url.removeprefix(url): one.offset + one.length for one in records_of(whole) if one.kind == "response"}
    path = tmp_path / "cut.warc.gz.open"
    for length in range(0, len(data), 37):
        path.write_bytes(data[:length])
        for target, end in ends.items():
            said = read_or_say(path, url, target)
            if length >= end:
                assert said == "right"
            else:
                assert said == "missing" or "cannot be replayed" in said


def test_a_changed_byte_is_never_read_wrong(tmp_path: Path, sample: tuple[bytes, str]) -> None:
    data, url = sample
    path = tmp_path / "flipped.warc.gz"
    said = set()
    for at in range(10, len(data), 23):
        changed = bytearray(data)
        changed[at] ^= 0x55
        path.write_bytes(changed)
        one = [read_or_say(path, url, target) for target in ("/a", "/b", "/c")]
        assert sum(word == "right" for word in one) >= 1  # what stands elsewhere is still read
        assert "missing" not in one  # with damage about, "was not asked" cannot be said
        said.update(word.partition(":")[0] for word in one)
    assert said == {"right", "damaged"}


def test_a_finished_recording_that_was_cut_is_damaged(tmp_path: Path, sample: tuple[bytes, str]) -> None:
    data, url = sample
    path = tmp_path / "copy.warc.gz"
    path.write_bytes(data[:-100])
    assert read_or_say(path, url, "/a") == "right"
    assert read_or_say(path, url, "/c").startswith("damaged")
    assert read_or_say(path, url, "/never").startswith("damaged")


def test_what_is_no_recording_is_said_so(tmp_path: Path) -> None:
    path = tmp_path / "x.warc.gz"
    with pytest.raises(EvidenceError, match="there is no recording"):
        ReplayAdapter(path)
    for content in (
        b"",
        b"plain words",
        gzip.compress(b"plain words"),
        zlib.compress(b"WARC/1.1"),
        b"\x1f\x8b\x08" * 99,
    ):
        path.write_bytes(content)
        with pytest.raises(EvidenceError, match="cannot be replayed"):
            ReplayAdapter(path)
    path.unlink()
    path.with_name(path.name + ".open").write_bytes(b"")
    with pytest.raises(EvidenceError, match="unfinished run"):
        ReplayAdapter(path)


def recorded(path: Path, *, error: type[BaseException] | None = None) -> Path:
    """Record one exchange; `error` ends the run."""
    with contextlib.suppress(KeyboardInterrupt, ValueError), Recording(path) as recording:
        recording.add_answer(
            "GET",
            "http://a.test/1",
            [],
            RecordedAnswer(status=200, reason="OK", version="HTTP/1.1", headers=(), body=b"one"),
            at="2026-01-01T00:00:00Z",
        )
        if error is not None:
            raise error
    return path


@pytest.mark.parametrize("error", [KeyboardInterrupt, ValueError])
def test_the_recording_of_an_interrupted_run_says_so(tmp_path: Path, error: type[BaseException]) -> None:
    partial = ReplayAdapter(recorded(tmp_path / "a.warc.gz", error=error))
    whole = ReplayAdapter(recorded(tmp_path / "b.warc.gz"))

    assert (partial.reader.is_partial, whole.reader.is_partial) == (True, False)
    assert [get(replay, "http://a.test/1").content for replay in (partial, whole, whole)] == [b"one"] * 3
    for url in ("http://a.test/1", "http://a.test/2"):  # a second visit may have had another answer
        with pytest.raises(Failure, match="whose run was interrupted"):
            get(partial, url)
    with pytest.raises(Failure, match=r"not in the recording b\.warc\.gz\Z"):
        get(whole, "http://a.test/2")


def test_a_recording_that_was_never_closed_is_partial(tmp_path: Path) -> None:
    path = recorded(tmp_path / "a.warc.gz")
    path.rename(tmp_path / "a.warc.gz.open")

    assert ReplayAdapter(tmp_path / "a.warc.gz.open").reader.is_partial


@pytest.mark.skipif(sys.platform == "win32", reason="the limit that stands for a full disk is POSIX's")
def test_a_full_disk_is_an_error_and_what_was_written_stays(tmp_path: Path) -> None:
    path = tmp_path / "run.warc.gz"
    code = f"""
import os, resource, signal
from citecheck.errors import EvidenceError
from citecheck.evidence import Recording
from citecheck.evidence.model import RecordedAnswer
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
recording = Recording({str(path)!r})
said = []
for number in range(6):
    answer = RecordedAnswer(status=200, reason="OK", version="HTTP/1.1", headers=(), body=os.urandom(12_000))
    try:
        recording.add_answer("GET", f"http://a.test/{{number}}", [], answer, at="2026-01-01T00:00:00Z")
        said.append("kept")
    except EvidenceError as error:
        said.append("refused" if "nothing more" in str(error) else "full")
try:
    recording.close()
except EvidenceError as error:
    said.append("not complete" if "not complete" in str(error) else str(error))
print(" ".join(said))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert done.stdout.strip() == "kept kept kept full refused refused not complete", done.stderr
    assert not path.exists()
    replay = ReplayAdapter(path.with_name(path.name + ".open"))
    assert [len(get(replay, f"http://a.test/{number}").content) for number in range(3)] == [12_000] * 3
    with pytest.raises(Failure, match="not in the recording"):
        get(replay, "http://a.test/3")


def test_odd_addresses_in_a_recording_reach_no_terminal(tmp_path: Path) -> None:
    path = tmp_path / "odd.warc"
    words = b"a"
    path.write_bytes(
        b"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <urn:uuid:1>\r\nWARC-Target-URI: file:\x1b[31m a b\r\n"
        b"Content-Length: %d\r\n\r\n%s\r\n\r\n" % (len(words), words)
    )
    command = "import sys; from citecheck.evidence.records import read_all; from pathlib import Path; "
    command += "print(len(list(read_all(Path(sys.argv[1])))))"
    ran = subprocess.run([sys.executable, "-c", command, str(path)], capture_output=True, text=True, check=True)
    assert (ran.stdout, ran.stderr) == ("1\n", "")


@pytest.mark.parametrize("left_out", ["WARC-Type", "WARC-Record-ID", "Content-Length", "WARC-Date", "WARC/1.1"])
def test_a_record_that_lacks_a_field_is_damage_or_a_record(tmp_path: Path, left_out: str) -> None:
    head = ["WARC/1.1", "WARC-Type: response", "WARC-Record-ID: <urn:uuid:1>", "WARC-Date: x", "Content-Length: 1"]
    body = "\r\n".join(line for line in head if not line.startswith(left_out)) + "\r\n\r\na\r\n\r\n"
    for packed in (body.encode(), gzip.compress(body.encode())):
        (tmp_path / "odd.warc.gz").write_bytes(packed)
        assert all(isinstance(one, Record | Damage) for one in read_all(tmp_path / "odd.warc.gz"))
