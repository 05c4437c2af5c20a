"""A scripted server with an OpenAI-compatible chat API on loopback: it answers as told, faults included."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from testbed.scripted_server import Answer, Asked, ScriptedServer, reply, serving

Says = Callable[[str], "str | dict[str, Any]"]
"""What a model answers to the words of the user's message: text, or an object that is written as JSON."""


@dataclass
class ChatServer:
    """A running server. `url` is the base address; `asked` holds every request, `bodies` their bodies as objects."""

    url: str
    server: ScriptedServer
    bodies: list[dict[str, Any]] = field(default_factory=list)

    @property
    def asked(self) -> list[Asked]:
        """The requests, in order."""
        return self.server.asked


@contextmanager
def chatting(answer: Callable[[dict[str, Any]], Answer]) -> Iterator[ChatServer]:
    """Serve as long as the context lasts. `answer` takes the body of a request and gives the bytes to send."""
    chat = ChatServer("", None)  # type: ignore[arg-type]  # filled in two lines below

    def answered(asked: Asked) -> Answer:
        body = json.loads(asked.body or b"{}")
        chat.bodies.append(body)
        return answer(body)

    with serving(answered) as server:
        chat.url, chat.server = f"{server.url}/v1", server
        yield chat


def saying(says: Says) -> Callable[[dict[str, Any]], Answer]:
    """Return a server's script that answers every request as a model does that says `says`."""

    def answer(body: dict[str, Any]) -> Answer:
        return message(says(body["messages"][-1]["content"]))

    return answer


def message(content: object, *, finish: str = "stop", **more: object) -> bytes:
    """One whole answer with a message. `content` is its text, or an object that is written as JSON."""
    text = content if isinstance(content, str) or content is None else json.dumps(content, ensure_ascii=False)
    said: dict[str, Any] = {"role": "assistant", "content": text, **more}
    usage = {"prompt_tokens": 900, "completion_tokens": 60, "total_tokens": 960}
    whole: dict[str, Any] = {
        "object": "chat.completion",
        "choices": [{"index": 0, "message": said, "finish_reason": finish}],
    }
    return json_reply({**whole, "usage": usage})


def json_reply(value: object, status: str = "200 OK", *headers: tuple[str, str]) -> bytes:
    """One whole answer with an object as JSON."""
    return reply(json.dumps(value, ensure_ascii=False).encode(), status, *headers, type="application/json")


def streamed(content: object, *, pieces: int = 7, done: bool = True) -> bytes:
    """One answer as a stream of events, in chunks (RFC 9112, 7.1), as servers send it that cannot do otherwise."""
    text = content if isinstance(content, str) else json.dumps(content, ensure_ascii=False)
    step = max(1, -(-len(text) // pieces))
    parts = [text[at : at + step] for at in range(0, len(text), step)]
    deltas: list[dict[str, Any]] = [{"role": "assistant", "content": ""}, *({"content": part} for part in parts)]
    ends: list[str | None] = [None] * len(deltas)
    if done:
        deltas, ends = [*deltas, {}], [*ends, "stop"]
    choices = [{"index": 0, "delta": delta, "finish_reason": end} for delta, end in zip(deltas, ends, strict=True)]
    events = [{"choices": [choice]} for choice in choices]
    lines = [f"data: {json.dumps(event, ensure_ascii=False)}\n\n" for event in events]
    lines += ["data: [DONE]\n\n"] if done else []
    return chunked([line.encode() for line in lines], "text/event-stream")


def chunked(pieces: Sequence[bytes], type: str) -> bytes:
    """One whole answer in chunks."""
    head = f"HTTP/1.1 200 OK\r\nConnection: close\r\nTransfer-Encoding: chunked\r\nContent-Type: {type}\r\n\r\n"
    body = b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces if piece)
    return head.encode() + body + b"0\r\n\r\n"


def opinion(outcome: str, *passages: str, missing: Sequence[str] = (), other_value: str = "") -> dict[str, Any]:
    """An answer of the form that is asked for."""
    return {
        "outcome": outcome,
        "passages": list(passages),
        "missing": list(missing),
        "other_value": other_value,
    }


def passages_in(asked: str) -> list[str]:
    """Return the passages that a question shows, as the model reads them."""
    marked = re.search(r"(?ms)^(=== [0-9a-f]{16} ===)$\n(.*?)\n^\1$", asked)
    shown = marked[2] if marked else ""
    return [part.strip() for part in re.split(r"(?m)^\[\d+(?:, [^\]]*)?\]$|^\[…\]$", shown) if part.strip()]


def claim_in(asked: str) -> str:
    """Return the claim of a question."""
    found = re.search(r"(?m)^Claim: (.*)$", asked)
    return found[1] if found else ""


__all__ = [
    "ChatServer",
    "Says",
    "chatting",
    "chunked",
    "claim_in",
    "json_reply",
    "message",
    "opinion",
    "passages_in",
    "saying",
    "streamed",
]
