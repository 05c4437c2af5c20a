"""Writes WARC 1.1 records (ISO 28500:2017), one gzip member each, and reads and verifies them.

warcio reads the records. It does not write them, for two reasons: it re-encodes HTTP headers that are not ASCII, which
must be recorded byte for byte (as Latin-1), and it is slow, while an audit spends much of its time on writing.
"""

from __future__ import annotations

import base64
import hashlib
import logging
import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from warcio.exceptions import ArchiveLoadFailed  # type: ignore[import-untyped]  # warcio ships no types
from warcio.recordloader import ArcWarcRecordLoader  # type: ignore[import-untyped]  # warcio ships no types
from warcio.statusandheaders import (  # type: ignore[import-untyped]  # warcio ships no types
    StatusAndHeadersParser,
    StatusAndHeadersParserException,
)

from citecheck.evidence.model import Damage
from citecheck.http.redaction import Headers

logging.getLogger("warcio").addHandler(logging.NullHandler())  # else its warnings go to the terminal as they are

_GZIP = 16 + zlib.MAX_WBITS
_LEVEL = 3  # level 6 takes 1.5 times as long and saves 6 % of the size
_SMALL = 1000  # bytes; a smaller record is stored without compression
_STORED = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_STEP = 1 << 16
_LARGEST = 1 << 30  # bytes; a member that unpacks to more is not a record of a page
_MAGIC = b"\x1f\x8b\x08"
_START = b"WARC/1."
_LENGTH = re.compile(rb"(?im)^content-length:[ \t]*(\d{1,12})[ \t]*\r$")
CUT = "the record is cut off at the end of the file"
_END = b"\r\n\r\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One verified record. `status_line` and `http` (the headers) are empty if it has no HTTP message."""

    offset: int
    length: int  # bytes of the gzip member
    kind: str
    fields: dict[str, str]  # names in lower case
    status_line: str
    http: Headers
    payload: bytes

    @property
    def id(self) -> str:
        """The record's identifier, `<urn:uuid:…>`."""
        return self.fields.get("warc-record-id", "")

    @property
    def url(self) -> str:
        """The target URI of the record."""
        return self.fields.get("warc-target-uri", "")


class _ExactParser(StatusAndHeadersParser):  # type: ignore[misc]  # warcio ships no types
    @staticmethod
    def decode_header(line: bytes | str) -> str:
        """Read a header as Latin-1, like `http.client`, so that a replay gets the same characters."""
        return str(line, "iso-8859-1") if isinstance(line, bytes) else line


def pack(
    kind: str,
    fields: dict[str, str],
    *,
    http: tuple[str, Iterable[tuple[str, str]]] | None = None,
    payload: bytes = b"",
    content_type: str = "",
) -> bytes:
    """Return one record as a gzip member.

    `kind` is the WARC-Type. `fields` have at least the identifier, the address and the time. `http` is the first line
    and the headers of an HTTP message; None: the record has none, and `content_type` is that of the payload. A record
    without a payload digest gets a block digest.
    """
    block = payload
    if http is not None:
        lines = [http[0], *(f"{name}: {value}" for name, value in http[1])]
        block = "\r\n".join(lines).encode("iso-8859-1", "replace") + _END + payload
        content_type = f"application/http; msgtype={'request' if kind == 'request' else 'response'}"
    head = {"WARC-Type": kind, **fields, "Content-Type": content_type, "Content-Length": str(len(block))}
    if kind == "revisit" or "WARC-Payload-Digest" not in fields:
        head["WARC-Block-Digest"] = sha1(block)
    lines = ["WARC/1.1", *(f"{name}: {value}" for name, value in head.items())]
    data = "\r\n".join(lines).encode("utf-8") + _END + block + _END
    return zlib.compress(data, _LEVEL, _GZIP) if len(data) > _SMALL else _stored(data)


def _stored(data: bytes) -> bytes:
    """Return a gzip member that holds `data` as it is (RFC 1951, 3.2.4): compression would not pay."""
    size = len(data).to_bytes(2, "little")
    block = b"\x01" + size + bytes(byte ^ 0xFF for byte in size) + data
    return _STORED + block + zlib.crc32(data).to_bytes(4, "little") + len(data).to_bytes(4, "little")


def sha1(body: bytes) -> str:
    """Return the SHA-1 digest of `body` in the form of WARC files and CDX indexes ("sha1:" and base 32)."""
    digest = hashlib.sha1(body, usedforsecurity=False).digest()
    return "sha1:" + base64.b32encode(digest).decode()


