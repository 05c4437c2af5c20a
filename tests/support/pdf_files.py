"""Small PDF files, written by hand: lines of text at places of a page, and hostile ones."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

Line = tuple[int, int, str]
"""Where a line begins, from the page's lower left corner in points, and its words."""


def pdf(pages: Sequence[Sequence[Line]], *, title: str = "") -> bytes:
    """Return a PDF of `pages` in Helvetica of 10 points on Letter paper; "2019^{1}" has a small raised 1."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"]
    kids: list[int] = []
    for lines in pages:
        drawn = " ".join(f"BT /F1 10 Tf {x} {y} Td {_drawn(words)} ET" for x, y, words in lines)
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792]"
            f" /Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(len(objects))
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>"
    objects.append(f"<< /Title ({_escaped(title)}) >>")
    data = "%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, start=1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(data)
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010} 00000 n \n" for at in offsets)
    data += f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{start}\n%%EOF"
    return data.encode("latin-1")


def lines(words: Sequence[str], *, x: int = 72, top: int = 720, step: int = 14) -> list[Line]:
    """Return one line below the other."""
    return [(x, top - step * index, text) for index, text in enumerate(words)]


def _drawn(words: str) -> str:
    """Return the operators that show a line, with what is in ^{…} at 6.5 points and raised by 3.5."""
    pieces = re.split(r"\^\{([^}]*)\}", words)
    return " ".join(
        f"/F1 6.5 Tf 3.5 Ts ({_escaped(piece)}) Tj /F1 10 Tf 0 Ts" if index % 2 else f"({_escaped(piece)}) Tj"
        for index, piece in enumerate(pieces)
        if piece
    )


def _escaped(text: str) -> str:
    return text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")


def built(*objects: bytes) -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    body = bytearray(b"%PDF-1.5\n")
    places = []
    for number, one in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    body += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(body + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, table))


def drawn(content: bytes, resources: bytes, *more: bytes, pages: int = 1) -> bytes:
    """A PDF of `pages` times one page that draws `content`; `more` are the objects from the fifth on."""
    packed = zlib.compress(content, 9)
    return built(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, b"3 0 R " * pages),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<%s>>/Contents 4 0 R>>" % resources,
        b"<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream" % (len(packed), packed),
        *more,
    )


_FONT = (b"/Font<</F 5 0 R>>", b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>")
_SAID = b"(Again and again the lamp was lit, he wrote) Tj "
SAYS_MUCH = drawn(b"BT /F 10 Tf 10 10 Td " + _SAID * 300_000 + b"ET", *_FONT)
"""A PDF of some kilobytes with more text than a worker may hold."""
HAS_MANY_PAGES = drawn(b"BT /F 10 Tf 10 10 Td " + _SAID * 2_000 + b"ET", *_FONT, pages=1_000)
"""A PDF of some kilobytes that takes half a minute."""
