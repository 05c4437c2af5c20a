"""Retractions, concerns and corrections: every one is told, and no work that stands is suspected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from registry_world import Notice, entry, work, world

from citecheck.clock import timestamp
from citecheck.registries.fields import label_of, unlabelled
from citecheck.registries.standing import union
from citecheck.store.cache import Cache
from citecheck.testing import FakeClock
from reports.records import Existence, NoticeKind
from reports.records import Notice as Said
from testbed.loopback import Reply

KINDS = {
    "retraction": NoticeKind.RETRACTION,
    "withdrawal": NoticeKind.RETRACTION,
    "removal": NoticeKind.RETRACTION,
    "expression_of_concern": NoticeKind.CONCERN,
    "correction": NoticeKind.CORRECTION,
    "corrigendum": NoticeKind.CORRECTION,
    "erratum": NoticeKind.CORRECTION,
    "addendum": NoticeKind.CORRECTION,
    "partial_retraction": NoticeKind.CORRECTION,
}
DOIS = ("10.1000/a-{}", "10.1000/s0140-6736({})11096-0", "10.1000/b,{}", "10.1000/ü-{}", "10.1000/<{}::aid>3.0.co;2-2")


def noticed(kind: str, place: int, *, listed: bool) -> tuple:
    """Return a work with a notice, and what is expected of it."""
    doi = DOIS[place % len(DOIS)].format(place)
    notice = Notice(
        kind=kind, doi=f"10.1000/notice-{place}", date=f"20{10 + place % 10}-0{1 + place % 9}-11", listed=listed
    )
    title = f"Winters of the {place}th river and its ice in spring"
    return work(title, "Ana Lind; Bo Ek", 2009, doi=doi, notices=(notice,)), KINDS[kind], notice


# A DOI with a comma cannot be asked for by a filter, so only what its own record lists can be found.
CASES = [
    noticed(kind, place, listed=listed or "," in DOIS[place % len(DOIS)])
    for place, (kind, listed) in enumerate(
        (kind, listed) for kind in KINDS for listed in (True, False, True, False, False)
    )
]
REINSTATED = (
    Notice(kind="retraction", doi="10.1000/r", date="2018-01-01"),
    Notice(kind="reinstatement", doi="10.1000/i", date="2019-01-01"),
)
VERSION = (Notice(kind="new_version", doi="10.1000/v2", date="2020-01-01"),)
CLEAN = [
    work("Winters that nothing is known against", doi="10.1000/clean-1"),
    work("Retraction of river ice in warm winters", doi="10.1000/clean-2"),
    work("Withdrawn from the lake: a history of fishing rights", doi="10.1000/clean-3"),
    work("A new edition of the ice tables", doi="10.1000/clean-4", notices=VERSION),
    work("An article that was reinstated", doi="10.1000/clean-5", notices=REINSTATED),
]


def cited(works):
    return [
        entry(key=one.doi, title=one.title, authors="Lind, Ana; Ek, Bo", identifiers={"doi": one.doi}) for one in works
    ]


def test_every_notice_is_told_with_its_date_and_address_and_none_is_made_up() -> None:
    works = [one for one, _, _ in CASES]
    with world((*works, *CLEAN)) as there:
        checks = {check.reference: check for check in there.check(*cited((*works, *CLEAN)))}

    for one, kind, notice in CASES:
        found = checks[one.doi].notices
        assert [(said.kind, said.date) for said in found] == [(kind, notice.date)], (one.doi, notice)
        assert found[0].address == f"https://doi.org/{notice.doi}"
    assert len(CASES) >= 40
    assert [check.label for check in checks.values() if "clean" in check.reference and check.notices] == []


def test_openalex_and_pubmed_add_what_crossref_does_not_know() -> None:
    flagged = work("Ice of the first lake in winter", doi="10.1000/oa", retracted=True)
    notice = Notice(kind="expression_of_concern", doi="10.1000/n", date="2021-05-06", listed=False, pmid="777")
    medical = work("Ice of the second lake in winter", pmid="555", indexes=("pubmed",), notices=(notice,))
    with world((flagged, medical)) as there:
        first, second = there.check(
            *cited([flagged]), entry(title=medical.title, authors="Lind, Ana; Ek, Bo", identifiers={"pmid": "555"})
        )

    assert [(one.kind, one.said_by) for one in first.notices] == [(NoticeKind.RETRACTION, "OpenAlex")]
    assert [(one.kind, one.date) for one in second.notices] == [(NoticeKind.CONCERN, "2021-05-06")]


def test_many_works_are_asked_about_by_few_requests() -> None:
    works = [work(f"Winter {number} of the river ice", doi=f"10.1000/w{number}") for number in range(120)]
    with world(works) as there:
        there.check(*cited(works))
        batches = [path for path in there.double.paths["crossref"] if "filter" in path]

    assert len(batches) <= 6
    assert len([path for path in there.double.paths["openalex"] if "filter" in path]) <= 3


def test_the_retraction_of_another_work_is_not_told_of_this_one() -> None:
    retracted = CASES[0][0]
    with world([retracted]) as there:
        check = there.one(title="The price of salt in towns", authors="Moe, Per", identifiers={"doi": retracted.doi})

    assert check.verdict is Existence.OTHER_WORK
    assert check.notices == ()


def test_a_silent_registry_is_named_and_the_others_still_tell() -> None:
    one, kind, _ = CASES[0]
    with world([one]) as there:
        there.double.faults["openalex"] = lambda path, right: Reply(status=503)
        (check,) = there.check(*cited([one]))

    assert [said.kind for said in check.notices] == [kind]
    assert "OpenAlex" in {answer.registry for answer in check.answers if answer.outcome == "unknown"}


def test_a_preprint_names_its_published_form() -> None:
    preprint = work("Sailing by the stars of winter", arxiv="1901.00001", indexes=("arxiv",), published_as="10.1000/p")
    with world([preprint]) as there:
        check = there.one(title=preprint.title, authors="Lind, Ana; Ek, Bo", identifiers={"arxiv": "1901.00001"})

    assert check.published_as == "https://doi.org/10.1000/p"


def test_the_second_night_asks_little_and_finds_what_came_since(tmp_path: Path) -> None:
    works = [work(f"Winter {number} of the river ice", doi=f"10.1000/w{number}") for number in range(200)]
    clock = FakeClock(datetime(2026, 1, 2, 3, tzinfo=UTC))

    def night(double=None):
        cache = Cache(tmp_path / "answers.sqlite", now=timestamp(clock.now()))
        try:
            with world(works, double=double, cache=cache, clock=clock) as there:
                before = sum(there.double.counts().values())
                checks = there.check(*cited(there.double.shelf.works))
                return there, checks, sum(there.double.counts().values()) - before
        finally:
            cache.close()

    with world(works) as served:
        _, first, cold = night(served.double)
        clock.advance(days=1)
        new = Notice(kind="retraction", doi="10.1000/n", date="2026-01-02")
        served.double.shelf.replace(works[7], replace(works[7], notices=(new,)))
        _, second, warm = night(served.double)

    assert {check.verdict for check in (*first, *second)} == {Existence.VERIFIED}
    assert warm <= 0.08 * cold, (cold, warm)  # 200 works are four batches; with more, the share falls
    assert [check.reference for check in second if check.notices] == [works[7].doi]
    assert second[0].answers[0].at.startswith("2026-01-02")


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("RETRACTED: Ice in winter", "RETRACTED: "),
        ("RETRACTED ARTICLE: Ice in winter", "RETRACTED ARTICLE: "),
        ("[Retracted] Ice in winter", "[Retracted] "),
        ("WITHDRAWN: Ice in winter", "WITHDRAWN: "),
        ("Retraction: Ice in winter", ""),
        ("Retracted studies of ice", ""),
        ("Withdrawn rivers: ice in winter", ""),
    ],
)
def test_labels_of_titles(title: str, label: str) -> None:
    assert label_of(title) == label
    assert unlabelled(title) == title[len(label) :]


def test_notices_of_several_registries_are_told_once() -> None:
    told = union(
        [Said(kind=NoticeKind.RETRACTION, said_by="Crossref", date="2020-06-04", address="https://doi.org/10.1/n")],
        [Said(kind=NoticeKind.RETRACTION, said_by="OpenAlex")],
        [Said(kind=NoticeKind.RETRACTION, said_by="PubMed", date="2020-06-04", address="https://pubmed.example/1")],
        [Said(kind=NoticeKind.CONCERN, said_by="PubMed", date="2020-06-02", address="https://pubmed.example/2")],
        [Said(kind=NoticeKind.CORRECTION, said_by="PubMed", date="2019-01-02", address="https://pubmed.example/3")],
        [Said(kind=NoticeKind.CORRECTION, said_by="PubMed", date="2021-01-02", address="https://pubmed.example/4")],
    )

    assert [(one.kind.value, one.date) for one in told] == [
        ("retraction", "2020-06-04"),
        ("concern", "2020-06-02"),
        ("correction", "2019-01-02"),
        ("correction", "2021-01-02"),
    ]
