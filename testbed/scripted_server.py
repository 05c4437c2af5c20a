"""A server on loopback that sends exactly what a script gives it, faults included."""

from __future__ import annotations

import socket
import socketserver
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from io import BufferedIOBase

Piece = bytes | Callable[[], None]
Answer = bytes | Iterable[Piece]


@dataclass(frozen=True)
class Asked:
    """One request. `body` is empty where the request has no Content-Length."""

    method: str
    target: str
    headers: dict[str, str]  # names in lower case
    body: bytes = b""


@dataclass
class ScriptedServer:
    """A server with a script: `answer(asked)` gives the bytes to send, or pieces.

    A piece is bytes, or a function that is called between two others, to wait, for example.
    """

    answer: Callable[[Asked], Answer]
    url: str = ""
    asked: list[Asked] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def hang(self) -> None:
        """Send nothing more until the server closes or half a minute is over."""
        self.closing.wait(30)


def reply(
    body: bytes = b"",
    status: str = "200 OK",
    *headers: tuple[str, str],
    length: int | None = None,
    type: str = "text/html",
) -> bytes:
    """One whole answer; `length` may be wrong."""
    lines = [f"HTTP/1.1 {status}", "Connection: close", f"Content-Length: {len(body) if length is None else length}"]
    if type:
        lines.append(f"Content-Type: {type}")
    lines += [f"{name}: {value}" for name, value in headers]
    return "\r\n".join(lines).encode("utf-8") + b"\r\n\r\n" + body


@contextmanager
def serving(answer: Callable[[Asked], Answer]) -> Iterator[ScriptedServer]:
    """Serve on a free loopback port as long as the context lasts. Each connection has one exchange."""
    server = ScriptedServer(answer)

    class Handler(socketserver.StreamRequestHandler):
        timeout = 10

        def handle(self) -> None:
            asked = _request(self.rfile)
            if asked is None:
                return
            server.asked.append(asked)
            said = server.answer(asked)
            try:
                for piece in [said] if isinstance(said, bytes) else said:
                    if isinstance(piece, bytes):
                        self.wfile.write(piece)
                    else:
                        piece()
            except OSError:
                return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        allow_reuse_address = True
        request_queue_size = 64

    with Server(("127.0.0.1", 0), Handler, bind_and_activate=True) as tcp:
        tcp.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.url = f"http://127.0.0.1:{tcp.server_address[1]}"
        thread = threading.Thread(target=tcp.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.closing.set()
            tcp.shutdown()
            thread.join(5)


def _request(stream: BufferedIOBase) -> Asked | None:
    rows = iter(stream)
    first = next(rows, b"").decode("iso-8859-1").split()
    if len(first) != 3:
        return None
    headers = {}
    for line in rows:
        name, _, value = line.decode("iso-8859-1").strip().partition(":")
        if not name:
            break
        headers[name.lower()] = value.strip()
    length = headers.get("content-length", "0")
    return Asked(first[0], first[1], headers, stream.read(int(length)) if length.isdecimal() else b"")
