"""What hostile texts of 1 MB cost, in every reader and search: seconds of processor time and memory of each.

Each piece of `testbed.hostile_texts` is repeated to `--size` bytes and read in a process of its own, which ends after
`--most` seconds of processor time. Prints each that costs more than 2 s a megabyte, and at the end how many there are,
and how many are over 5 s. `--only WORD` (repeatable) takes pieces with that word in their name, `--in` some readers.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
from collections.abc import Callable, Iterator

from claims.reading import read
from testbed.hostile_texts import PIECES, in_a_document, in_a_page, in_a_source, in_an_entry

_DEAR, _TOO_DEAR = 2.0, 5.0  # seconds of processor time a megabyte
_FORMS = ("plaintext", "markdown", "html", "wikitext", "latex", "bibtex")
_PAGES = ("text/html", "text/plain")
_QUOTATION = "the lamp was lit at nine by the keeper of the tower"
_CLAIM = "In 1904 the lamp of the harbour was lit by 12 keepers, and it burned for 30 years."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1_000_000)
    parser.add_argument("--most", type=int, default=30)
    parser.add_argument("--only", action="append", default=[])
    parser.add_argument("--in", dest="works", action="append", choices=sorted(works()))
    arguments = parser.parse_args()
    names = [name for name in PIECES if not arguments.only or any(word in name for word in arguments.only)]
    chosen = {work: does for work, does in works().items() if not arguments.works or work in arguments.works}
    for does in chosen.values():
        does("a")  # what is loaded once is no cost of a text
    spent = list(_measured(names, chosen, arguments.size, arguments.most))
    limit = arguments.size / 1e6
    print(
        f"{len(spent)} texts of {arguments.size:,} bytes: {sum(one > _DEAR * limit for one in spent)} over "
        f"{_DEAR * limit:.1f} s, {sum(one > _TOO_DEAR * limit for one in spent)} over {_TOO_DEAR * limit:.1f} s; "
        f"the longest {max(spent):.1f} s"
    )


def works() -> dict[str, Callable[[str], object]]:
    """Return what is done with each text, by name: a reader of documents or of pages, a search, a judge."""
    found: dict[str, Callable[[str], object]] = {}
    for form in _FORMS:
        found[form] = lambda body, form=form: read(in_a_document(body).encode(), name="a", format=form)
        found[f"{form} entry"] = lambda body, form=form: read(in_an_entry(body).encode(), name="a", format=form)
    for kind in _PAGES:
        found[kind] = lambda body, kind=kind: _page(in_a_page(body).encode(), kind)
    found["quote"] = _quote
    found["check"] = _check
    return found


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


def _measured(names: list[str], chosen: dict[str, Callable[[str], object]], size: int, most: int) -> Iterator[float]:
    """Yield the seconds of processor time that each text takes, and print those that are dear."""
    for name in names:
        body = PIECES[name] * max(1, size // len(PIECES[name].encode()))
        for work, does in chosen.items():
            seconds, megabytes = _apart(does, body, most)
            if seconds > _DEAR * size / 1e6:
                print(f"{seconds:6.1f} s {megabytes:6.0f} MB  {work:16} {name}", flush=True)
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
