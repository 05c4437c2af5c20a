"""Reads the head of a response within limits like those of browsers, which are wider than those of `http.client`."""

from __future__ import annotations

import http.client
import io
from email.parser import Parser
from typing import IO

from citecheck.http.digits import header_number

_LONGEST = 1 << 20  # bytes of a whole head; browsers take 256 KiB and more
_MOST = 2000  # header lines
_PASSED_ON = 90  # lines that `http.client` is given; it accepts 100
_LINE = 60_000  # bytes of a line that it is given; it accepts 65,536
_FRAMING = (b"connection:", b"content-length:", b"transfer-encoding:", b"proxy-connection:", b"keep-alive:")
_INTERIM = range(100, 200)
_SWITCHING = 101
_PROTOCOLS = (b"HTTP/", b"ICY")
_BLANK_LINES = 4  # before the status line; a client should skip one (RFC 9112, 2.2), and servers send more
_ENDS = (b"\r\n", b"\n", b"")


class BoundedResponse(http.client.HTTPResponse):
    """A response with up to 2000 header lines, and with any interim responses before it (RFC 9110, 15.2).

    `http.client` accepts at most 100 lines of 64 KiB. It also takes the interim response 103 (Early Hints) for the
    final one, so that the next request on the connection gets this one's page.
    """

    def begin(self) -> None:
        """Read the head; the stream is then at the first byte of the body."""
        stream = self.fp
        lines = _head(stream)
        self.fp = io.BufferedReader(io.BytesIO(b"".join(_passed_on(lines))))
        try:
            super().begin()
        finally:
            self.fp = stream
        text = b"".join(lines[1:]).decode("iso-8859-1")
        self.headers = self.msg = Parser(_class=http.client.HTTPMessage).parsestr(text, headersonly=True)


def _head(stream: IO[bytes]) -> list[bytes]:
    """Return the lines of the first head that is not an interim one. Raises exceptions of `http.client`."""
    size = blank = 0
    while True:
        lines: list[bytes] = []
        while True:
            line = stream.readline(_LONGEST - size + 1)
            size += len(line)
            if size > _LONGEST:
                raise http.client.LineTooLong("head of the answer")
            if not lines and blank < _BLANK_LINES and line in _ENDS and line:
                blank += 1
                continue
            if not lines or _is_header(line):
                lines.append(line)
            if not lines[0].upper().startswith(_PROTOCOLS) or line in _ENDS:
                break
            if len(lines) > _MOST:
                raise http.client.HTTPException(f"got more than {_MOST} headers")
        code = header_number(b"".join(lines[0].split(None, 2)[1:2]).decode("latin-1"))
        if code is None or code not in _INTERIM or code == _SWITCHING:
            return lines


def _is_header(line: bytes) -> bool:
    """Return whether a line is a header or continues one. Browsers skip all other lines."""
    return b":" in line or line[:1] in (b" ", b"\t")


def _status_line(line: bytes) -> bytes:
    """Return a status line that `http.client` accepts.

    Some servers write HTTP/2 or ICY in an HTTP/1 response, or the protocol in small letters.
    """
    protocol, blank, rest = line.partition(b" ")
    protocol = protocol.upper()
    for known, written in ((b"HTTP/2", b"HTTP/1.1"), (b"HTTP/3", b"HTTP/1.1"), (b"ICY", b"HTTP/1.0")):
        if protocol.startswith(known):
            return written + b" " + rest
    return protocol + blank + rest


def _framing(line: bytes) -> bytes:
    """Return a header that `http.client` accepts: it removes chunks only if nothing else is named beside them."""
    name, _, value = line.partition(b":")
    codings = [coding.strip().lower() for coding in value.split(b",")]
    chunks = name.strip().lower() == b"transfer-encoding" and codings[-1] == b"chunked"
    return b"Transfer-Encoding: chunked\r\n" if chunks else line


def _passed_on(lines: list[bytes]) -> list[bytes]:
    """Return the lines that tell `http.client` where the body ends, and as many others as it accepts."""
    first, rest = _status_line(lines[0]), lines[1:]
    framing = [_framing(line) for line in rest if line.lower().startswith(_FRAMING) and len(line) <= _LINE]
    others = [line for line in rest if not line.lower().startswith(_FRAMING) and len(line) <= _LINE]
    return [first, *framing[:_PASSED_ON], *others[: max(0, _PASSED_ON - len(framing))], b"\r\n"]


__all__ = ["BoundedResponse"]
