"""A recording that a killed run left is gone on with: one file for the night, read as if nobody had stopped."""

from __future__ import annotations

from pathlib import Path

import pytest

from citecheck.errors import EvidenceError
from citecheck.evidence import Recording
from citecheck.evidence.model import RecordedAnswer
from citecheck.evidence.reading import RecordingReader
from citecheck.evidence.records import Record, read_all
from citecheck.http.failures import Failure
from reports.model import Evidence, LinkStatus

AT = "2026-03-01T02:00:00Z"
HEADERS = (("Content-Type", "text/html"),)


def add(recording: Recording, url: str, body: bytes, *, failure: Failure | None = None, via: str = "") -> Evidence:
    answer = RecordedAnswer(status=200, reason="OK", version="HTTP/1.1", headers=HEADERS, body=body, failure=failure)
    return recording.add_answer("GET", url, [("User-Agent", "x")], answer, at=AT, via=via)


def killed(path: Path) -> None:
    """Leave a recording with some exchanges as a killed run leaves it."""
    recording = Recording(path)
    add(recording, "https://salt.example/a", b"first " * 200)
    add(recording, "https://salt.example/a", b"second " * 200)
    add(recording, "https://salt.example/b", b"cut", failure=Failure(LinkStatus.TIMEOUT, "too slow"))
    recording.add_failure("GET", "https://tin.example/", [], Failure(LinkStatus.GONE, "no such host"), at=AT)
    recording.add_file("file:notes.txt", b"notes " * 200, "text/plain", AT)
    left = path.with_name(path.name + ".open")
    body = left.read_bytes()
    recording.close()
    path.unlink()
    path.with_name("night.cdxj").unlink()
    left.write_bytes(body)


def key(url: str) -> tuple[str, str, str, str, str]:
    return ("GET", url, "", "", "")


def test_both_parts_of_a_night_are_one_recording(tmp_path: Path) -> None:
    path = tmp_path / "night.warc.gz"
    killed(path)
    with Recording(path, resume=True) as again:
        third = add(again, "https://salt.example/a", b"third " * 200)
        shared = add(again, "https://salt.example/c", b"first " * 200)
        known = again.add_file("file:notes.txt", b"notes " * 200, "text/plain")
        again.add_failure("GET", "https://tin.example/", [], Failure(LinkStatus.TIMEOUT, "slow"), at=AT)
    assert not path.with_name(path.name + ".open").exists()
    reader = RecordingReader(path)
    assert (reader.damage, reader.is_partial) == ((), False)
    bodies = [reader.exchange(key("https://salt.example/a"), turn) for turn in (1, 2, 3)]
    assert [one.answer.body[:6] for one in bodies if one and one.answer] == [b"first ", b"second", b"third "]
    assert bodies[2] is not None
    assert bodies[2].evidence == third
    revisit = reader.exchange(key("https://salt.example/c"), 1)
    assert revisit is not None
    assert revisit.answer is not None
    assert (revisit.answer.body, revisit.evidence) == (b"first " * 200, shared)
    tin = [reader.exchange(key("https://tin.example/"), turn) for turn in (1, 2)]
    assert [one.failure.reason for one in tin if one and one.failure] == ["no such host", "slow"]
    file = reader.file("file:notes.txt")
    assert file is not None
    assert file.evidence == known
    kinds = [record.kind for record in read_all(path) if isinstance(record, Record)]
    assert (kinds.count("warcinfo"), kinds.count("resource"), kinds.count("revisit")) == (1, 1, 1)
    index = path.with_name("night.cdxj").read_text().splitlines()
    assert len(index) == 5, "every answer of both parts"


@pytest.mark.parametrize("share", [0.05, 0.2, 0.35, 0.5, 0.65, 0.8, 0.95])
def test_a_cut_exchange_is_recorded_again(tmp_path: Path, share: float) -> None:
    path = tmp_path / "night.warc.gz"
    killed(path)
    left = path.with_name(path.name + ".open")
    whole = left.read_bytes()
    left.write_bytes(whole[: int(len(whole) * share)])
    with Recording(path, resume=True) as again:
        add(again, "https://salt.example/late", b"late")
    reader = RecordingReader(path)
    assert (reader.damage, reader.is_partial) == ((), False)
    late = reader.exchange(key("https://salt.example/late"), 1)
    assert late is not None
    assert late.answer is not None
    requests = [one for one in read_all(path) if isinstance(one, Record) and one.kind == "request"]
    assert len(requests) == len(reader), "no request is left without its answer"


def test_a_recording_that_nobody_left_is_begun(tmp_path: Path) -> None:
    path = tmp_path / "night.warc.gz"
    with Recording(path, resume=True) as recording:
        add(recording, "https://salt.example/a", b"first")
    assert len(RecordingReader(path)) == 1


def test_a_recording_that_is_complete_is_not_gone_on_with(tmp_path: Path) -> None:
    path = tmp_path / "night.warc.gz"
    Recording(path).close()
    with pytest.raises(EvidenceError, match="exists already"):
        Recording(path, resume=True)


def test_a_recording_that_is_damaged_in_the_middle_stays_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "night.warc.gz"
    killed(path)
    left = path.with_name(path.name + ".open")
    body = bytearray(left.read_bytes())
    middle = len(body) // 2
    body[middle : middle + 20] = b"\xaa" * 20
    left.write_bytes(body)
    with pytest.raises(EvidenceError, match="damaged at byte"):
        Recording(path, resume=True)
    assert left.read_bytes() == body


def test_a_killed_recording_is_not_gone_on_with_unless_asked(tmp_path: Path) -> None:
    path = tmp_path / "night.warc.gz"
    killed(path)
    with pytest.raises(EvidenceError, match="another run is recording there"):
        Recording(path)
