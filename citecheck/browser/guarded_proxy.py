"""The browser's only way to the web: a proxy on loopback that connects to addresses which the guard has judged."""

from __future__ import annotations

import base64
import contextlib
import hmac
import secrets
import selectors
import socket
import threading
import time

from citecheck.http.failures import Failure
from citecheck.http.guard import Guard
from claims.urls import parts_of

# Limits: judgement.
_HEAD = 65_536  # bytes of a request's head
_STEP = 65_536
_CONNECT = 10.0  # seconds for a connection
_IDLE = 30.0  # seconds without a byte
_HOP = (b"proxy-", b"connection:", b"keep-alive:", b"te:", b"upgrade:")


class GuardedProxy:
    """Serves our browser on a free port of 127.0.0.1. A context manager.

    A name is resolved here, once for each connection, and the connection goes to the address that `guard` permitted.
    `max_bytes` is the limit of one connection, in bytes. `user` and `password` keep out other programs on this machine.
    """

    def __init__(self, guard: Guard, *, max_bytes: int) -> None:
        self._guard = guard
        self._max_bytes = max_bytes
        self.user, self.password = "citecheck", secrets.token_hex(16)
        self._wanted = base64.b64encode(f"{self.user}:{self.password}".encode())
        self._server = socket.create_server(("127.0.0.1", 0))
        self._closed = threading.Event()
        self.url = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        threading.Thread(target=self._accept, name="browser-proxy", daemon=True).start()

    def close(self) -> None:
        """Stop to serve; connections that are open end by themselves."""
        self._closed.set()
        with contextlib.suppress(OSError):
            self._server.shutdown(socket.SHUT_RDWR)
        self._server.close()

    def _accept(self) -> None:
        while not self._closed.is_set():
            try:
                connection, _ = self._server.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, client: socket.socket) -> None:
        with client:
            client.settimeout(_IDLE)
            with contextlib.suppress(OSError, ValueError):
                self._answer(client)

    def _answer(self, client: socket.socket) -> None:
        head, rest = _head(client)
        first, *lines = head.split(b"\r\n")
        method, target, _ = first.split(b" ", 2)
        if not self._is_ours(lines):
            _say(client, b"407 Proxy Authentication Required", b'Proxy-Authenticate: Basic realm="citecheck"\r\n')
            return
        tunnel = method == b"CONNECT"
        parts = parts_of(f"//{target.decode('ascii')}" if tunnel else target.decode("ascii"))
        host, port = parts.hostname or "", parts.port or (443 if tunnel else 80)
        if not host or not (tunnel or parts.scheme == "http"):
            _say(client, b"400 Bad Request")
            return
        try:
            server = self._connected(host, port)
        except Failure:
            _say(client, b"403 Forbidden")
            return
        except OSError:
            _say(client, b"502 Bad Gateway")
            return
        with server:
            if tunnel:
                client.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
                server.sendall(rest)
            else:
                path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
                kept = [line for line in lines if not line.lower().startswith(_HOP)]
                asked = [method + b" " + path.encode() + b" HTTP/1.1", *kept, b"Connection: close", b"", b""]
                server.sendall(b"\r\n".join(asked) + rest)
            self._pump(client, server)

    def _is_ours(self, lines: list[bytes]) -> bool:
        for line in lines:
            name, _, value = line.partition(b":")
            if name.strip().lower() == b"proxy-authorization":
                return hmac.compare_digest(value.strip(), b"Basic " + self._wanted)
        return False

    def _connected(self, host: str, port: int) -> socket.socket:
        """Connect to the first address that answers. Raises `Failure` if no address may be visited."""
        last = OSError("no address")
        for address in self._guard.addresses(host, port):
            try:
                return socket.create_connection((str(address), port), timeout=_CONNECT)
            except OSError as error:
                last = error
        raise last

    def _pump(self, client: socket.socket, server: socket.socket) -> None:
        """Let bytes pass both ways until one side is silent, closes, or has brought more than is read."""
        left = self._max_bytes
        with selectors.DefaultSelector() as selector:
            selector.register(client, selectors.EVENT_READ, server)
            selector.register(server, selectors.EVENT_READ, client)
            ends = time.monotonic() + _IDLE
            while left > 0 and not self._closed.is_set() and time.monotonic() < ends:
                for key, _ in selector.select(1.0):
                    source, sink = key.fileobj, key.data
                    assert isinstance(source, socket.socket)
                    piece = source.recv(_STEP)
                    if not piece:
                        return
                    sink.sendall(piece)
                    left -= len(piece)
                    ends = time.monotonic() + _IDLE


def _head(client: socket.socket) -> tuple[bytes, bytes]:
    """Return the head of a request and the part of its body that came with it. Raises ValueError if it has no end."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(_STEP)
        if not piece or len(data) > _HEAD:
            raise ValueError("no request")
        data += piece
    head, _, rest = data.partition(b"\r\n\r\n")
    return head, rest


def _say(client: socket.socket, status: bytes, more: bytes = b"") -> None:
    client.sendall(b"HTTP/1.1 " + status + b"\r\n" + more + b"Content-Length: 0\r\nConnection: close\r\n\r\n")


__all__ = ["GuardedProxy"]
