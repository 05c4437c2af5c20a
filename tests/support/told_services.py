"""Doubles of the services that notices go to: chats, code hosts and a mail server, on loopback.

Each keeps what it took, so that a test can say what arrived, how often, and what did not.
"""

from __future__ import annotations

import json
import re
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from testbed.scripted_server import Answer, Asked, reply

Fault = Callable[[], Answer]


def json_reply(data: object, status: str = "200 OK", *headers: tuple[str, str]) -> bytes:
    return reply(json.dumps(data).encode(), status, *headers, type="application/json")


@dataclass
class Chat:
    """A service that takes a message by one request. `taken` are the bodies that it accepted."""

    yes: bytes = field(default_factory=lambda: reply(b"ok", type="text/plain"))
    taken: list[Any] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def __call__(self, asked: Asked) -> Answer:
        if self.faults:
            return self.faults.pop(0)()
        self.taken.append(json.loads(asked.body))
        return self.yes


@dataclass
class CodeHost:
    """Issues with labels, bodies, comments and states, as GitHub or GitLab serves them."""

    gitlab: bool = False
    issues: dict[int, dict[str, Any]] = field(default_factory=dict)
    comments: dict[int, list[str]] = field(default_factory=dict)
    faults: dict[str, list[Fault]] = field(default_factory=dict)  # by method
    labels_are_kept: bool = True
    deaf: list[str] = field(default_factory=list)  # methods that are carried out once without an answer that is whole

    def __call__(self, asked: Asked) -> Answer:
        if self.faults.get(asked.method):
            return self.faults[asked.method].pop(0)()
        said = self._answer(asked)
        if asked.method in self.deaf:
            self.deaf.remove(asked.method)
            return b""
        return said

    def _answer(self, asked: Asked) -> Answer:
        parts = urlsplit(asked.target)
        path = unquote(parts.path)
        found = re.fullmatch(r"/repos/acme/docs/issues(?:/(\d+))?(/comments)?", path)
        if self.gitlab:
            found = re.fullmatch(r"/api/v4/projects/acme/docs/issues(?:/(\d+))?(/notes)?", path)
        if found is None:
            return reply(b"{}", "404 Not Found", type="application/json")
        number, body = int(found[1] or 0), json.loads(asked.body or b"{}")
        if found[2]:
            if asked.method == "POST":
                self.comments.setdefault(number, []).append(body["body"])
                return json_reply({"id": 1}, "201 Created")
            return json_reply([{"body": one} for one in self.comments.get(number, [])])
        if asked.method == "GET":
            return json_reply(self._listed(parse_qs(parts.query)))
        if asked.method == "POST":
            return json_reply(self._opened(body), "201 Created")
        return json_reply(self._changed(number, body))

    def _opened(self, body: dict[str, Any]) -> dict[str, Any]:
        number = len(self.issues) + 1
        labels = body["labels"] if not self.gitlab else body["labels"].split(",")
        labels = labels if self.labels_are_kept else []
        self.issues[number] = {
            "number": number,
            "iid": number,
            "title": body["title"],
            "state": "opened" if self.gitlab else "open",
            "labels": [{"name": one} for one in labels] if not self.gitlab else labels,
            ("description" if self.gitlab else "body"): body["description" if self.gitlab else "body"],
        }
        return self.issues[number]

    def _changed(self, number: int, body: dict[str, Any]) -> dict[str, Any]:
        issue = self.issues[number]
        if body.pop("state_event", None) == "close":
            issue["state"] = "closed"
        issue.update(body)
        return issue

    def _listed(self, query: dict[str, list[str]]) -> list[dict[str, Any]]:
        every = sorted(self.issues.values(), key=lambda issue: -issue["number"])
        wanted = query["state"][0]
        found = [issue for issue in every if wanted == "all" or issue["state"] == wanted]
        size, page = int(query["per_page"][0]), int(query["page"][0])
        return found[(page - 1) * size : page * size]


@dataclass
class MailServer:
    """An SMTP server. `taken` are the mails; `refuses` answers MAIL, `breaks` hangs up after the text of one."""

    port: int = 0
    taken: list[str] = field(default_factory=list)
    refuses: list[bytes] = field(default_factory=list)
    breaks: list[bool] = field(default_factory=list)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Serve SMTP on a free port of loopback as long as the context lasts."""
    state = MailServer()

    class Handler(socketserver.StreamRequestHandler):
        timeout = 10

        def handle(self) -> None:
            self.wfile.write(b"220 mail.test\r\n")
            for row in self.rfile:
                verb = row[:4].upper()
                if verb == b"DATA":
                    self.wfile.write(b"354 go on\r\n")
                    text = b""
                    for line in self.rfile:
                        if line == b".\r\n":
                            break
                        text += line
                    state.taken.append(text.decode())
                    if state.breaks and state.breaks.pop(0):
                        return
                    self.wfile.write(b"250 taken\r\n")
                elif verb == b"MAIL" and state.refuses:
                    self.wfile.write(state.refuses.pop(0) + b"\r\n")
                elif verb == b"QUIT":
                    self.wfile.write(b"221 bye\r\n")
                    return
                else:
                    self.wfile.write(b"250 mail.test\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True

    with Server(("127.0.0.1", 0), Handler) as tcp:
        state.port = tcp.server_address[1]
        thread = threading.Thread(target=tcp.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield state
        finally:
            tcp.shutdown()
            thread.join(5)
