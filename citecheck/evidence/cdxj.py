"""Lines of a CDXJ index, as pywb and other replay tools for web archives read it.

A line is a key in SURT form ("com,example)/path?query"), a timestamp, and JSON with the place of the record. The key
follows the canonicalisation rules of the Internet Archive, which ignore case, "www.", default ports, user names,
session identifiers, the order of parameters and a final slash.
"""

from __future__ import annotations

import json
import re
from urllib.parse import urlsplit

_WWW = re.compile(r"^www\d*\.")
_PATH_SESSIONS = re.compile(r"(?i)/?\([a-z]\([0-9a-z]{24}\)\)(?=/|$)")
_QUERY_SESSIONS = re.compile(
    r"(?i)(?:^|(?<=&))(?:jsessionid=[0-9a-z]{32}|phpsessid=[0-9a-z]{32}|sid=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24}"
    r"|cfid=[^&]+&cftoken=[^&]+)(?:&|$)"
)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_PLAIN = re.compile(r"[\w!\"$&'()*+,\-./:;<=>?@\[\\\]^`{|}~]*", re.ASCII)
_UNESCAPED = (
    frozenset(b"!\"$&'()*+,-./:;<=>?@[\\]^_`{|}~") | frozenset(range(0x30, 0x3A)) | frozenset(range(0x41, 0x5B))
)


def line(url: str, at: str, *, status: int, media_type: str, digest: str, place: tuple[str, int, int]) -> str:
    """Return one line with its line end.

    `at` is the time of the exchange (RFC 3339). `digest` is the SHA-1 of the payload in base 32. `place` is the name of
    the file, the offset and the length of the record in bytes.
    """
    moment = re.sub(r"\D", "", at)[:14]
    name, offset, length = place
    fields = {
        "url": url,
        "mime": media_type,
        "status": str(status),
        "digest": digest,
        "length": str(length),
        "offset": str(offset),
        "filename": name,
    }
    return f"{index_key(url)} {moment} {json.dumps(fields, ensure_ascii=False)}\n"


def index_key(url: str) -> str:
    """Return the key by which `url` is looked up; for other than web addresses, the address in lower case."""
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return url.lower()
    if parts.scheme not in _DEFAULT_PORTS or not host:
        return url.lower()
    host = _WWW.sub("", host.rstrip("."))
    if ":" not in host:
        host = ",".join(reversed(host.split(".")))
    if port and port != _DEFAULT_PORTS[parts.scheme]:
        host = f"{host}:{port}"
    path = _PATH_SESSIONS.sub("", _normal(parts.path)).lower()
    path = _without_dots(path).rstrip("/") or "/"
    query = _normal(_QUERY_SESSIONS.sub("", parts.query)).lower()
    query = "&".join(sorted(query.split("&")))
    return f"{host}){path}" + (f"?{query}" if query else "")


def _without_dots(path: str) -> str:
    """Resolve "." and ".." and remove empty parts."""
    parts: list[str] = []
    for part in path.split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


def _normal(text: str) -> str:
    """Escape only characters that must be escaped, so that different notations of one address become equal."""
    if _PLAIN.fullmatch(text):
        return text
    plain, before = text.encode("utf-8", "replace").decode("iso-8859-1"), ""
    while plain != before:
        plain, before = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), plain), plain
    raw = plain.encode("iso-8859-1", "replace")
    return "".join(chr(byte) if byte in _UNESCAPED or 0x61 <= byte <= 0x7A else f"%{byte:02x}" for byte in raw)
