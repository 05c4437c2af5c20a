"""Inputs for fuzzing: texts of data sets, read at run time and changed at random; odd headers and addresses."""

from __future__ import annotations

import gzip
import json
import random
from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from testbed.hostile_texts import PIECES

_SUFFIXES = frozenset({".html", ".md", ".txt", ".json", ".xml", ".mwtest", ".gz", ".bib", ".tex", ".yaml"})
_MOST_SEEDS = 200
_SEED_BYTES = 30_000
_OWN = (
    b"The lamp was lit in 1904.[1]\n\n## References\n\n[1] Lee, A. \xe2\x80\x9cThe lamp\xe2\x80\x9d. http://a.test/x\n"
)
_ODD = (
    *(piece.encode("utf-8") for piece in PIECES.values()),
    b"\x00",
    b"\xff",
    b"\x0e",
    b"\xed\xa0\x80",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\x1b$B",
    b"7" * 400,
    b"3" * 5000,
    b"1e999",
    "²".encode(),
    "٣".encode(),
    b"http://[",
    b'<base href="http://[">',
    b'<a href="//[">',
    b"http://a.test:99999/",
    b"<meta charset=utf-7>",
    b"<meta charset=utf-16>",
    b"<svg><textarea><noscript>",
    b"\n## References\n\n",
    b"\n\nSources:\n\n1. ",
    b"[^1]: ",
    b'<ol class="references"><li id="cite_note-1">',
    b'<sup id="cite_ref-1"><a href="#cite_note-1">[1]</a></sup>',
    b"{{reflist}}",
    b"\\cite[",
    b"\\begin{thebibliography}{1}\\bibitem[{",
    b"\\newcommand{\\a}{\\a\\b}",
    b"\\footnote{\\url{%",
    b"[see @a, p. 3; -@b",
    b"@article{a, title = {",
    b"TY  - JOUR\nTI  - ",
    b'[{"type": "book", "title": "',
    b'<script type="application/ld+json">{"@type": ["Book", null], "author": [{}, 1]}</script>',
)
ADDRESSES = (
    "http://a.test/x",
    "http://a.test/#[",
    "http://a.test/#:~:text=a",
    "http://a.test/%zz",
    "http://[",
    "//[",
    "http://[::1",
    "http://[::1]/x#y",
    "http://",
    "http:///x",
    "http://a..b/",
    "http://a.test:80:80/",
    "http://a.test:x/",
    "http://\u00e9.test/",
    "http://xn--/",
    "http://%5B/",
    "http://user:word@a.test/",
    "ftp://a.test/",
    "mailto:a@b.test",
    "javascript:1",
    "/y?q",
    "",
    "http://a.test\\b",
    "https://web.archive.org/web/2020/http://[",
    "https://doi.org/10.1000/182",
    "http://" + "a" * 300 + ".test/",
)
HEADER_VALUES = (
    "",
    "-1",
    "0",
    "1e5",
    "nan",
    "\u00b2",
    "9" * 5000,
    "Mon, 01 Jan 0001 00:00:00 GMT",
    "Fri, 31 Dec 9999 23:59:60 GMT",
    "Wed, 01 Jan 2020 00:00:00 +9999",
    'text/html; charset="',
    "text/html; charset=utf-16",
    "application/pdf",
    "gzip",
    "deflate, gzip",
    '<http://[>; rel="canonical"',
    '<a>; rel="original memento"; datetime="Wed, 01 Jan 2020 00:00:00 GMT"',
    "a=b; Path=/",
    '0;url="http://["',
    "\u00ff\u00fe",
)
_VALUES: tuple[Any, ...] = (
    None,
    True,
    0,
    -1,
    10**400,
    1e308,
    "",
    " ",
    [],
    [[]],
    {},
    [None],
    {"a": None},
    "\x00\x1b[31m\u202e",
    "9" * 400,
    "0001-01-01",
    [[9999, 99, 99]],
    [["x"]],
    "<i>a</i>" * 50,
    *ADDRESSES[:12],
)
"""What stands where an answer of a service should have another value."""


def seeds(data: Path | None) -> list[bytes]:
    """Return beginnings of texts below the folder `data`, always the same ones; if it is None, a text of our own."""
    if data is None or not data.is_dir():
        return [_OWN]
    files = sorted(path for path in data.rglob("*") if path.suffix in _SUFFIXES and path.is_file())
    random.Random(5).shuffle(files)
    return [_OWN, *map(_beginning, files[:_MOST_SEEDS])]


