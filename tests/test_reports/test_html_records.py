"""The page shows what registries say: verdict, differences, notices, and every question with its answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from sample_reports import everything

from reports.formats.html import FORMAT
from reports.records import (
    Answered,
    Existence,
    FieldDifference,
    Notice,
    NoticeKind,
    ReferenceCheck,
    RegistryAnswer,
    WorkKind,
    WorkRecord,
)

CHECK = ReferenceCheck(
    reference="ref-4",
    label="4",
    verdict=Existence.DIFFERS,
    reason="Crossref has this work with other authors",
    rule="reference.differs",
    record=WorkRecord(
        registry="Crossref",
        kind=WorkKind.ARTICLE,
        titles=("The tides of the northern harbour",),
        authors=("Penrose, Alice", "Okafor, Ruth"),
        published="2014-05-02",
        venues=("Journal of Harbours",),
        identifiers={"doi": "10.1000/tides.4"},
    ),
    differences=(FieldDifference(field="authors", cited="Penrose", recorded="Penrose; Okafor", serious=True),),
    notices=(
        Notice(kind=NoticeKind.RETRACTION, said_by="Crossref", date="2020-06-04", address="https://doi.org/10.1000/r"),
    ),
    answers=(
        RegistryAnswer(
            registry="Crossref", asked="doi 10.1000/tides.4", outcome=Answered.RECORD, at="2026-03-01T02:00:00Z"
        ),
        RegistryAnswer(
            registry="OpenAlex",
            asked="doi 10.1000/tides.4",
            outcome=Answered.UNKNOWN,
            at="2026-03-01T02:00:01Z",
            reason="the budget of the day is spent",
        ),
    ),
)


def shown(check: ReferenceCheck) -> BeautifulSoup:
    page = BeautifulSoup(FORMAT.render([replace(everything(), existence=(check,))]), "lxml")
    (source,) = (one for one in page.select("#sources > .source") if one.select(".registries"))
    return BeautifulSoup(str(source), "lxml")


def test_a_record_and_what_differs_stand_beside_each_other() -> None:
    source = shown(CHECK)
    assert "Differs from its record" in source.get_text()
    assert "The tides of the northern harbour. Journal of Harbours [Crossref]" in source.get_text()
    cells = [cell.get_text() for cell in source.select(".registries td")]
    assert cells == ["authors", "Penrose", "Penrose; Okafor"]
    hrefs = {str(link["href"]) for link in source.select(".registries a.out")}
    assert hrefs == {"https://doi.org/10.1000/tides.4", "https://doi.org/10.1000/r"}


def test_a_notice_names_its_kind_its_date_and_who_says_so() -> None:
    (notice,) = shown(CHECK).select(".registries .notice")
    assert "Retracted, 2020-06-04, says Crossref" in " ".join(notice.get_text().split())


def test_every_question_is_shown_with_its_answer() -> None:
    lines = [" ".join(line.get_text().split()) for line in shown(CHECK).select(".registries li")]
    assert lines[0].startswith("Crossref, doi 10.1000/tides.4: a record")
    assert "no usable answer (the budget of the day is spent)" in lines[1]


@pytest.mark.parametrize("verdict", list(Existence))
def test_each_verdict_has_its_words(verdict: Existence) -> None:
    check = replace(CHECK, verdict=verdict, record=None, differences=(), notices=(), answers=())
    badge = shown(check).select_one(".registries .badge")
    assert badge is not None
    assert len(badge.get_text().strip()) > 3
    assert "invented" not in shown(check).get_text()


def test_words_and_addresses_of_a_registry_are_not_trusted() -> None:
    hostile = replace(
        CHECK,
        record=WorkRecord(registry="x<b>", titles=("<script>alert(1)</script>",), address="javascript:alert(1)"),
        notices=(Notice(kind=NoticeKind.CONCERN, said_by="<i>", address="data:text/html,x"),),
    )
    source = shown(hostile)
    assert not source.select(".registries script, .registries b, .registries i")
    assert not source.select(".registries a.out")


def test_a_report_without_registries_shows_nothing_of_them() -> None:
    assert ".registries" not in FORMAT.render([everything()])
    assert not BeautifulSoup(FORMAT.render([everything()]), "lxml").select(".registries")
