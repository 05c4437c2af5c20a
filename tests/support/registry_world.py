"""A small world of invented works on loopback registries, and a checker that asks them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec

from citecheck.clock import SystemClock
from citecheck.http.transport import adapter_for
from citecheck.interfaces import Clock
from citecheck.observers import NullObserver
from citecheck.registries.building import Registries, build_registries
from citecheck.registries.checker import ReferenceChecker
from citecheck.registries.cited import cited_work
from citecheck.registries.comparing.model import ReferencedWork
from citecheck.registries.memory import Bytes
from citecheck.settings.model import Settings, WebSettings
from claims.model import Reference, Span
from reports.model import ReferenceCheck
from testbed.loopback import ALLOWED, Loopback
from testbed.registries import Notice, Person, RegistryDouble, Work

WEB = WebSettings(allow_addresses=ALLOWED, retries=0, backoff=0.01, read_timeout=1.0, canary="", threads=4)


def person(name: str) -> Person:
    """Return an author: "Given Family", or an organisation of one word."""
    given, _, family = name.rpartition(" ")
    return Person(family=family, given=given)


def work(title: str, people: str = "Ana Lind; Bo Ek", year: int = 2019, **more: Any) -> Work:
    """Return a work of these people, whose names are separated by semicolons."""
    return Work(title=title, people=tuple(person(one) for one in people.split("; ") if one), year=year, **more)


TIDES = work(
    "Tides of the northern lakes: forty years of measurements",
    "Ana Lind; Bo Ek; Cid Öst",
    2011,
    venue="Journal of Limnology and Oceanographic Research",
    doi="10.1000/lake.(2011)3:1<45>",
    pmid="11223344",
    indexes=("crossref", "openalex", "pubmed"),
    open_copy="https://copies.example/tides.pdf",
)
WINDS = work("Winds over the eastern hills", "Per Moe", 2015, venue="Annals of Winds", doi="10.1000/winds,2015;4")
SNOW = work(
    "A gridded record of snow depth",
    "Ida Ask",
    2020,
    kind="dataset",
    doi="10.5281/snow.1",
    agency="DataCite",
    indexes=("datacite",),
)
PREPRINT = work(
    "Learning to sail against the current",
    "Una Berg; Bo Ek",
    2018,
    arxiv="1805.00001",
    doi="10.48550/arxiv.1805.00001",
    agency="DataCite",
    indexes=("arxiv", "datacite"),
    published_as="10.1000/sail",
)
BOOK = work(
    "The keeper's almanac of harbour lights",
    "Siv Holm",
    1998,
    kind="book",
    isbn="9780306406157",
    indexes=("open_library",),
)
JAPANESE = work("湖の潮汐", "太郎 山田", 2012, doi="10.11111/jalc.1", agency="JaLC", indexes=())
SOFTWARE = work("lind/tidegauge", "", 2017, indexes=("github",))
WORKS = (TIDES, WINDS, SNOW, PREPRINT, BOOK, JAPANESE, SOFTWARE)

CASES_BIB = """
@article{tides, title = {Tides of the Northern Lakes: Forty Years of Measurements}, author = {Lind, A. and others},
  year = 2011, journal = {J. Limnol. Ocean. Res.}, doi = {10.1000/lake.(2011)3:1<45>}}
@article{winds, title = {Winds over the eastern hills}, author = {Moe, Per}, year = 2019, journal = {Annals of Winds}}
@article{stranger, title = {The price of salt in coastal towns}, author = {Ask, Ida}, journal = {Annals of Winds},
  doi = {10.1000/winds,2015;4}}
@article{nowhere, title = {A history of clouds that nobody saw}, author = {Ask, Ida}, journal = {Annals of Winds},
  year = 2001}
@misc{page, title = {Opening hours of the harbour office}, howpublished = {Notice board}}
"""
"""One entry for each verdict."""


def entry(
    text: str = "", *, structured: bool = True, authors: str = "", key: str = "r", **fields: Any
) -> ReferencedWork:
    """Return what an entry cites. `authors` are separated by semicolons; `fields` are those of a `Reference`."""
    said = text or " ".join(str(value) for value in (authors, *fields.values()) if value)
    people = tuple(name for name in authors.split("; ") if name)
    reference = Reference(key=key, label=key, text=said, span=Span(0, len(said)), authors=people, **fields)
    return cited_work(reference, structured=structured)


@dataclass
class World:
    """Loopback registries, and what asks them."""

    double: RegistryDouble
    settings: Settings
    registries: Registries
    checker: ReferenceChecker

    def check(self, *works: ReferencedWork) -> tuple[ReferenceCheck, ...]:
        """Check several entries."""
        return self.checker.check_works(works)

    def one(self, text: str = "", **fields: Any) -> ReferenceCheck:
        """Check one entry; see `entry`."""
        return self.check(entry(text, **fields))[0]


@contextmanager
def world(
    works: Sequence[Work] = WORKS,
    *,
    double: RegistryDouble | None = None,
    cache: Bytes | None = None,
    clock: Clock | None = None,
    web: WebSettings = WEB,
    **changes: Any,
) -> Iterator[World]:
    """Serve `works`, or ask `double`, which is served already. `changes` are settings of the registries."""
    with Loopback() as server:
        there = double or RegistryDouble(server, works)
        settings = Settings(web=web, registries=there.settings(**changes))
        clock = clock or SystemClock()
        registries = build_registries(settings, adapter_for(settings.web), clock=clock, cache=cache)
        assert registries is not None
        checker = ReferenceChecker(registries, settings, clock=clock, observer=NullObserver())
        yield World(double=there, settings=settings, registries=registries, checker=checker)


def with_retries(retries: int) -> WebSettings:
    """Return settings that try again."""
    return msgspec.structs.replace(WEB, retries=retries)


__all__ = ["CASES_BIB", "WORKS", "Notice", "World", "entry", "person", "with_retries", "work", "world"]