def _beginning(path: Path) -> bytes:
    if path.suffix != ".gz":
        with path.open("rb") as file:
            return file.read(_SEED_BYTES)
    try:
        with gzip.open(path) as file:
            return file.read(_SEED_BYTES)
    except (OSError, EOFError):
        return path.read_bytes()[:_SEED_BYTES]


class Dice:
    """Makes inputs at random: the same `seed` and texts (`pool`) make the same inputs."""

    def __init__(self, seed: int, pool: Sequence[bytes]) -> None:
        self.random = random.Random(seed)
        self._pool = pool

    def begin(self, seed: int, number: int) -> None:
        """Throw the same as ever from here for the input `number` of the run `seed`."""
        self.random.seed(seed * 1_000_003 + number)

    def body(self) -> bytes:
        """Return a text of the pool with a few changes, or a mixture of odd pieces and parts of texts."""
        if self.random.random() < 0.25:
            return b"".join(self._piece() for _ in range(self.random.choice((3, 10, 40))))
        return self.changed(self._part(8_000))

    def text(self) -> bytes:
        """Return a `body` in UTF-8: bytes that are no text are refused at once."""
        return self.body().decode("utf-8", "replace").encode()

    def changed(self, text: bytes) -> bytes:
        """Return `text` with a few changes."""
        body = bytearray(text)
        for _ in range(self.random.choice((1, 1, 2, 3, 5, 10, 30))):
            self._change(body)
        return bytes(body[:60_000])

    def answer(self, body: bytes) -> bytes:
        """Return the answer `body` of a service as it is, with other values in its JSON, or with other bytes."""
        kind = self.random.random()
        if kind < 0.15:
            return body
        if kind < 0.7 and body.startswith((b"{", b"[{")):
            value = json.loads(body)
            for _ in range(self.random.choice((1, 1, 2, 4, 9))):
                value = self._replaced(value)
            return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace")
        return self.changed(body)

    def _replaced(self, value: Any) -> Any:
        """Return `value` with an odd value somewhere in it."""
        if not isinstance(value, dict | list) or not value or self.random.random() < 0.12:
            return deepcopy(self.random.choice(_VALUES))
        key = self.random.choice(list(value)) if isinstance(value, dict) else self.random.randrange(len(value))
        if self.random.random() < 0.05:
            return (
                {one: inner for one, inner in value.items() if one != key} if isinstance(value, dict) else value[:key]
            )
        value[key] = self._replaced(value[key])
        return value

    def address(self) -> str:
        """Return an address, most of them odd."""
        address = self.random.choice(ADDRESSES)
        if self.random.random() < 0.3:
            address += self.random.choice(ADDRESSES)
        return address

    def value(self) -> str:
        """Return the value of a header, most of them odd."""
        value = self.random.choice(HEADER_VALUES)
        if self.random.random() < 0.3:
            place = self.random.randrange(len(value) + 1)
            value = value[:place] + self.random.choice(HEADER_VALUES)[:40] + value[place:]
        return value

    def _piece(self) -> bytes:
        if self.random.random() < 0.6:
            return self.random.choice(_ODD) * self.random.choice((1, 1, 2, 8))
        return self._part(200)

    def _part(self, most: int) -> bytes:
        text = self.random.choice(self._pool)
        start = self.random.randrange(max(1, len(text) - most // 2))
        return text[start : start + self.random.randrange(1, most)]

    def _change(self, body: bytearray) -> None:
        """Change one place: delete, repeat, replace, reverse, or put something in."""
        start = self.random.randrange(len(body) + 1)
        end = min(len(body), start + self.random.choice((1, 1, 2, 4, 10, 50, 300, 2000)))
        kind = self.random.randrange(7)
        if kind == 0:
            del body[start:end]
        elif kind == 1:
            body[start:start] = body[start:end] * self.random.choice((1, 2, 5, 20))
        elif kind == 2:
            body[start:end] = self.random.choice(_ODD)
        elif kind == 3:
            body[start:end] = body[start:end][::-1]
        elif kind == 4:
            body[start:start] = self.random.choice(_ODD) * self.random.choice((1, 2, 5, 50, 300))
        elif kind == 5:
            body[start:start] = self._part(1000)
        else:
            body[start:start] = self.random.randbytes(self.random.choice((1, 3, 20)))
