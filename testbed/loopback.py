"""Servers on 127.0.0.1 that answer for many host names, well or badly, as a test or a benchmark tells them to.

with Loopback() as web:
    web.add("news.test", "/story", Reply(body=page("A story", "...")))
    web.url("news.test", "/story")   # http://news.test:PORT/story
    web.resolver                      # takes every *.test name to 127.0.0.1
"""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType

ALLOWED = ("127.0.0.0/8", "::1/128")
Fault = Callable[["Exchange"], None]


@dataclass(frozen=True, kw_only=True)
class Reply:
    """One answer. `fault`, if given, writes to the connection itself."""

    status: int = 200
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    fault: Fault | None = None


@dataclass(frozen=True)
class Asked:
    """One request that a server saw."""

    host: str
    path: str
    headers: dict[str, str]
    at: float = 0.0  # time.monotonic when it came


@dataclass
class Exchange:
    """The connection that a fault writes to. `stopped` is set when the server is closed."""

    connection: socket.socket
    path: str
    host: str
    stopped: threading.Event

    def send(self, data: bytes) -> None:
        """Send `data` as it is."""
        self.connection.sendall(data)


def page(title: str, *paragraphs: str, head: str = "") -> bytes:
    """Return a small HTML page."""
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    return f"<!doctype html><title>{title}</title>{head}<h1>{title}</h1>{body}".encode()


def prose(words: int, seed: str = "river") -> str:
    """Return `words` words of plain prose, for pages that must have a subject."""
    stock = (
        f"The {seed} was surveyed in the spring and the report describes how its banks were measured by three teams "
        "who walked from the old mill to the harbour taking notes on every bridge weir and ford that they could find"
    ).split()
    said = [stock[number % len(stock)] for number in range(words)]
    return " ".join(said) + "."


class Loopback:
    """Answers on a port of 127.0.0.1 for every host name; a context manager.

    `tls` is a server-side context: the addresses are then https. `missing` is the answer to every path that was not
    added.
    """

    def __init__(self, *, tls: ssl.SSLContext | None = None, host: str = "127.0.0.1") -> None:
        self.asked: list[Asked] = []
        self.missing: Reply = Reply(status=404, body=page("Not found", "There is no such page here."))
        self.names: dict[str, list[str]] = {}
        self._tls = tls
        self._replies: dict[tuple[str, str], list[Reply]] = {}
        self._hosts: dict[str, Callable[[str], Reply]] = {}
        self._lock = threading.Lock()
        self._stopped = threading.Event()
        self._server = _server(self, host)
        self.port: int = self._server.server_address[1]
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)

    def __enter__(self) -> Loopback:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stopped.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def add(self, host: str, path: str, *replies: Reply) -> str:
        """Answer `path` on `host` with `replies` in turn; the last one repeats. Return the address."""
        with self._lock:
            self._replies[host, path] = list(replies)
        return self.url(host, path)

    def add_host(self, host: str, answer: Callable[[str], Reply]) -> None:
        """Answer every other path of `host` with the result of `answer`."""
        with self._lock:
            self._hosts[host] = answer

    def url(self, host: str, path: str = "/") -> str:
        """Return the address of `path` on `host`."""
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def resolver(self, host: str, port: int) -> list[str]:
        """Resolve names to addresses: those of `names`, literal addresses, and every name under .test and .example."""
        if host in self.names:
            return self.names[host]
        if host.endswith((".test", ".example", ".localhost")):
            return ["127.0.0.1"]
        if host.endswith(".gone"):
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        if host.endswith(".lost"):
            raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
        return [str(info[4][0]) for info in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]

    def count(self, host: str, path: str) -> int:
        """Return how often `path` of `host` was requested."""
        return sum(1 for one in self.asked if one.host == host and one.path == path)

    def reply(self, host: str, path: str) -> Reply:
        """Return the answer to the next request; called by the server."""
        with self._lock:
            waiting = self._replies.get((host, path))
            if waiting:
                return waiting.pop(0) if len(waiting) > 1 else waiting[0]
            if path == "/robots.txt":
                return Reply(status=404, content_type="text/plain")
            answer = self._hosts.get(host)
        return answer(path) if answer else self.missing


def _server(web: Loopback, host: str) -> ThreadingHTTPServer:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            asked_host = (self.headers.get("Host") or "").rpartition(":")[0] or (self.headers.get("Host") or "")
            web.asked.append(
                Asked(asked_host, self.path, {k.lower(): v for k, v in self.headers.items()}, time.monotonic())
            )
            reply = web.reply(asked_host, self.path)
            if reply.fault is not None:
                self.close_connection = True
                with contextlib.suppress(OSError):  # the client has gone, as many of these tests intend
                    reply.fault(Exchange(self.connection, self.path, asked_host, web._stopped))
                return
            self.send_response(reply.status)
            names = {name.lower() for name, _ in reply.headers}
            if "content-type" not in names and reply.content_type:
                self.send_header("Content-Type", reply.content_type)
            for name, value in reply.headers:
                self.send_header(name, value)
            if "content-length" not in names:
                self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except OSError:
                self.close_connection = True

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 256

        def get_request(self) -> tuple[socket.socket, object]:
            connection, address = super().get_request()
            if web._tls is not None:
                connection.settimeout(5)
                connection = web._tls.wrap_socket(connection, server_side=True, do_handshake_on_connect=False)
            return connection, address

        def handle_error(self, *_: object) -> None:
            """Print nothing: clients that break off are expected here."""

    return Server((host, 0), Handler)


# --- faults ----------------------------------------------------------------------------------------------------------


def reset(exchange: Exchange) -> None:
    """Cut the connection with a reset, without an answer."""
    exchange.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    exchange.connection.close()


def hang(exchange: Exchange) -> None:
    """Send nothing until the server is closed."""
    exchange.stopped.wait(30)


def drip(exchange: Exchange) -> None:
    """Send an answer byte by byte, without an end: no single wait is long."""
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
    while not exchange.stopped.wait(0.02):
        exchange.send(b"x")


def drip_headers(exchange: Exchange) -> None:
    """Send headers byte by byte, without an end."""
    exchange.send(b"HTTP/1.1 200 OK\r\nX-Long: ")
    while not exchange.stopped.wait(0.02):
        exchange.send(b"x")


def endless(exchange: Exchange) -> None:
    """Send a body without an end, as fast as it is read."""
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<p>")
    while not exchange.stopped.is_set():
        exchange.send(b"endless " * 8192)


def short(exchange: Exchange) -> None:
    """Promise more bytes than are sent."""
    exchange.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<p>cut")


def garbage(exchange: Exchange) -> None:
    """Answer with bytes that are not HTTP."""
    exchange.send(b"\x00\x01SSH-2.0-nothing\r\n\r\n")


def gzip_bomb(size: int) -> Reply:
    """Return an answer of few bytes that unpacks to `size` bytes."""
    packed = gzip.compress(b"\0" * size, 9)
    return Reply(body=packed, headers=(("Content-Encoding", "gzip"),))


def redirect(location: str, status: int = 302, headers: tuple[tuple[str, str], ...] = ()) -> Reply:
    """Return a redirect."""
    return Reply(status=status, headers=(("Location", location), *headers))
