"""What hostile PDFs, Word files and compressed pages cost: processor time and memory of the process that reads each.

Prints each shape with its size, its seconds of processor time, the most memory that its worker held, and what came of
it; at the end how many crashed this program (reach: 0) and how many took more than 10 s or 500 MB (reach: 0). `--only`
WORD (repeatable) takes shapes with that word in their name.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import os
import resource
import zipfile
import zlib
from collections.abc import Callable

from citecheck.model import SourceText
from claims.errors import ReadingError

_SECONDS, _MEGABYTES = 10.0, 500
_FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
_CATALOG = b"<</Type/Catalog/Pages 2 0 R>>"
_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<<%s>>/Contents 4 0 R>>"
_WORD = b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body>%s</w:body></w:document>"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", action="append", default=[])
    asked = parser.parse_args()
    costs = []
    for name, made in SHAPES.items():
        if asked.only and not any(word in name for word in asked.only):
            continue
        body = made()
        seconds, megabytes, told = _apart(body)
        costs.append((seconds, megabytes, told))
        print(f"{seconds:6.1f} s {megabytes:6.0f} MB  {name} ({len(body) / 1e3:,.0f} kB): {told}", flush=True)
    dead = sum(told == "crashed" for _, _, told in costs)
    dear = sum(seconds > _SECONDS or megabytes > _MEGABYTES for seconds, megabytes, _ in costs)
    print(f"{len(costs)} shapes: {dead} crashed this program, {dear} took over {_SECONDS:.0f} s or {_MEGABYTES} MB")


def _apart(body: bytes) -> tuple[float, float, str]:
    """Return the seconds, the megabytes and the outcome of reading `body`, from a copy of this process."""
    inside, outside = os.pipe()
    child = os.fork()
    if child == 0:
        told = _read(body)
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        os.write(outside, json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1000, told]).encode())
        os._exit(0)
    os.close(outside)
    with os.fdopen(inside, "rb") as stream:
        said = stream.read()
    os.waitpid(child, 0)
    seconds, megabytes, told = json.loads(said) if said else (0.0, 0.0, "crashed")
    return seconds, megabytes, told


def _read(body: bytes) -> str:
    from citecheck.extractors.apart import TextExtraction
    from citecheck.pages import Body
    from citecheck.workers.documents import read_document
    from citecheck.workers.pool import WorkerPool

    pool = WorkerPool(1)
    try:
        if body.startswith(b"PK"):
            return f"read, {len(read_document(body, pool, name='a.docx').text):,} characters"
        text: SourceText = TextExtraction(pool)(Body(body, "text/html"), "http://a.test/")
        return f"{text.extent}, {len(text.text):,} characters. {text.reason}"
    except ReadingError as error:
        return str(error)[:120]
    finally:
        pool.close()


def _pdf(*objects: bytes) -> bytes:
    out = bytearray(b"%PDF-1.5\n")
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start))


def _stream(data: bytes, layers: int = 1) -> bytes:
    for _ in range(layers):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode" * layers
    return b"<</Length %d/Filter[%s]>>stream\n%s\nendstream" % (len(data), filters, data)


def _page_of(content: bytes, *, layers: int = 1, pages: int = 1) -> bytes:
    kids = b" ".join([b"3 0 R"] * pages)
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (pages, kids)
    return _pdf(_CATALOG, tree, _PAGE % b"/Font<</F 5 0 R>>", _stream(content, layers), _FONT)


def _strings(count: int) -> bytes:
    return b"BT /F 10 Tf 10 10 Td " + b"(the lamp of the harbour was lit again) Tj " * count + b"ET"


def _many_pages(count: int, content: bytes) -> bytes:
    kids = b" ".join(b"%d 0 R" % (5 + number) for number in range(count))
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 3 0 R>>>>/Contents 4 0 R>>"
    tree = b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)
    return _pdf(_CATALOG, tree, _FONT, _stream(content), *[page] * count)


def _false_count(count: int) -> bytes:
    return _pdf(_CATALOG, b"<</Type/Pages/Count %d/Kids[3 0 R]>>" % count, _PAGE % b"", _stream(b"q"))


def _form(inner: bytes, target: int) -> bytes:
    head = b"<</Type/XObject/Subtype/Form/BBox[0 0 612 792]/Resources<</XObject<</X %d 0 R>>/Font<</F %d 0 R>>>>"
    return head % (target, target) + b"/Length %d>>stream\n%s\nendstream" % (len(inner), inner)


def _forms(*forms: bytes) -> bytes:
    tree = b"<</Type/Pages/Count 1/Kids[3 0 R]>>"
    return _pdf(_CATALOG, tree, _PAGE % b"/XObject<</X 5 0 R>>", _stream(b"/X Do " * 3), *forms)


def _doubling(depth: int) -> bytes:
    last = 5 + depth
    twice = [_form(b"/X Do /X Do", 6 + number) for number in range(depth)]
    return _forms(*twice, _form(b"BT /F 10 Tf (laugh) Tj ET", last + 1), _FONT)


def _word(content: bytes, **parts: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _WORD % content)
        for name, part in parts.items():
            archive.writestr(f"word/{name}", part)
    return packed.getvalue()


def _paragraphs(count: int) -> bytes:
    return b"<w:p><w:r><w:t>The lamp was lit.</w:t></w:r></w:p>" * count


SHAPES: dict[str, Callable[[], bytes]] = {
    "PDF: 20,000 strings on a page": lambda: _page_of(_strings(20_000)),
    "PDF: 300,000 strings on a page": lambda: _page_of(_strings(300_000)),
    "PDF: 300,000 strings, packed twice": lambda: _page_of(_strings(300_000), layers=2),
    "PDF: 2,000,000 strings, packed twice": lambda: _page_of(_strings(2_000_000), layers=2),
    "PDF: 1,000 times one page": lambda: _page_of(_strings(2_000), pages=1_000),
    "PDF: 2,000 pages with one content": lambda: _many_pages(2_000, _strings(2_000)),
    "PDF: 20,000 pages with one content": lambda: _many_pages(20_000, _strings(2_000)),
    "PDF: 20,000 empty pages": lambda: _many_pages(20_000, b"q"),
    "PDF: a count of 2,147,483,647 pages": lambda: _false_count(2**31 - 1),
    "PDF: a count of 300,000 pages": lambda: _false_count(300_000),
    "PDF: a tree of pages in a circle": lambda: _pdf(
        _CATALOG, b"<</Type/Pages/Count 1000/Kids[2 0 R 2 0 R]/Parent 2 0 R>>"
    ),
    "PDF: 200,000 states in one another": lambda: _page_of(b"q " * 200_000),
    "PDF: 200,000 lists in one another": lambda: _page_of(b"[" * 200_000),
    "PDF: 100,000 tables in one another": lambda: _pdf(
        b"<</Type/Catalog/Pages 2 0 R/X " + b"<</A " * 100_000 + b">>" * 100_000 + b">>",
        b"<</Type/Pages/Count 0/Kids[]>>",
    ),
    "PDF: a form that draws itself": lambda: _forms(_form(b"/X Do /X Do /X Do ", 5)),
    "PDF: forms that double 25 times": lambda: _doubling(25),
    "PDF: 200 MB of spaces, packed twice": lambda: _page_of(b" " * 200_000_000, layers=2),
    "Word: 1,400,000 empty paragraphs": lambda: _word(b"<w:p/>" * 1_400_000),
    "Word: 200,000 paragraphs": lambda: _word(_paragraphs(200_000)),
    "Word: 50,000 tables in one another": lambda: _word(
        b"<w:tbl><w:tr><w:tc>" * 50_000 + b"</w:tc></w:tr></w:tbl>" * 50_000
    ),
    "Word: an unused part of 300 MB": lambda: _word(_paragraphs(3), **{"footnotes.xml": b" " * 300_000_000}),
    "page: 25 MB of paragraphs": lambda: b"<p>a" * 6_250_000,
    "page: 24 MB of elements in one another": lambda: b"<div>" * 4_800_000,
    "page: gzip of 200 MB that nobody declares": lambda: gzip.compress(b"<p>a" * 50_000_000),
}
"""What makes each file, by what it is."""


if __name__ == "__main__":
    main()
