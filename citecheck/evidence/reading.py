"""Reads a recording: finds its exchanges, and verifies each when it is found and again when it is read.

WARC files of other tools can be read too, if they are uncompressed or have one gzip member for each record.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from warcio.bufferedreaders import ChunkedDataReader  # type: ignore[import-untyped]  # warcio ships no types

from citecheck.errors import EvidenceError
from citecheck.evidence import records
from citecheck.evidence.model import (
    INTERRUPTED,
    KEY_HEADERS,
    TURN,
    VIA,
    Damage,
    Exchange,
    Key,
    RecordedAnswer,
    RecordedFile,
    key_of,
)
from citecheck.evidence.records import Record
from citecheck.http.digits import header_number
from citecheck.http.failures import Failure
from citecheck.model import Barrier
from reports.model import Evidence, LinkStatus


@dataclass(slots=True)
class _Found:
    """The record of an answer or failure, as a scan notes it."""

    offset: int
    id: str
    url: str
    at: str
    turn: int


@dataclass(slots=True)
class _Scan:
    """What one pass over the file collects."""

    main: list[_Found] = field(default_factory=list)
    asked: dict[str, tuple[str, dict[str, str]]] = field(default_factory=dict)  # id of the answer -> method, headers
    broke_off: dict[str, int] = field(default_factory=dict)  # id of the answer -> offset of its failure
    bodies: dict[str, int] = field(default_factory=dict)  # id of the answer, and digest -> offset of a body
    files: dict[str, int] = field(default_factory=dict)
    damage: list[Damage] = field(default_factory=list)
    cut: Damage | None = None
    interrupted: bool = False  # the run did not come to its end


class RecordingReader:
    """Finds the exchanges of a recording and reads them one by one. Bodies are not kept in memory.

    A recording that was cut off (NAME.open after a crash) is read up to that point; `is_partial` says so. Raises
    `EvidenceError` if the file is missing or has no record. `damage` lists other parts that cannot be read. An exchange
    that may be in such a part raises `EvidenceError` when it is requested.
    """

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self.name = self._path.name.removesuffix(".open")
        self.started: str | None = None
        self._exchanges: dict[Key, dict[int, _Found]] = {}
        self._scan = _Scan()
        self._read()

    @property
    def damage(self) -> tuple[Damage, ...]:
        """The parts that cannot be read, without a cut at the end."""
        return tuple(self._scan.damage)

    @property
    def cut_words(self) -> str:
        """Words that say why the recording may lack exchanges; empty if its run came to its end."""
        cut = self._scan.cut
        if cut:
            return f", which is cut off after {cut.offset} bytes"
        return ", whose run was interrupted" if self.is_partial else ""

    @property
    def is_partial(self) -> bool:
        """Whether the run that was recorded was interrupted or killed, so that exchanges may be missing."""
        return self._scan.cut is not None or self._scan.interrupted

    def __len__(self) -> int:
        return len(self._scan.main)

    def asked(self) -> tuple[tuple[Key, int], ...]:
        """Return the keys of all requests, each with the number of times it was made."""
        return tuple((key, len(turns)) for key, turns in self._exchanges.items())

    def exchange(self, key: Key, turn: int) -> Exchange | None:
        """Return the exchange of the request number `turn` (from 1) with this key; None if there was none.

        After the last recorded turn, the last exchange is returned. Raises `EvidenceError` if the record is damaged, or
        may be in a damaged part.
        """
        turns = self._exchanges.get(key, {})
        found = turns.get(turn)
        if found is None:
            self._check_damage(key[1], known=bool(turns) and turn > max(turns))
            if not turns or self.is_partial:
                return None
            found = turns[max(turns)]
        return self._load(key, found)

    def file(self, uri: str) -> RecordedFile | None:
        """Return a local file that was read as a source; None if it was not read. Raises `EvidenceError` as above."""
        uri = uri.replace(" ", "%20")
        offset = self._scan.files.get(uri)
        if offset is None:
            self._check_damage(uri, known=False)
            return None
        record = self._record(offset)
        return RecordedFile(
            uri=record.url,
            body=record.payload,
            media_type=record.fields.get("content-type", "application/octet-stream"),
            at=record.fields.get("warc-date", ""),
            evidence=Evidence(file=self.name, offset=offset, record_id=record.id),
        )

    def _read(self) -> None:
        if not self._path.exists():
            left = self._path.with_name(self._path.name + ".open")
            more = f"; {left} holds what an unfinished run recorded" if left.exists() else ""
            raise EvidenceError(f"there is no recording {self._path}{more}")
        last = 0
        try:
            for found in records.read_all(self._path):
                if isinstance(found, Record):
                    self._note(found)
                    last = found.offset
                else:
                    self._scan.damage.append(found)
        except OSError as error:
            raise EvidenceError(f"the recording {self._path} cannot be read ({error.strerror})") from error
        damage = self._scan.damage
        at_end = damage and damage[-1].problem == records.CUT and damage[-1].offset >= last
        if at_end and self._path.suffix == ".open":
            self._scan.cut = damage.pop()
        if not (self._scan.main or self._scan.files or self.started):
            problem = damage[0].problem if damage else "it holds no exchange"
            raise EvidenceError(
                f"{self._path} cannot be replayed: {problem}. "
                "It must be a WARC file, uncompressed or with one gzip member for each record"
            )
        self._scan.interrupted = self._scan.interrupted or self._path.suffix == ".open"
        self._assign()

    def _assign(self) -> None:
        """Assign answers to requests; without a recorded turn, in the order of the file."""
        damage = self._scan.damage
        for one in self._scan.main:
            method, headers = self._scan.asked.get(one.id, ("", {}))
            if not method and one.turn and damage:
                damage.append(Damage(offset=one.offset, problem="its request is damaged", url=one.url))
                continue
            if not one.turn:
                headers = {}  # a recording of another tool: its headers are not part of the key
            key = key_of(method or "GET", one.url, headers.get)
            turns = self._exchanges.setdefault(key, {})
            turns.setdefault(one.turn or len(turns) + 1, one)

    def _note(self, record: Record) -> None:
        scan, about = self._scan, record.fields.get("warc-concurrent-to", "")
        if record.kind == "warcinfo":
            lines = record.payload.decode("utf-8", "replace").splitlines()
            info = dict(line.partition(": ")[::2] for line in lines)
            self.started = self.started or info.get("started") or record.fields.get("warc-date", "")
        elif record.kind in ("response", "revisit"):
            scan.main.append(_found(record))
            if record.kind == "response":
                scan.bodies[record.id] = record.offset
                digest = record.fields.get("warc-payload-digest")
                if digest:
                    scan.bodies.setdefault(digest, record.offset)
        elif record.kind == "request" and about:
            headers = {name.title(): value for name, value in record.http if name.lower() in KEY_HEADERS}
            headers[VIA] = record.fields.get(VIA.lower(), "")
            scan.asked[about] = (record.status_line.partition(" ")[0], headers)
        elif record.kind == "metadata" and TURN.lower() in record.fields:
            scan.main.append(_found(record))
        elif record.kind == "metadata" and about and record.payload.startswith(b'{"failure"'):
            scan.broke_off[about] = record.offset
        elif record.kind == "metadata" and record.url == INTERRUPTED:
            scan.interrupted = True
        elif record.kind == "resource":
            scan.files[record.url] = record.offset

    def _check_damage(self, url: str, *, known: bool) -> None:
        """Raise `EvidenceError` if an exchange with `url` may be in a damaged part."""
        for damage in self._scan.damage:
            if damage.url is None or damage.url.partition("#")[0] == url:
                raise EvidenceError(
                    f"the recording {self._path} is damaged at byte {damage.offset} ({damage.problem}): "
                    f"{'a later' if known else 'the'} exchange with {url} may be there. Restore the file from a copy"
                )

    def _record(self, offset: int) -> Record:
        try:
            record = records.read_one(self._path, offset)
        except OSError as error:
            raise EvidenceError(f"the recording {self._path} cannot be read ({error.strerror})") from error
        if isinstance(record, Damage):
            raise EvidenceError(
                f"the recording {self._path} is damaged at byte {offset} ({record.problem}): restore it from a copy"
            )
        return record

    def _load(self, key: Key, found: _Found) -> Exchange:
        record = self._record(found.offset)
        if record.id != found.id:
            raise EvidenceError(f"the recording {self._path} was changed while it was read: run the replay again")
        ended = self._scan.broke_off.get(found.id)
        failure = self._failure(self._record(ended)) if ended is not None else None
        broken = record.fields.get("warc-truncated") in ("time", "disconnect")
        if found.turn and broken and failure is None:
            raise EvidenceError(f"the record that ended the answer at byte {found.offset} of {self._path} is damaged")
        answer = None
        if record.kind == "metadata":
            failure = self._failure(record)
        else:
            answer = self._answer(record, failure)
        return Exchange(
            method=key[0],
            url=found.url,
            turn=found.turn,
            at=found.at,
            evidence=Evidence(file=self.name, offset=found.offset, record_id=found.id),
            answer=answer,
            failure=failure,
        )

    def _answer(self, record: Record, failure: Failure | None) -> RecordedAnswer:
        version, _, rest = record.status_line.partition(" ")
        code, _, reason = rest.partition(" ")
        status = header_number(code)
        if status is None or len(code) > 3:
            raise EvidenceError(f"the record at byte {record.offset} of {self._path} holds no HTTP answer")
        body = self._earlier_body(record) if record.kind == "revisit" else record.payload
        headers = list(record.http)
        for index, (name, value) in enumerate(headers):
            if name.lower() == "transfer-encoding":
                headers[index] = ("X-Orig-Transfer-Encoding", value)
                if value.strip().lower() == "chunked":
                    body = _unchunked(body)
        return RecordedAnswer(
            status=status,
            reason=reason,
            version=version,
            headers=tuple(headers),
            body=body,
            truncated=record.fields.get("warc-truncated"),
            failure=failure,
        )

    def _earlier_body(self, revisit: Record) -> bytes:
        digest = revisit.fields.get("warc-payload-digest", "")
        offset = self._scan.bodies.get(revisit.fields.get("warc-refers-to", "")) or self._scan.bodies.get(digest)
        if offset is None:
            raise EvidenceError(
                f"the record at byte {revisit.offset} of {self._path} points at an earlier one that is not there: "
                "restore the file from a copy"
            )
        body = self._record(offset).payload
        if digest.startswith("sha1:") and digest != records.sha1(body):
            raise EvidenceError(
                f"the record at byte {revisit.offset} of {self._path} points at another body than its own"
            )
        return body

    def _failure(self, record: Record) -> Failure:
        try:
            words = json.loads(record.payload)["failure"]
            barrier = words.get("barrier")
            return Failure(
                LinkStatus(words["status"]),
                str(words["reason"]),
                passing=bool(words.get("passing")),
                barrier=Barrier(barrier) if barrier else None,
            )
        except (ValueError, KeyError, TypeError) as error:
            raise EvidenceError(
                f"the record at byte {record.offset} of {self._path} does not say what failed: "
                "it may be of a later version; replay it with that one"
            ) from error


def _found(record: Record) -> _Found:
    return _Found(
        offset=record.offset,
        id=record.id,
        url=record.url,
        at=record.fields.get("warc-date", ""),
        turn=header_number(record.fields.get(TURN.lower(), "")) or 0,
    )


def _unchunked(body: bytes) -> bytes:
    try:
        return bytes(ChunkedDataReader(BytesIO(body)).read(len(body)))
    except Exception as error:  # warcio raises several kinds of exceptions for damaged chunks
        raise EvidenceError(f"a recorded answer has damaged chunks ({error})") from error
