"""A server on 127.0.0.1 that sends the bytes of a behaviour unchanged, for any number of host names."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import TracebackType


@dataclass(frozen=True)
class Asked:
    """One request: `turn` counts the requests for this target of this host, from 1."""

    host: str
    target: str
    headers: Mapping[str, str]  # names in lower case
    turn: int
    base: str  # "http" or "https"
    port: int

    @property
    def cookies(self) -> str:
        return self.headers.get("cookie", "")

    @property
    def agent(self) -> str:
        return self.headers.get("user-agent", "")

    def url(self, host: str, path: str) -> str:
        """Return the address of `path` on another host of the same server."""
        return f"{self.base}://{host}:{self.port}{path}"


Answer = Callable[[Asked], bytes]
"""Gives the bytes to send. The connection is kept if they say `Connection: keep-alive`, and cut if there are none."""


class RawWeb:
    """Answers by host name; a context manager. `tls` is a server-side context: the addresses are then https."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.answers: dict[str, Answer] = {}
        self.asked: list[Asked] = []
        self._tls = tls
        self._turns: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()
        self._server = _server(self)
        self.base = "https" if tls is not None else "http"
        self.port = int(self._server.server_address[1])
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    def __enter__(self) -> RawWeb:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, host: str, path: str) -> str:
        return f"{self.base}://{host}:{self.port}{path}"

    def answer(self, target: str, headers: Mapping[str, str]) -> bytes:
        """Return the bytes for one request; called by the server."""
        host = headers.get("host", "").partition(":")[0]
        with self._lock:
            self._turns[host, target] += 1
            asked = Asked(host, target, headers, self._turns[host, target], self.base, self.port)
            self.asked.append(asked)
        return self.answers[host](asked)


def _server(web: RawWeb) -> socketserver.ThreadingTCPServer:
    class Handler(socketserver.StreamRequestHandler):
        timeout = 5

        def setup(self) -> None:
            if web._tls is not None:
                self.request.settimeout(5)
                self.request = web._tls.wrap_socket(self.request, server_side=True)
            super().setup()

        def finish(self) -> None:
            try:
                super().finish()
            finally:
                self.request.close()  # the server does not know the encrypted connection

        def handle(self) -> None:
            while True:
                first = self.rfile.readline().decode("iso-8859-1").split(" ")
                if len(first) != 3:
                    return
                headers: dict[str, str] = {}
                while line := self.rfile.readline().decode("iso-8859-1").strip():
                    name, _, value = line.partition(":")
                    headers[name.lower()] = value.strip()
                said = web.answer(first[1], headers)
                self.wfile.write(said)
                if b"\r\nConnection: keep-alive\r\n" not in said:
                    return

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 256

        def process_request_thread(self, request: object, client_address: object) -> None:
            # A client that breaks off, in a handshake too, is expected here.
            with contextlib.suppress(OSError, ssl.SSLError):
                super().process_request_thread(request, client_address)  # type: ignore[arg-type]

        def handle_error(self, request: object, client_address: object) -> None:
            """Print nothing; see `handle_error`."""

    return Server(("127.0.0.1", 0), Handler)
