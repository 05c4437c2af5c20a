"""The bytes of the OpenAI-compatible chat API: the body of a request, and the message in an answer.

An answer is one JSON object, or a stream of events (`data: {…}`), which some servers send although none was asked for.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from citecheck.judges.model import NoOpinion, Silence
from citecheck.judges.prompt import SCHEMA

MOST_TOKENS = 700
"""Tokens that an answer may have: three long passages and the rest take about 400."""


class Form(IntEnum):
    """How much of the API a request uses. A server that rejects one form is asked in the next."""

    SCHEMA = 0
    """With a JSON Schema for the answer, a fixed temperature, and a limit of its length."""
    SCHEMA_ONLY = 1
    """With a JSON Schema alone: some models take no temperature and no `max_tokens`."""
    PLAIN = 2
    """Nothing but the messages; the answer is asked for as lines of text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What a model wrote, and how many tokens the server counted: sent, and written (None: it did not say)."""

    text: str
    sent: int | None = None
    written: int | None = None


def request_body(model: str, messages: Sequence[dict[str, str]], form: Form) -> bytes:
    """Return the body of a request for one answer of `model` to `messages`, in one `form`."""
    body: dict[str, Any] = {"model": model, "messages": list(messages), "stream": False}
    if form is not Form.PLAIN:
        schema = {"name": "opinion", "strict": True, "schema": SCHEMA}
        body["response_format"] = {"type": "json_schema", "json_schema": schema}
    if form is Form.SCHEMA:
        body |= {"temperature": 0, "max_tokens": MOST_TOKENS}
    return json.dumps(body, ensure_ascii=False).encode("utf-8", "replace")


def read_message(body: bytes) -> Message | NoOpinion:
    """Return the message in the `body` of an answer, or why there is none. No body raises an exception."""
    text = body.decode("utf-8-sig", "replace").strip()
    try:
        parts = _events(text) if text.startswith(("data:", ":", "event:")) else [json.loads(text)]
    except (ValueError, RecursionError):
        return _unreadable("the server's answer is not JSON, or is cut off")
    if not parts or not all(isinstance(part, dict) for part in parts):
        return _unreadable("the server's answer is not that of the chat API")
    return _joined(parts)


def _events(text: str) -> list[Any]:
    """Return the objects of a stream of events. Raises ValueError if it ends before its end is announced."""
    found: list[Any] = []
    for line in text.splitlines():
        name, _, value = line.partition(":")
        if name != "data":
            continue
        if value.strip() == "[DONE]":
            return found
        found.append(json.loads(value))
    if any(_choice(part).get("finish_reason") for part in found if isinstance(part, dict)):
        return found
    raise ValueError("the stream has no end")


def _joined(parts: Iterable[dict[str, Any]]) -> Message | NoOpinion:
    """Join the parts of one message."""
    pieces: list[str] = []
    usage: dict[str, Any] = {}
    ended = ""
    for part in parts:
        if part.get("error"):
            return NoOpinion(kind=Silence.NO_ANSWER, reason="the server answered with an error")
        choice = _choice(part)
        said = choice.get("message") or choice.get("delta") or {}
        if not isinstance(said, dict):
            return _unreadable("the server's answer is not that of the chat API")
        if said.get("refusal"):
            return _unreadable("the model refused to answer")
        if said.get("tool_calls") or said.get("function_call"):
            return _unreadable("the model called a tool, and none was offered; nothing was run")
        pieces.append(_content(said.get("content")))
        ended = choice.get("finish_reason") or ended
        usage = part["usage"] if isinstance(part.get("usage"), dict) else usage
    if ended == "content_filter":
        return _unreadable("the server's filter held the answer back")
    if ended == "length":
        return _unreadable("the answer is cut off, because it is too long")
    text = "".join(pieces)
    if not text.strip():
        return _unreadable("the answer is empty")
    return Message(text=text, sent=_count(usage.get("prompt_tokens")), written=_count(usage.get("completion_tokens")))


def _choice(part: dict[str, Any]) -> dict[str, Any]:
    choices = part.get("choices")
    first = choices[0] if isinstance(choices, list) and choices else None
    return first if isinstance(first, dict) else {}


def _content(content: object) -> str:
    """Return the text of a message; some servers send it in parts."""
    if isinstance(content, str):
        return content
    if isinstance(content, list):
        texts = (part.get("text") for part in content if isinstance(part, dict))
        return "".join(text for text in texts if isinstance(text, str))
    return ""


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else None


def _unreadable(reason: str) -> NoOpinion:
    return NoOpinion(kind=Silence.UNREADABLE, reason=reason, lasting=True)


__all__ = ["MOST_TOKENS", "Form", "Message", "read_message", "request_body"]
