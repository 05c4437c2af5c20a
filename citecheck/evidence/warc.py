"""Writes the recording of a run: a WARC 1.1 file (ISO 28500) with one gzip member for each record, and a CDXJ index.

A recording is written to NAME.open and renamed when it is closed. Every exchange is written before its answer is used,
so finished exchanges survive a crash. The recording of a run that was interrupted says so in its last record.
"""

from __future__ import annotations

import errno
import itertools
import json
import os
import threading
import uuid
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType

from citecheck._version import __version__
from citecheck.clock import SystemClock, timestamp
from citecheck.errors import EvidenceError
from citecheck.evidence import cdxj, records
from citecheck.evidence.model import INTERRUPTED, TURN, VIA, RecordedAnswer, key_of, media_type_of
from citecheck.evidence.resuming import WORTH_SHARING, Recorded, recorded_before
from citecheck.http.failures import Failure
from citecheck.http.redaction import clean_request, clean_response, clean_url
from citecheck.interfaces import Clock
from reports.errors import ReportError
from reports.model import Evidence
from reports.rendering import private_opener, write_file

_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"


class Recording:
    """Writes a recording to `path`. Safe to share between threads; a context manager that closes it.

    `clock` None: the system's. With `resume`, a recording that a killed run left is gone on with: its last exchange
    may be cut, and is removed. Raises `EvidenceError` if the file exists already or cannot be written.
    """

    def __init__(self, path: str | Path, *, clock: Clock | None = None, resume: bool = False) -> None:
        self._clock = clock or SystemClock()
        self._path = Path(path)
        self._open_path = self._path.with_name(self._path.name + ".open")
        self._lock = threading.Lock()
        before = recorded_before(self._open_path) if resume else Recorded()
        self._turns = before.turns
        self._bodies = before.bodies
        self._files = before.files
        self._index = before.index
        self._numbers = itertools.count(uuid.uuid4().int & ~0xFFFFFFFF)
        self._size = before.size
        self._problem = ""
        for path in (self._path, self._index_path):
            if path.exists() and not self._is_its_index(path):
                raise EvidenceError(f"{path} exists already: choose another name for the recording, or remove it")
        if not self._path.parent.is_dir():
            raise EvidenceError(f"{self._path} cannot be written: {self._path.parent} is no folder; make it first")
        try:
            mode = "r+b" if resume and self._open_path.exists() else "xb"
            self._file = open(self._open_path, mode, buffering=0, opener=private_opener)  # noqa: SIM115  # `close` closes it
            self._file.truncate(self._file.seek(before.size))
        except FileExistsError:
            raise EvidenceError(
                f"{self._open_path} exists: another run is recording there, or one was cut off. "
                "Its evidence can be replayed as it is; rename or remove it to record again"
            ) from None
        except OSError as error:
            raise EvidenceError(f"{self._open_path} cannot be written ({error.strerror}): name another file") from error
        if not before.size:
            self._write_info()

    @property
    def path(self) -> Path:
        """The path of the recording after it is closed."""
        return self._path

    def now(self) -> str:
        """Return the present time as RFC 3339, in UTC."""
        return timestamp(self._clock.now())

    def add_answer(
        self,
        method: str,
        url: str,
        request: Iterable[tuple[str, str]],
        answer: RecordedAnswer,
        *,
        at: str,
        body: bytes = b"",
        via: str = "",
    ) -> Evidence:
        """Record one exchange: the request with its `body`, the answer, and a failure that ended the answer early.

        An answer with a body that was recorded before becomes a revisit record. `at` is the time of the exchange
        (RFC 3339). `via` is the cited address that redirected to `url`; empty: there was no redirect.
        """
        url, sent, via = clean_url(url), clean_request(request), clean_url(via)
        digest = records.sha1(answer.body)
        record_id, turn, earlier = self._new_id(), *self._begin(method, url, sent, via, digest, len(answer.body))
        fields = self._fields(record_id, url, at) | {TURN: str(turn), "WARC-Payload-Digest": digest}
        if answer.truncated:
            fields["WARC-Truncated"] = answer.truncated
        kind = "response"
        if earlier:
            kind = "revisit"
            fields |= {
                "WARC-Profile": _REVISIT,
                "WARC-Refers-To": earlier[0],
                "WARC-Refers-To-Target-URI": earlier[1],
                "WARC-Refers-To-Date": earlier[2],
            }
        headers = clean_response(answer.headers)
        status_line = f"{answer.version} {answer.status} {answer.reason}".rstrip()
        kept = b"" if earlier else answer.body
        packed = records.pack(kind, fields, http=(status_line, headers), payload=kept)
        before = self._pack_request(method, url, sent, record_id, at, body, via)
        if answer.failure:
            before += self._pack_failure(url, answer.failure, at, about=record_id)
        evidence = self._append(before, packed, record_id)
        media_type = "warc/revisit" if earlier else media_type_of(headers)
        self._index.append((url, at, answer.status, media_type, digest, evidence.offset, len(packed)))
        if not earlier and len(answer.body) >= WORTH_SHARING:
            self._bodies.setdefault(digest, (record_id, url, at))
        return evidence

    def add_failure(
        self,
        method: str,
        url: str,
        request: Iterable[tuple[str, str]],
        failure: Failure,
        *,
        at: str,
        body: bytes = b"",
        via: str = "",
    ) -> Evidence:
        """Record a request with its `body` that got no answer or was not sent, with the reason.

        `at` and `via` are as in `add_answer`.
        """
        url, sent, via = clean_url(url), clean_request(request), clean_url(via)
        record_id, turn, _ = self._new_id(), *self._begin(method, url, sent, via, "", 0)
        packed = self._pack_failure(url, failure, at, record_id=record_id, turn=turn)
        return self._append(self._pack_request(method, url, sent, record_id, at, body, via), packed, record_id)

    def add_file(self, uri: str, body: bytes, media_type: str, at: str | None = None) -> Evidence:
        """Record a local file that was read as a source, once for the same bytes.

        `uri` is a `file:` or `urn:` address. `at` is when it was read (RFC 3339); None: now.
        """
        digest = records.sha1(body)
        with self._lock:
            known = self._files.get((uri, digest))
        if known:
            return known
        record_id = self._new_id()
        fields = self._fields(record_id, uri.replace(" ", "%20"), at or self.now())
        fields["WARC-Payload-Digest"] = digest
        packed = records.pack("resource", fields, payload=body, content_type=media_type)
        evidence = self._append(b"", packed, record_id)
        with self._lock:
            return self._files.setdefault((uri, digest), evidence)

    def add_note(self, about: Evidence, url: str, facts: Mapping[str, str]) -> None:
        """Record which capture an answer is, for readers of the recording; a replay does not need it."""
        fields = self._fields(self._new_id(), clean_url(url), self.now()) | {"WARC-Concurrent-To": about.record_id}
        body = json.dumps({"capture": {name: clean_url(fact) for name, fact in facts.items()}}, ensure_ascii=False)
        packed = records.pack("metadata", fields, payload=body.encode(), content_type="application/json")
        self._append(b"", packed, fields["WARC-Record-ID"])

    def close(self, *, interrupted: bool = False) -> None:
        """Finish the recording: write the index and rename the file.

        `interrupted`: the run did not come to its end, and the recording says so. Raises `EvidenceError` if something
        could not be written; the rest is then in the `.open` file.
        """
        if interrupted and not self._file.closed and not self._problem:
            fields = self._fields(self._new_id(), INTERRUPTED, self.now())
            packed = records.pack("metadata", fields, payload=b'{"interrupted": true}', content_type="application/json")
            self._append(b"", packed, fields["WARC-Record-ID"])
        with self._lock:
            if self._file.closed:
                return
            try:
                os.fsync(self._file.fileno())
                self._file.close()
                if not self._problem:
                    lines = sorted(self._index_line(*entry) for entry in self._index)
                    self._write_index(lines)
                    self._open_path.replace(self._path)
            except OSError as error:
                self._problem = self._problem or error.strerror or str(error)
            if self._problem:
                raise EvidenceError(
                    f"the recording is not complete ({self._problem}): {self._open_path} has what could be written. "
                    "Free space and run again"
                )

    def __enter__(self) -> Recording:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close(interrupted=kind is not None)

    def _begin(
        self, method: str, url: str, sent: Iterable[tuple[str, str]], via: str, digest: str, size: int
    ) -> tuple[int, tuple[str, str, str] | None]:
        """Count the request. Returns its turn, and an earlier record with the same body (None: there is none)."""
        names = {name.lower(): value for name, value in sent} | {VIA.lower(): via}
        key = key_of(method, url, lambda name: names.get(name.lower()))
        with self._lock:
            turn = self._turns.get(key, 0) + 1
            self._turns[key] = turn
            return turn, self._bodies.get(digest) if size >= WORTH_SHARING else None

    def _append(self, before: bytes, packed: bytes, record_id: str) -> Evidence:
        """Write records together. The evidence points at the last one, which completes the exchange."""
        with self._lock:
            if self._file.closed:
                raise EvidenceError(f"the recording {self._path} is closed: nothing more can be added to it")
            if self._problem:
                raise EvidenceError(f"nothing more can be recorded to {self._path}: {self._problem}")
            offset = self._size + len(before)
            try:
                rest = memoryview(before + packed)
                while rest:
                    rest = rest[self._file.write(rest) :]
            except OSError as error:
                self._problem = error.strerror or str(error)
                self._file.truncate(self._size)
                raise EvidenceError(
                    f"the recording {self._open_path} cannot be written ({self._problem}): free space and run again"
                ) from error
            self._size = offset + len(packed)
            return Evidence(file=self._path.name, offset=offset, record_id=record_id)

    def _index_line(
        self, url: str, at: str, status: int, media_type: str, digest: str, offset: int, length: int
    ) -> str:
        place = (self._path.name, offset, length)
        return cdxj.line(url, at, status=status, media_type=media_type, digest=digest.partition(":")[2], place=place)

    @property
    def _index_path(self) -> Path:
        return self._path.with_name(self._path.name.removesuffix(".gz").removesuffix(".warc") + ".cdxj")

    def _is_its_index(self, path: Path) -> bool:
        """Return whether `path` is an index of an earlier recording of this name, which somebody removed, or empty."""
        if path != self._index_path:
            return False
        try:
            with path.open("rb") as file:
                first = file.readline(65_536)
        except OSError:
            return False
        return not first or json.dumps({"filename": self._path.name}, ensure_ascii=False)[1:-1].encode() in first

    def _write_index(self, lines: Iterable[str]) -> None:
        """Write the index whole or not at all. Raises `OSError`, also if another file appeared in its place."""
        index = self._index_path
        if index.exists() and not self._is_its_index(index):
            raise FileExistsError(errno.EEXIST, f"{index} is no index of this recording and stays as it is")
        try:
            write_file(index, "".join(lines).encode("utf-8", "replace"), private=True)
        except ReportError as error:
            raise OSError(errno.EIO, str(error)) from error

    def _write_info(self) -> None:
        record_id = self._new_id()
        fields = {"WARC-Record-ID": record_id, "WARC-Date": self.now(), "WARC-Filename": self._path.name}
        info = f"software: citecheck/{__version__}\r\nformat: WARC File Format 1.1\r\nstarted: {self.now()}\r\n"
        packed = records.pack("warcinfo", fields, payload=info.encode(), content_type="application/warc-fields")
        self._append(b"", packed, record_id)

    def _pack_request(
        self, method: str, url: str, sent: Iterable[tuple[str, str]], about: str, at: str, body: bytes, via: str
    ) -> bytes:
        fields = self._fields(self._new_id(), url, at) | {"WARC-Concurrent-To": about} | ({VIA: via} if via else {})
        target = url.partition("://")[2].partition("#")[0]
        slash = target.find("/")
        path = target[slash:] if slash >= 0 else "/"
        return records.pack("request", fields, http=(f"{method} {path} HTTP/1.1", sent), payload=body)

    def _pack_failure(
        self, url: str, failure: Failure, at: str, *, about: str = "", record_id: str = "", turn: int = 0
    ) -> bytes:
        fields = self._fields(record_id or self._new_id(), url, at)
        fields |= {"WARC-Concurrent-To": about} if about else {TURN: str(turn)}
        words = {"status": failure.status, "reason": clean_url(failure.reason), "passing": failure.passing}
        if failure.barrier is not None:
            words["barrier"] = failure.barrier
        body = json.dumps({"failure": words}, ensure_ascii=False).encode()
        return records.pack("metadata", fields, payload=body, content_type="application/json")

    def _new_id(self) -> str:
        """Return a new identifier. Only the first is random; the others count up from it, which is faster."""
        return f"<urn:uuid:{uuid.UUID(int=next(self._numbers), version=4)}>"

    @staticmethod
    def _fields(record_id: str, url: str, at: str) -> dict[str, str]:
        return {"WARC-Record-ID": record_id, "WARC-Target-URI": url, "WARC-Date": at}