def read_all(path: Path) -> Iterator[Record | Damage]:
    """Yield every record of a file in order, and a `Damage` for each part that cannot be read.

    After damage, reading continues where the next record begins. Uncompressed files are read as well. Raises `OSError`.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        offset = 0
        plain = _is_plain(file)
        while offset < size:
            found = _read_plain(file, offset) if plain else _read_member(file, offset)
            yield found
            if isinstance(found, Record):
                offset += found.length
            else:
                offset = _next_record(file, offset + 1, size, _START if plain else _MAGIC)


def read_one(path: Path, offset: int) -> Record | Damage:
    """Return the record that begins at byte `offset`, or the `Damage` there. Raises `OSError`."""
    with path.open("rb") as file:
        return _read_plain(file, offset) if _is_plain(file) else _read_member(file, offset)


def _is_plain(file: BinaryIO) -> bool:
    file.seek(0)
    return file.read(len(_START)) == _START


def _read_plain(file: BinaryIO, offset: int) -> Record | Damage:
    """Read an uncompressed record; its header gives its length."""
    file.seek(offset)
    head = bytearray()
    while not head.endswith(_END):
        line = file.readline(_STEP)
        head += line
        if not line or len(head) > _STEP:
            return Damage(offset=offset, problem="it is not a valid record (its header has no end)" if line else CUT)
    length = _LENGTH.search(head)
    if not head.startswith(_START) or length is None or int(length[1]) > _LARGEST:
        return Damage(offset=offset, problem="it is not a valid record (its header does not give its length)")
    rest = file.read(int(length[1]) + len(_END))
    if len(rest) < int(length[1]):
        return Damage(offset=offset, problem=CUT)
    if len(rest) < int(length[1]) + len(_END):
        rest = rest[: int(length[1])] + _END  # the last record of a file may lack the blank lines at its end
    return _parse(bytes(head) + rest, offset, file.tell() - offset)


def _read_member(file: BinaryIO, offset: int) -> Record | Damage:
    file.seek(offset)
    unpacker = zlib.decompressobj(_GZIP)
    pieces: list[bytes] = []
    unpacked = 0
    try:
        while not unpacker.eof:
            chunk = file.read(_STEP)
            if not chunk:
                return Damage(offset=offset, problem=CUT)
            pieces.append(unpacker.decompress(chunk, _LARGEST - unpacked + 1))
            unpacked += len(pieces[-1])
            if unpacked > _LARGEST:
                return Damage(offset=offset, problem="the record decompresses to more than 1 GiB")
    except zlib.error as error:
        return Damage(offset=offset, problem=f"the record cannot be decompressed ({error})")
    length = file.tell() - len(unpacker.unused_data) - offset
    return _parse(b"".join(pieces), offset, length)


def _next_record(file: BinaryIO, start: int, size: int, sign: bytes) -> int:
    """Return the next offset at which a record begins (with the bytes `sign`); `size` if there is none."""
    position = start
    while position < size:
        file.seek(position)
        window = file.read(_STEP)
        at = window.find(sign)
        while at >= 0:
            file.seek(position + at)
            if _begins_record(file.read(512)):
                return position + at
            at = window.find(sign, at + 1)
        position += max(len(window) - len(sign) + 1, 1)
    return size


def _begins_record(head: bytes) -> bool:
    if head.startswith(_MAGIC):
        try:
            head = zlib.decompressobj(_GZIP).decompress(head, 64)
        except zlib.error:
            return False
    return re.match(rb"WARC/1\.[01]\r\n", head) is not None


def _parse(data: bytes, offset: int, length: int) -> Record | Damage:
    stream = BytesIO(data)
    loader = ArcWarcRecordLoader(verify_http=False)
    loader.http_parser = _ExactParser(loader.HTTP_TYPES, verify=False)
    loader.http_req_parser = _ExactParser(loader.HTTP_VERBS, verify=False)
    try:
        record = loader.parse_record_stream(stream, known_format="warc", check_digests="raise")
        payload = record.raw_stream.read()
    except (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        EOFError,
        ValueError,
        AttributeError,
        TypeError,
    ) as error:
        return Damage(offset=offset, problem=f"it is not a valid record ({error})")
    fields = {name.lower(): value for name, value in record.rec_headers.headers}
    url = fields.get("warc-target-uri")
    if record.length is None or getattr(record.raw_stream, "limit", 1) != 0:
        return Damage(offset=offset, problem="the record is shorter than stated", url=url)
    if stream.read() != _END:
        return Damage(
            offset=offset,
            problem="the record is longer than stated, or its gzip member has another one",
            url=url,
        )
    if "warc-record-id" not in fields or not record.rec_type:
        return Damage(offset=offset, problem="the record has no identifier", url=url)
    message = record.http_headers
    return Record(
        offset=offset,
        length=length,
        kind=record.rec_type,
        fields=fields,
        status_line="" if message is None else f"{message.protocol} {message.statusline}".strip(),
        http=() if message is None else tuple(message.headers),
        payload=payload,
    )
