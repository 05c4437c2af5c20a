"""What a host said for one address is never taken for another address of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from behaviours.model import ALIVE, Behaviour, Fate, article, missing
from behaviours.raw_web import Answer, Asked
from behaviours.servers import BehaviourServers

_PATHS = tuple(f"/notes/{number}" for number in range(6))


def _kept(body: bytes, *headers: bytes) -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n" + b"".join(line + b"\r\n" for line in headers)
    return head + b"Content-Length: %d\r\nConnection: keep-alive\r\n\r\n" % len(body) + body


def _page(asked: Asked) -> bytes:
    """Return a page of the address alone: its quotation is in no other."""
    return article().replace(b"raised by hand", _words(asked.target).encode())


def _words(path: str) -> str:
    return f"raised {('once', 'twice', 'thrice', 'rarely', 'often', 'daily')[_PATHS.index(path)]} by hand"


def _hinted(asked: Asked) -> bytes:
    return b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>; rel=preload\r\n\r\n" + _kept(_page(asked))


def _processing(asked: Asked) -> bytes:
    return b"HTTP/1.1 102 Processing\r\n\r\n" * 3 + _kept(_page(asked))


def _crowded(asked: Asked) -> bytes:
    return _kept(_page(asked), *(b"X-Cache-%d: miss" % number for number in range(180)))


def _many_words(asked: Asked) -> bytes:
    return _kept(_page(asked), b"Content-Security-Policy: " + b"img-src https://img.test; " * 3000)


def _plain(asked: Asked) -> bytes:
    return _kept(_page(asked))


def _one_answer_more(asked: Asked) -> bytes:
    """Say more than was asked: what follows an answer belongs to nobody."""
    return _kept(_page(asked)) + _kept(b"<title>Log in</title><p>Log in</p>")


@pytest.mark.parametrize("say", [_plain, _hinted, _processing, _crowded, _many_words, _one_answer_more])
def test_every_address_of_a_host_gets_its_own_page(say: Callable[[Asked], bytes], tmp_path: Path) -> None:
    behaviours = [_behaviour(say, path) for path in _PATHS]

    with BehaviourServers(behaviours[:1], tmp_path) as servers:
        report = servers.audit(*behaviours)

    statuses = {source.url: (source.status, source.reason) for source in report.sources}
    assert len(statuses) == len(_PATHS)
    assert all(status in ALIVE for status, _ in statuses.values()), statuses
    quotes = [quote for check in report.checks for quote in check.quotes]
    assert [quote.outcome.is_faithful for quote in quotes] == [True] * len(_PATHS)


def _behaviour(say: Answer, path: str) -> Behaviour:
    return Behaviour(
        name="connections",
        kind="connections",
        right=ALIVE,
        fate=Fate.LIVES,
        hosts={"": lambda asked: say(asked) if asked.target in _PATHS else missing()},
        path=path,
        quoted=f"the sluice was {_words(path)} until the winter of 1931",
    )
