"""A transport adapter for requests that answers from a recording and opens no connection."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path

import requests
from requests.adapters import BaseAdapter

from citecheck.evidence.answers import RecordedFailure, RecordedResponse, response_of
from citecheck.evidence.model import VIA, Exchange, Key, RecordedFile, key_of
from citecheck.evidence.reading import RecordingReader
from citecheck.http.failures import Failure
from citecheck.http.redaction import clean_url
from reports.model import LinkStatus

NOT_RECORDED = "not in the recording"
"""How the reason begins for an exchange that the recording does not hold."""


class ReplayAdapter(BaseAdapter):
    """Answers requests from a recording. Safe to share between threads.

    The first request for an address gets the first recorded answer, the second the second, and so on; all further
    requests get the last one. Recorded failures are raised. A request that was not recorded raises a `Failure` with the
    status not-checked.
    """

    def __init__(self, recording: str | Path | RecordingReader) -> None:
        super().__init__()
        self._reader = recording if isinstance(recording, RecordingReader) else RecordingReader(recording)
        self._lock = threading.Lock()
        self._asked: dict[Key, int] = {}

    @property
    def reader(self) -> RecordingReader:
        """The recording that is replayed."""
        return self._reader

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: object = None,
        verify: bool | str = True,
        cert: object = None,
        proxies: Mapping[str, str] | None = None,
    ) -> RecordedResponse:
        """Answer one request.

        Raises the recorded failure, a `Failure` if the request was not recorded, and `EvidenceError` if its record is
        damaged.
        """
        exchange = next(filter(None, map(self._next, _keys(request))), None)
        if exchange is None:
            raise Failure(LinkStatus.NOT_CHECKED, f"{NOT_RECORDED} {self._reader.name}{self._reader.cut_words}")
        if exchange.answer is None:
            failure = exchange.failure or Failure(LinkStatus.NOT_CHECKED, "the recording does not say why")
            raise RecordedFailure(failure, at=exchange.at, evidence=exchange.evidence)
        return response_of(request, exchange.answer, at=exchange.at, evidence=exchange.evidence, connection=self)

    def can_render(self, url: str) -> bool:
        """Return whether the recording holds the page at `url` as a browser showed it."""
        key = key_of("RENDER", clean_url(url), lambda _: "")
        return self._reader.exchange(key, 1) is not None

    def _next(self, key: Key) -> Exchange | None:
        with self._lock:
            turn = self._asked.get(key, 0) + 1
            self._asked[key] = turn
        return self._reader.exchange(key, turn)

    def file(self, uri: str) -> RecordedFile | None:
        """Return a local file as it was when the recording was made; None if it was not read then."""
        return self._reader.file(uri)

    def close(self) -> None:
        """Do nothing: no connection is open."""


def _keys(request: requests.PreparedRequest) -> tuple[Key, ...]:
    """Return the keys under which `request` may be recorded, the likeliest first.

    The cited address that led to it comes first. Recordings of earlier versions have the Referer alone, and those of
    other tools neither.
    """
    told = requests.structures.CaseInsensitiveDict({**request.headers, VIA: getattr(request, "via", "")})
    exact = key_of(request.method or "GET", clean_url(request.url or ""), lambda name: clean_url(told.get(name) or ""))
    return tuple(dict.fromkeys((exact, (*exact[:3], clean_url(told.get("Referer") or "")), (*exact[:3], ""))))
