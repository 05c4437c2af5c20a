"""What hostile texts of 1 MB cost, in every reader and search: seconds of processor time and memory of each.

Each piece of `testbed.hostile_texts` is repeated to `--size` bytes and read in a process of its own, which ends after
`--most` seconds of processor time. Prints each that costs more than 2 s a megabyte, and at the end how many there are,
and how many are over 5 s a megabyte. With `--growth` each text is read at half the size too: those that take more than
2.6 times as long at the whole size are printed as well (2 is a cost that grows with the size, 4 its square).
`--only WORD` (repeatable) takes pieces with that word in their name, `--in` some readers.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import os
import resource
import sys
import zipfile
from collections.abc import Callable, Iterator
from html import escape

from citecheck.workers.limits import spare_collections
from claims.errors import ReadingError
from claims.model import DocumentFormat
from claims.reading import read
from testbed.hostile_texts import PIECES, in_a_document, in_a_page, in_a_source, in_an_entry, repeated_bytes

_DEAR, _TOO_DEAR = 2.0, 5.0  # seconds of processor time a megabyte
_GROWS = 2.6  # how many times as long twice the text takes, where its cost grows faster than its size
_NOISE = 0.15  # seconds at the whole size below which a growth cannot be told from other work of the machine
_BINARY = (DocumentFormat.DOCX, DocumentFormat.PDF)
_FORMS = tuple(form.value for form in DocumentFormat if form not in _BINARY)  # those that are text
_PAGES = ("text/html", "text/plain")
_WORD = (
    "<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'><w:body><w:p><w:r><w:t>"
    "{}</w:t></w:r></w:p></w:body></w:document>"
)
_BETWEEN = "</w:t></w:r></w:p><w:p><w:r><w:t>"
_QUOTATION = "the lamp was lit at nine by the keeper of the tower"
_CLAIM = "In 1904 the lamp of the harbour was lit by 12 keepers, and it burned for 30 years."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--growth", action="store_true")
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--in", dest="works", action="append", choices=sorted(works()))
    arguments = parser.parse_args()
    names = [name for name in PIECES if not arguments.only or any(word in name for word in arguments.only)]
    chosen = {work: does for work, does in works().items() if not arguments.works or work in arguments.works}
    for does in chosen.values():
        does("a")  # what is loaded once is no cost of a text
    spare_collections()  # large documents and pages are read in workers, which do the same
    sizes = (arguments.size // 2, arguments.size) if arguments.growth else (arguments.size,)
    spent = list(_measured(names, chosen, sizes, arguments.most))
    limit = arguments.size / 1e6
    print(
        f"{len(spent)} texts of {arguments.size:,} bytes: {sum(one > _DEAR * limit for one in spent)} over "
        f"{_DEAR * limit:.2f} s, {sum(one > _TOO_DEAR * limit for one in spent)} over {_TOO_DEAR * limit:.2f} s; "
        f"the longest {max(spent):.1f} s"
    )


def works() -> dict[str, Callable[[str], object]]:
    """Return what is done with each text, by name: a reader of documents or of pages, a search, a judge."""
    found: dict[str, Callable[[str], object]] = {}
    for form in _FORMS:
        found[form] = lambda body, form=form: _read(in_a_document(body), form)
        found[f"{form} entry"] = lambda body, form=form: _read(in_an_entry(body), form)
    found["any document"] = lambda body: read(in_a_document(body).encode(), name="a.txt")
    found["word file"] = _word_file
    for kind in _PAGES:
        found[kind] = lambda body, kind=kind: _page(in_a_page(body).encode(), kind)
    found["quote"] = _quote
    found["check"] = _check
    found["addresses"] = _addresses
    return found


def _read(text: str, form: str) -> object:
    """Read `text` as a document of `form`. XML is refused where it is not well-formed, which is an answer too."""
    with contextlib.suppress(ReadingError):
        return read(text.encode(), name="a", format=form)
    return None


def _page(body: bytes, kind: str) -> object:
    from citecheck.extractors.direct import extract_directly  # in this process, whatever its size
    from citecheck.pages import Body

    return extract_directly(Body(body, kind), "http://a.test/")


def _quote(body: str) -> object:
    from citecheck import match_quote

    return match_quote(_QUOTATION, in_a_source(body))


def _check(body: str) -> object:
    from citecheck import check_claim

    return check_claim(_CLAIM, in_a_source(body))


def _addresses(body: str) -> object:
    from claims.identifiers import find_identifiers
    from claims.urls import canonical_key, find_urls

    return find_urls(body), find_identifiers(body), canonical_key(f"http://a.test/{body}")


def _word_file(body: str) -> object:
    packed = io.BytesIO()
    paragraphs = _BETWEEN.join(escape(in_a_document(body)).split("\n"))
    size = len(body.encode())  # what a paragraph is written with counts too
    if len(paragraphs) > 2 * size:
        paragraphs = paragraphs[: paragraphs.rindex(_BETWEEN, 0, size + 200)]
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", _WORD.format(paragraphs))
    return read(packed.getvalue(), name="a.docx")


def _measured(
    names: list[str], chosen: dict[str, Callable[[str], object]], sizes: tuple[int, ...], most: int
) -> Iterator[float]:
    """Yield the seconds of processor time of each text at the last size, and print those that are dear or grow."""
    for name in names:
        for work, does in chosen.items():
            costs = [_apart(does, repeated_bytes(name, size), most) for size in sizes]
            seconds, megabytes = costs[-1]
            growth = seconds / max(costs[0][0], 0.01)
            grows = len(costs) > 1 and seconds > _NOISE and growth > _GROWS
            if grows or seconds > _DEAR * sizes[-1] / 1e6:
                told = f"  x {growth:.1f}" if len(costs) > 1 else ""
                print(f"{seconds:6.2f} s {megabytes:6.0f} MB{told}  {work:16} {name}", flush=True)
            yield seconds


def _apart(does: Callable[[str], object], body: str, most: int) -> tuple[float, float]:
    """Return the seconds of processor time and the megabytes that `does(body)` takes in a copy of this process."""
    child = os.fork()
    if child == 0:
        resource.setrlimit(resource.RLIMIT_CPU, (most, most))
        try:
            does(body)
        except Exception as error:  # it is told, and the others go on
            print(f"       {type(error).__name__}: {str(error)[:90]}", file=sys.stderr, flush=True)
        os._exit(0)
    _, _, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1000


if __name__ == "__main__":
    main()
